//! `POST /staff/incidents/{slug}/letters`: a letter that came back, keyed in by its code. Leads to the request it made.

use axum::{
    Extension, Form,
    extract::{Path, State, rejection::FormRejection},
    response::Response,
};
use domain::{
    code::{BadCode, TypedCode},
    request::promised_on,
    visit::Channel,
};
use http::request::Parts;
use serde::Deserialize;
use serde_json::json;
use store::{
    audit::{Act, Chain},
    letters::Returned,
};

use super::Refused;
use crate::{request::Request, site::Site, staff::SupportDesk, visit::see_other, words::Words};

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ReturnedForm {
    code: String,
}

/// Takes the press.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Path(slug): Path<String>,
    parts: Parts,
    body: Result<Form<ReturnedForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match key_in(&site, &request, &slug, &form).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn key_in(site: &Site, request: &Request, slug: &str, form: &ReturnedForm) -> Result<Response, Refused> {
    let desk = SupportDesk::open(site, request, slug).await?;
    let words = Words(request.lang);
    let refuse = |text: String| Err(Refused::field("code", text));
    let code = match TypedCode::parse(&form.code) {
        Ok(code) if code.channel() == Channel::Letter => code,
        Err(BadCode::Empty) => return refuse(words.t("staff-letters-code-empty")),
        Ok(_) | Err(_) => return refuse(words.t("staff-letters-code-wrong")),
    };
    // Another incident's letter is nobody's here.
    let letter = site.store.find_letter(&code).await?.filter(|letter| letter.incident_id == desk.incident.incident_id);
    let Some(letter) = letter else { return refuse(words.t("staff-letters-code-unknown")) };
    let now = site.now();
    let mut tx = site.store.write().await?;
    let promised_on = promised_on(now, &desk.incident.zone);
    let made = match site.store.letter_returned(&mut tx, &letter, &promised_on, now).await? {
        Returned::Now { request } => request,
        Returned::Before => return refuse(words.t("staff-letters-code-before")),
    };
    let actor = desk.staff.actor();
    let details = json!({ "letter": format!("{}-{}", letter.batch, letter.position) });
    let act = Act { actor: &actor, act: "letters.returned", about: Some(letter.person_id.0), details: &details };
    site.store.append_audit(&mut tx, Chain::Incident(desk.incident.incident_id), act, now).await?;
    tx.commit().await?;
    let base = format!("/staff/incidents/{}", desk.incident.slug);
    Ok(match made {
        Some(number) => see_other(request, &format!("{base}/requests/{}", number.as_str().to_lowercase())),
        None => see_other(request, &format!("{base}/letters")),
    })
}
