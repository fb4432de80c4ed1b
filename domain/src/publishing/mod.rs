//! What is proposed for publication, and what was published: updates, corrections, withdrawals, the incident's own words.

mod audience;
mod proposal;
mod words;

pub use audience::UpdateAudience;
pub use proposal::{
    Correction, LONGEST_BODY, LONGEST_TITLE, NewUpdate, PostText, Proposal, ProposalKind, ProposalState, Refusal, Withdrawal,
};
pub use words::{FactDraft, FixDraft, WordsDraft};

use serde::{Deserialize, Serialize};

use crate::lang::Lang;

/// The same thing in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PerLang<T> {
    /// English.
    pub en: T,
    /// Spanish.
    pub es: T,
}

impl<T> PerLang<T> {
    /// The one in `lang`.
    #[must_use]
    pub const fn get(&self, lang: Lang) -> &T {
        match lang {
            Lang::En => &self.en,
            Lang::Es => &self.es,
        }
    }

    /// The one in `lang`, to change it.
    pub const fn get_mut(&mut self, lang: Lang) -> &mut T {
        match lang {
            Lang::En => &mut self.en,
            Lang::Es => &mut self.es,
        }
    }

    /// Made from each language.
    pub fn from_fn(mut make: impl FnMut(Lang) -> T) -> Self {
        Self { en: make(Lang::En), es: make(Lang::Es) }
    }
}

impl PerLang<String> {
    /// The languages in which nothing stands.
    #[must_use]
    pub fn missing(&self) -> Vec<Lang> {
        Lang::ALL.into_iter().filter(|lang| self.get(*lang).trim().is_empty()).collect()
    }
}
