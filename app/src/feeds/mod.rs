//! Feeds: every public update of one incident or of all, as Atom and as JSON Feed, and one incident for machines. All are made
//! from what the pages say, in each language, and kept like the pages. What is for some people only is in none of them, and
//! practice is in none of a site that has a real incident.

mod atom;
mod entries;
mod incident;
mod json;
mod said;

use axum::{Extension, extract::State, response::Response};
use domain::slug::Slug;
use http::{HeaderValue, header};

use crate::{error::PageError, request::Request, site::Site};

/// How Atom is called.
pub const ATOM: &str = "application/atom+xml";
/// How JSON Feed is called.
pub const JSON_FEED: &str = "application/feed+json";

/// The path of a feed without its ending and without the language: of one incident, or of all.
#[must_use]
pub fn path(slug: Option<&Slug>) -> String {
    slug.map_or_else(|| "/feed".to_owned(), |slug| format!("/incidents/{slug}/feed"))
}

/// `/feed.atom` and `/incidents/{slug}/feed.atom`.
pub async fn get_atom(State(site): State<Site>, Extension(request): Extension<Request>, asked: axum::extract::Request) -> Response {
    let (parts, _) = asked.into_parts();
    let xml = async { atom::write(&site, &entries::feed(&site, &request).await?) };
    match xml.await {
        Ok(xml) => answer("application/atom+xml; charset=utf-8", xml),
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

/// `/feed.json` and `/incidents/{slug}/feed.json`.
pub async fn get_json(State(site): State<Site>, Extension(request): Extension<Request>, asked: axum::extract::Request) -> Response {
    let (parts, _) = asked.into_parts();
    let json = async { json::write(&site, &entries::feed(&site, &request).await?) };
    match json.await {
        Ok(json) => answer(JSON_FEED, json),
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

/// `/incidents/{slug}.json`.
///
/// # Errors
/// [`PageError::NotFound`], or that of the store.
pub async fn incident_json(site: &Site, request: &Request) -> Result<Response, PageError> {
    let json = incident::write(site, request).await?;
    Ok(answer("application/json", json))
}

fn answer(content_type: &'static str, body: String) -> Response {
    let mut response = Response::new(body.into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// JSON with line ends, for people who look at it too.
fn pretty(value: &impl serde::Serialize) -> Result<String, PageError> {
    serde_json::to_string_pretty(value).map_err(|error| PageError::broken(&error))
}
