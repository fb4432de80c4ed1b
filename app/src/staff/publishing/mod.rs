//! What the pages and forms about updates share.

mod preview;
mod said;

use domain::{
    clock::Timestamp,
    ids::{ProposalId, StaffId, UpdateId},
    incident::{Incident, Update},
    lang::Lang,
    publishing::{PerLang, UpdateAudience},
};

pub use preview::{Preview, preview, preview_of};
pub use said::{audience_words, becomes_public, kind_title, lang_words, refusal_words, state_words, update_kind_words};

use crate::{error::PageError, request::Request, site::Site};

/// The incident's slug in `/staff/incidents/{slug}/…`.
#[must_use]
pub fn slug_of(request: &Request) -> &str {
    request.path.split('/').nth(3).unwrap_or_default()
}

/// The id in `/staff/incidents/{slug}/updates/{id}`, if it has the form of one.
fn id_of<Id: std::str::FromStr>(request: &Request) -> Result<Id, PageError> {
    request.path.split('/').nth(5).and_then(|id| id.parse().ok()).ok_or(PageError::NotFound)
}

/// The proposal in the path.
///
/// # Errors
/// [`PageError::NotFound`] when it has no such form.
pub fn proposal_of(request: &Request) -> Result<ProposalId, PageError> {
    id_of(request)
}

/// A published update that the path names, in every language, whomever it is for.
///
/// # Errors
/// [`PageError::NotFound`] when the incident has none of this id; that of the store.
pub async fn update_of(site: &Site, request: &Request, incident: &Incident) -> Result<PerLang<Update>, PageError> {
    let id: UpdateId = id_of(request)?;
    find_update(site, incident, id).await?.ok_or(PageError::NotFound)
}

/// A published update in every language.
///
/// # Errors
/// When the store fails.
pub async fn find_update(site: &Site, incident: &Incident, id: UpdateId) -> Result<Option<PerLang<Update>>, PageError> {
    let mut found = Vec::new();
    for lang in Lang::ALL {
        let said = site.store.incident_words(incident.incident_id, lang).await?;
        found.extend(said.updates.into_iter().chain(said.for_some).find(|update| update.update_id == id));
    }
    let mut found = found.into_iter();
    Ok(found.next().zip(found.next()).map(|(en, es)| PerLang { en, es }))
}

/// How staff are named to staff: the name of the account, or what the log says (`command line`).
///
/// # Errors
/// When the store fails.
pub async fn name_of(site: &Site, actor: &str) -> Result<String, PageError> {
    let Ok(staff) = actor.parse::<StaffId>() else { return Ok(actor.to_owned()) };
    Ok(site.store.member(staff).await?.map_or_else(|| actor.to_owned(), |member| member.contact.name))
}

/// How many people an update for `audience` is for; `None` when everybody may read it.
///
/// # Errors
/// When the store fails.
pub async fn readers(site: &Site, incident: &Incident, audience: &UpdateAudience) -> Result<Option<i64>, PageError> {
    if audience.is_public() {
        return Ok(None);
    }
    Ok(Some(site.store.count_audience(incident.incident_id, audience).await?))
}

/// A day and an hour as they were typed, in the incident's zone.
#[must_use]
pub fn moment(day: &str, hour: &str, zone: &str) -> Option<Timestamp> {
    let zone = jiff::tz::TimeZone::get(zone).ok()?;
    let (day, hour) = (day.trim().parse::<jiff::civil::Date>().ok()?, hour.trim().parse::<jiff::civil::Time>().ok()?);
    Some(day.to_datetime(hour).to_zoned(zone).ok()?.timestamp().into())
}
