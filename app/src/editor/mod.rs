//! An incident as its editors see it: what is published with what is drafted over it.

mod entries;
mod keep;
mod keep_update;
mod overlay;
mod save;
mod step;

use domain::{
    clock::Timestamp,
    draft::Spot,
    incident::{Incident, Section},
    lang::Lang,
    publishing::WordsDraft,
};
use store::{
    drafts::{Draft, Drafts},
    incidents::IncidentWords,
};

pub use entries::Entries;
pub use keep::keep;
pub use overlay::{is_address, local_time, read_local};
pub use save::{Typed, page_path, save, saved_path};
pub use step::Step;

use crate::{error::PageError, site::Site};

/// An incident with its drafts.
#[derive(Clone, Debug)]
pub struct Edited {
    /// As it is, without its words.
    pub incident: Incident,
    /// Its words as they are, public or not.
    pub base: WordsDraft,
    /// Its words with the drafts over them.
    pub words: WordsDraft,
    /// How many texts wait beside another's.
    pub kept: usize,
    drafts: Drafts,
}

impl Edited {
    /// Reads an incident with its drafts.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn load(site: &Site, incident: Incident) -> Result<Self, PageError> {
        let id = incident.incident_id;
        let base = site.store.current_words(id).await?;
        let mut drafts = site.store.drafts(id).await?;
        overlay::drop_stale_promise(&mut drafts, &incident);
        let kept = site.store.draft_conflicts(id).await?.len();
        let words = overlay::overlaid(&base, &drafts);
        Ok(Self { incident, base, words, kept, drafts })
    }

    /// What stands at a spot now, as its field shows it.
    #[must_use]
    pub fn value(&self, spot: Spot) -> String {
        self.drafts.get(&spot).map_or_else(|| self.first(spot), |draft| draft.body.clone())
    }

    /// What stands at a spot without drafts: its version 0.
    #[must_use]
    pub fn first(&self, spot: Spot) -> String {
        overlay::text_of(&self.base, spot)
    }

    /// The version of what stands at a spot.
    #[must_use]
    pub fn version(&self, spot: Spot) -> i64 {
        self.draft(spot).map_or(0, |draft| draft.version)
    }

    /// The draft at a spot.
    #[must_use]
    pub fn draft(&self, spot: Spot) -> Option<&Draft> {
        self.drafts.get(&spot)
    }

    /// Whether something is drafted that is not in `base`.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.words != self.base
    }

    /// The last time anybody saved something.
    #[must_use]
    pub fn saved_at(&self) -> Option<Timestamp> {
        self.drafts.values().map(|draft| draft.edited_at).max()
    }

    /// The newest of what others than `actor` saved on the page of `step` since `since`: whose, and when.
    #[must_use]
    pub fn others(&self, step: Step, actor: &str, since: Timestamp) -> Option<(&str, Timestamp)> {
        let theirs = self.drafts.iter().filter(|(spot, draft)| Step::of(spot.part) == step && draft.edited_by != actor);
        let newest = theirs.map(|(_, draft)| draft).filter(|draft| draft.edited_at >= since).max_by_key(|draft| draft.edited_at)?;
        Some((&newest.edited_by, newest.edited_at))
    }

    /// A text of the page, drafts over it.
    #[must_use]
    pub fn section(&self, section: Section, lang: Lang) -> &str {
        self.words.sections.iter().find(|(which, _)| *which == section).map_or("", |(_, text)| text.get(lang).as_str())
    }

    /// The incident and its words as the public page would show them, without its updates.
    #[must_use]
    pub fn as_public(&self, lang: Lang) -> (Incident, IncidentWords) {
        overlay::as_public(&self.incident, &self.words, lang)
    }
}
