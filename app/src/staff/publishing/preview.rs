//! A proposal as the public will see it: what the real components are handed.

use domain::{
    clock::Timestamp,
    ids::UpdateId,
    incident::{Incident, Update, UpdateCorrection, UpdateWithdrawal},
    lang::Lang,
    publishing::{PerLang, PostText, Proposal, ProposalState},
};
use store::{
    incidents::IncidentWords,
    publishing::{StoredProposal, preview_incident, preview_words},
};
use uuid::Uuid;

use super::find_update;
use crate::{error::PageError, site::Site};

/// What is to be read before it is approved.
#[derive(Clone, Debug)]
pub enum Preview {
    /// An update as it will stand at its address, in every language.
    Update(Box<PerLang<Update>>),
    /// The incident's page, in every language.
    Page(Box<Incident>, Box<PerLang<IncidentWords>>),
    /// What it was about is not there any more.
    Nothing,
}

/// What `stored` makes of the public pages; what is public already is shown as it stands.
///
/// # Errors
/// When the store fails.
pub async fn preview(site: &Site, incident: &Incident, stored: &StoredProposal) -> Result<Preview, PageError> {
    let at = stored.published_at.or(stored.publish_at).unwrap_or_else(|| site.now());
    preview_of(site, incident, &stored.proposal, at, stored.state == ProposalState::Published).await
}

/// What `proposal` makes of the public pages, dated `at`.
///
/// # Errors
/// When the store fails.
pub async fn preview_of(
    site: &Site,
    incident: &Incident,
    proposal: &Proposal,
    at: Timestamp,
    is_public: bool,
) -> Result<Preview, PageError> {
    match proposal {
        Proposal::Update(update) => {
            let shown = |text: &PostText| Update {
                title: text.title.clone(),
                body: text.body.clone(),
                audience: update.audience.clone(),
                ..Update::new(UpdateId(Uuid::nil()), update.kind, at)
            };
            Ok(Preview::Update(Box::new(PerLang::from_fn(|lang| shown(update.texts.get(lang))))))
        }
        Proposal::CorrectUpdate(correction) => {
            let change = |lang: Lang, update: &mut Update| {
                let (text, what_changed) = (correction.texts.get(lang), correction.what_changed.get(lang).clone());
                let (earlier_title, earlier_body) = (update.title.clone(), update.body.clone());
                update.corrections.insert(0, UpdateCorrection { at, what_changed, earlier_title, earlier_body });
                (update.title, update.body) = (text.title.clone(), text.body.clone());
            };
            changed(site, incident, correction.update_id, is_public, change).await
        }
        Proposal::WithdrawUpdate(withdrawal) => {
            let change = |lang: Lang, update: &mut Update| {
                update.withdrawn = Some(UpdateWithdrawal { at, reason: withdrawal.reason.get(lang).clone() });
            };
            changed(site, incident, withdrawal.update_id, is_public, change).await
        }
        Proposal::PublishIncident { words: Some(words) } | Proposal::Texts { words } => {
            let mut said = PerLang::from_fn(|lang| preview_words(words, lang));
            for lang in Lang::ALL {
                said.get_mut(lang).updates = site.store.incident_words(incident.incident_id, lang).await?.updates;
            }
            let incident = dated(preview_incident(incident, words), at);
            Ok(Preview::Page(Box::new(incident), Box::new(said)))
        }
        Proposal::PublishIncident { words: None } => {
            let mut said = PerLang::<IncidentWords>::default();
            for lang in Lang::ALL {
                *said.get_mut(lang) = site.store.incident_words(incident.incident_id, lang).await?;
            }
            Ok(Preview::Page(Box::new(dated(incident.clone(), at)), Box::new(said)))
        }
    }
}

fn dated(incident: Incident, at: Timestamp) -> Incident {
    Incident { as_of: incident.as_of.max(at), ..incident }
}

async fn changed(
    site: &Site,
    incident: &Incident,
    id: UpdateId,
    is_public: bool,
    change: impl Fn(Lang, &mut Update),
) -> Result<Preview, PageError> {
    let Some(mut update) = find_update(site, incident, id).await? else { return Ok(Preview::Nothing) };
    let is_withdrawn = update.en.withdrawn.is_some();
    if !is_public && !is_withdrawn {
        for lang in Lang::ALL {
            change(lang, update.get_mut(lang));
        }
    }
    Ok(Preview::Update(Box::new(update)))
}
