//! All that an incident's page says beside its updates, in every language: what the editor sends to publication.

use serde::{Deserialize, Serialize};

use super::PerLang;
use crate::{
    clock::Timestamp,
    exposure::CategorySet,
    ids::{FactId, FixId},
    incident::{FactState, FixState, Section, Stage},
};

/// The words and dates of an incident's page. Replaces the published ones as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordsDraft {
    /// The number of the incident's last revision of its words when the draft began, 0 without one. Published words that are
    /// newer are never overwritten: such a proposal is refused.
    pub based_on: i64,
    /// How far the incident has come. `Draft` becomes `Open` when it is published.
    pub stage: Stage,
    /// The IANA zone its times are told in.
    pub zone: String,
    /// First day of the breach, `YYYY-MM-DD`.
    pub occurred_from: Option<String>,
    /// Last day of the breach.
    pub occurred_to: Option<String>,
    /// When we found out.
    pub discovered_at: Option<Timestamp>,
    /// When we knew that people were affected.
    pub determined_at: Option<Timestamp>,
    /// When the cause was stopped.
    pub contained_at: Option<Timestamp>,
    /// When we promise the next update.
    pub next_update_at: Option<Timestamp>,
    /// Which categories the page names.
    pub categories: CategorySet,
    /// When we expect to know about suspected data, `YYYY-MM-DD`.
    pub suspected_known_by: Option<String>,
    /// What the company offers and how to reach it, by slot of the guidance catalogue.
    pub slots: Vec<(String, String)>,
    /// Heading, apology and the five sections.
    pub sections: Vec<(Section, PerLang<String>)>,
    /// In their order.
    pub facts: Vec<FactDraft>,
    /// In their order.
    pub fixes: Vec<FixDraft>,
}

/// A statement with a state, in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactDraft {
    /// Which fact: kept when it is changed.
    pub fact_id: FactId,
    /// What we can say of it.
    pub state: FactState,
    /// When we expect to know, `YYYY-MM-DD`; only with `not_yet_known`.
    pub expected_on: Option<String>,
    /// When it was corrected; only with `corrected`.
    pub corrected_on: Option<String>,
    /// What we say.
    pub text: PerLang<String>,
    /// What we said before; only with `corrected`.
    pub earlier_text: Option<PerLang<String>>,
}

/// Something done about the cause, in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixDraft {
    /// Which fix: kept when it is changed.
    pub fix_id: FixId,
    /// How far it is.
    pub state: FixState,
    /// When it was or will be done, `YYYY-MM-DD`.
    pub on_date: Option<String>,
    /// What it is.
    pub text: PerLang<String>,
}
