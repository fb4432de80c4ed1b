//! An incident as a folder of TOML and Markdown (docs/incident-folder.md): what `candor incident new --from` reads, and
//! what the demonstration and the holding statement come as.

mod model;
mod read;
mod source;
mod stamp;
mod template;
mod texts;

use domain::{
    clock::{Entropy, Timestamp},
    incident::Incident,
    lang::Lang,
    slug::Slug,
};
use store::incidents::IncidentWords;

pub use read::read;
pub use source::Source;
pub use stamp::days_until_now;
pub use template::{Holding, Template, from_template, holding};

/// An incident that no database has yet: what languages share, and the words in each.
#[derive(Clone, Debug)]
pub struct NewIncident {
    /// Dates, stage, categories. Not published.
    pub incident: Incident,
    /// All that is said, in every language.
    pub words: Vec<(Lang, IncidentWords)>,
}

/// What decides how a folder is read, beside its files.
pub struct Reading<'a> {
    /// The name of the incident in addresses.
    pub slug: Slug,
    /// Whether nothing in it reaches anyone.
    pub is_practice: bool,
    /// The time at which it is read: nothing in it may have been said later.
    pub now: Timestamp,
    /// Randomness for identifiers.
    pub entropy: &'a dyn Entropy,
    /// What `{{name}}` stands for in the texts, by language.
    pub values: &'a [(Lang, &'a str, String)],
    /// Moves every date by so many days (the demonstration always looks a week old).
    pub shift_days: i64,
}

/// All that is wrong with a folder, so that it can be put right in one go. Each names its file and says what to do.
#[derive(Debug, Default)]
pub struct Faults(Vec<String>);

impl Faults {
    /// One fault.
    #[must_use]
    pub fn one(file: &str, words: impl std::fmt::Display) -> Self {
        let mut faults = Self::default();
        faults.add(file, words);
        faults
    }

    fn add(&mut self, file: &str, words: impl std::fmt::Display) {
        self.0.push(format!("{file}: {words}"));
    }

    /// One line each.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        &self.0
    }
}

impl std::fmt::Display for Faults {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}
