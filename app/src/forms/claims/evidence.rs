//! Why a file is not added to a claim. In each case nothing of it is kept.

use domain::evidence::{MOST_BYTES, MOST_FILES, MOST_PAGES};

use crate::{
    forms::{FormState, Mistake, Refused},
    words::Words,
};

/// Why a file is not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceRefused {
    /// No file was chosen, or an empty one.
    NoFile,
    /// It is larger than what is taken.
    TooLarge,
    /// It did not arrive whole.
    BrokenOff,
    /// It is none of the kinds that are taken, or it is broken or locked.
    Unreadable,
    /// Its picture is larger than any camera makes.
    TooManyPixels,
    /// It has more pages than are kept.
    TooManyPages,
    /// The scanner says that it is harmful.
    Harmful,
    /// The claim has as many as it can have.
    TooMany,
    /// The claim has this very file.
    Known,
    /// The claim takes no files now.
    NotNow,
    /// This server takes none.
    NotHere,
}

impl EvidenceRefused {
    /// The page again, with what to do.
    #[must_use]
    pub fn refuse(self, words: Words) -> Refused {
        let words = match self {
            Self::NoFile => words.t("evidence-none"),
            Self::TooLarge => words.with("evidence-too-large", &[("most", &(MOST_BYTES >> 20))]),
            Self::BrokenOff => words.t("evidence-broken-off"),
            Self::Unreadable => words.t("evidence-unreadable"),
            Self::TooManyPixels => words.t("evidence-too-many-pixels"),
            Self::TooManyPages => words.with("evidence-too-many-pages", &[("most", &MOST_PAGES)]),
            Self::Harmful => words.t("evidence-harmful"),
            Self::TooMany => words.with("evidence-too-many", &[("most", &MOST_FILES)]),
            Self::Known => words.t("evidence-known"),
            Self::NotNow => words.t("evidence-not-now"),
            Self::NotHere => words.t("evidence-not-here"),
        };
        Refused::Form(FormState { mistakes: vec![Mistake { field: "file", words }], ..FormState::default() })
    }
}
