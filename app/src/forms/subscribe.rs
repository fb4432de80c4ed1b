//! `POST /subscribe` and `POST /subscriptions/link`: takes an address, and answers everyone with the same bytes. What becomes of it is
//! told by mail only, which a worker writes.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{email::EmailAddress, lang::Lang};
use http::request::Parts;
use store::{
    budgets::{Decision, Limit},
    subscribers::{AskedFor, SubscriberLimits},
};

use super::{FormState, Mistake, Refused, count_press};
use crate::{
    error::PageError,
    request::Request,
    site::Site,
    subscription::{Offer, offer},
    visit::see_other,
    words::Words,
};

type Typed = BTreeMap<String, String>;

/// The fields that come back with a mistake.
const FIELDS: [&str; 3] = ["scope", "email", "lang"];
/// What `scope` says for every incident.
pub const EVERY: &str = "every";

/// Takes a sign-up.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<Typed>, FormRejection>,
) -> Response {
    let typed = read(body);
    match sign_up(&site, &request, typed).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

/// "Send me my link".
pub async fn post_link(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<Typed>, FormRejection>,
) -> Response {
    let typed = read(body);
    match send_link(&site, &request, typed).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

fn read(body: Result<Form<Typed>, FormRejection>) -> Typed {
    let mut typed = body.map(|Form(typed)| typed).unwrap_or_default();
    typed.retain(|field, _| FIELDS.contains(&field.as_str()));
    typed
}

async fn sign_up(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let words = Words(request.lang);
    let scope = typed.get("scope").cloned().unwrap_or_default();
    let offer = offer(site, Some(&scope)).await?;
    let mut mistakes = Vec::new();
    let (what, is_practice) = match chosen(&offer, &scope) {
        Some(chosen) => chosen,
        None => {
            let mistake = if offer.closed.is_some() { words.t("subscribe-closed-meanwhile") } else { words.t("subscribe-no-scope") };
            mistakes.push(Mistake { field: "scope", words: mistake });
            (AskedFor::Updates(None), false)
        }
    };
    let email = address(words, &typed, &mut mistakes);
    if is_practice && email.as_ref().is_some_and(|email| !email.is_reserved_example()) {
        mistakes.push(Mistake { field: "email", words: words.t("subscribe-practice-only") });
    }
    let Some(email) = email.filter(|_| mistakes.is_empty()) else {
        // Counted like any other press: a stranger's noise is bounded whatever it says.
        count_press(site, request).await?;
        return Err(Refused::Form(FormState { typed, mistakes }));
    };
    let lang = typed.get("lang").map_or(request.lang, |lang| Lang::from_tag(lang));
    put(site, request, &email, what, lang).await?;
    Ok(see_other(request, "/subscribe/sent"))
}

async fn send_link(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let mut mistakes = Vec::new();
    let Some(email) = address(Words(request.lang), &typed, &mut mistakes) else {
        count_press(site, request).await?;
        return Err(Refused::Form(FormState { typed, mistakes }));
    };
    put(site, request, &email, AskedFor::Link, request.lang).await?;
    Ok(see_other(request, "/subscriptions/link/sent"))
}

/// What `scope` means, and whether it is practice.
fn chosen(offer: &Offer, scope: &str) -> Option<(AskedFor, bool)> {
    if scope == EVERY {
        return offer.every.then_some((AskedFor::Updates(None), false));
    }
    let incident = offer.open.iter().find(|incident| incident.slug.as_str() == scope)?;
    Some((AskedFor::Updates(Some(incident.incident_id)), incident.is_practice))
}

fn address(words: Words, typed: &Typed, mistakes: &mut Vec<Mistake>) -> Option<EmailAddress> {
    let text = typed.get("email").map_or("", String::as_str);
    let email = EmailAddress::parse(text).ok();
    if email.is_none() {
        let mistake = if text.trim().is_empty() { words.t("subscribe-empty") } else { words.t("check-no-address") };
        mistakes.push(Mistake { field: "email", words: mistake });
    }
    email
}

/// One row for the worker, the same for every address.
async fn put(site: &Site, request: &Request, email: &EmailAddress, what: AskedFor, lang: Lang) -> Result<(), Refused> {
    let budgets = &site.settings.budgets;
    let limits =
        SubscriberLimits { network: Limit::per_minute(budgets.network_per_minute), address: Limit::per_day(budgets.check_mails_per_day) };
    match site.store.put_subscriber_ask(email, what, lang, &request.network, limits, site.now()).await? {
        Decision::Allowed => Ok(()),
        Decision::TryAgain(until) => Err(PageError::SlowDown { until }.into()),
    }
}
