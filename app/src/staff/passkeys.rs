//! Passkeys (WebAuthn, `docs/decisions/0009-webauthn-rs-for-passkeys.md`): what a browser is asked, and what its answer is worth.
//! The question travels with the page and waits, sealed, in the database; the answer comes back in a hidden field. A passkey
//! always verifies its owner (PIN, finger, face): one that was found on a train is no factor.

use domain::{ids::StaffId, staff::LONGEST_PASSKEY_NAME};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use store::{
    StoreError,
    staff::{Asked, KeptPasskey, NewPasskey, StaffContact},
};
use url::Url;
use uuid::Uuid;
use webauthn_rs::prelude::{
    Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Webauthn, WebauthnBuilder,
    WebauthnError,
};

use crate::{error::PageError, site::Site, words::Words};

/// What a page asks the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Which one: comes back with the answer.
    pub id: Uuid,
    /// The options of WebAuthn as JSON, for `public/passkey.js`.
    pub options: String,
}

/// What the hidden fields bring back.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// Which question.
    pub challenge: String,
    /// The browser's answer as JSON; empty when none was asked for.
    pub answer: String,
}

/// A passkey that signed rightly, not yet counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Which one.
    pub passkey_id: Uuid,
    /// What is kept of it from now on.
    pub kept: String,
    /// How often it has signed, if it counts.
    pub counter: u32,
}

/// Why an answer is worth nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worthless {
    /// Nobody asked, not here, too long ago, or it was answered.
    TooLate,
    /// It is no passkey of this account, it signed something else, or for another site.
    Wrong,
    /// It had signed more often before.
    WentBack,
    /// There is another page to show.
    Page(PageError),
}

impl From<StoreError> for Worthless {
    fn from(error: StoreError) -> Self {
        Self::Page(error.into())
    }
}

impl From<WebauthnError> for Worthless {
    fn from(error: WebauthnError) -> Self {
        tracing::info!(target: "candor::staff", %error, "the answer of a passkey was not taken");
        if matches!(error, WebauthnError::CredentialPossibleCompromise) { Self::WentBack } else { Self::Wrong }
    }
}

/// This site as passkeys know it: the host is what they are bound to, the origin what they sign. Nothing when the site is reached
/// by a number instead of a name: browsers make no passkeys for those.
fn party(site: &Site) -> Option<Webauthn> {
    let origin = Url::parse(&site.settings.public_url).ok()?;
    let host = origin.domain()?.to_owned();
    WebauthnBuilder::new(&host, &origin).ok()?.rp_name(&site.settings.company.name).build().ok()
}

/// Whether this site can have passkeys.
#[must_use]
pub fn are_possible(site: &Site) -> bool {
    party(site).is_some()
}

/// Asks for a new passkey; nothing where there can be none.
///
/// # Errors
/// When the store fails.
pub async fn ask_for_new(site: &Site, asked: Asked, contact: &StaffContact) -> Result<Option<Question>, PageError> {
    let Some(party) = party(site) else { return Ok(None) };
    let mut known = Vec::new();
    for passkey in site.store.passkeys(asked.staff_id).await? {
        known.push(read::<Passkey>(&passkey.kept)?.cred_id().clone());
    }
    let name = if contact.name.is_empty() { contact.email.as_str() } else { contact.name.as_str() };
    let (options, state) =
        party.start_passkey_registration(asked.staff_id.0, &contact.email, name, Some(known)).map_err(|error| PageError::broken(&error))?;
    Ok(Some(keep(site, asked, &options, &state).await?))
}

/// Asks for one of somebody's passkeys; nothing when they have none.
///
/// # Errors
/// When the store fails.
pub async fn ask(site: &Site, asked: Asked) -> Result<Option<Question>, PageError> {
    let Some(party) = party(site) else { return Ok(None) };
    let mut passkeys = Vec::new();
    for passkey in site.store.passkeys(asked.staff_id).await? {
        passkeys.push(read::<Passkey>(&passkey.kept)?);
    }
    if passkeys.is_empty() {
        return Ok(None);
    }
    let (options, state) = party.start_passkey_authentication(&passkeys).map_err(|error| PageError::broken(&error))?;
    Ok(Some(keep(site, asked, &options, &state).await?))
}

/// Writes the question down. That is all that a page does which asks: nothing changes until somebody answers.
async fn keep(site: &Site, asked: Asked, options: &impl Serialize, state: &impl Serialize) -> Result<Question, PageError> {
    let id = site.store.keep_question(asked, &written(state)?, site.now()).await?;
    Ok(Question { id, options: written(options)? })
}

/// Takes the answer to [`ask_for_new`].
///
/// # Errors
/// See [`Worthless`].
pub async fn new_passkey(site: &Site, asked: Asked, answer: &Answer, name: String) -> Result<NewPasskey, Worthless> {
    let (party, state): (Webauthn, PasskeyRegistration) = question(site, asked, answer).await?;
    let answer: RegisterPublicKeyCredential = serde_json::from_str(&answer.answer).map_err(|_| Worthless::Wrong)?;
    let passkey = party.finish_passkey_registration(&answer, &state)?;
    let kept = written(&passkey).map_err(Worthless::Page)?;
    Ok(NewPasskey { credential_id: passkey.cred_id().to_vec(), name, kept })
}

/// Takes the answer to [`ask`].
///
/// # Errors
/// See [`Worthless`].
pub async fn signed(site: &Site, asked: Asked, answer: &Answer) -> Result<Signed, Worthless> {
    let (party, state): (Webauthn, PasskeyAuthentication) = question(site, asked, answer).await?;
    let answer: PublicKeyCredential = serde_json::from_str(&answer.answer).map_err(|_| Worthless::Wrong)?;
    let is_anothers = answer.get_user_unique_id().is_some_and(|whose| whose != asked.staff_id.0.as_bytes());
    // As of this moment: one that was removed since the question was put opens nothing.
    let kept = find(site, asked.staff_id, answer.get_credential_id()).await?.filter(|_| !is_anothers).ok_or(Worthless::Wrong)?;
    let signed = party.finish_passkey_authentication(&answer, &state)?;
    let mut passkey: Passkey = read(&kept.kept).map_err(Worthless::Page)?;
    passkey.update_credential(&signed).ok_or(Worthless::Wrong)?;
    Ok(Signed { passkey_id: kept.passkey_id, kept: written(&passkey).map_err(Worthless::Page)?, counter: signed.counter() })
}

async fn find(site: &Site, staff: StaffId, credential_id: &[u8]) -> Result<Option<KeptPasskey>, StoreError> {
    let id = site.store.passkey_id(credential_id);
    Ok(site.store.passkeys(staff).await?.into_iter().find(|passkey| passkey.passkey_id == id))
}

/// The question that is answered, used up.
async fn question<T: DeserializeOwned>(site: &Site, asked: Asked, answer: &Answer) -> Result<(Webauthn, T), Worthless> {
    let party = party(site).ok_or(Worthless::TooLate)?;
    let id = answer.challenge.parse().map_err(|_| Worthless::TooLate)?;
    let state = site.store.take_question(id, asked, site.now()).await?.ok_or(Worthless::TooLate)?;
    Ok((party, read(&state).map_err(Worthless::Page)?))
}

/// What a passkey is called: what was typed, made fit, or a word. A name is never refused, because the passkey is made by then.
#[must_use]
pub fn name(words: Words, typed: &str) -> String {
    let name: String = typed.trim().chars().filter(|c| !c.is_control()).take(LONGEST_PASSKEY_NAME).collect();
    if name.is_empty() { words.t("staff-passkey-nameless") } else { name }
}

fn written(value: &impl Serialize) -> Result<String, PageError> {
    serde_json::to_string(value).map_err(|error| PageError::broken(&error))
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, PageError> {
    serde_json::from_str(text).map_err(|error| PageError::broken(&error))
}
