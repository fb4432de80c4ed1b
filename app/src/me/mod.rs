//! What a personal page is made of. Loaded for a proven visit only, and always for that visit's own person.

mod benefits;
mod export;
mod public;
mod slots;

use std::{collections::HashMap, sync::Arc};

use domain::{
    clock::Timestamp,
    guidance::{Audience, AudienceSet, Profile, StepList},
    helper::Doing,
    incident::Incident,
    lang::Lang,
    person::Person,
};
use store::{incidents::IncidentWords, requests::Request as Asked, visits::Visit};

pub use export::download;
pub use public::PublicWords;
pub use slots::{filled_slots, slot_address};

use crate::{error::PageError, request::Request, site::Site, visit};

/// One person's page, before it is written out.
#[derive(Clone)]
pub struct Mine {
    /// Whose browser it is.
    pub visit: Visit,
    /// Their incident and what is said about it in the reader's language.
    pub public: Arc<(Incident, IncidentWords)>,
    /// The person of the visit.
    pub person: Person,
    /// What they ticked, and when.
    pub ticks: HashMap<String, Timestamp>,
}

impl Mine {
    /// The page of this browser's proven visit.
    ///
    /// # Errors
    /// As [`visit::reader`].
    pub async fn load(site: &Site, request: &Request) -> Result<Self, PageError> {
        let visit = visit::reader(site, request).await?;
        Self::of(site, visit, request.lang).await
    }

    /// The page of a visit that was found before.
    ///
    /// # Errors
    /// When the store fails, or the person is no longer there.
    pub async fn of(site: &Site, visit: Visit, lang: Lang) -> Result<Self, PageError> {
        let public = site.public_words.of(site, visit.incident_id, lang).await?;
        let person = site.store.person(visit.incident_id, visit.person_id).await?.ok_or(PageError::SignInFirst)?;
        let ticks = site.store.ticks(visit.incident_id, visit.person_id).await?;
        let ticks = ticks.into_iter().map(|tick| (tick.action_id, tick.ticked_at)).collect();
        Ok(Self { visit, public, person, ticks })
    }

    /// Whether whoever sits there may do that: the person everything, a helper what their kind may.
    #[must_use]
    pub fn may(&self, doing: Doing) -> bool {
        self.visit.helper.is_none_or(|helping| helping.kind.may(doing))
    }

    /// What was asked, as far as whoever sits there may read it: a named helper reads what they asked themselves.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn requests(&self, site: &Site) -> Result<Vec<Asked>, PageError> {
        let mut requests = site.store.requests_of_person(self.visit.incident_id, self.visit.person_id).await?;
        requests.retain(|asked| self.may_read(asked));
        Ok(requests)
    }

    /// Whether whoever sits there may read that request.
    #[must_use]
    pub fn may_read(&self, asked: &Asked) -> bool {
        self.may(Doing::Keep) || asked.helper_id.is_some() && asked.helper_id == self.visit.helper.map(|helping| helping.helper_id)
    }

    /// The incident.
    #[must_use]
    pub fn incident(&self) -> &Incident {
        &self.public.0
    }

    /// Their list of steps.
    #[must_use]
    pub fn steps<'a>(&self, site: &'a Site) -> StepList<'a> {
        self.steps_with(site, AudienceSet::default())
    }

    /// Their list for somebody who may be hurt by another person.
    #[must_use]
    pub fn steps_for_survivor<'a>(&self, site: &'a Site) -> StepList<'a> {
        self.steps_with(site, AudienceSet::default().with(Audience::Survivor))
    }

    fn steps_with<'a>(&self, site: &'a Site, also: AudienceSet) -> StepList<'a> {
        let profile = Profile { also, ..Profile::of(&self.person, filled_slots(self.incident(), &site.settings.company)) };
        site.guidance.steps_for(&profile)
    }

    /// The catalogue's id of a step, if it is on their list.
    #[must_use]
    pub fn find_step(&self, site: &Site, id: &str) -> Option<String> {
        self.steps_for_survivor(site).find(id).map(|action| action.id.clone())
    }

    /// Whether they ticked a step.
    #[must_use]
    pub fn has_ticked(&self, action_id: &str) -> bool {
        self.ticks.contains_key(action_id)
    }
}
