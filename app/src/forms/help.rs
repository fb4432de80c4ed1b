//! `POST /help`: somebody who cannot get in asks staff. The same for known and unknown: nothing is looked up.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{
    email::EmailAddress,
    incident::Incident,
    request::{LONGEST_MESSAGE, LONGEST_NAME, RequestKind, RequestText, promised_on},
    slug::Slug,
};
use http::request::Parts;
use store::{outbox::OutgoingMail, requests::NewRequest};
use uuid::Uuid;

use super::{FormState, Mistake, Refused, count_press};
use crate::{error::PageError, request::Request, site::Site, visit::see_other, words::Words};

type Typed = BTreeMap<String, String>;

/// The fields that come back with a mistake.
const FIELDS: [&str; 7] = ["incident", "kind", "name", "answer_to", "postal_address", "message", "form_id"];

/// Takes the form.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<Typed>, FormRejection>,
) -> Response {
    let mut typed = body.map(|Form(typed)| typed).unwrap_or_default();
    typed.retain(|field, _| FIELDS.contains(&field.as_str()));
    match ask(&site, &request, typed).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn ask(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let words = Words(request.lang);
    if typed.get("incident").is_none_or(String::is_empty) {
        let mistakes = vec![Mistake { field: "incident", words: words.t("help-no-incident") }];
        return Err(Refused::Form(FormState { typed, mistakes }));
    }
    let incident = which(site, &typed).await?;
    let (kind, text) = match read(words, &typed) {
        Ok(read) => read,
        Err(mistakes) => return Err(Refused::Form(FormState { typed, mistakes })),
    };
    let Some(form_id) = typed.get("form_id").and_then(|id| id.parse::<Uuid>().ok()) else {
        // Only a form that is not ours has none; the page that comes back brings one.
        let typed = typed.into_iter().filter(|(field, _)| field != "form_id").collect();
        return Err(Refused::Form(FormState { typed, mistakes: vec![Mistake { field: "message", words: words.t("ask-again") }] }));
    };
    let (now, address) = (site.now(), text.answer_address());
    let new = NewRequest {
        incident_id: incident.incident_id,
        person_id: None,
        kind,
        lang: request.lang,
        text,
        promised_on: promised_on(now, &incident.zone),
        form_id,
    };
    let mut tx = site.store.write().await?;
    let made = site.store.add_request(&mut tx, &new, now).await?;
    if let Some(address) = address.filter(|_| made.is_new) {
        let day = words.date(&made.promised_on);
        let mail = OutgoingMail::request_received(address.as_str(), request.lang, made.number.as_str(), &day);
        site.store.enqueue(&mut tx, Some(incident.incident_id), &mail, None, now).await?;
    }
    tx.commit().await?;
    Ok(see_other(request, &format!("/help/requests/{}", made.number.as_str().to_lowercase())))
}

/// The published incident the form names.
async fn which(site: &Site, typed: &Typed) -> Result<Incident, Refused> {
    let slug = typed.get("incident").and_then(|slug| Slug::parse(slug).ok()).ok_or(PageError::NotFound)?;
    Ok(site.store.published_incident(&slug).await?.ok_or(PageError::NotFound)?)
}

/// What was typed, or what to change.
fn read(words: Words, typed: &Typed) -> Result<(RequestKind, RequestText), Vec<Mistake>> {
    let field = |name: &str| typed.get(name).map_or("", |value| value.trim()).to_owned();
    let mut mistakes = Vec::new();
    let mut wrong = |field: &'static str, words: String| mistakes.push(Mistake { field, words });
    let kind = RequestKind::parse(&field("kind")).filter(|kind| RequestKind::OUTSIDE.contains(kind));
    if kind.is_none() {
        wrong("kind", words.t("help-no-kind"));
    }
    let text = RequestText {
        name: field("name"),
        answer_to: field("answer_to"),
        postal_address: field("postal_address"),
        message: field("message"),
    };
    if text.name.is_empty() {
        wrong("name", words.t("help-no-name"));
    }
    if !text.answer_to.is_empty() && EmailAddress::parse(&text.answer_to).is_err() {
        wrong("answer_to", words.t("help-bad-email"));
    }
    if text.answer_to.is_empty() && text.postal_address.is_empty() {
        wrong("postal_address", words.t("help-no-way-back"));
    }
    let limits = [
        ("name", &text.name, LONGEST_NAME),
        ("postal_address", &text.postal_address, LONGEST_MESSAGE),
        ("message", &text.message, LONGEST_MESSAGE),
    ];
    for (name, value, most) in limits {
        let length = value.chars().count();
        if length > most {
            wrong(name, words.with("ask-too-long", &[("most", &most), ("length", &length)]));
        }
    }
    kind.filter(|_| mistakes.is_empty()).map(|kind| (kind, text)).ok_or(mistakes)
}

/// What keeps somebody out, in their words.
#[must_use]
pub fn kind_words(words: Words, kind: RequestKind) -> String {
    match kind {
        RequestKind::LostLetter => words.t("help-lost-letter"),
        RequestKind::NoEmail => words.t("help-no-email"),
        RequestKind::Moved => words.t("help-moved"),
        RequestKind::NameChanged => words.t("help-name-changed"),
        RequestKind::ForSomebody => words.t("help-for-somebody"),
        RequestKind::LetterReturned => words.t("help-letter-returned"),
        RequestKind::Other => words.t("help-other"),
        RequestKind::Fake => words.t("genuine-request"),
        RequestKind::NotMe => words.t("me-not-me"),
        RequestKind::Help => words.t("me-need-help"),
    }
}
