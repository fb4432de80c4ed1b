//! Does what was put to `/subscribe`: writes the mail that asks for a confirmation, or the one with the links of whoever is signed
//! up already. All of it beside the request, so that no answer can tell by its time who is signed up. Several servers may do so at
//! once.

use std::{collections::BTreeMap, time::Duration};

use app::{
    site::Site,
    subscription::{Signup, signup_of},
    words::Words,
};
use domain::{
    ids::IncidentId,
    subscriber::{Scope, SubscriberKey, SubscriberState},
};
use store::{
    StoreError, Tx,
    outbox::{OutgoingMail, SubscriptionLink},
    subscribers::{AskedFor, Subscriber, SubscriberAsk},
};
use tokio_util::sync::CancellationToken;

/// How long somebody waits at most before their asking is looked at.
const EVERY: Duration = Duration::from_millis(500);
/// Askings in one transaction: a piece of ≤ 50 ms.
const PIECE: i64 = 20;

/// What is to be done for one asking, as far as it can be known before the write.
enum Todo {
    /// Ask this address for a confirmation.
    Ask(Asking),
    /// Send the links of these.
    Links(Vec<Link>),
    /// Nothing: the incident takes nobody any more, or the address has nothing here.
    Nothing,
}

/// For what, and what the mail needs.
struct Asking {
    scope: Scope,
    /// The incident whose box the mail goes into.
    practice: Option<IncidentId>,
    /// In which its times are told.
    zone: String,
}

/// A link and the practice incident whose box its mail goes into.
type Link = (Option<IncidentId>, SubscriptionLink);

/// Does what is asked until `stop`.
pub async fn run(site: Site, stop: CancellationToken) {
    while stop.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_some() {
        while !stop.is_cancelled() {
            match do_some(&site).await {
                Ok(0) => break,
                Ok(done) => tracing::debug!(done, "askings of /subscribe done"),
                Err(error) => {
                    tracing::warn!(%error, "askings of /subscribe wait; trying again");
                    break;
                }
            }
        }
    }
}

/// Does the oldest askings, and says how many there were.
///
/// # Errors
/// When the database fails; what was not done stays.
pub async fn do_some(site: &Site) -> Result<usize, StoreError> {
    let asks = site.store.open_subscriber_asks(PIECE).await?;
    let mut todo = Vec::with_capacity(asks.len());
    for ask in &asks {
        todo.push(look(site, ask).await?);
    }
    if asks.is_empty() {
        return Ok(0);
    }
    let mut tx = site.store.write().await?;
    for (ask, todo) in asks.iter().zip(&todo) {
        if site.store.close_subscriber_ask(&mut tx, ask.ask_id).await? {
            act(site, &mut tx, ask, todo).await?;
        }
    }
    tx.commit().await?;
    Ok(asks.len())
}

async fn look(site: &Site, ask: &SubscriberAsk) -> Result<Todo, StoreError> {
    let incident = match ask.what {
        AskedFor::Updates(Some(incident)) => site.store.incident(incident).await?,
        AskedFor::Updates(None) => return Ok(Todo::Ask(Asking { scope: Scope::Every, practice: None, zone: "UTC".to_owned() })),
        AskedFor::Link => return links(site, ask, |found| found.confirmed_at.is_some() && found.state != SubscriberState::Asked).await,
    };
    let scope = Scope::Incident(incident.incident_id);
    if signup_of(site, &incident).await? == Signup::Open {
        let practice = incident.is_practice.then_some(incident.incident_id);
        return Ok(Todo::Ask(Asking { scope, practice, zone: incident.zone }));
    }
    // Whoever is signed up gets their link even after sign-up was closed.
    links(site, ask, |found| found.scope == scope && found.state == SubscriberState::Active).await
}

/// The links of those subscriptions of the address that `is_meant`.
async fn links(site: &Site, ask: &SubscriberAsk, is_meant: impl Fn(&Subscriber) -> bool) -> Result<Todo, StoreError> {
    let mut meant = site.store.subscribers_by_address(&ask.email).await?;
    meant.retain(is_meant);
    let mut links = Vec::with_capacity(meant.len());
    for found in meant {
        let practice = match found.scope.incident() {
            Some(incident) => site.store.incident(incident).await?.is_practice.then_some(incident),
            None => None,
        };
        links.push((practice, link(found.key, found.scope, found.state == SubscriberState::Active)));
    }
    Ok(if links.is_empty() { Todo::Nothing } else { Todo::Links(links) })
}

const fn link(key: SubscriberKey, scope: Scope, is_active: bool) -> SubscriptionLink {
    SubscriptionLink { subscriber: key.subscriber_id, generation: key.generation, incident: scope.incident(), is_active }
}

async fn act(site: &Site, tx: &mut Tx, ask: &SubscriberAsk, todo: &Todo) -> Result<(), StoreError> {
    let now = site.now();
    let asking = match todo {
        Todo::Nothing => return Ok(()),
        Todo::Links(links) => return queue_links(site, tx, ask, links).await,
        Todo::Ask(asking) => asking,
    };
    let asked = site.store.ask_subscription(tx, asking.scope, &ask.email, ask.lang, now).await?;
    if asked.state == SubscriberState::Active {
        return queue_links(site, tx, ask, &[(asking.practice, link(asked.key, asking.scope, true))]).await;
    }
    let until = Words(ask.lang).moment(asked.confirm_until, &asking.zone);
    let mail = OutgoingMail::subscribe_confirm(ask.email.as_str(), ask.lang, asked.key, &until);
    site.store.enqueue(tx, asking.scope.incident(), &mail, Some(asked.confirm_until), now).await.map(|_| ())
}

/// One mail with all links; those of a practice incident in a mail of their own, which goes into its box.
async fn queue_links(site: &Site, tx: &mut Tx, ask: &SubscriberAsk, links: &[Link]) -> Result<(), StoreError> {
    let mut by_box: BTreeMap<Option<IncidentId>, Vec<SubscriptionLink>> = BTreeMap::new();
    for (practice, link) in links {
        by_box.entry(*practice).or_default().push(*link);
    }
    for (practice, links) in by_box {
        let mail = OutgoingMail::subscriber_link(ask.email.as_str(), ask.lang, &links)?;
        site.store.enqueue(tx, practice, &mail, None, site.now()).await?;
    }
    Ok(())
}
