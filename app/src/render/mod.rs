//! Renders the app for a request: for a GET, and again for a POST whose form has to come back.

mod markers;

use std::pin::Pin;

use axum::{
    body::{Body, to_bytes},
    response::Response,
};
use futures::{Stream, StreamExt, stream};
use http::{HeaderValue, StatusCode, header, request::Parts};
use leptos::{prelude::*, reactive::computed::ScopedFuture};

pub(crate) use markers::without_markers;

use crate::{request::Request, routes::Scripts, security::content_policy, shell::Shell, site::Site};

/// No page is larger; what Leptos collected is in memory already.
const LARGEST_PAGE: usize = 16 << 20;

/// The page at `request.path`, with what `context` provides beside the site and the request (a form's state, say).
///
/// The path decides the page, so `parts.uri` must already be without the language's prefix. A page without islands loses
/// the scripts that Leptos puts after `</html>` for hydration: it has nothing to hydrate, and carries no script at all.
/// What stands in the place of a page that cannot be shown has no island, and so no script either.
pub async fn page(site: &Site, request: &Request, parts: &Parts, context: impl Fn() + Clone + Send + Sync + 'static) -> Response {
    let response = written(site, request, parts, context.clone()).await;
    if !request.has_islands || response.status().is_success() {
        return response;
    }
    written(site, &Request { has_islands: false, ..request.clone() }, parts, context).await
}

async fn written(site: &Site, request: &Request, parts: &Parts, context: impl Fn() + Clone + Send + Sync + 'static) -> Response {
    let mut get = http::Request::new(Body::empty());
    *get.uri_mut() = parts.uri.clone();
    *get.headers_mut() = parts.headers.clone();
    // Nothing but the path decides what a page shows.
    get.headers_mut().remove("islands-router");
    *get.extensions_mut() = parts.extensions.clone();
    let has_islands = request.has_islands;
    let provide = {
        let (site, request) = (site.clone(), request.clone());
        move || {
            provide_context(site.clone());
            provide_context(request.clone());
            if has_islands {
                allow_islands();
            }
            context();
        }
    };
    let response = leptos_axum::handle_response_inner(provide, Shell, get, in_its_own_context).await;
    whole(response, has_islands).await
}

type Chunks = Pin<Box<dyn Stream<Item = String> + Send>>;

/// Renders `app` to its end with its own context around every step. Leptos itself leaves the context of whichever page the
/// thread rendered last: after an await a `<Meta>` or `<Link>` would be lost, or stand in somebody else's page.
fn in_its_own_context<View: IntoView + 'static>(
    app: View,
    scripts: Box<dyn FnOnce() -> Chunks + Send>,
    _supports_out_of_order: bool,
) -> Pin<Box<dyn Future<Output = Chunks> + Send>> {
    Box::pin(ScopedFuture::new(async move {
        let html = app.to_html_stream_in_order().collect::<String>().await;
        Box::pin(stream::once(async move { html }).chain(scripts())) as Chunks
    }))
}

/// Leptos makes a nonce for each page: the policy must name that one.
fn allow_islands() {
    let (Some(nonce), Some(response)) = (leptos::nonce::use_nonce(), use_context::<leptos_axum::ResponseOptions>()) else { return };
    if let Ok(policy) = HeaderValue::from_str(&content_policy(Scripts::Islands, Some(&nonce))) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// The page in one piece: a panic while rendering is then a 500 and no torn page. Without islands it ends at `</html>`.
async fn whole(response: Response, has_islands: bool) -> Response {
    const END: &str = "</html>";
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LARGEST_PAGE).await else {
        parts.status = StatusCode::INTERNAL_SERVER_ERROR;
        return Response::from_parts(parts, Body::empty());
    };
    let bytes = if has_islands {
        bytes
    } else {
        let html = String::from_utf8_lossy(&bytes);
        let end = html.rfind(END).map_or(html.len(), |at| at + END.len());
        without_markers(&html[..end]).into()
    };
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    Response::from_parts(parts, Body::from(bytes))
}
