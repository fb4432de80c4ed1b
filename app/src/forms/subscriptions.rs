//! `POST /subscriptions/confirm`, `/subscriptions/open` and `/subscriptions`: with the token of a mail somebody confirms, sees what
//! they chose, changes it, leaves, comes back.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{
    lang::Lang,
    subscriber::{Pace, Preferences, SubscriberState, SubscriberToken, TokenUse, Topic, TopicSet},
};
use http::request::Parts;
use serde::Deserialize;
use store::subscribers::{Confirmed, Subscriber};

use super::{FormState, Mistake, Refused, count_press};
use crate::{
    request::Request,
    site::Site,
    subscription::{current, with_subscription},
    visit::see_other,
    words::Words,
};

type Typed = BTreeMap<String, String>;

/// What the page sends: the token that `open.js` moved into the form, or what was pasted.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TokenForm {
    token: String,
    code: String,
}

impl TokenForm {
    fn read(&self) -> Option<SubscriberToken> {
        if self.code.trim().is_empty() { SubscriberToken::parse(&self.token).ok() } else { SubscriberToken::parse_typed(&self.code).ok() }
    }

    fn is_empty(&self) -> bool {
        self.code.trim().is_empty() && self.token.trim().is_empty()
    }
}

/// The name of a topic's box in the form.
#[must_use]
pub fn topic_field(topic: Topic) -> String {
    format!("topic-{}", topic.as_str())
}

/// Confirms. One answer for whatever confirms nothing.
pub async fn post_confirm(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<TokenForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match confirm(&site, &request, &form).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn confirm(site: &Site, request: &Request, form: &TokenForm) -> Result<Response, Refused> {
    let words = Words(request.lang);
    let token = token_of(site, request, form).await?;
    let (subscriber, done) = match site.store.confirm_subscription(&token, site.now()).await? {
        Some(Confirmed::Now(subscriber)) => (subscriber, "confirmed"),
        Some(Confirmed::Before(subscriber)) => (subscriber, "before"),
        None => return Err(Refused::field("code", words.t("subscriptions-confirm-nothing"))),
    };
    tracing::info!(subscriber = %subscriber.key.subscriber_id, "a subscription was confirmed");
    Ok(with_subscription(site, see_other(request, &format!("/subscriptions?done={done}")), subscriber.key))
}

/// Opens what somebody chose. One answer for whatever opens nothing.
pub async fn post_open(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<TokenForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match open(&site, &request, &form).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn open(site: &Site, request: &Request, form: &TokenForm) -> Result<Response, Refused> {
    let token = token_of(site, request, form).await?;
    let found = site.store.find_subscriber(TokenUse::Preferences, &token, site.now()).await?;
    let found = found.ok_or_else(|| Refused::field("code", Words(request.lang).t("subscriptions-open-nothing")))?;
    Ok(with_subscription(site, see_other(request, "/subscriptions"), found.key))
}

async fn token_of(site: &Site, request: &Request, form: &TokenForm) -> Result<SubscriberToken, Refused> {
    count_press(site, request).await?;
    let words = Words(request.lang);
    if form.is_empty() {
        return Err(Refused::field("code", words.t("subscriptions-code-empty")));
    }
    form.read().ok_or_else(|| Refused::field("code", words.t("subscriptions-code-wrong")))
}

/// Keeps what was chosen, leaves, or comes back.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<Typed>, FormRejection>,
) -> Response {
    let typed = body.map(|Form(typed)| typed).unwrap_or_default();
    match act(&site, &request, typed).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn act(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    count_press(site, request).await?;
    // Without it the page says how to get the link again.
    let Some(subscriber) = current(site, request).await? else { return Ok(see_other(request, "/subscriptions")) };
    let done = match typed.get("act").map(String::as_str) {
        Some("leave") => {
            site.store.leave_subscription(subscriber.key, site.now()).await?;
            Some("left")
        }
        Some("back") => site.store.come_back(subscriber.key, site.now()).await?.then_some("back"),
        _ => save(site, request, &subscriber, typed).await?.then_some("saved"),
    };
    let path = done.map_or_else(|| "/subscriptions".to_owned(), |done| format!("/subscriptions?done={done}"));
    Ok(see_other(request, &path))
}

async fn save(site: &Site, request: &Request, subscriber: &Subscriber, mut typed: Typed) -> Result<bool, Refused> {
    if subscriber.state != SubscriberState::Active {
        return Ok(false);
    }
    let topics: TopicSet = Topic::ALL.iter().copied().filter(|topic| typed.contains_key(&topic_field(*topic))).collect();
    let pace = typed.get("pace").and_then(|pace| Pace::parse(pace));
    let (Some(pace), false) = (pace, topics.is_empty()) else {
        let words = Words(request.lang);
        let mut mistakes = Vec::new();
        if topics.is_empty() {
            mistakes.push(Mistake { field: "topics", words: words.t("subscriptions-no-topic") });
        }
        if pace.is_none() {
            mistakes.push(Mistake { field: "pace", words: words.t("subscriptions-no-pace") });
        }
        typed.retain(|field, _| field == "pace" || field == "lang" || Topic::ALL.iter().any(|topic| topic_field(*topic) == *field));
        return Err(Refused::Form(FormState { typed, mistakes }));
    };
    let lang = typed.get("lang").map_or(subscriber.preferences.lang, |lang| Lang::from_tag(lang));
    Ok(site.store.choose_preferences(subscriber.key, Preferences { lang, pace, topics }).await?)
}
