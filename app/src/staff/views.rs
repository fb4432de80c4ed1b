//! A member of staff looks at somebody's data: counted, written down, and after too many in a day refused and told to the auditors.

use domain::{
    ids::{IncidentId, PersonId},
    staff::Work,
};
use serde_json::{Value, json};
use store::{
    audit::{Act, Chain},
    budgets::{Counted, Decision, Limit},
};

use super::Staff;
use crate::{error::PageError, site::Site};

/// The act in the log that says that somebody reached the day's limit.
pub const LIMIT_ACT: &str = "staff.view_limit";

/// Before data of one person is shown: counts the look. `Ok` means that it may be shown once it is written down.
///
/// # Errors
/// [`PageError::SlowDown`] beyond the day's number; the auditors are told once a day. That of the store.
pub async fn count_look(site: &Site, staff: &Staff, incident: IncidentId) -> Result<(), PageError> {
    let now = site.now();
    let id = staff.member.staff_id;
    let Decision::TryAgain(until) = site.store.count_view(id, now).await? else { return Ok(()) };
    let account = id.to_string();
    let mut tx = site.store.write().await?;
    let told = Counted::StaffTries { factor: "views", account: &account, from: "" };
    if site.store.spend(&mut tx, told, Limit::per_day(1), now).await? == Decision::Allowed {
        let details = json!({ "role": staff.role_for(Work::Support, incident) });
        let act = Act { actor: &staff.actor(), act: LIMIT_ACT, about: Some(id.0), details: &details };
        site.store.append_audit(&mut tx, Chain::Incident(incident), act, now).await?;
        tracing::warn!(target: "candor::staff", staff = %id, "the day's number of people looked at is reached");
    }
    tx.commit().await?;
    Err(PageError::SlowDown { until })
}

/// Before a page about one person is shown: counts the look and writes it down. `what` says what was looked at; `more` is added.
///
/// # Errors
/// As [`count_look`].
pub async fn look(
    site: &Site,
    staff: &Staff,
    (incident, person): (IncidentId, PersonId),
    what: &str,
    more: Value,
) -> Result<(), PageError> {
    count_look(site, staff, incident).await?;
    let mut details = json!({ "role": staff.role_for(Work::Support, incident), "what": what });
    if let (Value::Object(details), Value::Object(more)) = (&mut details, more) {
        details.extend(more);
    }
    Ok(site.store.note_view(incident, person, &staff.actor(), &details, site.now()).await?)
}
