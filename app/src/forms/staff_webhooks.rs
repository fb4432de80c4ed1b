//! `POST /staff/webhooks` and `/staff/webhooks/{id}`: owners add systems that hear of events, try them, pause and remove them.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{Path, State, rejection::FormRejection},
    response::Response,
};
use domain::{
    ids::WebhookId,
    webhook::{EventSet, LONGEST_WEBHOOK_NAME, WebhookEvent, WebhookState},
};
use http::request::Parts;
use leptos::prelude::provide_context;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{
    Tx,
    audit::{Act, Chain},
    webhooks::{Webhook, WebhookTarget},
};

use super::{FormState, Mistake, Refused, count_press, staff::answered};
use crate::{
    error::PageError,
    render,
    request::Request,
    site::Site,
    staff::{TeamDesk, team_desk},
    visit::see_other,
    webhooks::{BadAddress, address},
    words::Words,
};

type Typed = BTreeMap<String, String>;

/// A secret just made: the page shows it this once.
#[derive(Clone)]
pub struct NewSecret(pub String);

/// The field of an event.
#[must_use]
pub fn event_field(event: WebhookEvent) -> String {
    format!("event-{}", event.as_str())
}

/// The desk, for what changes something.
async fn desk(site: &Site, request: &Request) -> Result<TeamDesk, PageError> {
    let desk = team_desk(site, request).await?;
    if desk.staff.is_confirmed(site.now()) { Ok(desk) } else { Err(PageError::ConfirmFirst) }
}

/// Adds one.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<Typed>, FormRejection>,
) -> Response {
    let typed = body.map(|Form(typed)| typed).unwrap_or_default();
    answered(add(&site, &request, &parts, typed).await, &site, &request, &parts).await
}

async fn add(site: &Site, request: &Request, parts: &Parts, typed: Typed) -> Result<Response, Refused> {
    let desk = desk(site, request).await?;
    count_press(site, request).await?;
    let words = Words(request.lang);
    let field = |name: &str| typed.get(name).map_or("", |value| value.trim()).to_owned();
    let (name, url) = (field("name"), field("address"));
    let events: EventSet = WebhookEvent::CHOICES.iter().copied().filter(|event| typed.contains_key(&event_field(*event))).collect();
    let mut mistakes = Vec::new();
    if name.is_empty() || name.chars().count() > LONGEST_WEBHOOK_NAME || name.chars().any(char::is_control) {
        mistakes.push(Mistake { field: "name", words: words.with("staff-webhooks-bad-name", &[("most", &LONGEST_WEBHOOK_NAME)]) });
    }
    if let Err(bad) = address(&url, site.settings.webhooks_may_reach_private_networks) {
        let words = match bad {
            BadAddress::NoAddress => words.t("staff-webhooks-no-address"),
            BadAddress::NotHttps => words.t("staff-webhooks-not-https"),
            BadAddress::Extra => words.t("staff-webhooks-extra"),
        };
        mistakes.push(Mistake { field: "address", words });
    }
    if events.is_empty() {
        mistakes.push(Mistake { field: "events", words: words.t("staff-webhooks-no-event") });
    }
    if !mistakes.is_empty() {
        return Err(Refused::Form(FormState { typed, mistakes }));
    }
    let mut tx = site.store.write().await?;
    let webhook = site.store.add_webhook(&mut tx, &WebhookTarget { name, address: url }, events, site.now()).await?;
    let heard: Vec<&str> = WebhookEvent::CHOICES.iter().filter(|event| events.contains(**event)).map(|event| event.as_str()).collect();
    note(site, &desk, &mut tx, "webhook.add", webhook, &json!({ "events": heard })).await?;
    tx.commit().await?;
    let secret = NewSecret(site.store.webhook_secret(webhook));
    Ok(render::page(site, request, parts, move || provide_context(secret.clone())).await)
}

/// What to do about one: `test`, `pause`, `resume`, `remove`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ActForm {
    act: String,
}

/// Does it.
pub async fn post_one(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Path(id): Path<String>,
    parts: Parts,
    body: Result<Form<ActForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(act(&site, &request, &id, &form).await, &site, &request, &parts).await
}

/// The webhook of this id.
///
/// # Errors
/// [`PageError::NotFound`] when there is none.
pub async fn webhook_of(site: &Site, id: &str) -> Result<Webhook, PageError> {
    let id: WebhookId = id.parse().map_err(|_| PageError::NotFound)?;
    site.store.webhook(id).await?.ok_or(PageError::NotFound)
}

async fn act(site: &Site, request: &Request, id: &str, form: &ActForm) -> Result<Response, Refused> {
    let desk = desk(site, request).await?;
    count_press(site, request).await?;
    let webhook = webhook_of(site, id).await?.webhook_id;
    let mut tx = site.store.write().await?;
    let (act, changed) = match form.act.as_str() {
        "test" => {
            site.store.add_test_call(&mut tx, webhook, site.now()).await?;
            ("webhook.test", true)
        }
        "pause" => ("webhook.pause", site.store.set_webhook_state(&mut tx, webhook, WebhookState::Paused).await?),
        "resume" => ("webhook.resume", site.store.set_webhook_state(&mut tx, webhook, WebhookState::Active).await?),
        "remove" => ("webhook.remove", site.store.remove_webhook(&mut tx, webhook).await?),
        _ => return Err(Refused::field("act", Words(request.lang).t("staff-webhooks-choose"))),
    };
    // A second press changes nothing and is no second act.
    if changed {
        note(site, &desk, &mut tx, act, webhook, &json!({})).await?;
        tx.commit().await?;
    }
    let back = if act == "webhook.remove" { "/staff/webhooks".to_owned() } else { format!("/staff/webhooks/{webhook}") };
    Ok(see_other(request, &back))
}

async fn note(site: &Site, desk: &TeamDesk, tx: &mut Tx, act: &str, about: WebhookId, details: &Value) -> Result<(), PageError> {
    let actor = desk.staff.actor();
    let act = Act { actor: &actor, act, about: Some(about.0), details };
    Ok(site.store.append_audit(tx, Chain::Installation, act, site.now()).await?)
}
