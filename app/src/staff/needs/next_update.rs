//! The next update, when it was promised: staff see that it is late before anybody asks.

use domain::{incident::Stage, staff::Work};

use super::{Asked, Need};

/// One line for each public incident that promised one.
pub(super) fn needs(asked: Asked<'_>) -> Vec<Need> {
    let words = asked.words;
    let public = |stage| !matches!(stage, Stage::Draft | Stage::Closed);
    let due = asked.with(Work::Publish).filter(|incident| public(incident.stage) && incident.published_at.is_some());
    due.filter_map(|incident| {
        let next = incident.next_update_at?;
        let time = words.moment(next, &incident.zone);
        let text = if next <= asked.now {
            words.with("staff-needs-update-late", &[("time", &time)])
        } else {
            words.with("staff-needs-update", &[("time", &time)])
        };
        Some(Need::of(incident, text, "/updates", words.t("staff-needs-update-action")).by(next, asked.now))
    })
    .collect()
}
