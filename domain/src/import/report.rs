//! What an import says of itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::incident::words;

words! {
    /// Why a row waits for a person to look at it.
    #[derive(PartialOrd, Ord)]
    Quarantine {
        /// Another number of values than the header has columns.
        RaggedRow = "ragged_row",
        /// Bytes that are no UTF-8.
        NotUtf8 = "not_utf8",
        /// Control characters other than a tab or a line break inside quotes.
        ControlCharacters = "control_characters",
        /// A value over [`super::LONGEST_VALUE`] characters.
        FieldTooLong = "field_too_long",
        /// Nothing tells this person from another.
        MissingExternalId = "missing_external_id",
        /// No country, or none that ISO 3166-1 knows: no law can be looked up.
        MissingCountry = "missing_country",
        /// A category the catalogue does not have.
        UnknownCategory = "unknown_category",
        /// Neither `adult`, `minor` nor `deceased`: a child must not become an adult by a typing mistake.
        UnknownKind = "unknown_kind",
        /// Shaped like a Social Security number or a payment card number.
        LooksLikeExposedValue = "looks_like_exposed_value",
    }
}

words! {
    /// What was amiss with a row that was accepted all the same.
    #[derive(PartialOrd, Ord)]
    Warning {
        /// The address was dropped.
        EmailInvalid = "email_invalid",
        /// Counted for the country only.
        RegionUnknown = "region_unknown",
    }
}

/// The counts of one reading. Every row read is accepted, changed, duplicate or quarantined.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// New people.
    pub accepted: u64,
    /// Known people with other content, which waits for the import to be accepted.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub changed: u64,
    /// Known people with the same content.
    pub duplicate: u64,
    /// Rows that wait for a person, by reason.
    pub quarantined: BTreeMap<Quarantine, u64>,
    /// All of them.
    pub quarantined_total: u64,
    /// Rows after the header.
    pub rows_read: u64,
    /// Accepted, with neither e-mail nor postal address: they need substitute notice.
    pub unreachable: u64,
    /// What was amiss with accepted and changed rows.
    pub warnings: BTreeMap<Warning, u64>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands in a reference")]
const fn is_zero(count: &u64) -> bool {
    *count == 0
}

impl Report {
    /// Counts a row that waits for a person.
    pub fn count_quarantined(&mut self, reason: Quarantine) {
        self.rows_read += 1;
        self.quarantined_total += 1;
        *self.quarantined.entry(reason).or_default() += 1;
    }

    /// Counts a known row with the same content.
    pub fn count_duplicate(&mut self) {
        self.rows_read += 1;
        self.duplicate += 1;
    }

    /// Counts a known person with other content.
    pub fn count_changed(&mut self, warnings: &[Warning]) {
        self.rows_read += 1;
        self.changed += 1;
        self.warn(warnings);
    }

    /// Counts a new person.
    pub fn count_accepted(&mut self, warnings: &[Warning], is_reachable: bool) {
        self.rows_read += 1;
        self.accepted += 1;
        self.unreachable += u64::from(!is_reachable);
        self.warn(warnings);
    }

    fn warn(&mut self, warnings: &[Warning]) {
        for warning in warnings {
            *self.warnings.entry(*warning).or_default() += 1;
        }
    }

    /// Whether every row read ended in exactly one of the four.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        self.accepted + self.changed + self.duplicate + self.quarantined_total == self.rows_read
            && self.quarantined.values().sum::<u64>() == self.quarantined_total
    }
}
