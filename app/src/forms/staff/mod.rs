//! Forms of staff: one file each.

pub mod account;
pub mod confirm;
pub mod enrol;
pub mod passkeys;
pub mod second;
pub mod sign_in;
pub mod team;

use axum::response::Response;
use confirm::next_page;
use domain::staff_code::RecoveryCode;
use http::{HeaderMap, header, request::Parts};

use super::Refused;
use crate::{request::Request, site::Site};

/// Recovery codes just made: the page shows them this once.
#[derive(Clone, Debug)]
pub struct NewCodes(pub Vec<RecoveryCode>);

/// What the browser says it is, for the list of one's own sessions.
pub(crate) fn browser(headers: &HeaderMap) -> &str {
    headers.get(header::USER_AGENT).and_then(|name| name.to_str().ok()).unwrap_or_default()
}

/// The answer, or the page that says why not.
pub(crate) async fn answered(outcome: Result<Response, Refused>, site: &Site, request: &Request, parts: &Parts) -> Response {
    match outcome {
        Ok(response) => response,
        Err(refused) => refused.respond(site, request, parts).await,
    }
}

/// A mistake, with the page that was asked for: it comes back with the form.
pub(crate) fn and_next(refused: Refused, asked: &str) -> Refused {
    match refused {
        Refused::Form(mut state) => {
            state.typed.insert("next".to_owned(), next_page(asked).to_owned());
            Refused::Form(state)
        }
        other => other,
    }
}
