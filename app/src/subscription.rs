//! Signing up for updates: what is offered, and whose choices a browser may see. The cookie holds the token of the preferences, which
//! the database does not know; it opens one subscription and nothing else.

use axum::response::Response;
use domain::{
    incident::{Incident, Stage},
    subscriber::{SubscriberKey, SubscriberToken, TokenUse},
};
use store::{StoreError, subscribers::Subscriber};

use crate::{error::PageError, request::Request, site::Site, visit::append_cookie};

/// The name of the cookie. See [`crate::visit::COOKIE`].
pub const COOKIE: &str = "__Host-candor-subscription";

/// How long the browser keeps it, in seconds: long enough to choose, too short for the next person at the machine.
const KEPT: u32 = 3600;

/// Whether an incident takes new subscribers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signup {
    /// It does.
    Open,
    /// Staff closed it, or the incident is over. Those who had signed up go on being served.
    Closed,
}

/// Whether `incident` takes new subscribers now.
///
/// # Errors
/// When the database fails.
pub async fn signup_of(site: &Site, incident: &Incident) -> Result<Signup, StoreError> {
    let is_public = incident.published_at.is_some() && incident.stage != Stage::Closed;
    let is_open = is_public && site.store.signup_closed_at(incident.incident_id).await?.is_none();
    Ok(if is_open { Signup::Open } else { Signup::Closed })
}

/// What can be signed up for.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    /// Incidents that take subscribers: practice only where nothing is real, or when it was named.
    pub open: Vec<Incident>,
    /// Whether "every incident" can be chosen: not where all is practice.
    pub every: bool,
    /// The incident that was named, when it takes nobody any more.
    pub closed: Option<Incident>,
}

/// What this site offers to whoever comes from the page of the incident `named`, or from elsewhere.
///
/// # Errors
/// When the database fails.
pub async fn offer(site: &Site, named: Option<&str>) -> Result<Offer, StoreError> {
    let incidents = site.store.published_incidents().await?;
    let has_real = incidents.iter().any(|incident| !incident.is_practice);
    let mut offer = Offer { every: has_real || incidents.is_empty(), ..Offer::default() };
    for incident in incidents {
        let is_named = named == Some(incident.slug.as_str());
        if incident.is_practice && has_real && !is_named {
            continue;
        }
        match signup_of(site, &incident).await? {
            Signup::Open => offer.open.push(incident),
            Signup::Closed if is_named => offer.closed = Some(incident),
            Signup::Closed => {}
        }
    }
    Ok(offer)
}

/// The subscriber whose choices this browser may see and change.
///
/// # Errors
/// When the database fails.
pub async fn current(site: &Site, request: &Request) -> Result<Option<Subscriber>, PageError> {
    let Some(token) = request.subscription_cookie.as_deref().and_then(|text| SubscriberToken::parse(text).ok()) else {
        return Ok(None);
    };
    Ok(site.store.find_subscriber(TokenUse::Preferences, &token, site.now()).await?)
}

/// Gives the browser what opens the choices of this subscriber.
#[must_use]
pub fn with_subscription(site: &Site, mut response: Response, subscriber: SubscriberKey) -> Response {
    let token = site.store.subscriber_token(TokenUse::Preferences, subscriber).to_text();
    append_cookie(&mut response, &format!("{COOKIE}={token}; Path=/; Max-Age={KEPT}; Secure; HttpOnly; SameSite=Lax"));
    response
}
