//! `POST /staff/incidents/{slug}/send`: what is drafted goes to a second person.

use axum::{Extension, extract::State, response::Response};
use domain::publishing::{Proposal, Refusal};
use http::request::Parts;
use store::publishing::PublishError;

use super::{Body, answer, begin, typed};
use crate::{
    editor::{Typed, page_path},
    forms::{FormState, Mistake, Refused},
    request::Request,
    site::Site,
    visit::see_other,
    words::Words,
};

/// Takes the form.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    let result = take(&site, &request, typed(body)).await;
    answer(&site, &request, &parts, result).await
}

async fn take(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let (desk, edited) = begin(site, request).await?;
    let words = Words(request.lang);
    let mistake = |words: String| Refused::Form(FormState { typed: typed.clone(), mistakes: vec![Mistake { field: "send", words }] });
    // What was shown is what goes: somebody who saved since has not been read.
    let seen = typed.get("saved_at").map_or("", String::as_str);
    if seen != edited.saved_at().map(|time| time.to_string()).unwrap_or_default() {
        return Err(mistake(words.t("staff-editor-send-changed")));
    }
    let is_public = edited.incident.published_at.is_some();
    if is_public && !edited.is_changed() {
        return Err(mistake(words.t("staff-editor-send-nothing")));
    }
    let draft = Box::new(edited.words.clone());
    let proposal = if is_public { Proposal::Texts { words: draft } } else { Proposal::PublishIncident { words: Some(draft) } };
    let mut tx = site.store.write().await?;
    match site.store.propose(&mut tx, &desk.staff.actor(), desk.incident.incident_id, &proposal, site.now()).await {
        Ok(_) => tx.commit().await?,
        Err(PublishError::Store(error)) => return Err(error.into()),
        Err(PublishError::Refused(refusal)) => return Err(mistake(refusal_words(words, refusal))),
    }
    Ok(see_other(request, &format!("{}?done=sent", page_path(&desk.incident, "send"))))
}

fn refusal_words(words: Words, refusal: Refusal) -> String {
    match refusal {
        Refusal::MissingText(_) => words.t("staff-editor-send-no-title"),
        Refusal::TooLong => words.t("staff-editor-send-too-long"),
        Refusal::PromisePassed => words.t("staff-editor-promise-passed"),
        _ => words.t("staff-editor-send-changed"),
    }
}
