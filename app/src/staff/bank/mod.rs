//! Files for the bank: the payments of a released batch in the form the bank reads. Made anew whenever somebody asks, always the same bytes.

mod ach;
mod credit_transfer;
mod download;
mod list;

use domain::{clock::Timestamp, payout::Way};
use store::money::{PaymentBatch, PaymentLine};
use thiserror::Error;

pub use download::download;
pub use list::ChequeTo;

use crate::site::{Company, PaymentSettings};

/// Why there is no file.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum NoFile {
    /// The operator has not said from which account it goes.
    #[error("the settings in [payments] are missing or wrong")]
    Settings,
    /// A payment does not fit the format: its amount is too large, or it goes another way.
    #[error("a payment does not fit the file")]
    Payment,
}

/// A file for the bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankFile {
    /// What is in it.
    pub bytes: Vec<u8>,
    /// How it ends: `ach`, `xml`, `csv`.
    pub ending: &'static str,
    /// Its media type.
    pub media_type: &'static str,
}

/// What a file is made of.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// The batch.
    pub batch: &'a PaymentBatch,
    /// Its payments, in the order of the file.
    pub lines: &'a [PaymentLine],
    /// From which account.
    pub settings: &'a PaymentSettings,
    /// Who pays.
    pub company: &'a Company,
    /// The zone of the incident: days of the file are days there.
    pub zone: &'a str,
}

impl Parts<'_> {
    /// The company as its bank has it.
    fn payer(&self) -> &str {
        if self.settings.name.is_empty() { &self.company.name } else { &self.settings.name }
    }

    /// When it was released: the file says no other time, so that it is the same whenever it is made.
    fn released_at(&self) -> Timestamp {
        self.batch.released.map_or(self.batch.made_at, |(_, at)| at)
    }

    fn released(&self) -> jiff::Zoned {
        let zone = jiff::tz::TimeZone::get(self.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        self.released_at().to_jiff().to_zoned(zone)
    }
}

/// The file the bank reads for the way of the batch. For cheques there is none but the list.
///
/// # Errors
/// See [`NoFile`].
pub fn bank_file(parts: &Parts<'_>) -> Result<BankFile, NoFile> {
    match parts.batch.way {
        Way::Ach => Ok(BankFile { bytes: ach::file(parts)?, ending: "ach", media_type: "text/plain; charset=us-ascii" }),
        Way::Iban => Ok(BankFile { bytes: credit_transfer::file(parts)?, ending: "xml", media_type: "application/xml" }),
        Way::Voucher | Way::Cheque => Err(NoFile::Settings),
    }
}

/// The payments as a list for a spreadsheet, with the addresses of cheques.
#[must_use]
pub fn list_file(parts: &Parts<'_>, cheques: &[ChequeTo]) -> BankFile {
    BankFile { bytes: list::file(parts, cheques).into_bytes(), ending: "csv", media_type: "text/csv; charset=utf-8" }
}

/// Letters that every bank reads: accents are taken off, what is left that is no ASCII becomes a space.
fn plain_letters(text: &str) -> String {
    deunicode::deunicode(text).chars().map(|c| if c.is_ascii_graphic() { c } else { ' ' }).collect()
}
