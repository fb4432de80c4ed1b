//! `POST /staff/account/passkeys` and `/staff/account/passkeys/{id}`: one's own passkeys, added, renamed, removed. Each wants the
//! second factor of the last ten minutes, is told by mail, and is a row of the log.

use axum::{
    Extension, Form,
    extract::{Path, State, rejection::FormRejection},
    response::Response,
};
use domain::staff::AccountChange;
use http::request::Parts;
use serde::Deserialize;
use store::{
    Tx,
    staff::{Ask, Asked, KeptPasskey},
};

use super::{account::confirmed, answered, second::refused};
use crate::{
    error::PageError,
    forms::{Refused, count_press},
    request::Request,
    site::Site,
    staff::{
        Staff,
        passkeys::{Answer, Worthless, name, new_passkey},
        tell_and_note,
    },
    visit::see_other,
    words::Words,
};

/// The answer of the new passkey, and what it is called.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct NewPasskeyForm {
    called: String,
    #[serde(flatten)]
    answer: Answer,
}

/// Adds a passkey.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<NewPasskeyForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(add(&site, &request, &form).await, &site, &request, &parts).await
}

/// The question that is put to somebody who adds a passkey in this session.
#[must_use]
pub const fn asked_of(staff: &Staff) -> Asked {
    Asked { ask: Ask::Enrol, staff_id: staff.member.staff_id, bound_to: staff.session.session_id.0 }
}

async fn add(site: &Site, request: &Request, form: &NewPasskeyForm) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let staff = confirmed(site, request).await?;
    let words = Words(request.lang);
    let new = new_passkey(site, asked_of(&staff), &form.answer, name(words, &form.called)).await;
    let new = new.map_err(|worthless| refused(words, worthless))?;
    let mut tx = site.store.write().await?;
    if !site.store.add_passkey(&mut tx, staff.member.staff_id, &new, site.now()).await? {
        return Err(refused(words, Worthless::Wrong));
    }
    end_others(site, &mut tx, &staff).await?;
    told(site, request, tx, &staff, AccountChange::PasskeyAdded, "staff.passkey.add").await?;
    Ok(see_other(request, "/staff/account?done=passkey-added"))
}

/// What to do about a passkey: `rename`, `remove`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PasskeyForm {
    act: String,
    called: String,
}

/// Renames or removes a passkey.
pub async fn post_one(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Path(id): Path<String>,
    parts: Parts,
    body: Result<Form<PasskeyForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(change(&site, &request, &id, &form).await, &site, &request, &parts).await
}

/// The passkey of this id, if it is theirs.
///
/// # Errors
/// [`PageError::NotFound`] when it is not.
pub async fn passkey_of(site: &Site, staff: &Staff, id: &str) -> Result<KeptPasskey, PageError> {
    let passkeys = site.store.passkeys(staff.member.staff_id).await?;
    passkeys.into_iter().find(|passkey| passkey.passkey_id.to_string() == id).ok_or(PageError::NotFound)
}

async fn change(site: &Site, request: &Request, id: &str, form: &PasskeyForm) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let staff = confirmed(site, request).await?;
    let passkey = passkey_of(site, &staff, id).await?.passkey_id;
    let (who, words) = (staff.member.staff_id, Words(request.lang));
    let mut tx = site.store.write().await?;
    match form.act.as_str() {
        "rename" => {
            if !site.store.rename_passkey(&mut tx, who, passkey, &name(words, &form.called)).await? {
                return Err(PageError::NotFound.into());
            }
            told(site, request, tx, &staff, AccountChange::PasskeyRenamed, "staff.passkey.rename").await?;
            Ok(see_other(request, "/staff/account?done=passkey-renamed"))
        }
        "remove" => {
            if !site.store.remove_passkey(&mut tx, who, passkey).await? {
                return Err(Refused::field("remove", words.t("staff-account-last-factor")));
            }
            end_others(site, &mut tx, &staff).await?;
            told(site, request, tx, &staff, AccountChange::PasskeyRemoved, "staff.passkey.remove").await?;
            Ok(see_other(request, "/staff/account?done=passkey-removed"))
        }
        _ => Err(PageError::NotFound.into()),
    }
}

/// A factor changed: whoever is signed in elsewhere shows both factors again.
async fn end_others(site: &Site, tx: &mut Tx, staff: &Staff) -> Result<(), PageError> {
    site.store.end_other_staff_sessions(tx, staff.member.staff_id, staff.session.session_id, site.now()).await?;
    Ok(())
}

async fn told(site: &Site, request: &Request, mut tx: Tx, staff: &Staff, change: AccountChange, act: &str) -> Result<(), PageError> {
    let whose = (staff.member.staff_id, staff.member.contact.email.as_str());
    tell_and_note(site, &mut tx, whose, request.lang, change, act).await?;
    Ok(tx.commit().await?)
}
