//! Rows of the audit as lines of a file.

use domain::spreadsheet::csv_line;
use store::audit::{Chain, Entry};

/// How the rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// One JSON object a line.
    Json,
    /// For spreadsheets; what would be a formula is a text.
    Csv,
}

impl LineKind {
    /// What stands before the first row.
    #[must_use]
    pub fn top(self) -> String {
        match self {
            Self::Json => String::new(),
            Self::Csv => csv_line(["chain", "sequence", "at", "actor", "act", "about", "details", "mac"]),
        }
    }

    /// One row, with the end of its line.
    #[must_use]
    pub fn line(self, chain: Chain, entry: &Entry) -> String {
        let (sequence, at, details) = (entry.sequence.to_string(), entry.at.to_string(), entry.details.to_string());
        let about = entry.about.map(|about| about.to_string()).unwrap_or_default();
        match self {
            Self::Json => {
                let line = serde_json::json!({
                    "chain": chain, "sequence": entry.sequence, "at": at, "actor": entry.actor, "act": entry.act,
                    "about": entry.about, "details": entry.details, "mac": entry.mac,
                });
                format!("{line}\n")
            }
            Self::Csv => {
                let chain = chain.to_string();
                csv_line([chain.as_str(), &sequence, &at, &entry.actor, &entry.act, &about, &details, &entry.mac])
            }
        }
    }

    /// `jsonl` or `csv`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Json => "jsonl",
            Self::Csv => "csv",
        }
    }
}
