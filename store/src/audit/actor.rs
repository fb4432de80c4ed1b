//! Whoever acts must still be who may, at the moment the act becomes true: between the look at their session and the end of a
//! transaction somebody may have removed them.

use domain::ids::StaffId;
use uuid::Uuid;

use super::Chain;
use crate::{StoreError, Tx, on};

/// Refuses an act of a member of staff who was removed meanwhile or has lost every role where they act. Their row and one of their
/// roles are held until the end of the transaction: a removal waits for it, or comes first and is seen. Others who act (the command
/// line, a person) are no rows here.
///
/// # Errors
/// [`StoreError::NotStaffAnyMore`], and when the database fails.
pub(super) async fn still_acts(tx: &mut Tx, chain: Chain, actor: &str) -> Result<(), StoreError> {
    let Ok(staff) = actor.parse::<StaffId>() else { return Ok(()) };
    let held = tx.for_share();
    let sql = format!("select state from staff where staff_id = $1 {held}");
    let state: Option<String> = on!(&mut *tx, |db| sqlx::query_scalar(&sql).bind(staff.0).fetch_optional(&mut **db).await)?;
    match state.as_deref() {
        None => return Ok(()),
        Some("removed") => return Err(StoreError::NotStaffAnyMore),
        Some(_) => {}
    }
    let Chain::Incident(incident) = chain else { return Ok(()) };
    let sql = format!("select role from staff_roles where staff_id = $1 and incident_id in ($2, $3) limit 1 {held}");
    let role: Option<String> =
        on!(&mut *tx, |db| sqlx::query_scalar(&sql).bind(staff.0).bind(incident.0).bind(Uuid::nil()).fetch_optional(&mut **db).await)?;
    if role.is_some() { Ok(()) } else { Err(StoreError::NotStaffAnyMore) }
}
