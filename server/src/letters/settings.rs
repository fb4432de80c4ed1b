//! What letters look like from the settings.

use std::path::PathBuf;

use domain::letter::Paper;
use serde::{Deserialize, Serialize};

/// The `[letters]` of the settings.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct LetterSettings {
    /// What they are printed on: `letter` or `a4`.
    pub paper: Paper,
    /// Where they are mailed, ISO 3166-1: an address there has no line for the country.
    pub country: String,
    /// A folder of fonts for scripts that those in the program lack.
    pub fonts: Option<PathBuf>,
}

impl Default for LetterSettings {
    fn default() -> Self {
        Self { paper: Paper::UsLetter, country: "US".to_owned(), fonts: None }
    }
}
