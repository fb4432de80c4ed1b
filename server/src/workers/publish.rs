//! Publishes what was approved for a time that has come. Every server looks; whoever is first publishes, and the others find
//! nothing left.

use std::time::Duration;

use app::site::Site;
use tokio_util::sync::CancellationToken;

/// How often.
const EVERY: Duration = Duration::from_secs(1);

/// Publishes until `stop`.
pub async fn run(site: Site, stop: CancellationToken) {
    while stop.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_some() {
        let due = site.store.has_due(site.now()).await;
        let published = match due {
            Ok(true) => site.store.publish_due(site.now()).await,
            Ok(false) => continue,
            Err(error) => Err(error),
        };
        match published {
            Ok(published) => tracing::info!(published, "published what was due"),
            Err(error) => tracing::warn!(%error, "could not publish what is due; trying again in a second"),
        }
    }
}
