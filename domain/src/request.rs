//! What a person asks of staff, and the promise that comes with it.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    clock::{Entropy, Timestamp, random},
    code,
    email::EmailAddress,
    incident::words,
};

words! {
    /// What is asked.
    RequestKind {
        /// "This is not me": the page is somebody else's.
        NotMe = "not_me",
        /// "I need help".
        Help = "help",
        /// Cannot get in: we have no e-mail address of theirs, or an old one.
        NoEmail = "no_email",
        /// Cannot get in: moved, so that the letter went elsewhere.
        Moved = "moved",
        /// Cannot get in: has another name than the list.
        NameChanged = "name_changed",
        /// Cannot get in: has no letter any more.
        LostLetter = "lost_letter",
        /// Helps somebody who is affected: a parent, an executor, or whom the person named.
        ForSomebody = "for_somebody",
        /// A letter came back: nobody asks, staff keyed it in.
        LetterReturned = "letter_returned",
        /// Anything else.
        Other = "other",
        /// A message that uses our name and is not ours.
        Fake = "fake",
    }
}

impl RequestKind {
    /// What can be asked without a visit, in the order of the form.
    pub const OUTSIDE: &[Self] = &[Self::LostLetter, Self::NoEmail, Self::Moved, Self::NameChanged, Self::ForSomebody, Self::Other];
}

words! {
    /// How far a request is.
    RequestState {
        /// Somebody has to answer.
        Open = "open",
        /// Somebody has.
        Answered = "answered",
        /// Nothing more to do.
        Closed = "closed",
    }
}

/// A message holds at most so many characters.
pub const LONGEST_MESSAGE: usize = 4000;
/// A name holds at most so many characters.
pub const LONGEST_NAME: usize = 200;
/// Somebody answers within so many working days.
const WORKING_DAYS: u32 = 2;

/// The day by which somebody answers what is asked at `now`: two working days later.
#[must_use]
pub fn promised_on(now: Timestamp, zone: &str) -> String {
    working_days_after(now, zone, WORKING_DAYS)
}

/// The day so many working days (Monday to Friday) after `now` in the incident's zone, as `YYYY-MM-DD`. An unknown zone is read as UTC.
#[must_use]
pub fn working_days_after(now: Timestamp, zone: &str, days: u32) -> String {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let mut day = now.to_jiff().to_zoned(zone).date();
    let mut left = days;
    while left > 0 {
        // The calendar ends in the year 9999.
        let Ok(next) = day.tomorrow() else { break };
        day = next;
        let is_weekend = matches!(day.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday);
        left -= u32::from(!is_weekend);
    }
    day.to_string()
}

/// The day of `now` in the incident's zone, as `YYYY-MM-DD`. What was promised for an earlier one is overdue.
#[must_use]
pub fn day_in_zone(now: Timestamp, zone: &str) -> String {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    now.to_jiff().to_zoned(zone).date().to_string()
}

/// What a request is called towards its person: `R-7K4M-Q2ZX`. 40 random bits: it says nothing about how many there are,
/// and opens nothing by itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestNumber(String);

/// The text is no request number.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("a request number looks like R-7K4M-Q2ZX")]
pub struct BadRequestNumber;

impl RequestNumber {
    /// A new number.
    #[must_use]
    pub fn new(entropy: &dyn Entropy) -> Self {
        Self::of(random::<8>(entropy).map(|byte| byte & 0b1_1111))
    }

    fn of(values: [u8; 8]) -> Self {
        let symbols = values.map(|value| char::from(code::SYMBOLS[usize::from(value)]));
        let text = |part: &[char]| part.iter().collect::<String>();
        Self(format!("R-{}-{}", text(&symbols[..4]), text(&symbols[4..])))
    }

    /// Reads a number in any case, with or without its dashes, `O` as 0, `I` and `L` as 1.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, BadRequestNumber> {
        let symbols: Vec<char> = text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
        let ['R', rest @ ..] = symbols.as_slice() else { return Err(BadRequestNumber) };
        let values: Vec<u8> = rest.iter().map(|symbol| code::value_of(*symbol)).collect::<Option<_>>().ok_or(BadRequestNumber)?;
        values.try_into().map(Self::of).map_err(|_| BadRequestNumber)
    }

    /// As people write it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What somebody wrote, sealed where it is kept. Hidden when printed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestText {
    /// Who asks, as they wrote it; empty where the visit says it.
    pub name: String,
    /// Where the answer goes: an address that passed [`EmailAddress::parse`]; empty when they gave none.
    pub answer_to: String,
    /// Where a letter would reach them, as they wrote it.
    pub postal_address: String,
    /// What they ask.
    pub message: String,
}

impl RequestText {
    /// Where the answer goes, if anywhere.
    #[must_use]
    pub fn answer_address(&self) -> Option<EmailAddress> {
        EmailAddress::parse(&self.answer_to).ok()
    }
}

impl fmt::Debug for RequestText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RequestText(hidden)")
    }
}
