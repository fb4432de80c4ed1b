//! Rows of lists, as operators watch them come in.

use domain::import::Report;
use metrics::{Counter, counter};

fn rows(became: &'static str) -> Counter {
    counter!("candor_import_rows_total", "became" => became)
}

/// What became of rows, with how many of `report` did.
const fn counts(report: &Report) -> [(&'static str, u64); 4] {
    [("accepted", report.accepted), ("changed", report.changed), ("duplicate", report.duplicate), ("quarantined", report.quarantined_total)]
}

/// Every number stands there from the start.
pub fn begin() {
    for (became, _) in counts(&Report::default()) {
        rows(became).increment(0);
    }
}

/// Counts what a chunk added to the report. A later row of one person may take an earlier one's place: then nothing is taken off.
pub fn note(before: &Report, after: &Report) {
    for ((became, before), (_, after)) in counts(before).into_iter().zip(counts(after)) {
        rows(became).increment(after.saturating_sub(before));
    }
}
