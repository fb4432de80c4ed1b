//! What a member of staff is told by mail about their own account, and what the log keeps of it.

use domain::{ids::StaffId, lang::Lang, staff::AccountChange};
use serde_json::json;
use store::{
    StoreError, Tx,
    audit::{Act, Chain},
    outbox::OutgoingMail,
};

use crate::{site::Site, words::Words};

/// Queues a mail to `email` about what changed (ASVS 6.3.7). Opens nothing and links nowhere.
///
/// # Errors
/// When the database fails.
pub async fn tell(site: &Site, tx: &mut Tx, email: &str, lang: Lang, change: AccountChange) -> Result<(), StoreError> {
    let now = site.now();
    let mail = OutgoingMail::staff_changed(email, lang, change, &Words(lang).moment(now, "UTC"));
    site.store.enqueue(tx, None, &mail, None, now).await?;
    Ok(())
}

/// As [`tell`], and appends `act` to the installation's chain: last in its transaction.
///
/// # Errors
/// When the database fails.
pub async fn tell_and_note(
    site: &Site,
    tx: &mut Tx,
    (staff, email): (StaffId, &str),
    lang: Lang,
    change: AccountChange,
    act: &str,
) -> Result<(), StoreError> {
    tell(site, tx, email, lang, change).await?;
    note(site, tx, staff, act).await
}

/// Appends an act of somebody about their own account to the installation's chain.
///
/// # Errors
/// When the database fails.
pub async fn note(site: &Site, tx: &mut Tx, staff: StaffId, act: &str) -> Result<(), StoreError> {
    let (actor, details) = (staff.to_string(), json!({}));
    let act = Act { actor: &actor, act, about: Some(staff.0), details: &details };
    site.store.append_audit(tx, Chain::Installation, act, site.now()).await
}
