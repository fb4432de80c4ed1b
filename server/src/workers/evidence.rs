//! Has the scanner look at what came while it could not be reached.

use std::time::Duration;

use app::site::Site;
use tokio_util::sync::CancellationToken;

use crate::evidence::EvidenceFiles;

/// How often.
const EVERY: Duration = Duration::from_secs(20);

/// Looks until `stop`.
pub async fn run(site: Site, files: EvidenceFiles, stop: CancellationToken) {
    while stop.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_some() {
        match files.look_again(&site.store).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "files with claims were looked at that had waited for the scanner"),
            Err(error) => tracing::warn!(%error, "files with claims go on waiting for the scanner; trying again"),
        }
    }
}
