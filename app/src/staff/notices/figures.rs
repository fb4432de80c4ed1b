//! The figures of a notice, in words: on its page, and as they move.

use domain::{incident::Incident, mail::MailState, notice::NoticeState};
use store::notices::{Handling, Notice, NoticeCounts};

use super::{pace_words, state_words, takes_words};
use crate::words::Words;

/// How many messages are where, how far the notice is, how long the rest takes.
pub struct Figures {
    /// How much of it is over, of a hundred.
    pub percent: i64,
    /// The same in words.
    pub percent_words: String,
    /// State and stage: another one means that other things can be done.
    pub point: String,
    /// The state, in words.
    pub state_words: String,
    /// Each with the id of its place on the page, what it counts, and how many there are.
    pub counts: Vec<(&'static str, String, String)>,
    /// How fast it goes and how long the rest takes.
    pub pace: String,
    /// When what the relay put off is tried again; empty when nothing waits.
    pub put_off: String,
}

impl Figures {
    /// Those of this moment. `left`: how many people have no message yet.
    #[must_use]
    pub fn of(words: Words, incident: &Incident, notice: &Notice, handling: &Handling, counts: &NoticeCounts, left: i64) -> Self {
        let waiting = counts.of(MailState::Queued) + counts.of(MailState::Sending);
        let all = counts.all() + left;
        let percent = if all > 0 { (all - left - waiting) * 100 / all } else { 0 };
        let is_under_way = matches!(notice.state, NoticeState::Queueing | NoticeState::Sending);
        let rest = handling.stage_limit.map_or(waiting + left, |limit| (limit - handling.queued).max(0) + waiting);
        let ends = takes_words(words, rest, notice.per_hour).filter(|_| is_under_way);
        let pace = [Some(pace_words(words, notice.per_hour)), ends].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let put_off = counts.next_due.filter(|_| is_under_way && counts.of(MailState::Queued) > 0);
        let put_off = put_off.map(|at| words.with("staff-notices-next-try", &[("time", &words.moment(at, &incident.zone))]));
        Self {
            percent,
            percent_words: words.with("staff-notices-percent", &[("percent", &percent)]),
            point: format!("{} {}", notice.state.as_str(), handling.stage.as_str()),
            state_words: state_words(words, notice.state).1,
            counts: rows(words, counts, left),
            pace,
            put_off: put_off.unwrap_or_default(),
        }
    }
}

/// What is usual, and what is not when there is any.
fn rows(words: Words, counts: &NoticeCounts, left: i64) -> Vec<(&'static str, String, String)> {
    let of = |state| counts.of(state);
    let usual = [
        ("figure-sent", words.t("staff-notices-sent"), of(MailState::Sent)),
        ("figure-queued", words.t("staff-notices-queued"), of(MailState::Queued)),
        ("figure-sending", words.t("staff-notices-in-flight"), of(MailState::Sending)),
        ("figure-bounced", words.t("staff-notices-bounced"), of(MailState::Bounced)),
        ("figure-failed", words.t("staff-notices-failed"), of(MailState::Failed)),
    ];
    let unusual = [
        ("figure-suppressed", words.t("staff-notices-suppressed"), of(MailState::Suppressed)),
        ("figure-printed", words.t("staff-notices-printed"), of(MailState::Printed)),
        ("figure-returned", words.t("staff-notices-returned"), of(MailState::Returned)),
    ];
    let unusual = unusual.into_iter().filter(|(_, _, count)| *count > 0);
    let last = [("figure-left", words.t("staff-notices-left"), left)];
    usual.into_iter().chain(unusual).chain(last).map(|(id, what, count)| (id, what, words.number(count))).collect()
}
