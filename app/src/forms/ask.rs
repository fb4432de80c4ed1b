//! `POST /me/help` and `POST /me/not-me`: a person asks staff.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::request::{LONGEST_MESSAGE, RequestKind, RequestText, promised_on};
use http::request::Parts;
use serde::Deserialize;
use store::{requests::NewRequest, visits::Visit};

use super::{FormState, Mistake, Refused};
use crate::{
    request::Request,
    site::Site,
    visit::{pressed_form, see_other},
    words::Words,
};

/// What was typed, and the form's own id.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AskForm {
    message: String,
    form_id: String,
}

/// "I need help".
pub async fn post_help(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<AskForm>, FormRejection>,
) -> Response {
    answer(&site, &request, &parts, RequestKind::Help, body.map(|Form(form)| form).unwrap_or_default()).await
}

/// "This is not me".
pub async fn post_not_me(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<AskForm>, FormRejection>,
) -> Response {
    answer(&site, &request, &parts, RequestKind::NotMe, body.map(|Form(form)| form).unwrap_or_default()).await
}

async fn answer(site: &Site, request: &Request, parts: &Parts, kind: RequestKind, form: AskForm) -> Response {
    let typed = BTreeMap::from([("message".to_owned(), form.message), ("form_id".to_owned(), form.form_id)]);
    let visit = match pressed_form(site, request, parts, &request.path, &typed).await {
        Ok(visit) => visit,
        Err(response) => return response,
    };
    match ask(site, request, kind, &visit, typed).await {
        Ok(response) => response,
        Err(refused) => refused.respond(site, request, parts).await,
    }
}

async fn ask(
    site: &Site,
    request: &Request,
    kind: RequestKind,
    visit: &Visit,
    typed: BTreeMap<String, String>,
) -> Result<Response, Refused> {
    let words = Words(request.lang);
    let message = typed.get("message").map_or("", |message| message.trim()).to_owned();
    let mistake = match message.chars().count() {
        // "This is not me" says enough by itself.
        0 if kind == RequestKind::Help => Some(words.t("ask-empty")),
        length if length > LONGEST_MESSAGE => Some(words.with("ask-too-long", &[("most", &LONGEST_MESSAGE), ("length", &length)])),
        _ => None,
    };
    if let Some(words) = mistake {
        return Err(Refused::Form(FormState { typed, mistakes: vec![Mistake { field: "message", words }] }));
    }
    let Some(form_id) = typed.get("form_id").and_then(|id| id.parse().ok()) else {
        // Only a form that is not ours has none; the page that comes back brings one.
        let mistakes = vec![Mistake { field: "message", words: words.t("ask-again") }];
        let typed = BTreeMap::from([("message".to_owned(), message)]);
        return Err(Refused::Form(FormState { typed, mistakes }));
    };
    let now = site.now();
    let incident = site.store.incident(visit.incident_id).await?;
    let new = NewRequest {
        incident_id: visit.incident_id,
        person_id: Some(visit.person_id),
        kind,
        lang: request.lang,
        text: RequestText { message, ..RequestText::default() },
        promised_on: promised_on(now, &incident.zone),
        form_id,
    };
    let mut tx = site.store.write().await?;
    let made = site.store.add_request(&mut tx, &new, now).await?;
    if let Some(helping) = visit.helper.filter(|_| made.is_new) {
        site.store.request_is_by(&mut tx, &made.number, helping.helper_id).await?;
    }
    site.store.forget_kept_form(&mut tx, visit, &request.path).await?;
    tx.commit().await?;
    Ok(see_other(request, &format!("/me/requests/{}", made.number.as_str().to_lowercase())))
}
