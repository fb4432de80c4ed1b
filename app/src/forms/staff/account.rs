//! `POST /staff/account` and below: what members of staff do about their own account.

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{ids::StaffSessionId, staff::AccountChange};
use http::request::Parts;
use leptos::prelude::provide_context;
use serde::Deserialize;

use super::{NewCodes, answered, enrol::password_mistake};
use crate::{
    error::PageError,
    forms::{FormState, Refused, count_press},
    render,
    request::Request,
    site::Site,
    staff::{Staff, note, passwords::LONGEST, signed_in, tell_and_note},
    visit::see_other,
    words::Words,
};

/// The session to end; `others` for all but this one.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SessionsForm {
    session: String,
}

/// Ends sessions.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<SessionsForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(end(&site, &request, &form).await, &site, &request, &parts).await
}

async fn end(site: &Site, request: &Request, form: &SessionsForm) -> Result<Response, Refused> {
    let staff = signed_in(site, request).await?;
    let (who, now) = (staff.member.staff_id, site.now());
    let mut tx = site.store.write().await?;
    let ended = if form.session == "others" {
        site.store.end_other_staff_sessions(&mut tx, who, staff.session.session_id, now).await? > 0
    } else {
        match form.session.parse::<StaffSessionId>() {
            Ok(session) => site.store.end_staff_session(&mut tx, who, session, now).await?,
            Err(_) => false,
        }
    };
    if ended {
        note(site, &mut tx, who, "staff.session.end").await?;
        tx.commit().await?;
    }
    Ok(see_other(request, "/staff/account"))
}

/// The password so far, and the new one twice.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    current: String,
    password: String,
    again: String,
}

/// Changes the password and ends every other session.
pub async fn post_password(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<PasswordForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(change_password(&site, &request, &form).await, &site, &request, &parts).await
}

async fn change_password(site: &Site, request: &Request, form: &PasswordForm) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let staff = signed_in(site, request).await?;
    let (words, member) = (Words(request.lang), &staff.member);
    let hash = site.store.password_hash(member.staff_id).await?;
    let given = if form.current.len() > LONGEST { "" } else { form.current.as_str() };
    if !site.store.argon().verify(given, hash.as_deref()).await?.is_right {
        return Err(Refused::field("current", words.t("staff-account-wrong-password")));
    }
    let about = [member.contact.name.as_str(), member.contact.email.as_str()];
    if let Some(mistake) = password_mistake(site, words, &form.password, &form.again, &about) {
        return Err(Refused::Form(FormState { mistakes: vec![mistake], ..FormState::default() }));
    }
    let hash = site.store.argon().hash(&form.password, &*site.entropy).await?;
    let mut tx = site.store.write().await?;
    site.store.set_password(&mut tx, member.staff_id, &hash).await?;
    site.store.end_other_staff_sessions(&mut tx, member.staff_id, staff.session.session_id, site.now()).await?;
    let whose = (member.staff_id, member.contact.email.as_str());
    tell_and_note(site, &mut tx, whose, request.lang, AccountChange::Password, "staff.password").await?;
    tx.commit().await?;
    Ok(see_other(request, "/staff/account?done=password"))
}

/// Who is signed in and gave the second factor just now.
pub(super) async fn confirmed(site: &Site, request: &Request) -> Result<Staff, PageError> {
    let staff = signed_in(site, request).await?;
    if staff.is_confirmed(site.now()) { Ok(staff) } else { Err(PageError::ConfirmFirst) }
}

/// The first code of a new app; or a new one is begun, or the one there is goes.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AppForm {
    code: String,
    begin: String,
    remove: String,
}

/// Begins a new app, takes its first code, or removes the one there is.
pub async fn post_app(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<AppForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(change_app(&site, &request, &form).await, &site, &request, &parts).await
}

async fn change_app(site: &Site, request: &Request, form: &AppForm) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let staff = confirmed(site, request).await?;
    let (member, now) = (&staff.member, site.now());
    if !form.begin.is_empty() {
        let mut tx = site.store.write().await?;
        site.store.begin_app(&mut tx, member.staff_id, now).await?;
        tx.commit().await?;
        return Ok(see_other(request, "/staff/account/app"));
    }
    if !form.remove.is_empty() {
        return remove_app(site, request, &staff).await;
    }
    let wrong = || Refused::field("code", Words(request.lang).t("staff-app-wrong"));
    let seed = site.store.pending_app(member.staff_id, now).await?.ok_or_else(wrong)?;
    let step = seed.matching_step(&form.code, now).ok_or_else(wrong)?;
    let mut tx = site.store.write().await?;
    site.store.set_app(&mut tx, member.staff_id, &seed, step).await?;
    site.store.end_other_staff_sessions(&mut tx, member.staff_id, staff.session.session_id, now).await?;
    let whose = (member.staff_id, member.contact.email.as_str());
    tell_and_note(site, &mut tx, whose, request.lang, AccountChange::App, "staff.app").await?;
    tx.commit().await?;
    Ok(see_other(request, "/staff/account?done=app"))
}

/// Removes the app of who has a passkey: from then on no code can be talked out of them.
async fn remove_app(site: &Site, request: &Request, staff: &Staff) -> Result<Response, Refused> {
    let member = &staff.member;
    let mut tx = site.store.write().await?;
    if !site.store.remove_app(&mut tx, member.staff_id).await? {
        return Err(Refused::field("remove", Words(request.lang).t("staff-account-last-factor")));
    }
    site.store.end_other_staff_sessions(&mut tx, member.staff_id, staff.session.session_id, site.now()).await?;
    let whose = (member.staff_id, member.contact.email.as_str());
    tell_and_note(site, &mut tx, whose, request.lang, AccountChange::AppRemoved, "staff.app.remove").await?;
    tx.commit().await?;
    Ok(see_other(request, "/staff/account?done=app-removed"))
}

/// Makes new recovery codes; the page that answers shows them, this once.
pub async fn post_codes(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts) -> Response {
    answered(new_codes(&site, &request, &parts).await, &site, &request, &parts).await
}

async fn new_codes(site: &Site, request: &Request, parts: &Parts) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let staff = confirmed(site, request).await?;
    let whose = (staff.member.staff_id, staff.member.contact.email.as_str());
    let codes = site.store.hash_recovery_codes().await?;
    let mut tx = site.store.write().await?;
    site.store.set_recovery_codes(&mut tx, whose.0, &codes).await?;
    tell_and_note(site, &mut tx, whose, request.lang, AccountChange::RecoveryCodes, "staff.recovery_codes").await?;
    tx.commit().await?;
    let codes = NewCodes(codes.into_iter().map(|(code, _)| code).collect());
    Ok(render::page(site, request, parts, move || provide_context(codes.clone())).await)
}
