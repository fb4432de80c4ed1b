//! Colleagues who reached the day's number of people looked at: for those who read the log.

use std::time::Duration;

use domain::staff::Work;

use super::{Asked, Need};
use crate::{
    error::PageError,
    staff::{names::name_of, views::LIMIT_ACT},
};

/// So long it stands among what needs somebody; in the log it stays.
const SHOWN_FOR: Duration = Duration::from_secs(3 * 24 * 3600);

/// One line for each time.
pub(super) async fn needs(asked: Asked<'_>) -> Result<Vec<Need>, PageError> {
    let words = asked.words;
    let mut needs = Vec::new();
    for incident in asked.with(Work::Audit) {
        for (actor, at) in asked.site.store.acts_since(incident.incident_id, LIMIT_ACT, asked.now.minus(SHOWN_FOR)).await? {
            let name = name_of(asked.site, words, &actor).await?;
            let text = words.with("staff-needs-views", &[("name", &name), ("time", &words.moment(at, &incident.zone))]);
            needs.push(Need::of(incident, text, &format!("/audit?staff={actor}"), words.t("staff-needs-views-action")));
        }
    }
    Ok(needs)
}
