//! `/practice/mail/{id}/html`: the HTML part of a message in the practice box, as a mail program would show it.

use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Response},
};
use http::{HeaderValue, header, request::Parts};
use leptos::prelude::provide_context;

use crate::{pages::practice_mail, render, request::Request, site::Site};

/// Mail carries its styles within it. Nothing else may run or load, and the page is nobody's origin.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin",
);

/// Answers with the message's own HTML; where the box is closed, like any address that is not there.
pub async fn get(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts) -> Response {
    match practice_mail::find(&site, &request.path).await {
        Ok(mail) => {
            let headers =
                [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")), (header::CONTENT_SECURITY_POLICY, POLICY)];
            (headers, mail.message.html).into_response()
        }
        Err(error) => render::page(&site, &request, &parts, move || provide_context(error.clone())).await,
    }
}
