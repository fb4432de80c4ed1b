//! `POST /staff/signin`, `/staff/signin/second`, `/staff/signout`: a password, then a second factor. The first answers the same,
//! after the same work, whether there is such an account or not, whether it was removed, or not set up yet.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{email::EmailAddress, staff::AccountChange};
use http::{HeaderName, HeaderValue, request::Parts};
use serde::Deserialize;
use store::staff::{Ask, Asked, Credentials, Lane, MemberState, Verified};

use super::{
    and_next, answered, browser,
    confirm::next_page,
    second::{SecondForm, Trying},
};
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

/// Who, the password, and the page that was asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    email: String,
    password: String,
    next: String,
}

/// The page of the second step: it leads to the page that was asked for, if that is one of staff's.
fn second_step(asked: &str) -> String {
    match next_page(asked) {
        "/staff" => "/staff/signin/second".to_owned(),
        next => format!("/staff/signin/second?next={next}"),
    }
}

/// Tries a password.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<SignInForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    let asked = form.next.clone();
    let outcome = try_password(&site, &request, &parts, form).await.map_err(|refused| and_next(refused, &asked));
    answered(outcome, &site, &request, &parts).await
}

async fn try_password(site: &Site, request: &Request, parts: &Parts, form: SignInForm) -> Result<Response, Refused> {
    let words = Words(request.lang);
    let account = form.email.trim().to_lowercase();
    // Before anything is asked of the database: a flood costs no more than being told to try again, and whoever signed in in
    // this browser before does not wait behind it.
    let lane = if is_known(site, &parts.headers, &account).is_some() { Lane::Known } else { Lane::Strangers };
    let place = site.store.argon().place(lane)?;
    count_press(site, request).await?;
    let wrong = |words: String| {
        let typed = BTreeMap::from([("email".to_owned(), form.email.clone())]);
        Refused::Form(FormState { typed, mistakes: vec![Mistake { field: "email", words }] })
    };
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
    let given = form.password.as_str();
    // What is longer than any password is nobody's: that takes no hash to know, and says nothing about the account.
    let verified = match given.len() {
        ..=LONGEST => site.store.argon().verify_at(place, given, hash).await?,
        _ => Verified { is_right: false, is_old: false },
    };
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
    Ok(with_staff_cookie(see_other(request, &second_step(&form.next)), &opened.cookie))
}

/// Tries a second factor for a session that has its password.
pub async fn post_second(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<SecondForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    let asked = form.next.clone();
    let outcome = try_second(&site, &request, &parts, form).await.map_err(|refused| and_next(refused, &asked));
    answered(outcome, &site, &request, &parts).await
}

async fn try_second(site: &Site, request: &Request, parts: &Parts, form: SecondForm) -> Result<Response, Refused> {
    let next = next_page(&form.next).to_owned();
    count_press(site, request).await?;
    let session = pending(site, request).await?;
    let member = site.store.member(session.staff_id).await?.ok_or(PageError::StaffSignIn)?;
    let (staff, email) = (member.staff_id, member.contact.email);
    let asked = Asked { ask: Ask::SignIn, staff_id: staff, bound_to: session.session_id.0 };
    let mut tx = Trying { site, request, parts, asked, email: &email }.prove(form).await?;
    let cookie = site.store.prove_staff_session(&mut tx, session.session_id, site.now()).await?;
    let known = is_known(site, &parts.headers, &email);
    if known.is_none() {
        tell(site, &mut tx, &email, request.lang, AccountChange::NewBrowser).await?;
    }
    note(site, &mut tx, staff, "staff.sign_in").await?;
    tx.commit().await?;
    Ok(with_known_browser(site, with_staff_cookie(see_other(request, &next), &cookie), &email, known))
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
