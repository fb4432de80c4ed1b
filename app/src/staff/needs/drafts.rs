//! Incidents that nobody has heard of yet.

use domain::{hour::FIRST_WORD, staff::Work};

use super::{Asked, Need};

/// One line for each incident that is not public: the first word is due within the hour.
pub(super) fn needs(asked: Asked<'_>) -> Vec<Need> {
    let words = asked.words;
    let drafts = asked.with(Work::Publish).filter(|incident| incident.published_at.is_none());
    drafts
        .map(|incident| {
            let (text, action) = (words.t("staff-needs-draft"), words.t("staff-needs-draft-action"));
            let need = Need::of(incident, text, "", action);
            match incident.discovered_at {
                Some(discovered) => need.by(discovered.plus(FIRST_WORD), asked.now),
                None => need,
            }
        })
        .collect()
}
