//! The one way into every server function.

use axum::{
    Extension,
    body::Body,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{StatusCode, header};
use leptos::prelude::*;

use crate::{error::PageError, request::Request, site::Site, visit};

/// `POST /api/…`. An answer is JSON; a mistake is a status without words: the island then sends the plain form instead,
/// which answers with a page. All of them are for a person who has shown who they are: that is asked before a byte of the
/// body is read, and each function asks again for itself.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, mut asked: axum::extract::Request) -> Response {
    if let Err(error) = visit::current(&site, &request).await {
        return bare(error.status());
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
