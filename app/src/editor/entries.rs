//! Facts and fixes are edited alike: texts in both languages, a state with its day, an order.

use domain::{
    draft::Part,
    ids::{FactId, FixId},
    incident::{FactState, FixState},
};
use uuid::Uuid;

use super::{Edited, Step};

/// Which of both lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entries {
    /// What is known and what is not.
    Facts,
    /// What is done about the cause.
    Fixes,
}

impl Entries {
    /// The part with the order.
    #[must_use]
    pub const fn order(self) -> Part {
        match self {
            Self::Facts => Part::Facts,
            Self::Fixes => Part::Fixes,
        }
    }

    /// The part with the text of `id`.
    #[must_use]
    pub const fn text(self, id: Uuid) -> Part {
        match self {
            Self::Facts => Part::Fact(FactId(id)),
            Self::Fixes => Part::Fix(FixId(id)),
        }
    }

    /// The part with the state of `id`.
    #[must_use]
    pub const fn state(self, id: Uuid) -> Part {
        match self {
            Self::Facts => Part::FactState(FactId(id)),
            Self::Fixes => Part::FixState(FixId(id)),
        }
    }

    /// The words of all states.
    #[must_use]
    pub fn states(self) -> Vec<&'static str> {
        match self {
            Self::Facts => FactState::ALL.iter().map(|state| state.as_str()).collect(),
            Self::Fixes => FixState::ALL.iter().map(|state| state.as_str()).collect(),
        }
    }

    /// Whether a state is told with its day: what is known is simply known.
    #[must_use]
    pub fn has_day(self, state: &str) -> bool {
        state != FactState::Known.as_str()
    }

    /// The page.
    #[must_use]
    pub const fn step(self) -> Step {
        match self {
            Self::Facts => Step::Facts,
            Self::Fixes => Step::Fixes,
        }
    }

    /// Whether `id` stands on the public page.
    #[must_use]
    pub fn is_public(self, edited: &Edited, id: Uuid) -> bool {
        edited.incident.published_at.is_some()
            && match self {
                Self::Facts => edited.base.facts.iter().any(|fact| fact.fact_id.0 == id),
                Self::Fixes => edited.base.fixes.iter().any(|fix| fix.fix_id.0 == id),
            }
    }

    /// The ids of what there is, drafts included, in order.
    #[must_use]
    pub fn ids(self, edited: &Edited) -> Vec<Uuid> {
        match self {
            Self::Facts => edited.words.facts.iter().map(|fact| fact.fact_id.0).collect(),
            Self::Fixes => edited.words.fixes.iter().map(|fix| fix.fix_id.0).collect(),
        }
    }
}
