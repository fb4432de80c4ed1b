//! The words for states, audiences, paces and refusals of notices.

use std::time::Duration;

use domain::{
    notice::{NoticeState, takes},
    publishing::UpdateAudience,
};
use store::notices::{Notice, NoticeRefusal};

use crate::{site::Site, staff::publishing::lang_words, words::Words};

/// How far a notice is, with the class of its tag.
#[must_use]
pub fn state_words(words: Words, state: NoticeState) -> (&'static str, String) {
    match state {
        NoticeState::Draft => ("tag tag--plan", words.t("staff-notices-draft")),
        NoticeState::Waiting => ("tag tag--open", words.t("staff-notices-waiting")),
        NoticeState::Queueing => ("tag tag--open", words.t("staff-notices-queueing")),
        NoticeState::Sending => ("tag tag--open", words.t("staff-notices-sending")),
        NoticeState::Paused => ("tag tag--open", words.t("staff-notices-paused")),
        NoticeState::Held => ("tag tag--open", words.t("staff-notices-held")),
        NoticeState::Done => ("tag tag--done", words.t("staff-notices-done")),
    }
}

/// Whom a notice is for, in a sentence or several.
#[must_use]
pub fn audience_words(site: &Site, words: Words, notice: &Notice) -> String {
    let mut said = Vec::new();
    match &notice.audience {
        UpdateAudience::Everybody => said.push(words.t("staff-notices-to-everybody")),
        UpdateAudience::Affected { categories, places, langs } => {
            said.push(words.t("staff-notices-to-some"));
            if !categories.is_empty() {
                let labels: Vec<String> =
                    categories.iter().map(|category| site.guidance.category(category).label.get(words.0).to_owned()).collect();
                said.push(words.with("staff-updates-for-categories", &[("list", &labels.join(", "))]));
            }
            if !places.is_empty() {
                said.push(words.with("staff-updates-for-places", &[("list", &places.join(", "))]));
            }
            if !langs.is_empty() {
                let names: Vec<String> = langs.iter().map(|lang| lang_words(words, *lang)).collect();
                said.push(words.with("staff-updates-for-langs", &[("list", &names.join(", "))]));
            }
        }
    }
    if notice.not_yet_told {
        said.push(words.t("staff-notices-to-untold"));
    }
    said.join(" ")
}

/// How fast a notice goes.
#[must_use]
pub fn pace_words(words: Words, per_hour: i64) -> String {
    if per_hour > 0 { words.with("staff-notices-pace", &[("number", &words.number(per_hour))]) } else { words.t("staff-notices-pace-none") }
}

/// How long so many messages take at that pace; nothing when the relay decides.
#[must_use]
pub fn takes_words(words: Words, messages: i64, per_hour: i64) -> Option<String> {
    let seconds = takes(messages, per_hour)?.as_secs();
    let (hours, minutes) = (seconds / 3600, seconds.div_ceil(60));
    let number = |count: u64| words.number(i64::try_from(count).unwrap_or(i64::MAX));
    Some(match Duration::from_secs(seconds) {
        short if short < Duration::from_secs(2 * 3600) => words.with("staff-notices-takes-minutes", &[("number", &number(minutes.max(1)))]),
        long if long < Duration::from_secs(48 * 3600) => words.with("staff-notices-takes-hours", &[("number", &number(hours))]),
        _ => words.with("staff-notices-takes-days", &[("number", &number(hours.div_ceil(24)))]),
    })
}

/// Why nothing was done, and what to do.
#[must_use]
pub fn refusal_words(words: Words, refusal: NoticeRefusal) -> String {
    match refusal {
        NoticeRefusal::NotNow => words.t("staff-notices-refused-not-now"),
        NoticeRefusal::Own => words.t("staff-notices-refused-own"),
        NoticeRefusal::ChangedMeanwhile => words.t("staff-notices-refused-changed"),
    }
}
