//! `POST /staff/incidents/{slug}/contacts`: the pages of the company that steps lead to.

use axum::{Extension, extract::State, response::Response};
use domain::{
    draft::{Part, Spot, tidy},
    guidance::Slot,
};
use http::request::Parts;

use super::{Body, answer, begin, typed};
use crate::{
    editor::{Step, Typed, is_address, save},
    forms::{FormState, Mistake, Refused},
    request::Request,
    site::Site,
    words::Words,
};

/// The slots that somebody fills in; the others are pages of ours.
pub const SLOTS: [Slot; 3] = [Slot::PasswordReset, Slot::MonitoringEnrollment, Slot::PrivacyRequest];

/// Takes the form.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    let result = take(&site, &request, typed(body)).await;
    answer(&site, &request, &parts, result).await
}

async fn take(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let (desk, edited) = begin(site, request).await?;
    let (mut edits, mut mistakes) = (Vec::new(), Vec::new());
    for slot in SLOTS {
        let spot = Spot::shared(Part::Slot(slot));
        let Some(address) = typed.get(slot.as_str()).map(|address| tidy(address)) else { continue };
        if address.is_empty() || is_address(&address) {
            edits.push(edited.edit(&typed, spot, address));
        } else {
            mistakes.push(Mistake { field: slot.as_str(), words: Words(request.lang).t("staff-editor-bad-address") });
        }
    }
    if !mistakes.is_empty() {
        return Err(Refused::Form(FormState { typed, mistakes }));
    }
    let next = Step::Contacts.after_saving(&desk.incident, typed.get("go").map(String::as_str));
    Ok(save(site, request, &desk, &edited, edits, &next).await?)
}
