//! `POST /staff/enrol`, `/staff/enrol/password`, `/staff/enrol/app`, `/staff/enrol/passkey`: from the link to an account with both factors.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{lang::Lang, request::LONGEST_NAME, staff::AccountChange, staff_code::EnrolmentToken};
use http::request::Parts;
use leptos::prelude::provide_context;
use serde::Deserialize;
use store::staff::{Ask, Asked, Enrolling, NewPasskey, Seed, StaffContact};

use super::{NewCodes, answered, browser, second};
use crate::{
    error::PageError,
    forms::{FormState, Mistake, Refused, count_press},
    render,
    request::Request,
    site::Site,
    staff::{
        passkeys::{self, Answer, Worthless},
        passwords, tell_and_note, with_known_browser, with_staff_cookie,
    },
    visit::see_other,
    words::Words,
};

/// What the page sends: what the script moved out of the address, or what was pasted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LinkForm {
    token: String,
    code: String,
}

/// Uses the link up for this browser.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<LinkForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(claim(&site, &request, &form).await, &site, &request, &parts).await
}

async fn claim(site: &Site, request: &Request, form: &LinkForm) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let words = Words(request.lang);
    let typed = if form.code.trim().is_empty() { &form.token } else { &form.code };
    if typed.trim().is_empty() {
        return Err(Refused::field("code", words.t("staff-enrol-empty")));
    }
    let mut tx = site.store.write().await?;
    let claimed = match EnrolmentToken::parse(typed) {
        Some(token) => site.store.claim_enrolment(&mut tx, &token, site.now()).await?,
        None => None,
    };
    let Some(cookie) = claimed else { return Err(Refused::field("code", words.t("staff-enrol-opens-nothing"))) };
    tx.commit().await?;
    Ok(with_staff_cookie(see_other(request, "/staff/enrol/password"), &cookie))
}

/// Who is setting up an account in this browser.
///
/// # Errors
/// [`PageError::NotEnrolling`] when nobody is.
pub async fn enrolling(site: &Site, request: &Request) -> Result<Enrolling, PageError> {
    let cookie = request.staff_cookie.as_deref().ok_or(PageError::NotEnrolling)?;
    site.store.enrolling(cookie, site.now()).await?.ok_or(PageError::NotEnrolling)
}

/// Name and password.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    name: String,
    password: String,
    again: String,
}

/// Takes name and password.
pub async fn post_password(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<PasswordForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(choose(&site, &request, form).await, &site, &request, &parts).await
}

async fn choose(site: &Site, request: &Request, form: PasswordForm) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let who = enrolling(site, request).await?;
    let words = Words(request.lang);
    let name = form.name.trim();
    let mut mistakes = Vec::new();
    if name.is_empty() || name.chars().any(char::is_control) || name.chars().count() > LONGEST_NAME {
        mistakes.push(Mistake { field: "name", words: words.t("staff-enrol-no-name") });
    }
    mistakes.extend(password_mistake(site, words, &form.password, &form.again, &[name, &who.contact.email]));
    if !mistakes.is_empty() {
        return Err(Refused::Form(FormState { typed: BTreeMap::from([("name".to_owned(), form.name)]), mistakes }));
    }
    let hash = site.store.argon().hash(&form.password, &*site.entropy).await?;
    let mut tx = site.store.write().await?;
    let contact = StaffContact { name: name.to_owned(), ..who.contact };
    site.store.rename_member(&mut tx, who.staff_id, &contact).await?;
    site.store.set_password(&mut tx, who.staff_id, &hash).await?;
    site.store.begin_app(&mut tx, who.staff_id, site.now()).await?;
    tx.commit().await?;
    // Where there are no passkeys there is nothing to choose.
    Ok(see_other(request, if passkeys::are_possible(site) { "/staff/enrol/factor" } else { "/staff/enrol/app" }))
}

/// What is wrong with a new password, if anything.
pub(super) fn password_mistake(site: &Site, words: Words, password: &str, again: &str, about: &[&str]) -> Option<Mistake> {
    let company = site.settings.company.name.as_str();
    let about: Vec<&str> = about.iter().copied().chain([company]).collect();
    match passwords::judge(password, &about) {
        Err(weak) => Some(Mistake { field: "password", words: weak.words(words) }),
        Ok(()) if password != again => Some(Mistake { field: "again", words: words.t("staff-password-differs") }),
        Ok(()) => None,
    }
}

/// Six digits.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    code: String,
}

/// Takes the app's first code. The page that answers shows the recovery codes, this once.
pub async fn post_app(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<CodeForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(finish(&site, &request, &parts, &form).await, &site, &request, &parts).await
}

async fn finish(site: &Site, request: &Request, parts: &Parts, form: &CodeForm) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let who = enrolling(site, request).await?;
    let (words, now) = (Words(request.lang), site.now());
    let seed = site.store.pending_app(who.staff_id, now).await?.ok_or(PageError::NotEnrolling)?;
    let step = seed.matching_step(&form.code, now).ok_or_else(|| Refused::field("code", words.t("staff-app-wrong")))?;
    finish_with(site, request, parts, &who, &FirstFactor::App(seed, step)).await
}

/// The answer of the new passkey, and what it is called.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PasskeyForm {
    called: String,
    #[serde(flatten)]
    answer: Answer,
}

/// Takes the first passkey. The page that answers shows the recovery codes, this once.
pub async fn post_passkey(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<PasskeyForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(finish_passkey(&site, &request, &parts, &form).await, &site, &request, &parts).await
}

async fn finish_passkey(site: &Site, request: &Request, parts: &Parts, form: &PasskeyForm) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let who = enrolling(site, request).await?;
    let words = Words(request.lang);
    let new = passkeys::new_passkey(site, asked_of(&who), &form.answer, passkeys::name(words, &form.called)).await;
    let new = new.map_err(|worthless| second::refused(words, worthless))?;
    finish_with(site, request, parts, &who, &FirstFactor::Passkey(new)).await
}

/// The question that is put to who sets up an account: no session is there to bind it to.
#[must_use]
pub const fn asked_of(who: &Enrolling) -> Asked {
    Asked { ask: Ask::Enrol, staff_id: who.staff_id, bound_to: who.staff_id.0 }
}

/// What an account begins with, beside its password.
enum FirstFactor {
    App(Seed, i64),
    Passkey(NewPasskey),
}

/// The account is set up: its owner is signed in, and sees the recovery codes.
async fn finish_with(site: &Site, request: &Request, parts: &Parts, who: &Enrolling, factor: &FirstFactor) -> Result<Response, Refused> {
    let now = site.now();
    let codes = site.store.hash_recovery_codes().await?;
    let mut tx = site.store.write().await?;
    let app = if let FirstFactor::App(seed, step) = factor { Some((seed, *step)) } else { None };
    if !site.store.finish_enrolment(&mut tx, who.staff_id, app).await? {
        return Err(PageError::NotEnrolling.into());
    }
    if let FirstFactor::Passkey(new) = factor
        && !site.store.add_passkey(&mut tx, who.staff_id, new, now).await?
    {
        return Err(second::refused(Words(request.lang), Worthless::Wrong));
    }
    site.store.set_recovery_codes(&mut tx, who.staff_id, &codes).await?;
    let opened = site.store.open_staff_session(&mut tx, who.staff_id, browser(&parts.headers), now).await?;
    let cookie = site.store.prove_staff_session(&mut tx, opened.session_id, now).await?;
    let about = (who.staff_id, who.contact.email.as_str());
    tell_and_note(site, &mut tx, about, request.lang, AccountChange::Enrolled, "staff.enrol").await?;
    tx.commit().await?;
    let codes = NewCodes(codes.into_iter().map(|(code, _)| code).collect());
    let response = render::page(site, request, parts, move || provide_context(codes.clone())).await;
    Ok(with_known_browser(site, with_staff_cookie(response, &cookie), &who.contact.email, None))
}

/// The address of an app: what its QR code says (the key URI format every app reads).
#[must_use]
pub fn app_address(site: &Site, email: &str, secret: &str) -> String {
    let issuer = encoded(&format!("{} · Candor", site.settings.company.name));
    format!("otpauth://totp/{issuer}:{}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30", encoded(email))
}

/// Per cent, but for letters, digits and what is never special.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// The link somebody is sent, in their language.
#[must_use]
pub fn link(public_url: &str, lang: Lang, token: &EnrolmentToken) -> String {
    format!("{public_url}{}#{}", lang.path("/staff/enrol"), token.as_str())
}
