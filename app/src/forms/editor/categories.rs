//! `POST /staff/incidents/{slug}/categories`: the kinds of data the page names.

use axum::{Extension, extract::State, response::Response};
use domain::{
    draft::{Part, Spot},
    exposure::CATEGORY_POSITIONS,
};
use http::request::Parts;

use super::{Body, Gathered, answer, take, typed};
use crate::{
    editor::{Edited, Step, Typed},
    request::Request,
    site::Site,
};

/// Takes the form.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    let result = take(&site, &request, typed(body), Step::Categories).await;
    answer(&site, &request, &parts, result).await
}

pub(super) fn gather(edited: &Edited, typed: &Typed) -> Gathered {
    let chosen: Vec<&str> = CATEGORY_POSITIONS.into_iter().filter(|id| typed.contains_key(&format!("category.{id}"))).collect();
    Gathered { edits: vec![edited.edit(typed, Spot::shared(Part::Categories), chosen.join(" "))], mistakes: Vec::new() }
}
