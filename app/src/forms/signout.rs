//! `POST /signout` ends a visit; `POST /visit/extend` lets it go on.

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use http::{HeaderName, HeaderValue, request::Parts};
use serde::Deserialize;

use super::{Refused, open::is_page};
use crate::{
    request::Request,
    site::Site,
    visit::{pressed, see_other, without_cookie},
};

/// Ends the visit here, takes the cookie, and asks the browser to forget the pages it has seen. A browser without a visit
/// gets the same answer.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts) -> Response {
    match end(&site, &request).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn end(site: &Site, request: &Request) -> Result<Response, Refused> {
    if let Some(cookie) = request.visit_cookie.as_deref() {
        let mut tx = site.store.write().await?;
        site.store.end_visit(&mut tx, cookie, site.now()).await?;
        tx.commit().await?;
    }
    let mut response = without_cookie(see_other(request, "/signout"));
    // Not "cookies": that would take those of the company's other sites too. Ours has just gone.
    let forget = HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert(HeaderName::from_static("clear-site-data"), forget);
    Ok(response)
}

/// Where to go on.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ExtendForm {
    back: String,
}

/// The visit goes on for another quarter of an hour, and back to where the person was.
pub async fn post_extend(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<ExtendForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match pressed(&site, &request).await {
        Ok(_) => see_other(&request, if is_page(&form.back) { &form.back } else { "/me" }),
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}
