//! Steps of checklists that are due.

use std::time::Duration;

use domain::{
    clock::Timestamp,
    incident::{Incident, Stage},
    staff::Work,
};

use super::{Asked, Need};
use crate::{
    error::PageError,
    staff::checklist::checklist_of,
    words::{Variable, Words},
};

/// A step shows when it is due within a day.
const AHEAD: Duration = Duration::from_secs(24 * 60 * 60);

/// One line for the steps that are late, one for those due within a day.
pub(super) async fn needs(asked: Asked<'_>) -> Result<Vec<Need>, PageError> {
    let mut needs = Vec::new();
    for incident in asked.with(Work::Steps).filter(|incident| !matches!(incident.stage, Stage::Resolved | Stage::Closed)) {
        let checklist = checklist_of(asked.site, asked.words, incident).await?;
        let open = checklist.items.into_iter().filter(|item| item.done.is_none());
        let mut due: Vec<(Timestamp, String)> = open.filter_map(|item| Some((item.due_in(incident)?, item.words.text))).collect();
        due.retain(|(time, _)| *time <= asked.now.plus(AHEAD));
        due.sort_by_key(|(time, _)| *time);
        let (late, ahead): (Vec<_>, Vec<_>) = due.into_iter().partition(|(time, _)| *time <= asked.now);
        needs.extend(need(asked, incident, &late));
        needs.extend(need(asked, incident, &ahead));
    }
    Ok(needs)
}

fn need(asked: Asked<'_>, incident: &Incident, due: &[(Timestamp, String)]) -> Option<Need> {
    let words: Words = asked.words;
    let (time, first) = due.first()?;
    let count = i64::try_from(due.len()).unwrap_or(i64::MAX);
    let values: [(&'static str, &dyn Variable); 2] = [("count", &count), ("first", first)];
    let text = if *time <= asked.now { words.with("staff-needs-steps-late", &values) } else { words.with("staff-needs-steps", &values) };
    Some(Need::of(incident, text, "/checklist", words.t("staff-needs-steps-action")).by(*time, asked.now))
}
