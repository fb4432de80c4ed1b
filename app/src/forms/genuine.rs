//! `POST /genuine`: says whether a message is ours. `POST /genuine/report`: gives staff one that is not.

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
};
use http::request::Parts;
use leptos::prelude::provide_context;
use store::requests::NewRequest;
use uuid::Uuid;

use super::{FormState, Mistake, Refused, count_press};
use crate::{
    error::PageError,
    genuine::{Unasked, verdict},
    render,
    request::Request,
    site::Site,
    visit::see_other,
    words::Words,
};

type Typed = BTreeMap<String, String>;

/// The fields that come back with a mistake.
const FIELDS: [&str; 6] = ["incident", "word", "sender", "message", "answer_to", "form_id"];
/// Longer than any word or address.
const LONGEST_LINE: usize = 400;

fn read(body: Result<Form<Typed>, FormRejection>) -> Typed {
    let mut typed = body.map(|Form(typed)| typed).unwrap_or_default();
    typed.retain(|field, _| FIELDS.contains(&field.as_str()));
    typed
}

/// Takes a word and a sender. The answer stands on the page itself: an address with the word in it would be kept and passed on.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<Typed>, FormRejection>,
) -> Response {
    match check(&site, &request, &parts, read(body)).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn check(site: &Site, request: &Request, parts: &Parts, mut typed: Typed) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let words = Words(request.lang);
    let field = |name: &str| typed.get(name).map_or("", |value| value.trim()).chars().take(LONGEST_LINE).collect::<String>();
    let found = verdict(site, request.lang, &field("word"), &field("sender")).await?;
    let mistake = match found {
        Ok(verdict) => {
            let state = FormState { typed, mistakes: Vec::new() };
            let provide = move || {
                provide_context(state.clone());
                provide_context(verdict.clone());
            };
            return Ok(render::page(site, request, parts, provide).await);
        }
        Err(Unasked::NoWord) => Mistake { field: "word", words: words.t("genuine-no-word") },
        Err(Unasked::IsCode) => {
            // It opens somebody's page: it does not come back.
            typed.remove("word");
            Mistake { field: "word", words: words.t("genuine-is-code") }
        }
        Err(Unasked::NoSender) => Mistake { field: "sender", words: words.t("genuine-no-sender") },
    };
    Err(Refused::Form(FormState { typed, mistakes: vec![mistake] }))
}

/// Takes a report.
pub async fn post_report(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<Typed>, FormRejection>,
) -> Response {
    match report(&site, &request, read(body)).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn report(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let words = Words(request.lang);
    let incident = which(site, &typed).await?;
    let text = match told(words, &typed) {
        Ok(text) => text,
        Err(mistakes) => return Err(Refused::Form(FormState { typed, mistakes })),
    };
    let Some(form_id) = typed.get("form_id").and_then(|id| id.parse::<Uuid>().ok()) else {
        // Only a form that is not ours has none; the page that comes back brings one.
        let typed = typed.into_iter().filter(|(field, _)| field != "form_id").collect();
        return Err(Refused::Form(FormState { typed, mistakes: vec![Mistake { field: "message", words: words.t("ask-again") }] }));
    };
    let now = site.now();
    let new = NewRequest {
        incident_id: incident.incident_id,
        person_id: None,
        kind: RequestKind::Fake,
        lang: request.lang,
        text,
        promised_on: promised_on(now, &incident.zone),
        form_id,
    };
    let mut tx = site.store.write().await?;
    let made = site.store.add_request(&mut tx, &new, now).await?;
    tx.commit().await?;
    Ok(see_other(request, &format!("/genuine/reports/{}", made.number.as_str().to_lowercase())))
}

/// The incident whose staff get the report: the one that was chosen, or the newest.
async fn which(site: &Site, typed: &Typed) -> Result<Incident, Refused> {
    let chosen = typed.get("incident").map_or("", String::as_str);
    let mut published = site.store.listed_incidents().await?;
    let at = published.iter().position(|incident| incident.slug.as_str() == chosen).unwrap_or(0);
    if published.is_empty() { Err(PageError::NotFound.into()) } else { Ok(published.swap_remove(at)) }
}

/// What was told, or what to change.
fn told(words: Words, typed: &Typed) -> Result<RequestText, Vec<Mistake>> {
    let field = |name: &str| typed.get(name).map_or("", |value| value.trim()).to_owned();
    let (message, answer_to) = (field("message"), field("answer_to"));
    let mut mistakes = Vec::new();
    if message.is_empty() {
        mistakes.push(Mistake { field: "message", words: words.t("genuine-report-empty") });
    }
    let length = message.chars().count();
    if length > LONGEST_MESSAGE {
        mistakes.push(Mistake { field: "message", words: words.with("ask-too-long", &[("most", &LONGEST_MESSAGE), ("length", &length)]) });
    }
    if !answer_to.is_empty() && EmailAddress::parse(&answer_to).is_err() {
        mistakes.push(Mistake { field: "answer_to", words: words.t("help-bad-email") });
    }
    for name in ["word", "sender"] {
        let length = field(name).chars().count();
        if length > LONGEST_NAME {
            let words = words.with("ask-too-long", &[("most", &LONGEST_NAME), ("length", &length)]);
            mistakes.push(Mistake { field: if name == "word" { "word" } else { "sender" }, words });
        }
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let message = words.with("genuine-report-message", &[("word", &field("word")), ("sender", &field("sender")), ("message", &message)]);
    Ok(RequestText { name: String::new(), answer_to, postal_address: String::new(), message })
}
