//! Whose browser this is: the visit behind the cookie, and what happens when it has ended.

use std::{collections::BTreeMap, sync::Arc};

use axum::response::{IntoResponse, Response};
use domain::{
    email::EmailAddress,
    visit::{Channel, KEEP_TYPED},
};
use http::{HeaderValue, StatusCode, header, request::Parts};
use store::visits::{Visit, VisitCookie};
use tokio::sync::OnceCell;

use crate::{error::PageError, request::Request, routes::lets_helper, site::Site};

/// The name of the cookie. The prefix makes browsers refuse it without `Secure`, with a `Domain` or with another path.
pub const COOKIE: &str = "__Host-candor-visit";

/// The visit of one request: masthead, band and page want it, the database is asked once. Handlers that change something
/// ask again.
#[derive(Clone, Default)]
pub struct Once(Arc<OnceCell<Result<Visit, PageError>>>);

impl std::fmt::Debug for Once {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Once(hidden)")
    }
}

/// As [`opened`], for a page that is being written.
///
/// # Errors
/// As [`current`].
pub async fn reading(site: &Site, request: &Request) -> Result<Visit, PageError> {
    request.once.0.get_or_init(|| opened(site, request)).await.clone()
}

/// As [`current`], for a page that is being written.
///
/// # Errors
/// As [`current`].
pub async fn reader(site: &Site, request: &Request) -> Result<Visit, PageError> {
    reading(site, request).await.and_then(|visit| if visit.proof.is_some() { Ok(visit) } else { Err(PageError::SignInFirst) })
}

/// The live, proven visit of this browser: whose page may be shown. Changes nothing.
///
/// # Errors
/// [`PageError::SignInFirst`] without one, [`PageError::VisitOver`] if it ran out less than an hour ago.
pub async fn current(site: &Site, request: &Request) -> Result<Visit, PageError> {
    match opened(site, request).await {
        Ok(visit) if visit.proof.is_some() => Ok(visit),
        Ok(_) => Err(PageError::SignInFirst),
        Err(error) => Err(error),
    }
}

/// The live visit of this browser, proven or not: enough to show which incident and a masked address, and no more.
///
/// # Errors
/// As [`current`].
pub async fn opened(site: &Site, request: &Request) -> Result<Visit, PageError> {
    let cookie = request.visit_cookie.as_deref().ok_or(PageError::SignInFirst)?;
    if let Some(visit) = site.store.find_visit(cookie, site.now()).await? {
        // Whatever asks for a visit comes by here: a helper gets to no page that the table of routes does not open to them.
        let is_let = visit.helper.is_none_or(|helping| lets_helper(&request.path, helping.kind));
        return if is_let { Ok(visit) } else { Err(PageError::NotForHelpers) };
    }
    let run_out = site.store.find_visit_run_out(cookie, KEEP_TYPED, site.now()).await?;
    Err(if run_out.is_some() { PageError::VisitOver } else { PageError::SignInFirst })
}

/// As [`current`], for the press of a button: the visit goes on for another quarter of an hour.
///
/// # Errors
/// As [`current`].
pub async fn pressed(site: &Site, request: &Request) -> Result<Visit, PageError> {
    let mut visit = current(site, request).await?;
    let mut tx = site.store.write().await?;
    if !site.store.touch_visit(&mut tx, visit.visit_id, site.now()).await? {
        return Err(PageError::VisitOver);
    }
    tx.commit().await?;
    visit.seen_at = site.now();
    Ok(visit)
}

/// As [`pressed`], for a form in which somebody typed: if the visit has just run out, what was typed is kept for an hour,
/// sealed, and the answer (which is then the error) asks for a new code and comes back to `path`, the form's own.
///
/// # Errors
/// The response to give instead: the way to a new code, or the page of the error.
pub async fn pressed_form(
    site: &Site,
    request: &Request,
    parts: &Parts,
    path: &str,
    typed: &BTreeMap<String, String>,
) -> Result<Visit, Response> {
    let error = match pressed(site, request).await {
        Ok(visit) => return Ok(visit),
        Err(error) => error,
    };
    let kept = match error {
        PageError::VisitOver => keep_typed(site, request, path, typed).await,
        error => Err(error),
    };
    match kept {
        Ok(response) => Err(response),
        Err(error) => Err(error.respond(site, request, parts).await),
    }
}

/// Keeps what was typed after the visit ran out, and sends the browser to where a new code is to be had.
async fn keep_typed(site: &Site, request: &Request, path: &str, typed: &BTreeMap<String, String>) -> Result<Response, PageError> {
    let cookie = request.visit_cookie.as_deref().ok_or(PageError::SignInFirst)?;
    let now = site.now();
    let visit = site.store.find_visit_run_out(cookie, KEEP_TYPED, now).await?.ok_or(PageError::SignInFirst)?;
    let mut tx = site.store.write().await?;
    site.store.keep_form(&mut tx, &visit, path, typed, now).await?;
    let (_, cookie) = site.store.open_visit_by(&mut tx, &visit.way_in(), None, Some(cookie), now).await?;
    tx.commit().await?;
    Ok(to_new_code(request, visit.channel, &cookie))
}

/// Where six digits for a visit go: to the person's address on file, for a helper to their own.
///
/// # Errors
/// [`PageError::SignInFirst`] when whose visit it is is no longer there; that of the store.
pub async fn code_address(site: &Site, visit: &Visit) -> Result<Option<EmailAddress>, PageError> {
    let store = &site.store;
    Ok(match visit.helper {
        None => store.person(visit.incident_id, visit.person_id).await?.ok_or(PageError::SignInFirst)?.contact.email_address(),
        Some(helping) => store.helper(visit.incident_id, helping.helper_id).await?.ok_or(PageError::SignInFirst)?.contact.email_address(),
    })
}

/// The page that asks for the proof an invitation needs: the button that mails six digits, or the letter's code again.
pub(crate) fn to_new_code(request: &Request, channel: Channel, cookie: &VisitCookie) -> Response {
    let path = match channel {
        Channel::Email => "/open/send",
        Channel::Letter => "/code",
    };
    with_cookie(see_other(request, path), cookie)
}

/// What this visit's person had typed into the form at `path` when their last visit ran out; nothing if it was nothing.
///
/// # Errors
/// When the store fails.
pub async fn typed_before(site: &Site, visit: &Visit, path: &str) -> Result<BTreeMap<String, String>, PageError> {
    Ok(site.store.kept_form(visit, path, site.now()).await?.unwrap_or_default())
}

/// 303 to `path` in the language of the request.
#[must_use]
pub fn see_other(request: &Request, path: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    // Paths of ours are ASCII without line breaks; kept ones come from the table of routes.
    let location = HeaderValue::from_str(&request.lang.path(path)).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(header::LOCATION, location);
    response
}

/// Gives the browser a visit's cookie with the answer. It goes with the browser's session.
#[must_use]
pub fn with_cookie(mut response: Response, cookie: &VisitCookie) -> Response {
    append_cookie(&mut response, &format!("{COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax", cookie.as_str()));
    response
}

/// Takes the visit's cookie from the browser.
#[must_use]
pub fn without_cookie(mut response: Response) -> Response {
    append_cookie(&mut response, &format!("{COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"));
    response
}

pub(crate) fn append_cookie(response: &mut Response, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
