//! Calls the company's own systems when something happened. Several servers may do so at once: each takes calls by lease.

use std::time::Duration;

use app::{site::Site, webhooks::address};
use bytes::Bytes;
use domain::{
    clock::random,
    webhook::{CallProblem, WebhookEvent},
};
use futures::future::join_all;
use http::{HeaderName, HeaderValue, header};
use serde_json::{Value, json};
use store::{
    StoreError,
    webhooks::{Call, CallOutcome, LeasedCall},
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::outbound::Outbound;

/// How often.
const EVERY: Duration = Duration::from_secs(2);
/// Calls under way at most.
const AT_ONCE: i64 = 16;

/// Calls until `stop`. What is under way then is tried again by whoever comes after, with the same id.
pub async fn run(site: Site, outbound: Outbound, stop: CancellationToken) {
    let worker = Uuid::from_bytes(random(&*site.entropy));
    while stop.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_some() {
        match stop.run_until_cancelled(call_due(&site, &outbound, worker)).await {
            None | Some(Ok(0)) => {}
            Some(Ok(calls)) => tracing::debug!(calls, "called webhooks"),
            Some(Err(error)) => tracing::warn!(%error, "could not call webhooks; trying again"),
        }
    }
}

/// Makes the calls that are due, and says how many were tried.
///
/// # Errors
/// When the database fails; what was not recorded is tried again.
pub async fn call_due(site: &Site, outbound: &Outbound, worker: Uuid) -> Result<usize, StoreError> {
    let leased = site.store.lease_calls(worker, AT_ONCE, site.now()).await?;
    let tries = leased.iter().map(|leased| async move {
        let outcome = call(site, outbound, leased).await?;
        site.store.record_call(worker, &leased.call, outcome, site.now()).await
    });
    join_all(tries).await.into_iter().collect::<Result<(), StoreError>>()?;
    Ok(leased.len())
}

async fn call(site: &Site, outbound: &Outbound, leased: &LeasedCall) -> Result<CallOutcome, StoreError> {
    let Some(target) = &leased.target else { return Ok(CallOutcome::Problem(CallProblem::Address)) };
    let Ok(url) = address(&target.address, site.settings.webhooks_may_reach_private_networks) else {
        return Ok(CallOutcome::Problem(CallProblem::Address));
    };
    let call = &leased.call;
    let body = Bytes::from(payload(site, call).await?.to_string());
    let now = site.now();
    let signature = site.store.webhook_signature(call.webhook_id, call.call_id, now, &body);
    let seconds = now.as_micros().div_euclid(1_000_000).to_string();
    let values = [("webhook-id", call.call_id.to_string()), ("webhook-timestamp", seconds), ("webhook-signature", signature)];
    let mut headers = vec![(header::USER_AGENT, HeaderValue::from_static("Candor"))];
    for (name, value) in values {
        let Ok(value) = HeaderValue::try_from(value) else { return Ok(CallOutcome::Problem(CallProblem::Address)) };
        headers.push((HeaderName::from_static(name), value));
    }
    Ok(match outbound.post(&url, &headers, body).await {
        Ok(status) => CallOutcome::Answered(status),
        Err(problem) => CallOutcome::Problem(problem),
    })
}

/// What a call says: which event, and where to read more. The same for every try. Nothing of a person is in it.
async fn payload(site: &Site, call: &Call) -> Result<Value, StoreError> {
    let root = &site.settings.public_url;
    let incident = match call.incident_id {
        Some(incident) => Some(site.store.incident(incident).await?),
        None => None,
    };
    let about = incident.as_ref().map(|incident| {
        let page = format!("{root}/incidents/{}", incident.slug);
        json!({ "slug": incident.slug.as_str(), "url": page, "json": format!("{page}.json") })
    });
    let update = incident.as_ref().zip(call.update_id).map(|(incident, update)| {
        json!({ "id": update, "url": format!("{root}/incidents/{}/updates/{update}", incident.slug), "revision": call.revision })
    });
    Ok(json!({
        "schema": "candor/event/1",
        "id": call.call_id,
        "event": call.event.as_str(),
        "at": call.made_at.to_string(),
        "is_test": call.event == WebhookEvent::Test,
        "incident": about,
        "update": update,
    }))
}
