//! The clocks of an incident in words: the first word, the people told, the seven days.

use domain::{
    hour::{ASSESSMENT_DAYS, FirstWord, assessment_day, first_word},
    incident::{Fact, FactState, Incident},
};
use leptos::prelude::*;
use store::{notices::Lost, people::PeopleCounts};

use crate::{error::PageError, site::Site, words::Words};

/// How the first word stands, in a sentence.
pub fn first_word_words(words: Words, word: FirstWord) -> String {
    match word {
        FirstWord::NotDiscovered => words.t("staff-hour-not-discovered"),
        FirstWord::Out { minutes, in_time: true } => words.with("staff-hour-out", &[("time", &span(words, minutes))]),
        FirstWord::Out { minutes, in_time: false } => words.with("staff-hour-out-late", &[("time", &span(words, minutes))]),
        FirstWord::Left { minutes } => words.with("staff-hour-left", &[("time", &span(words, minutes))]),
        FirstWord::Late { minutes } => words.with("staff-hour-late", &[("time", &span(words, minutes))]),
    }
}

/// `42 min`, `3 h 5 min`, `4 days 2 h`: the two units that matter.
pub fn span(words: Words, minutes: i64) -> String {
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match (days, hours) {
        (0, 0) => words.with("staff-hour-minutes", &[("minutes", &rest)]),
        (0, _) => words.with("staff-hour-hours", &[("hours", &hours), ("minutes", &rest)]),
        _ => words.with("staff-hour-days", &[("days", &days), ("hours", &hours)]),
    }
}

/// Who has been told, as far as deliveries know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Everybody on accepted lists, and how they can be reached.
    pub people: PeopleCounts,
    /// Of them, those to whom a notice went out.
    pub told: i64,
    /// Those whose e-mail was lost: who gets a letter instead, and who cannot.
    pub lost: Lost,
}

impl Told {
    /// As the store has it now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of(site: &Site, incident: &Incident) -> Result<Self, PageError> {
        let people = site.store.count_people(incident.incident_id).await?;
        let (told, lost) = (site.store.count_told(incident.incident_id).await?, site.store.count_lost(incident.incident_id).await?);
        Ok(Self { people, told, lost })
    }

    /// Everybody on a list who has an address of either kind.
    pub const fn reachable(&self) -> i64 {
        self.people.people - self.people.unreachable
    }

    /// Everybody who has not been told: those whose row waits in quarantine and those without any address included.
    pub fn not_yet(&self) -> i64 {
        (self.people.people - self.told).max(0) + self.people.quarantined
    }
}

/// A card: what runs, its figure, and a line about it.
fn card(title: String, figure: String, tag: Option<(&'static str, String)>, lines: Vec<String>) -> AnyView {
    let lines = lines.into_iter().map(|line| view! { <span class="quiet small">{line}</span><br/> }).collect_view();
    view! {
        <div class="card clock">
            <span class="quiet small">{title}</span>
            <b>{figure}</b>
            {tag.map(|(class, text)| view! { <span class=class>{text}</span><br/> })}
            {lines}
        </div>
    }
    .into_any()
}

const DONE: &str = "tag tag--done";
const OPEN: &str = "tag tag--open";

/// The three clocks side by side.
pub fn cards(site: &Site, words: Words, incident: &Incident, told: Told, facts: &[Fact]) -> AnyView {
    let cards = vec![first_word_card(site, words, incident), told_card(words, told), assessment_card(site, words, incident, facts)];
    view! { <div class="cards">{cards}</div> }.into_any()
}

fn first_word_card(site: &Site, words: Words, incident: &Incident) -> AnyView {
    let title = words.t("staff-hour-first-word");
    let goal = words.t("staff-hour-goal");
    match first_word(incident, site.now()) {
        FirstWord::NotDiscovered => card(title, "–".to_owned(), None, vec![words.t("staff-hour-not-discovered"), goal]),
        FirstWord::Out { minutes, in_time: true } => {
            card(title, span(words, minutes), Some((DONE, words.t("staff-hour-in-time"))), vec![goal])
        }
        FirstWord::Out { minutes, in_time: false } => {
            card(title, span(words, minutes), Some((OPEN, words.t("staff-hour-not-in-time"))), vec![goal])
        }
        FirstWord::Left { minutes } => card(title, span(words, minutes), Some((OPEN, words.t("staff-hour-time-left"))), vec![goal]),
        FirstWord::Late { minutes } => card(title, span(words, minutes), Some((OPEN, words.t("staff-hour-over"))), vec![goal]),
    }
}

fn told_card(words: Words, told: Told) -> AnyView {
    let number = |count: i64| words.number(count);
    let reachable = told.reachable();
    let percent = if reachable == 0 { 0 } else { told.told.min(reachable) * 100 / reachable };
    let mut lines = vec![words.with("staff-hour-told-of", &[("reachable", &number(reachable)), ("percent", &percent)])];
    let not_yet = told.not_yet();
    if not_yet > 0 {
        lines.push(words.with("staff-hour-not-yet", &[("count", &not_yet), ("number", &number(not_yet))]));
    }
    if told.people.quarantined > 0 {
        let count = told.people.quarantined;
        lines.push(words.with("staff-hour-quarantined", &[("count", &count), ("number", &number(count))]));
    }
    if told.people.unreachable > 0 {
        let count = told.people.unreachable;
        lines.push(words.with("staff-hour-unreachable", &[("count", &count), ("number", &number(count))]));
    }
    if told.lost.by_letter > 0 {
        let count = told.lost.by_letter;
        lines.push(words.with("staff-hour-by-letter", &[("count", &count), ("number", &number(count))]));
    }
    if told.lost.not_reached > 0 {
        let count = told.lost.not_reached;
        lines.push(words.with("staff-hour-not-reached", &[("count", &count), ("number", &number(count))]));
    }
    let is_done = told.people.people > 0 && not_yet == 0;
    let tag = is_done.then(|| (DONE, words.t("staff-hour-all-told")));
    card(words.t("staff-hour-told"), number(told.told), tag, lines)
}

fn assessment_card(site: &Site, words: Words, incident: &Incident, facts: &[Fact]) -> AnyView {
    let title = words.t("staff-hour-assessment");
    let open = i64::try_from(facts.iter().filter(|fact| fact.state == FactState::NotYetKnown).count()).unwrap_or(i64::MAX);
    let questions = words.with("staff-hour-questions", &[("count", &open)]);
    let Some(day) = assessment_day(incident, site.now()) else {
        return card(title, "–".to_owned(), None, vec![questions]);
    };
    let tag = match open {
        0 => (DONE, words.t("staff-hour-answered")),
        _ if day > ASSESSMENT_DAYS => {
            let days = day - ASSESSMENT_DAYS;
            (OPEN, words.with("staff-hour-assessment-late", &[("days", &days)]))
        }
        _ => (OPEN, words.t("staff-hour-assessment-open")),
    };
    let figure = match open {
        // Nothing is open: the day no longer says anything.
        0 => words.t("staff-hour-done"),
        _ if day > ASSESSMENT_DAYS => words.with("staff-hour-day", &[("day", &day)]),
        _ => words.with("staff-hour-day-of", &[("day", &day), ("days", &ASSESSMENT_DAYS)]),
    };
    card(title, figure, Some(tag), vec![questions])
}
