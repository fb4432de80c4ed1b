//! The session behind the cookie.

use std::sync::Arc;

use axum::response::Response;
use domain::{
    clock::Timestamp,
    ids::IncidentId,
    staff::{CONFIRMED_FOR, Grant, Work, may},
};
use http::{HeaderValue, header};
use store::staff::{Member, StaffCookie, StaffSession};
use tokio::sync::OnceCell;

use crate::{error::PageError, request::Request, site::Site};

/// The name of the cookie.
pub const COOKIE: &str = "__Host-candor-staff";

/// The member of staff of one request: frame and page want it, the database is asked once.
#[derive(Clone, Default)]
pub struct Once(Arc<OnceCell<Result<Staff, PageError>>>);

impl std::fmt::Debug for Once {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Once(hidden)")
    }
}

/// A member of staff who gave both factors, with the roles of this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Who, with their roles.
    pub member: Member,
    /// The session.
    pub session: StaffSession,
}

impl Staff {
    /// Whether they may do `work` in `incident`; `None` is work that concerns no single incident.
    #[must_use]
    pub fn may(&self, work: Work, incident: Option<IncidentId>) -> bool {
        may(&self.member.grants, work, incident)
    }

    /// The role in which they do `work` in `incident`: what people are told of who looked at their data.
    #[must_use]
    pub fn role_for(&self, work: Work, incident: IncidentId) -> &'static str {
        let fits = |grant: &&Grant| grant.role.may(work) && grant.incident.is_none_or(|of| of == incident);
        self.member.grants.iter().find(fits).map_or("staff", |grant| grant.role.as_str())
    }

    /// Their opaque id, as the log names them.
    #[must_use]
    pub fn actor(&self) -> String {
        self.member.staff_id.to_string()
    }

    /// Whether the second factor was given so recently that something may go out or be destroyed.
    #[must_use]
    pub fn is_confirmed(&self, now: Timestamp) -> bool {
        self.session.confirmed_at.is_some_and(|confirmed| now.since(confirmed) < CONFIRMED_FOR && confirmed <= now)
    }
}

/// The member of staff of this browser.
///
/// # Errors
/// [`PageError::StaffSignIn`] without a live session that has both factors.
pub async fn signed_in(site: &Site, request: &Request) -> Result<Staff, PageError> {
    request.staff_once.0.get_or_init(|| find(site, request)).await.clone()
}

async fn find(site: &Site, request: &Request) -> Result<Staff, PageError> {
    let staff = watching(site, request).await?;
    site.store.touch_staff_session(&staff.session, site.now()).await?;
    Ok(staff)
}

/// As [`signed_in`], for what a browser asks without anybody at it: the database is asked each time, and the session does not go on by it.
///
/// # Errors
/// As [`signed_in`].
pub async fn watching(site: &Site, request: &Request) -> Result<Staff, PageError> {
    let cookie = request.staff_cookie.as_deref().ok_or(PageError::StaffSignIn)?;
    let now = site.now();
    let session = site.store.find_staff_session(cookie, now).await?.ok_or(PageError::StaffSignIn)?;
    if session.proven_at.is_none() {
        return Err(PageError::StaffSignIn);
    }
    let member = site.store.member(session.staff_id).await?.ok_or(PageError::StaffSignIn)?;
    Ok(Staff { member, session })
}

/// The session that wants its second factor.
///
/// # Errors
/// [`PageError::StaffSignIn`] without one.
pub async fn pending(site: &Site, request: &Request) -> Result<StaffSession, PageError> {
    let cookie = request.staff_cookie.as_deref().ok_or(PageError::StaffSignIn)?;
    let session = site.store.find_staff_session(cookie, site.now()).await?.ok_or(PageError::StaffSignIn)?;
    if session.proven_at.is_some() { Err(PageError::StaffSignIn) } else { Ok(session) }
}

/// Gives the browser a session's cookie with the answer. It goes with the browser's session and is never sent from elsewhere.
#[must_use]
pub fn with_staff_cookie(mut response: Response, cookie: &StaffCookie) -> Response {
    append(&mut response, &format!("{COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Strict", cookie.as_str()));
    response
}

/// Takes the session's cookie from the browser.
#[must_use]
pub fn without_staff_cookie(mut response: Response) -> Response {
    append(&mut response, &format!("{COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict"));
    response
}

fn append(response: &mut Response, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
