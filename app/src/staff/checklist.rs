//! The checklist of an incident as it stands, or as it will be when somebody begins it: looking changes nothing.

use domain::{incident::Incident, plan::Plan};
use store::checklist::Checklist;

use crate::{error::PageError, site::Site, words::Words};

/// The checklist of `incident`: its own, or what the newest plan makes of it.
///
/// # Errors
/// When the store fails.
pub async fn checklist_of(site: &Site, words: Words, incident: &Incident) -> Result<Checklist, PageError> {
    if let Some(begun) = site.store.checklist(incident.incident_id).await? {
        return Ok(begun);
    }
    Ok(match site.store.plan().await? {
        Some(saved) => Checklist::from_plan(incident.incident_id, saved.version, &saved.plan),
        None => Checklist::from_plan(incident.incident_id, 0, &Plan::to_begin_with(words.0)),
    })
}

/// What the checklist of `incident` is when it is begun from the version of the plan that a page showed; `None` when there is no
/// such version.
///
/// # Errors
/// When the store fails.
pub async fn checklist_seen(site: &Site, words: Words, incident: &Incident, version: i64) -> Result<Option<Checklist>, PageError> {
    let plan = match version {
        0 => Some(Plan::to_begin_with(words.0)),
        _ => site.store.plan_version(version).await?.map(|saved| saved.plan),
    };
    Ok(plan.map(|plan| Checklist::from_plan(incident.incident_id, version, &plan)))
}
