//! `POST /staff/incidents/{slug}/texts`: heading, apology and sections, in both languages at once.

use axum::{Extension, extract::State, response::Response};
use domain::{
    draft::{Part, Spot},
    incident::Section,
    lang::Lang,
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
    let spots = Section::ALL.iter().flat_map(|section| Lang::ALL.map(|lang| Spot::of(Part::Section(*section), lang)));
    let edits = spots.filter_map(|spot| edited.typed_edit(&typed, spot)).collect();
    let next = Step::Texts.after_saving(&desk.incident, typed.get("go").map(String::as_str));
    Ok(save(site, request, &desk, &edited, edits, &next).await?)
}
