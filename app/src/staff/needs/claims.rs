//! Claims that wait for a reviewer.

use domain::{request::day_in_zone, staff::Work};

use super::{Asked, Need};
use crate::error::PageError;

pub(super) async fn needs(asked: Asked<'_>) -> Result<Vec<Need>, PageError> {
    let (words, store) = (asked.words, &asked.site.store);
    let mut needs = Vec::new();
    for incident in asked.with(Work::Claims) {
        let today = day_in_zone(asked.now, &incident.zone);
        let (waiting, late) = store.waiting_claims(incident.incident_id, &today).await?;
        if waiting > 0 {
            let mut text = words.with("review-needs", &[("count", &waiting)]);
            if late > 0 {
                text = format!("{text} {}", words.with("review-needs-late", &[("count", &late)]));
            }
            needs.push(Need::of(incident, text, "/claims", words.t("review-needs-action")));
        }
    }
    Ok(needs)
}
