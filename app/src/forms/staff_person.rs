//! What staff do with one person, from their page or from a request of theirs.

use domain::{person::Person, staff::Work};
use serde_json::json;
use store::audit::{Act, Chain};

use crate::{error::PageError, site::Site, staff::SupportDesk};

/// Sends a new invitation: older ones open nothing from now on. Says whether a mail is queued. The caller has asked for the
/// second factor and for the reason.
///
/// # Errors
/// When the store fails.
pub(super) async fn reissue(site: &Site, desk: &SupportDesk, person: &Person, reason: &str) -> Result<bool, PageError> {
    let mut tx = site.store.write().await?;
    let made = site.store.invite_again(&mut tx, person, site.now()).await?;
    let reason = site.store.keep_reason(&mut tx, person.incident_id, reason).await?;
    let details = json!({
        "role": desk.staff.role_for(Work::Support, person.incident_id),
        "generation": made.generation,
        "mailed": made.is_mailed,
        "reason": reason.to_string(),
    });
    let act = Act { actor: &desk.staff.actor(), act: "invitation.reissue", about: Some(person.person_id.0), details: &details };
    site.store.append_audit(&mut tx, Chain::Incident(person.incident_id), act, site.now()).await?;
    tx.commit().await?;
    Ok(made.is_mailed)
}
