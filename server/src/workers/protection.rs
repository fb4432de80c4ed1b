//! Gives those who wait for an activation code theirs, first come, first served, when there are codes again. Several servers may do so at once.

use std::time::Duration;

use app::{protection::mail_code, site::Site};
use domain::{benefit::BenefitState, person::Person};
use store::{StoreError, benefits::Benefit};
use tokio_util::sync::CancellationToken;

/// How often somebody who waits is looked for.
const EVERY: Duration = Duration::from_secs(5);
/// People in one transaction: a piece of ≤ 50 ms.
const PIECE: i64 = 50;

/// Gives until `stop`.
pub async fn run(site: Site, stop: CancellationToken) {
    while stop.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_some() {
        match serve_all(&site, &stop).await {
            Ok(0) => {}
            Ok(people) => tracing::info!(people, "people who waited have their codes"),
            Err(error) => tracing::warn!(%error, "who waits for a code goes on waiting; trying again"),
        }
    }
}

async fn serve_all(site: &Site, stop: &CancellationToken) -> Result<usize, StoreError> {
    let mut people = 0;
    for incident in site.store.list_incidents().await? {
        for benefit in site.store.benefits(incident.incident_id).await? {
            while !stop.is_cancelled() {
                match serve_some(site, &benefit).await? {
                    0 => break,
                    served => people += served,
                }
            }
        }
    }
    Ok(people)
}

/// Gives some of those who wait for this benefit a code and queues their mails; says how many.
///
/// # Errors
/// When the database fails; then nothing happened.
pub async fn serve_some(site: &Site, benefit: &Benefit) -> Result<usize, StoreError> {
    let counts = site.store.code_counts(benefit.incident_id, benefit.benefit_id).await?;
    // Who asked before it was closed still gets theirs.
    if counts.waiting == 0 || counts.free == 0 || benefit.state == BenefitState::Draft {
        return Ok(0);
    }
    let now = site.now();
    let mut tx = site.store.write().await?;
    let served = site.store.serve_waiters(&mut tx, benefit, PIECE, now).await?;
    for one in &served {
        let person: Option<Person> = site.store.person(benefit.incident_id, one.person_id).await?;
        if let Some(person) = person {
            mail_code(&site.store, &mut tx, benefit.incident_id, &person, (benefit, &one.code), now).await?;
        }
    }
    tx.commit().await?;
    Ok(served.len())
}
