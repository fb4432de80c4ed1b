//! Lists that were read and wait for somebody to accept them, and rows of lists that wait for somebody to look at them.

use domain::staff::Work;

use super::{Asked, Need};
use crate::error::PageError;

/// One line for each list: until it is accepted, nobody on it is told. One for all the rows that wait.
pub(super) async fn needs(asked: Asked<'_>) -> Result<Vec<Need>, PageError> {
    let words = asked.words;
    let mut needs = Vec::new();
    for incident in asked.with(Work::Accept) {
        for import in asked.site.store.imports_to_accept(incident.incident_id).await? {
            let count = i64::try_from(import.report.accepted + import.report.changed).unwrap_or(i64::MAX);
            let text = words.with("staff-needs-import", &[("count", &count), ("number", &words.number(count))]);
            needs.push(Need::of(incident, text, "/imports", words.t("staff-needs-import-action")));
        }
        let waiting = asked.site.store.count_quarantined(incident.incident_id).await?;
        if waiting > 0 {
            let text = words.with("staff-needs-waiting", &[("count", &waiting), ("number", &words.number(waiting))]);
            needs.push(Need::of(incident, text, "/waiting", words.t("staff-waiting-link")));
        }
    }
    Ok(needs)
}
