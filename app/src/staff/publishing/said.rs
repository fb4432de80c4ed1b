//! The words for kinds, states, audiences and refusals.

use domain::{
    incident::{Incident, UpdateKind},
    lang::Lang,
    publishing::{LONGEST_BODY, LONGEST_TITLE, Proposal, ProposalKind, ProposalState, Refusal, UpdateAudience},
};

use crate::{site::Site, words::Words};

/// What a proposal is called.
#[must_use]
pub fn kind_title(words: Words, proposal: &Proposal) -> String {
    match proposal {
        Proposal::Update(update) => update.texts.get(words.0).title.clone(),
        Proposal::CorrectUpdate(correction) => {
            words.with("staff-updates-correction-of", &[("title", &correction.texts.get(words.0).title)])
        }
        Proposal::WithdrawUpdate(_) => words.t("staff-updates-withdrawal"),
        Proposal::Texts { .. } => words.t("staff-updates-texts"),
        Proposal::PublishIncident { .. } => words.t("staff-updates-first"),
    }
}

/// What an update is about.
#[must_use]
pub fn update_kind_words(words: Words, kind: UpdateKind) -> String {
    match kind {
        UpdateKind::Holding => words.t("update-holding"),
        UpdateKind::Facts => words.t("update-facts"),
        UpdateKind::Fixes => words.t("update-fixes"),
        UpdateKind::Deadline => words.t("update-deadline"),
        UpdateKind::Scam => words.t("update-scam"),
        UpdateKind::Correction => words.t("update-correction"),
        UpdateKind::Closing => words.t("update-closing"),
    }
}

/// How far it is, with the class of its tag.
#[must_use]
pub fn state_words(words: Words, state: ProposalState) -> (&'static str, String) {
    match state {
        ProposalState::Waiting => ("tag tag--open", words.t("staff-updates-waiting")),
        ProposalState::Scheduled => ("tag tag--plan", words.t("staff-updates-scheduled")),
        ProposalState::Published => ("tag tag--done", words.t("staff-updates-published")),
        ProposalState::Declined => ("tag tag--plan", words.t("staff-updates-declined")),
        ProposalState::TakenBack => ("tag tag--plan", words.t("staff-updates-taken-back")),
    }
}

/// Whom an update is for, in a sentence.
#[must_use]
pub fn audience_words(site: &Site, words: Words, audience: &UpdateAudience) -> String {
    let UpdateAudience::Affected { categories, places, langs } = audience else { return words.t("staff-updates-for-everybody") };
    let mut said = vec![words.t("staff-updates-for-affected")];
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
    said.join(" ")
}

/// The name of a language.
#[must_use]
pub fn lang_words(words: Words, lang: Lang) -> String {
    match lang {
        Lang::En => words.t("staff-updates-english"),
        Lang::Es => words.t("staff-updates-spanish"),
    }
}

/// What a press makes public, and to how many: said before it.
#[must_use]
pub fn becomes_public(words: Words, incident: &Incident, proposal: &Proposal, readers: Option<i64>) -> String {
    if incident.is_practice {
        return words.t("staff-updates-becomes-practice");
    }
    match (proposal.kind(), readers) {
        (_, Some(count)) => words.with("staff-updates-becomes-some", &[("count", &count), ("number", &words.number(count))]),
        (ProposalKind::PublishIncident, None) => words.t("staff-updates-becomes-first"),
        (ProposalKind::Update, None) => words.t("staff-updates-becomes-update"),
        (ProposalKind::CorrectUpdate, None) => words.t("staff-updates-becomes-correction"),
        (ProposalKind::WithdrawUpdate, None) => words.t("staff-updates-becomes-withdrawal"),
        (ProposalKind::Texts, None) => words.t("staff-updates-becomes-texts"),
    }
}

/// Why nothing was done, and what to do.
#[must_use]
pub fn refusal_words(words: Words, refusal: Refusal) -> String {
    match refusal {
        Refusal::NotThere => words.t("staff-updates-refused-not-there"),
        Refusal::AlreadyDecided => words.t("staff-updates-refused-decided"),
        Refusal::OwnProposal => words.t("staff-updates-refused-own"),
        Refusal::MissingText(lang) => words.with("staff-updates-refused-missing", &[("lang", &lang_words(words, lang))]),
        Refusal::TooLong => words.with("staff-updates-refused-long", &[("title", &LONGEST_TITLE), ("body", &LONGEST_BODY)]),
        Refusal::NoPromise => words.t("staff-updates-refused-promise"),
        Refusal::PromisePassed => words.t("staff-updates-refused-promise-passed"),
        Refusal::TimePassed => words.t("staff-updates-refused-time-passed"),
        Refusal::ChangedMeanwhile => words.t("staff-updates-refused-changed"),
        Refusal::Withdrawn => words.t("staff-updates-refused-withdrawn"),
        Refusal::NotPublic => words.t("staff-updates-refused-not-public"),
        Refusal::AlreadyPublic => words.t("staff-updates-refused-public"),
        Refusal::NoReason => words.t("staff-updates-refused-reason"),
    }
}
