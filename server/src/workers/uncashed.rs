//! Reminds people of cheques that nobody has paid in. Several servers may do so at once.

use std::time::Duration;

use app::{claims::remind, site::Site};
use store::StoreError;
use tokio_util::sync::CancellationToken;

/// How often.
const EVERY: Duration = Duration::from_secs(3600);
/// Cheques looked at together.
const PIECE: i64 = 100;

/// Reminds until `stop`.
pub async fn run(site: Site, stop: CancellationToken) {
    while stop.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_some() {
        match remind_all(&site, &stop).await {
            Ok(0) => {}
            Ok(people) => tracing::info!(people, "people were reminded of a cheque"),
            Err(error) => tracing::warn!(%error, "nobody is reminded of their cheque for now; trying again"),
        }
    }
}

/// Reminds of every cheque that is due; says of how many.
///
/// # Errors
/// When the store fails.
pub async fn remind_all(site: &Site, stop: &CancellationToken) -> Result<u64, StoreError> {
    let mut people = 0;
    while !stop.is_cancelled() {
        let due = site.store.uncashed_cheques(site.now(), PIECE).await?;
        if due.is_empty() {
            break;
        }
        for cheque in &due {
            people += u64::from(remind(site, cheque).await?);
        }
    }
    Ok(people)
}
