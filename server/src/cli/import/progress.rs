//! How far a list is read, on standard error.

use domain::{clock::Timestamp, import::Report};
use indicatif::{ProgressBar, ProgressStyle};

use crate::import::Notes;

/// A bar over the bytes of the file; nothing where standard error is no terminal.
pub(super) struct Bar {
    bar: ProgressBar,
    said_waiting: bool,
}

impl Bar {
    pub(super) fn new(bytes: u64) -> Self {
        let style = ProgressStyle::with_template("reading {bar:40} {percent:>3} % of {total_bytes}, {bytes_per_sec}, {eta} left")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        Self { bar: ProgressBar::new(bytes).with_style(style), said_waiting: false }
    }

    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

impl Notes for Bar {
    fn stored(&mut self, bytes: u64) {
        self.bar.set_position(bytes);
    }

    fn waiting(&mut self, _until: Timestamp) {
        if !std::mem::replace(&mut self.said_waiting, true) {
            let lease = store::imports::LEASE.as_secs();
            eprintln!(
                "Another process is reading this list, or was ended while it did. Waiting until it is done, or has said nothing for \
                 {lease} seconds."
            );
        }
    }
}

/// A report for people.
pub(super) fn in_words(report: &Report) -> String {
    let mut lines = vec![format!("Rows read        {:>9}", report.rows_read), format!("  accepted       {:>9}", report.accepted)];
    if report.unreachable > 0 {
        lines.push(format!("    of them with neither e-mail nor postal address: {} (they need substitute notice)", report.unreachable));
    }
    lines.push(format!("  changed        {:>9}", report.changed));
    lines.push(format!("  duplicate      {:>9}", report.duplicate));
    lines.push(format!("  quarantined    {:>9}", report.quarantined_total));
    lines.extend(report.quarantined.iter().map(|(reason, count)| format!("    {:<26} {count:>7}", reason.as_str())));
    if !report.warnings.is_empty() {
        lines.push("Warnings, the row is accepted:".to_owned());
        lines.extend(report.warnings.iter().map(|(warning, count)| format!("    {:<26} {count:>7}", warning.as_str())));
    }
    lines.join("\n")
}
