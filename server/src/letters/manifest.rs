//! The list that goes with a batch: which letter is on which pages of which file. Names nobody.

use domain::{letter::Paper, spreadsheet::csv_line};

/// One letter of the list.
pub(super) struct Line {
    /// What stands on the letter.
    pub reference: String,
    pub file: String,
    /// From 1, both of them the letter's.
    pub first_page: usize,
    pub last_page: usize,
    pub lang: &'static str,
    /// For sorting by place.
    pub country: String,
    pub postal_code: String,
    /// A letter of the name or address is in no font: it stands there as a box. Somebody has to look.
    pub has_missing_letters: bool,
}

/// The list as CSV.
pub(super) fn to_csv(lines: &[Line], paper: Paper) -> Vec<u8> {
    let head = ["letter", "file", "first_page", "last_page", "paper", "language", "country", "postal_code", "missing_letters"];
    let mut csv = csv_line(head);
    for line in lines {
        csv.push_str(&csv_line([
            line.reference.as_str(),
            &line.file,
            &line.first_page.to_string(),
            &line.last_page.to_string(),
            paper.as_str(),
            line.lang,
            &line.country,
            &line.postal_code,
            if line.has_missing_letters { "yes" } else { "no" },
        ]));
    }
    csv.into_bytes()
}
