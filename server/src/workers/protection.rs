//! Gives those who wait for a code (of identity protection, of a gift) theirs, first come, first served, when there are codes again. Several servers may do so at once.

use std::time::Duration;

use app::{goodwill::mail_gift, protection::mail_code, site::Site};
use domain::{
    benefit::{BenefitState, Goodwill},
    person::Person,
};
use store::{
    StoreError, Tx,
    benefits::{Benefit, GivenCode, Terms},
};
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
        for benefit in site.store.gifts(incident.incident_id).await? {
            while !stop.is_cancelled() {
                match serve_gifts(site, &benefit).await? {
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
    let Some((mut tx, served)) = served(site, benefit).await? else { return Ok(0) };
    for (person, code) in &served {
        mail_code(&site.store, &mut tx, benefit.incident_id, person, (benefit, code), site.now()).await?;
    }
    tx.commit().await?;
    Ok(served.len())
}

/// The same for a gift.
///
/// # Errors
/// As [`serve_some`].
pub async fn serve_gifts(site: &Site, benefit: &Benefit<Goodwill>) -> Result<usize, StoreError> {
    let Some((mut tx, served)) = served(site, benefit).await? else { return Ok(0) };
    for (person, code) in &served {
        mail_gift(&site.store, &mut tx, benefit.incident_id, person, (benefit, code), site.now()).await?;
    }
    tx.commit().await?;
    Ok(served.len())
}

/// Those who have a code now, with the transaction that gave it; nothing when nobody waits or there is none.
async fn served(site: &Site, benefit: &Benefit<impl Terms>) -> Result<Option<(Tx, Vec<(Person, GivenCode)>)>, StoreError> {
    let counts = site.store.code_counts(benefit.incident_id, benefit.benefit_id).await?;
    // Who asked before it was closed still gets theirs.
    if counts.waiting == 0 || counts.free == 0 || benefit.state == BenefitState::Draft {
        return Ok(None);
    }
    let mut tx = site.store.write().await?;
    let served = site.store.serve_waiters(&mut tx, benefit, PIECE, site.now()).await?;
    let mut people = Vec::new();
    for one in served {
        if let Some(person) = site.store.person(benefit.incident_id, one.person_id).await? {
            people.push((person, one.code));
        }
    }
    Ok(Some((tx, people)))
}
