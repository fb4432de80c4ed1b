//! `POST /staff/incidents/{slug}/texts`: heading, apology and sections, in both languages at once.

use axum::{Extension, extract::State, response::Response};
use domain::{
    draft::{Part, Spot},
    incident::Section,
    lang::Lang,
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
    let result = take(&site, &request, typed(body), Step::Texts).await;
    answer(&site, &request, &parts, result).await
}

pub(super) fn gather(edited: &Edited, typed: &Typed) -> Gathered {
    let spots = Section::ALL.iter().flat_map(|section| Lang::ALL.map(|lang| Spot::of(Part::Section(*section), lang)));
    Gathered { edits: spots.filter_map(|spot| edited.typed_edit(typed, spot)).collect(), mistakes: Vec::new() }
}
