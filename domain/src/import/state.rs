//! How far one reading of one file has come.

use serde::{Deserialize, Serialize};

use crate::incident::words;

words! {
    /// How far an import has come.
    ImportState {
        /// Rows are being read; the same command goes on.
        Reading = "reading",
        /// All read, nobody visible.
        Finished = "finished",
        /// Accepted: new people are visible, changed ones become so piece by piece.
        Applying = "applying",
        /// Accepted and done.
        Accepted = "accepted",
    }
}

/// How a file was asked to be read: part of what makes two readings the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadOptions {
    /// Names of columns left out, sorted.
    pub dropped_columns: Vec<String>,
    /// Whether exposed values are looked for in `external_id` too.
    pub strict_ids: bool,
}

impl ReadOptions {
    /// Options in the one form in which they are compared.
    #[must_use]
    pub fn new(dropped_columns: &[String], strict_ids: bool) -> Self {
        let mut dropped_columns: Vec<String> = dropped_columns.iter().map(|name| name.trim().to_lowercase()).collect();
        dropped_columns.sort();
        dropped_columns.dedup();
        Self { dropped_columns, strict_ids }
    }
}
