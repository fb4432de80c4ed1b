//! What one person writes and a second one approves.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{PerLang, UpdateAudience, WordsDraft};
use crate::{
    clock::Timestamp,
    ids::UpdateId,
    incident::{Section, UpdateKind, words},
    lang::Lang,
};

/// The most characters of a heading.
pub const LONGEST_TITLE: usize = 200;
/// The most characters of an update, a reason, or what changed.
pub const LONGEST_BODY: usize = 20_000;

words! {
    /// What is to become public; also the kind of the revision that it becomes.
    ProposalKind {
        /// The first public word.
        PublishIncident = "publish_incident",
        /// A new update.
        Update = "update",
        /// Other words for an update, with what changed.
        CorrectUpdate = "correct_update",
        /// An update taken back, with the reason.
        WithdrawUpdate = "withdraw_update",
        /// Changed texts, facts, fixes or dates.
        Texts = "texts",
    }
}

words! {
    /// How far a proposal is.
    ProposalState {
        /// Waits for a second person.
        Waiting = "waiting",
        /// Approved, and published when its time comes.
        Scheduled = "scheduled",
        /// Public.
        Published = "published",
        /// A second person said no.
        Declined = "declined",
        /// Taken back before it was public.
        TakenBack = "taken_back",
    }
}

/// Heading and text of an update in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostText {
    /// Its heading: plain text.
    pub title: String,
    /// Markdown.
    pub body: String,
}

/// A new update.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewUpdate {
    /// What it is about.
    pub kind: UpdateKind,
    /// In every language.
    pub texts: PerLang<PostText>,
    /// When the next one comes. Only the last word goes without, and what is not for everybody.
    pub next_update_at: Option<Timestamp>,
    /// Whom it is for.
    pub audience: UpdateAudience,
    /// Whether it also goes out by mail. What was written before there was a choice stays on the page.
    #[serde(default)]
    pub by_mail: bool,
}

/// Other words for a published update.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Which update.
    pub update_id: UpdateId,
    /// What it says from now on.
    pub texts: PerLang<PostText>,
    /// What was wrong and what is right: stands above the new words.
    pub what_changed: PerLang<String>,
    /// How many corrections the update had when this one was written: another one in between is never overwritten.
    pub based_on: i64,
}

/// A published update taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// Which update.
    pub update_id: UpdateId,
    /// Why: stands at its address instead of its words.
    pub reason: PerLang<String>,
}

/// What is to become public. Never changed once made: to change it, it is taken back and made anew, so that what was read
/// and approved is what becomes public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "proposal", rename_all = "snake_case")]
pub enum Proposal {
    /// The first public word of an incident.
    PublishIncident {
        /// Words to put in place first; without any, those in the database.
        words: Option<Box<WordsDraft>>,
    },
    /// A new update.
    Update(NewUpdate),
    /// Other words for an update.
    CorrectUpdate(Correction),
    /// An update taken back.
    WithdrawUpdate(Withdrawal),
    /// Changed texts, facts, fixes or dates.
    Texts {
        /// All of them, changed or not.
        words: Box<WordsDraft>,
    },
}

/// Why a proposal cannot become public, or not by this person.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    /// No proposal, or no update, has this id in this incident.
    #[error("there is no such proposal or update in this incident")]
    NotThere,
    /// Somebody decided before.
    #[error("the proposal was decided before")]
    AlreadyDecided,
    /// Whoever proposes does not approve.
    #[error("the proposal is this person's own")]
    OwnProposal,
    /// Something is not said in this language.
    #[error("a text is missing in {0:?}")]
    MissingText(Lang),
    /// A text is longer than [`LONGEST_TITLE`] or [`LONGEST_BODY`].
    #[error("a text is too long")]
    TooLong,
    /// An update says when the next one comes.
    #[error("the update does not say when the next one comes")]
    NoPromise,
    /// The promised time is before the time of publication.
    #[error("the next update is promised for a time that has passed")]
    PromisePassed,
    /// The time of publication has passed.
    #[error("the time of publication has passed")]
    TimePassed,
    /// What it changes was changed since it was written.
    #[error("what it changes was changed since")]
    ChangedMeanwhile,
    /// The update was withdrawn.
    #[error("the update was withdrawn")]
    Withdrawn,
    /// The incident is not public yet.
    #[error("the incident is not public yet")]
    NotPublic,
    /// The incident is public already.
    #[error("the incident is public already")]
    AlreadyPublic,
    /// A reason is needed.
    #[error("a reason is missing")]
    NoReason,
}

impl Proposal {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> ProposalKind {
        match self {
            Self::PublishIncident { .. } => ProposalKind::PublishIncident,
            Self::Update(_) => ProposalKind::Update,
            Self::CorrectUpdate(_) => ProposalKind::CorrectUpdate,
            Self::WithdrawUpdate(_) => ProposalKind::WithdrawUpdate,
            Self::Texts { .. } => ProposalKind::Texts,
        }
    }

    /// The words it brings, if it brings any.
    #[must_use]
    pub fn words(&self) -> Option<&WordsDraft> {
        match self {
            Self::PublishIncident { words } => words.as_deref(),
            Self::Texts { words } => Some(words),
            _ => None,
        }
    }

    /// Whether it may become public at `at`. An update, a correction and a withdrawal are said in every language: a reader
    /// of either gets the same news at the same time. Of the incident's own words only the heading is, in one language at
    /// least; what is missing in the other stands there in the first, and the page says so.
    ///
    /// # Errors
    /// The first reason why not.
    pub fn check(&self, at: Timestamp) -> Result<(), Refusal> {
        match self {
            Self::Update(update) => {
                check_post(&update.texts)?;
                let is_last = update.kind == UpdateKind::Closing || !update.audience.is_public();
                match update.next_update_at {
                    None if !is_last => Err(Refusal::NoPromise),
                    Some(next) if next <= at => Err(Refusal::PromisePassed),
                    _ => Ok(()),
                }
            }
            Self::CorrectUpdate(correction) => {
                check_post(&correction.texts)?;
                check_text(&correction.what_changed, LONGEST_BODY)
            }
            Self::WithdrawUpdate(withdrawal) => check_text(&withdrawal.reason, LONGEST_BODY),
            Self::PublishIncident { words } => words.as_deref().map_or(Ok(()), check_words),
            Self::Texts { words } => check_words(words),
        }
    }
}

fn check_post(texts: &PerLang<PostText>) -> Result<(), Refusal> {
    check_text(&PerLang::from_fn(|lang| texts.get(lang).title.clone()), LONGEST_TITLE)?;
    check_text(&PerLang::from_fn(|lang| texts.get(lang).body.clone()), LONGEST_BODY)
}

fn check_text(text: &PerLang<String>, longest: usize) -> Result<(), Refusal> {
    if let Some(lang) = text.missing().first() {
        return Err(Refusal::MissingText(*lang));
    }
    let is_long = Lang::ALL.iter().any(|lang| text.get(*lang).chars().count() > longest);
    if is_long { Err(Refusal::TooLong) } else { Ok(()) }
}

fn check_words(words: &WordsDraft) -> Result<(), Refusal> {
    let title = words.sections.iter().find(|(section, _)| *section == Section::Title);
    if title.is_none_or(|(_, title)| title.missing().len() == Lang::ALL.len()) {
        return Err(Refusal::MissingText(Lang::En));
    }
    let texts = words.sections.iter().map(|(_, text)| text);
    let mut texts = texts.chain(words.facts.iter().map(|fact| &fact.text)).chain(words.fixes.iter().map(|fix| &fix.text));
    let is_long = texts.any(|text| Lang::ALL.iter().any(|lang| text.get(*lang).chars().count() > LONGEST_BODY));
    if is_long { Err(Refusal::TooLong) } else { Ok(()) }
}
