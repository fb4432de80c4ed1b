//! `POST /staff/incidents/{slug}/categories`: the kinds of data the page names.

use axum::{Extension, extract::State, response::Response};
use domain::{
    draft::{Part, Spot},
    exposure::CATEGORY_POSITIONS,
};
use http::request::Parts;

use super::{Body, answer, begin, typed};
use crate::{
    editor::{Step, Typed, save},
    forms::Refused,
    request::Request,
    site::Site,
};

/// Takes the form.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    let result = take(&site, &request, typed(body)).await;
    answer(&site, &request, &parts, result).await
}

async fn take(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let (desk, edited) = begin(site, request).await?;
    let chosen: Vec<&str> = CATEGORY_POSITIONS.into_iter().filter(|id| typed.contains_key(&format!("category.{id}"))).collect();
    let edit = edited.edit(&typed, Spot::shared(Part::Categories), chosen.join(" "));
    let next = Step::Categories.after_saving(&desk.incident, typed.get("go").map(String::as_str));
    Ok(save(site, request, &desk, &edited, vec![edit], &next).await?)
}
