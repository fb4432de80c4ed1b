//! The one way into every server function.

use axum::{
    Extension,
    body::Body,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header};
use leptos::prelude::*;

use crate::{
    error::PageError,
    request::Request,
    routes::{Caller, Found, RouteRule, find},
    site::Site,
    staff::signed_in,
    visit,
};

/// Whether this browser may call the server function of `rule` at all; the answer for it when not. The server asks before it reads a
/// byte of the body.
///
/// # Errors
/// The answer: a status without words.
pub async fn admit(site: &Site, request: &Request, rule: &RouteRule) -> Result<(), Response> {
    let admitted = match rule.caller {
        Caller::Anyone => Ok(()),
        Caller::OpenedVisit => visit::opened(site, request).await.map(|_| ()),
        Caller::Person => visit::current(site, request).await.map(|_| ()),
        Caller::AnyStaff => signed_in(site, request).await.map(|_| ()),
        // Which incident it is about stands in the body: here a role in any of them is enough, and the function asks for the desk.
        Caller::Staff(work) => signed_in(site, request).await.and_then(|staff| {
            let has_role = staff.member.grants.iter().any(|grant| grant.role.may(work));
            if has_role { Ok(()) } else { Err(PageError::NotAllowed) }
        }),
        Caller::Loopback => Err(PageError::NotFound),
    };
    admitted.map_err(|error| bare(error.status()))
}

/// `POST /api/…`. An answer is JSON; a mistake is a status without words: the island then sends the plain form instead, which answers
/// with a page, or says that nothing was kept. Who may call stands in the list of routes, and each function asks again for itself.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, mut asked: axum::extract::Request) -> Response {
    let Found::Rule(rule) = find("POST", &request.path) else { return bare(StatusCode::NOT_FOUND) };
    if let Err(refused) = admit(&site, &request, rule).await {
        return refused;
    }
    // Asked by a browser without script, Leptos would send it back to the page it came from, with the fault in the address.
    asked.headers_mut().remove(header::REFERER);
    asked.headers_mut().insert(header::ACCEPT, http::HeaderValue::from_static("application/json"));
    let context = move || {
        provide_context(site.clone());
        provide_context(request.clone());
    };
    let response = leptos_axum::handle_server_fns_with_context(context, asked).await.into_response();
    match response.status() {
        StatusCode::OK => response,
        // Ours say why in their status; what is left is a body that no island of ours sends.
        StatusCode::INTERNAL_SERVER_ERROR | StatusCode::BAD_REQUEST => bare(StatusCode::UNPROCESSABLE_ENTITY),
        status => bare(status),
    }
}

fn bare(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// Answers a server function's caller with the status of `error`, and nothing else.
pub(super) fn refuse(error: &PageError) -> ServerFnError {
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(match error.status() {
            StatusCode::INTERNAL_SERVER_ERROR => StatusCode::SERVICE_UNAVAILABLE,
            status => status,
        });
    }
    ServerFnError::new("refused")
}
