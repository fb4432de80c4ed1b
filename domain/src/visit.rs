//! A person's signed-in time, and how they showed who they are.

use std::time::Duration;

use crate::incident::words;

words! {
    /// How a person showed who they are.
    Proof {
        /// A one-time code sent to the e-mail address on file.
        MailCode = "mail_code",
        /// The code printed in the letter, which proves the postal address.
        LetterCode = "letter_code",
        /// A member of staff checked.
        StaffChecked = "staff_checked",
    }
}

words! {
    /// How an invitation travels.
    Channel {
        /// By e-mail: a link and a typed code beginning with `E`.
        Email = "email",
        /// By letter: a typed code beginning with `P`.
        Letter = "letter",
    }
}

/// A visit without a press of any button ends after this (ASVS 7.3.1).
pub const IDLE: Duration = Duration::from_secs(15 * 60);
/// No visit is longer (ASVS 7.3.2).
pub const LONGEST: Duration = Duration::from_secs(2 * 3600);
/// The page offers to go on this long before the end (WCAG 2.2.1).
pub const WARNING: Duration = Duration::from_secs(2 * 60);
/// What was typed when a visit had ended is kept sealed this long.
pub const KEEP_TYPED: Duration = Duration::from_secs(3600);
/// A one-time code is good this long (ASVS 6.5.5).
pub const ONE_TIME_CODE: Duration = Duration::from_secs(10 * 60);
/// A one-time code is refused after this many wrong tries (ASVS 6.6.3).
pub const ONE_TIME_CODE_TRIES: i64 = 5;
