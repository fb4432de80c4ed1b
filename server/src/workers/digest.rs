//! Makes the day's mail for subscribers who want one a day, when its hour has come in the incident's zone. Every server looks; the row
//! that one of them writes lets the others find nothing to do, and the mail worker of whichever is there sends it.

use std::time::Duration;

use app::site::Site;
use domain::{digest::digest_due, incident::Stage};
use store::StoreError;
use tokio_util::sync::CancellationToken;

/// How often.
const EVERY: Duration = Duration::from_secs(20);

/// Makes what is due until `stop`.
pub async fn run(site: Site, stop: CancellationToken) {
    while stop.run_until_cancelled(tokio::time::sleep(EVERY)).await.is_some() {
        match make_due(&site).await {
            Ok(0) => {}
            Ok(made) => tracing::info!(made, "the day's mail for subscribers is under way"),
            Err(error) => tracing::warn!(%error, "the day's mail could not be made; trying again"),
        }
    }
}

/// Makes what is due now, and says how many.
///
/// # Errors
/// When the database fails; what was not made is made later.
pub async fn make_due(site: &Site) -> Result<usize, StoreError> {
    let (mut made, now) = (0, site.now());
    for incident in site.store.published_incidents().await?.into_iter().filter(|incident| incident.stage != Stage::Closed) {
        let Some((day, until)) = digest_due(&incident.zone, now) else { continue };
        if site.store.make_digest(incident.incident_id, &day, until, now).await? {
            made += 1;
        }
    }
    Ok(made)
}
