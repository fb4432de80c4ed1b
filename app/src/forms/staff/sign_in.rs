//! `POST /staff/signin`, `/staff/signin/second`, `/staff/signout`: a password, then a second factor. The first answers the same,
//! after the same work, whether there is such an account or not, whether it was removed, or not set up yet.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{email::EmailAddress, ids::StaffId, staff::AccountChange};
use http::{HeaderName, HeaderValue, request::Parts};
use serde::Deserialize;
use store::{
    StoreError,
    budgets::{Counted, Decision, Limit},
    staff::{Credentials, Given, MemberState},
};

use super::{answered, browser, enrol::CodeForm};
use crate::{
    error::PageError,
    forms::{FormState, Mistake, Refused, count_press},
    request::Request,
    site::Site,
    staff::{
        Factor, count_try, is_known, note, passwords::LONGEST, pending, signed_in, tell, with_known_browser, with_staff_cookie,
        without_staff_cookie,
    },
    visit::see_other,
    words::Words,
};

/// Who, and the password.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    email: String,
    password: String,
}

/// Tries a password.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<SignInForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(try_password(&site, &request, &parts, form).await, &site, &request, &parts).await
}

async fn try_password(site: &Site, request: &Request, parts: &Parts, form: SignInForm) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let words = Words(request.lang);
    let wrong = |words: String| {
        let typed = BTreeMap::from([("email".to_owned(), form.email.clone())]);
        Refused::Form(FormState { typed, mistakes: vec![Mistake { field: "email", words }] })
    };
    let account = form.email.trim().to_lowercase();
    if account.is_empty() || form.password.is_empty() {
        return Err(wrong(words.t("staff-sign-in-empty")));
    }
    count_try(site, request, &parts.headers, Factor::Password, &account, &account).await?;
    let found = match EmailAddress::parse(&account) {
        Ok(email) => site.store.credentials(&email).await?,
        Err(_) => None,
    };
    let active: Option<Credentials> = found.filter(|found| found.state == MemberState::Active);
    let hash = active.as_ref().and_then(|active| active.password.as_deref());
    // What is longer than any password is worth the same work as a wrong one, and no more.
    let given = form.password.as_str();
    let verified =
        if given.len() > LONGEST { site.store.argon().verify("", None).await? } else { site.store.argon().verify(given, hash).await? };
    let Some(active) = active.filter(|_| verified.is_right) else {
        tracing::info!(target: "candor::staff", "a password of staff was wrong");
        return Err(wrong(words.t("staff-sign-in-wrong")));
    };
    let anew = if verified.is_old { Some(site.store.argon().hash(given, &*site.entropy).await?) } else { None };
    let now = site.now();
    let earlier = match request.staff_cookie.as_deref() {
        Some(cookie) => site.store.find_staff_session(cookie, now).await?,
        None => None,
    };
    let mut tx = site.store.write().await?;
    if let Some(earlier) = earlier {
        site.store.end_staff_session(&mut tx, earlier.staff_id, earlier.session_id, now).await?;
    }
    if let Some(hash) = anew {
        site.store.set_password(&mut tx, active.staff_id, &hash).await?;
    }
    let opened = site.store.open_staff_session(&mut tx, active.staff_id, browser(&parts.headers), now).await?;
    tx.commit().await?;
    Ok(with_staff_cookie(see_other(request, "/staff/signin/second"), &opened.cookie))
}

/// Tries a second factor for a session that has its password.
pub async fn post_second(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<CodeForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(try_second(&site, &request, &parts, &form).await, &site, &request, &parts).await
}

async fn try_second(site: &Site, request: &Request, parts: &Parts, form: &CodeForm) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let session = pending(site, request).await?;
    let member = site.store.member(session.staff_id).await?.ok_or(PageError::StaffSignIn)?;
    let (staff, email) = (member.staff_id, member.contact.email);
    let given = second_factor(site, request, parts, staff, &email, &form.code).await?;
    let now = site.now();
    let mut tx = site.store.write().await?;
    if !site.store.use_second_factor(&mut tx, staff, given, now).await? {
        return Err(Refused::field("code", Words(request.lang).t("staff-second-used")));
    }
    let cookie = site.store.prove_staff_session(&mut tx, session.session_id, now).await?;
    let known = is_known(site, &parts.headers, &email);
    if known.is_none() {
        tell(site, &mut tx, &email, request.lang, AccountChange::NewBrowser).await?;
    }
    if matches!(given, Given::RecoveryCode(_)) {
        tell(site, &mut tx, &email, request.lang, AccountChange::RecoveryCodeUsed).await?;
    }
    note(site, &mut tx, staff, "staff.sign_in").await?;
    tx.commit().await?;
    Ok(with_known_browser(site, with_staff_cookie(see_other(request, "/staff"), &cookie), &email, known))
}

/// A second factor that is right and not yet used, within the limits.
pub(super) async fn second_factor(
    site: &Site,
    request: &Request,
    parts: &Parts,
    staff: StaffId,
    email: &str,
    typed: &str,
) -> Result<Given, Refused> {
    let words = Words(request.lang);
    if typed.trim().is_empty() {
        return Err(Refused::field("code", words.t("staff-second-empty")));
    }
    if let Err(error) = count_try(site, request, &parts.headers, Factor::Second, email, &staff.to_string()).await {
        if matches!(error, PageError::SlowDown { .. }) {
            warn(site, request, staff, email).await?;
        }
        return Err(error.into());
    }
    let given = site.store.check_second_factor(staff, typed, site.now()).await?;
    given.ok_or_else(|| {
        tracing::info!(target: "candor::staff", %staff, "a second factor was wrong");
        Refused::field("code", words.t("staff-second-wrong"))
    })
}

/// Somebody has the password and tries codes: the owner is told, once a day (ASVS 6.3.5).
async fn warn(site: &Site, request: &Request, staff: StaffId, email: &str) -> Result<(), StoreError> {
    let mut tx = site.store.write().await?;
    let account = staff.to_string();
    let told = Counted::StaffTries { factor: "told", account: &account, from: "" };
    if site.store.spend(&mut tx, told, Limit::per_day(1), site.now()).await? == Decision::Allowed {
        tell(site, &mut tx, email, request.lang, AccountChange::WrongCodes).await?;
    }
    tx.commit().await
}

/// Ends the session here. A browser without one gets the same answer.
pub async fn post_out(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts) -> Response {
    answered(sign_out(&site, &request).await, &site, &request, &parts).await
}

async fn sign_out(site: &Site, request: &Request) -> Result<Response, Refused> {
    if let Ok(staff) = signed_in(site, request).await {
        let mut tx = site.store.write().await?;
        site.store.end_staff_session(&mut tx, staff.member.staff_id, staff.session.session_id, site.now()).await?;
        note(site, &mut tx, staff.member.staff_id, "staff.sign_out").await?;
        tx.commit().await?;
    }
    let mut response = without_staff_cookie(see_other(request, "/staff/signin"));
    let forget = HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), forget);
    Ok(response)
}
