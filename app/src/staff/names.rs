//! What a member of staff is called, from the opaque id that the log and other rows keep.

use domain::ids::StaffId;

use crate::{error::PageError, site::Site, words::Words};

/// The name behind `actor`; whoever acted without an account (the command line) is called by that word.
///
/// # Errors
/// When the store fails.
pub async fn name_of(site: &Site, words: Words, actor: &str) -> Result<String, PageError> {
    let Ok(staff) = actor.parse::<StaffId>() else { return Ok(actor.to_owned()) };
    let member = site.store.member(staff).await?;
    Ok(member.map(|member| member.contact.name).filter(|name| !name.is_empty()).unwrap_or_else(|| words.t("staff-somebody")))
}
