//! A form that somebody fills in by hand, with its number as a square that a scanner reads.

use domain::paper::PaperForm;
use serde::Serialize;

use crate::{
    run::{Language, MadeAt},
    window::Paper,
};

/// A form and what it is printed on.
#[derive(Clone, Debug, Serialize)]
pub struct Form {
    /// What the PDF is called by, the same for the same form.
    pub ident: String,
    /// The moment that stands in the PDF as that of its making.
    #[serde(skip)]
    pub made_at: MadeAt,
    /// What it is printed on.
    #[serde(skip)]
    pub paper: Paper,
    /// Its language.
    pub lang: Language,
    /// What stands on it.
    #[serde(flatten)]
    pub words: PaperForm,
}
