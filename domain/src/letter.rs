//! Letters for a print house.

use crate::incident::words;

words! {
    /// What letters are printed on.
    Paper {
        /// ISO 216 A4.
        A4 = "a4",
        /// US letter.
        UsLetter = "letter",
    }
}

/// A batch has at most so many letters: they are chosen in one transaction, which others wait for.
pub const LARGEST_BATCH: i64 = 2_000;

/// One PDF has at most so many letters.
pub const LARGEST_FILE: i64 = 1_000;
