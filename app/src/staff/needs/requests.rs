//! What people asked and nobody answered yet.

use domain::{incident::Incident, staff::Work};

use super::{Asked, Need};
use crate::{error::PageError, words::Words};

/// One line for what is past its promised day, one for what is not; each leads to the oldest first.
pub(super) async fn needs(asked: Asked<'_>) -> Result<Vec<Need>, PageError> {
    let mut needs = Vec::new();
    for incident in asked.with(Work::Support) {
        let by_day = asked.site.store.open_requests_by_day(incident.incident_id).await?;
        let (late, open): (Vec<_>, Vec<_>) = by_day.into_iter().partition(|(day, _)| is_over(day, incident, asked));
        needs.extend(need(asked, incident, &late, true));
        needs.extend(need(asked, incident, &open, false));
    }
    Ok(needs)
}

fn is_over(day: &str, incident: &Incident, asked: Asked<'_>) -> bool {
    Words::end_of_day(day, &incident.zone).is_some_and(|end| end <= asked.now)
}

fn need(asked: Asked<'_>, incident: &Incident, by_day: &[(String, i64)], is_late: bool) -> Option<Need> {
    let words = asked.words;
    // The store gives the earliest day first.
    let (first, _) = by_day.first()?;
    let count: i64 = by_day.iter().map(|(_, count)| count).sum();
    let values: [(&'static str, &dyn crate::words::Variable); 3] =
        [("count", &count), ("number", &words.number(count)), ("day", &words.day_near(first, asked.now, &incident.zone))];
    let text = if is_late { words.with("staff-needs-requests-late", &values) } else { words.with("staff-needs-requests", &values) };
    let need = Need::of(incident, text, "/requests", words.t("staff-needs-requests-action"));
    Some(match Words::end_of_day(first, &incident.zone) {
        Some(due) => need.by(due, asked.now),
        None => need,
    })
}
