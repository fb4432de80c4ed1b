//! `POST /subscriptions/leave/{token}`: no more updates by mail. Our own page posts here, and mail programs do by themselves (RFC
//! 8058). The token in the address says who it is about and can do nothing else; no cookie counts.

use axum::{Extension, body::Bytes, extract::State, response::Response};
use domain::{
    ids::{IncidentId, PersonId},
    leave::LeaveToken,
    subscriber::{SubscriberKey, SubscriberState, SubscriberToken, TokenUse},
};
use http::request::Parts;

use crate::{error::PageError, render, request::Request, site::Site, visit::see_other};

/// Whose token stands in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaver {
    /// Somebody on the list of an incident.
    Person(IncidentId, PersonId),
    /// Somebody who asked for updates: of this incident, or of every one.
    Subscriber {
        /// Who.
        key: SubscriberKey,
        /// The incident, when it is one.
        incident: Option<IncidentId>,
        /// They left before.
        has_left: bool,
    },
}

impl Leaver {
    /// Whose token the address of `request` holds.
    ///
    /// # Errors
    /// [`PageError::NotFound`] for whatever is no token of ours, or that of the store.
    pub async fn of(site: &Site, request: &Request) -> Result<Self, PageError> {
        let token = request.path.split('/').nth(3).unwrap_or_default();
        if let Ok(token) = SubscriberToken::parse(token) {
            let found = site.store.find_subscriber(TokenUse::Leave, &token, site.now()).await?.ok_or(PageError::NotFound)?;
            let has_left = found.state == SubscriberState::Left;
            return Ok(Self::Subscriber { key: found.key, incident: found.scope.incident(), has_left });
        }
        let token = LeaveToken::parse(token).map_err(|_| PageError::NotFound)?;
        let (incident, person) = site.store.find_leaver(&token).await?.ok_or(PageError::NotFound)?;
        Ok(Self::Person(incident, person))
    }

    /// Of which incident; nothing when it is about every one.
    #[must_use]
    pub const fn incident(self) -> Option<IncidentId> {
        match self {
            Self::Person(incident, _) => Some(incident),
            Self::Subscriber { incident, .. } => incident,
        }
    }

    /// Whether they have left.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn has_left(self, site: &Site) -> Result<bool, PageError> {
        match self {
            Self::Person(incident, person) => Ok(site.store.left_updates_at(incident, person).await?.is_some()),
            Self::Subscriber { has_left, .. } => Ok(has_left),
        }
    }
}

/// Leaves. Our own page is led back to itself, which then says what still comes; a mail program gets that page at once, since it
/// follows no redirect.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Bytes) -> Response {
    match leave(&site, &request).await {
        Ok(()) if is_one_click(&body) => render::page(&site, &request, &parts, || ()).await,
        Ok(()) => see_other(&request, &request.path),
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

async fn leave(site: &Site, request: &Request) -> Result<(), PageError> {
    let leaver = Leaver::of(site, request).await?;
    match leaver {
        Leaver::Person(incident, person) => {
            let mut tx = site.store.write().await?;
            site.store.leave_updates(&mut tx, incident, person, site.now()).await?;
            tx.commit().await?;
        }
        Leaver::Subscriber { key, .. } => {
            site.store.leave_subscription(key, site.now()).await?;
        }
    }
    Ok(())
}

/// `List-Unsubscribe=One-Click`, as a form of either kind.
fn is_one_click(body: &[u8]) -> bool {
    body.windows(b"One-Click".len()).any(|window| window == b"One-Click")
}
