//! Renders the app for a request: for a GET, and again for a POST whose form has to come back.

use axum::{
    body::{Body, to_bytes},
    response::Response,
};
use http::{HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::*;

use crate::{request::Request, shell::Shell, site::Site};

/// No page is larger; what Leptos collected is in memory already.
const LARGEST_PAGE: usize = 16 << 20;

/// The page at `request.path`, with what `context` provides beside the site and the request (a form's state, say).
///
/// The path decides the page, so `parts.uri` must already be without the language's prefix. A page without islands loses
/// the scripts that Leptos puts after `</html>` for hydration: it has nothing to hydrate, and carries no script at all.
pub async fn page(site: &Site, request: &Request, parts: &Parts, context: impl Fn() + Clone + Send + Sync + 'static) -> Response {
    let mut get = http::Request::new(Body::empty());
    *get.uri_mut() = parts.uri.clone();
    *get.headers_mut() = parts.headers.clone();
    *get.extensions_mut() = parts.extensions.clone();
    let provide = {
        let (site, request) = (site.clone(), request.clone());
        move || {
            provide_context(site.clone());
            provide_context(request.clone());
            context();
        }
    };
    let response = leptos_axum::render_app_async_with_context(provide, Shell)(get).await;
    if request.has_islands { response } else { without_scripts(response).await }
}

async fn without_scripts(response: Response) -> Response {
    const END: &str = "</html>";
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST_PAGE).await else {
        parts.status = StatusCode::INTERNAL_SERVER_ERROR;
        return Response::from_parts(parts, Body::empty());
    };
    let html = String::from_utf8_lossy(&bytes);
    let end = html.rfind(END).map_or(html.len(), |at| at + END.len());
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(end));
    Response::from_parts(parts, Body::from(bytes.slice(..end)))
}
