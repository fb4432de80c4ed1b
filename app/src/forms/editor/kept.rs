//! `POST /staff/incidents/{slug}/kept`: somebody has read two texts for one place and says what stands.

use axum::{Extension, extract::State, response::Response};
use domain::draft::tidy;
use http::request::Parts;
use store::drafts::Edit;
use uuid::Uuid;

use super::{Body, answer, begin, typed};
use crate::{
    editor::{Typed, saved_path},
    forms::Refused,
    request::Request,
    site::Site,
    visit::see_other,
};

/// Takes the form.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    let result = take(&site, &request, typed(body)).await;
    answer(&site, &request, &parts, result).await
}

async fn take(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let (desk, edited) = begin(site, request).await?;
    let incident = desk.incident.incident_id;
    let id: Option<Uuid> = typed.get("conflict_id").and_then(|id| id.parse().ok());
    let waiting = site.store.draft_conflicts(incident).await?;
    // What waits no longer was settled by somebody else: the page says so.
    if let Some(kept) = waiting.into_iter().find(|kept| Some(kept.conflict_id) == id) {
        let version: i64 = typed.get("version").and_then(|version| version.parse().ok()).unwrap_or(0);
        let is_taken = typed.get("do").is_some_and(|what| what == "take");
        let body = match (is_taken, kept.spot.part.has_language()) {
            // What is left as it is changes nothing, whatever stands by now.
            (false, _) => None,
            (true, true) => typed.get("body").map(|body| tidy(body)),
            // States, days and orders are taken as they are or not at all.
            (true, false) => Some(kept.body.clone()),
        };
        let edit = Edit {
            spot: kept.spot,
            based_on: if body.is_some() { version } else { edited.version(kept.spot) },
            first: edited.first(kept.spot),
            body: body.unwrap_or_else(|| edited.value(kept.spot)),
            beside: None,
        };
        site.store.settle_draft(&desk.staff.actor(), incident, kept.conflict_id, &edit, site.now()).await?;
    }
    Ok(see_other(request, &saved_path(&desk.incident, "kept")))
}
