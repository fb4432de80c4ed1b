//! `POST /staff/incidents/{slug}/contacts`: the pages of the company that steps lead to.

use axum::{Extension, extract::State, response::Response};
use domain::{
    draft::{Part, Spot, tidy},
    guidance::Slot,
};
use http::request::Parts;

use super::{Body, Gathered, Mistake, answer, take, typed};
use crate::{
    editor::{Edited, Step, Typed, is_address},
    request::Request,
    site::Site,
    words::Words,
};

/// The slots that somebody fills in; the others are pages of ours.
pub const SLOTS: [Slot; 3] = [Slot::PasswordReset, Slot::MonitoringEnrollment, Slot::PrivacyRequest];

/// Takes the form.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    let result = take(&site, &request, typed(body), Step::Contacts).await;
    answer(&site, &request, &parts, result).await
}

pub(super) fn gather(words: Words, edited: &Edited, typed: &Typed) -> Gathered {
    let mut gathered = Gathered::default();
    for slot in SLOTS {
        let spot = Spot::shared(Part::Slot(slot));
        let Some(address) = typed.get(slot.as_str()).map(|address| tidy(address)) else { continue };
        if address.is_empty() || is_address(&address) {
            gathered.edits.push(edited.edit(typed, spot, address));
        } else {
            gathered.mistakes.push(Mistake { field: slot.as_str(), words: words.t("staff-editor-bad-address") });
        }
    }
    gathered
}
