//! What each kind of leaked data can lead to, what to do about it, where to click and whom to call.
//!
//! The catalogue that comes with Candor is `domain/data/guidance`; an operator may replace it. Its README is the source of
//! the rules in [`list`].

mod catalogue;
mod check;
mod contacts;
mod list;
mod raw;
mod step;

pub use catalogue::{Catalogue, CategoryWords};
pub use check::BadCatalogue;
pub use contacts::{Bureau, Contacts, Office};
pub use list::{Block, FIRST_BLOCKS, Profile, Progress, StepList};
pub use step::{Action, ActionStage, AppliesTo, Audience, AudienceSet, Deadline, Link, LinkKind, Severity, Slot, SlotSet};

use serde::Deserialize;

use crate::lang::Lang;

/// A sentence in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Text {
    /// English.
    pub en: String,
    /// Spanish.
    pub es: String,
}

impl Text {
    /// In `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Es => &self.es,
        }
    }
}
