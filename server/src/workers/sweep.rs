//! What has had its time: limits, one-time codes, kept forms and ended visits go; changes of contact that waited are done.

use std::time::Duration;

use app::site::Site;
use tokio_util::sync::CancellationToken;

/// How often.
const EVERY: Duration = Duration::from_secs(60);

/// Sweeps until `stop`.
pub async fn run(site: Site, stop: CancellationToken) {
    while stop.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_some() {
        match site.store.do_due_contact_changes(site.now()).await {
            Ok(0) => {}
            Ok(changes) => tracing::info!(changes, "changes of contact took effect"),
            Err(error) => tracing::warn!(%error, "could not do changes of contact; trying again in a minute"),
        }
        match site.store.sweep(site.now()).await {
            Ok(0) => {}
            Ok(rows) => tracing::debug!(rows, "swept"),
            Err(error) => tracing::warn!(%error, "could not sweep; trying again in a minute"),
        }
    }
}
