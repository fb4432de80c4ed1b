//! Sends text messages beside what has gone out. Several servers may do so at once: each takes messages by lease.

use std::{sync::Arc, time::Duration};

use app::{site::Site, sms::told};
use domain::{
    clock::random,
    person::{Kind, Person},
};
use futures::future::join_all;
use store::{
    StoreError,
    sms::{LeasedSms, SmsOutcome},
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::sms::{Sms, SmsNumber, SmsProvider};

/// How often; the pace of the provider is so many each time.
const EVERY: Duration = Duration::from_secs(1);

/// Sends until `stop`. What is under way then is tried again by whoever comes after, with the same id.
pub async fn run(site: Site, provider: Arc<dyn SmsProvider>, stop: CancellationToken) {
    let worker = Uuid::from_bytes(random(&*site.entropy));
    while stop.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_some() {
        match stop.run_until_cancelled(send_due(&site, &*provider, worker)).await {
            None | Some(Ok(0)) => {}
            Some(Ok(messages)) => tracing::debug!(messages, "sent text messages"),
            Some(Err(error)) => tracing::warn!(%error, "could not send text messages; trying again"),
        }
    }
}

/// Sends what is due, as many as the provider takes in a second, and says how many were tried.
///
/// # Errors
/// When the database fails; what was not recorded is tried again.
pub async fn send_due(site: &Site, provider: &dyn SmsProvider, worker: Uuid) -> Result<usize, StoreError> {
    let leased = site.store.lease_sms(worker, i64::from(provider.per_second()), site.now()).await?;
    let tries = leased.iter().map(|leased| async move {
        let outcome = match message(site, leased) {
            Some(sms) => provider.send(&sms).await,
            None => SmsOutcome::NoNumber,
        };
        site.store.record_sms(worker, leased, outcome, site.now()).await
    });
    join_all(tries).await.into_iter().collect::<Result<(), StoreError>>()?;
    Ok(leased.len())
}

/// What is sent: nothing to a child, nor to the phone of somebody who has died.
fn message(site: &Site, leased: &LeasedSms) -> Option<Sms> {
    let person: &Person = leased.person.as_ref().filter(|person| person.kind == Kind::Adult)?;
    let to = SmsNumber::parse(&person.contact.phone, &person.country)?;
    Some(Sms { id: leased.sms_id, to, text: told(site, person.lang) })
}
