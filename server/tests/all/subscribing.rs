//! Updates by e-mail: asking, confirming, choosing, leaving, coming back, and what staff see of it.

mod answers;
mod staff;
mod way;

use candor::workers::subscribe::do_some;
use domain::{
    ids::IncidentId,
    incident::Incident,
    subscriber::{SubscriberKey, TokenUse},
};
use http::{HeaderValue, Method, header};
use store::{
    outbox::{MailTemplate, OutgoingMail, SubscriptionLink},
    testing::look,
};

use crate::support::{Answer, TestSite, request};

/// Signs up with the form of the page, and lets the worker do it.
async fn sign_up(site: &TestSite, scope: &str, email: &str) {
    let answer = site.post("/subscribe", &format!("scope={scope}&email={email}&lang=en")).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (303, Some("/subscribe/sent")), "{}", answer.body);
    do_some(&site.site).await.unwrap();
    // Mails have an order.
    site.clock.advance(std::time::Duration::from_secs(1));
}

/// The newest mail, with the incident whose key or box it belongs to.
async fn newest(site: &TestSite) -> (Option<IncidentId>, OutgoingMail) {
    look::mails(&site.test.store).await.pop().expect("a mail")
}

/// The token in the newest mail: that which confirms, or of the first link.
async fn token(site: &TestSite) -> String {
    let (_, mail) = newest(site).await;
    let (purpose, key) = match mail.template {
        MailTemplate::SubscribeConfirm => {
            let key = SubscriberKey {
                subscriber_id: mail.values["subscriber"].parse().unwrap(),
                generation: mail.values["generation"].parse().unwrap(),
            };
            (TokenUse::Confirm, key)
        }
        MailTemplate::SubscriberLink => {
            let links: Vec<SubscriptionLink> = serde_json::from_str(&mail.values["subscriptions"]).unwrap();
            (TokenUse::Preferences, SubscriberKey { subscriber_id: links[0].subscriber, generation: links[0].generation })
        }
        other => panic!("a mail {}", other.as_str()),
    };
    site.test.store.subscriber_token(purpose, key).to_text()
}

/// A browser that confirmed: the value of its cookie.
async fn confirmed(site: &TestSite, incident: &Incident, email: &str) -> String {
    sign_up(site, incident.slug.as_str(), email).await;
    let answer = site.post("/subscriptions/confirm", &format!("token={}", token(site).await)).await;
    assert_eq!(answer.location(), Some("/subscriptions?done=confirmed"), "{}", answer.body);
    cookie(&answer).expect("a cookie")
}

/// The cookie of an answer.
fn cookie(answer: &Answer) -> Option<String> {
    let set = answer.headers.get(header::SET_COOKIE)?.to_str().ok()?;
    let value = set.strip_prefix(app::subscription::COOKIE)?.strip_prefix('=')?;
    Some(value.split(';').next()?.to_owned())
}

/// Asks as the browser that holds this cookie.
async fn send_as(site: &TestSite, cookie: &str, method: Method, path: &str, form: &str) -> Answer {
    let mut asked = request(method.clone(), path, form);
    if method == Method::POST {
        asked.headers_mut().insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        asked.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    }
    let cookie = HeaderValue::try_from(format!("{}={cookie}", app::subscription::COOKIE)).expect("a cookie");
    asked.headers_mut().insert(header::COOKIE, cookie);
    site.send(asked).await
}
