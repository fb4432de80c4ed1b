//! What comes back of our mail: reads reports of mail that did not arrive (RFC 3464), from wherever they are handed in, and counts what
//! each of them did.

pub mod maildir;
mod mbox;
mod read;

use domain::{
    bounce::{ReturnAddress, Returned},
    clock::Timestamp,
};
use serde::Serialize;
use store::{Store, StoreError, bounces::Noted};

pub use mbox::messages;
pub use read::{Read, read};

use crate::mail::MailSettings;

/// Bytes of one message that are read at most. Reports stand at its beginning; what follows is our own message.
pub const LARGEST: usize = 1 << 20;

/// How we know a message of ours.
#[derive(Clone, Debug)]
pub struct Ours {
    /// Where reports go, when it is set.
    pub return_address: Option<ReturnAddress>,
    /// The right side of our `Message-ID`s.
    pub host: String,
}

impl Ours {
    /// From the settings of mail.
    #[must_use]
    pub fn of(settings: &MailSettings) -> Self {
        Self { return_address: settings.return_address.clone(), host: settings.host.clone() }
    }
}

/// What was read, and what it did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Messages.
    pub read: u64,
    /// Refused for good: the delivery is marked `bounced`.
    pub bounced: u64,
    /// Given up behind the relay: the delivery is marked `failed`.
    pub given_up: u64,
    /// Late, and still being tried: nothing changes.
    pub delayed: u64,
    /// Addresses that take nothing more but what the law wants.
    pub suppressed: u64,
    /// People to whom a letter goes now.
    pub letters: u64,
    /// Read before.
    pub again: u64,
    /// About mail that is not ours.
    pub unknown: u64,
    /// Out of office, advertisements, answers of people: no report at all.
    pub not_a_bounce: u64,
}

/// Reads one message and does what it says. The same message again changes nothing.
///
/// # Errors
/// When the database fails; then nothing of it happened and nothing was counted.
pub async fn take(store: &Store, ours: &Ours, message: &[u8], now: Timestamp, counts: &mut Counts) -> Result<(), StoreError> {
    let report = match read(message, ours) {
        Read::NotABounce => {
            counts.not_a_bounce += 1;
            counts.read += 1;
            return Ok(());
        }
        Read::NotOurs => {
            counts.unknown += 1;
            counts.read += 1;
            return Ok(());
        }
        Read::Report(report) => report,
    };
    let noted = store.note_report(&report, now).await?;
    counts.read += 1;
    match noted {
        Noted::Again => counts.again += 1,
        Noted::Unknown => counts.unknown += 1,
        Noted::New { is_suppressed, has_letter } => {
            match report.returned {
                Returned::Refused => counts.bounced += 1,
                Returned::GivenUp => counts.given_up += 1,
                Returned::Delayed => counts.delayed += 1,
            }
            counts.suppressed += u64::from(is_suppressed);
            counts.letters += u64::from(has_letter);
        }
    }
    Ok(())
}
