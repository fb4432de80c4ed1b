//! The check word of a message or a letter: which day, what it was about, and a MAC that only we can make. Nothing of it is stored
//! (docs/decisions/0019).

use std::fmt;

use jiff::{ToSpan, civil::Date};
use thiserror::Error;

use crate::{
    clock::Timestamp,
    code::{SYMBOLS, TypedCode, value_of},
    incident::words,
    mail::MailTemplate,
};

/// Symbols of five bits: day (14 bits), kind (4), difference (8), MAC (24).
const SYMBOLS_OF_A_WORD: usize = 10;
const KIND_BITS: u32 = 4;
const DIFFERENCE_BITS: u32 = 8;
const MAC_BITS: u32 = 24;
const DAY_BITS: u32 = 14;
/// Day 0; day 16,383 is in November 2064.
const FIRST_DAY: Date = jiff::civil::date(2020, 1, 1);
/// What is longer is not even read.
const LONGEST_TYPED: usize = 60;

words! {
    /// What a message or a letter is about, as the page of check words says it. The place in this list stands in the words that went
    /// out: it is only ever appended to, and has room for sixteen.
    MessageKind {
        /// The notice.
        Notice = "notice",
        /// An update.
        Update = "update",
        /// A correction, or a withdrawal.
        Correction = "correction",
        /// A newer list says something else.
        AnswerChanged = "answer_changed",
        /// The updates of a day.
        Digest = "digest",
        /// The answer to a question put to `/check`.
        CheckAnswer = "check_answer",
        /// Six digits.
        Code = "code",
        /// That we have a request, or what staff answer.
        Request = "request",
        /// A link and a code to somebody's page, or that somebody else has one.
        Invitation = "invitation",
        /// Somebody asked to change an address.
        ContactChange = "contact_change",
        /// Signing up for updates, and what was chosen.
        Subscription = "subscription",
        /// An account of staff.
        Staff = "staff",
        /// A letter on paper.
        Letter = "letter",
        /// What somebody can have: identity protection, money for a claim.
        Benefit = "benefit",
    }
}

impl MessageKind {
    /// The kind of a mail.
    #[must_use]
    pub const fn of(template: MailTemplate) -> Self {
        match template {
            MailTemplate::Notice | MailTemplate::NoticeMinor | MailTemplate::NoticeDeceased => Self::Notice,
            MailTemplate::Update => Self::Update,
            MailTemplate::Correction => Self::Correction,
            MailTemplate::AnswerChanged => Self::AnswerChanged,
            MailTemplate::Digest => Self::Digest,
            MailTemplate::CheckAnswer => Self::CheckAnswer,
            MailTemplate::OneTimeCode | MailTemplate::ContactCode | MailTemplate::PayoutCode | MailTemplate::HelperCode => Self::Code,
            MailTemplate::RequestReceived | MailTemplate::RequestAnswer => Self::Request,
            MailTemplate::InvitationAgain | MailTemplate::HelperInvitation | MailTemplate::HelperNamed => Self::Invitation,
            MailTemplate::ContactChange => Self::ContactChange,
            MailTemplate::SubscribeConfirm | MailTemplate::SubscriberLink => Self::Subscription,
            MailTemplate::ProtectionCode | MailTemplate::Goodwill | MailTemplate::Claim | MailTemplate::PayoutChange => Self::Benefit,
            MailTemplate::StaffEnrolment | MailTemplate::StaffChanged => Self::Staff,
        }
    }
}

/// What a word says, before the MAC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordClaim(u32);

impl WordClaim {
    /// A message of this kind that began at `at`, by the calendar of `zone`. `difference` tells messages of one day apart.
    #[must_use]
    pub fn new(at: Timestamp, zone: &str, kind: MessageKind, difference: u8) -> Self {
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let days = at.to_jiff().to_zoned(zone).date().since(FIRST_DAY).map_or(0, |span| span.get_days());
        let day = u32::try_from(days).unwrap_or(0).min((1 << DAY_BITS) - 1);
        Self((day << KIND_BITS | kind as u32) << DIFFERENCE_BITS | u32::from(difference))
    }

    /// What the MAC covers.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 4] {
        self.0.to_be_bytes()
    }
}

/// A word as it stands in a message. Whether it is ours only the keys can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CheckWord {
    claim: WordClaim,
    mac: [u8; 3],
}

/// Why what was typed is no check word.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BadWord {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// It is the code that opens somebody's page. It must not be repeated.
    #[error("this is a code and no check word")]
    IsCode,
    /// No word of ours looks like this.
    #[error("a check word has ten letters and digits")]
    Shape,
}

impl CheckWord {
    /// The word that says `claim`, with the first 24 bits of its keyed hash.
    #[must_use]
    pub const fn new(claim: WordClaim, hash: &[u8; 32]) -> Self {
        Self { claim, mac: [hash[0], hash[1], hash[2]] }
    }

    /// Reads what was typed, in any case, with or without dashes and spaces, `O` as 0, `I` and `L` as 1.
    ///
    /// # Errors
    /// See [`BadWord`].
    pub fn parse(typed: &str) -> Result<Self, BadWord> {
        if TypedCode::parse(typed).is_ok() {
            return Err(BadWord::IsCode);
        }
        let symbols: Vec<char> =
            typed.chars().take(LONGEST_TYPED).filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_uppercase()).collect();
        if symbols.is_empty() {
            return Err(BadWord::Empty);
        }
        if symbols.len() != SYMBOLS_OF_A_WORD {
            return Err(BadWord::Shape);
        }
        let mut bits = 0_u64;
        for symbol in symbols {
            bits = bits << 5 | u64::from(value_of(symbol).ok_or(BadWord::Shape)?);
        }
        let [.., high, middle, low] = bits.to_be_bytes();
        let claim = u32::try_from(bits >> MAC_BITS).map_err(|_| BadWord::Shape)?;
        Ok(Self { claim: WordClaim(claim), mac: [high, middle, low] })
    }

    /// What it says.
    #[must_use]
    pub const fn claim(self) -> WordClaim {
        self.claim
    }

    /// What has to be compared, in constant time.
    #[must_use]
    pub const fn mac(&self) -> &[u8; 3] {
        &self.mac
    }

    /// The day it says, `YYYY-MM-DD`.
    #[must_use]
    pub fn day(self) -> String {
        let days = i64::from(self.claim.0 >> (KIND_BITS + DIFFERENCE_BITS));
        FIRST_DAY.checked_add(days.days()).unwrap_or(FIRST_DAY).to_string()
    }

    /// The kind it says; nothing for one that another version of this program knows.
    #[must_use]
    pub fn kind(self) -> Option<MessageKind> {
        let at = self.claim.0 >> DIFFERENCE_BITS & ((1 << KIND_BITS) - 1);
        usize::try_from(at).ok().and_then(|at| MessageKind::ALL.get(at)).copied()
    }
}

/// Two groups of five: `7K4MQ-2ZXBT`.
impl fmt::Display for CheckWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [high, middle, low] = self.mac.map(u64::from);
        let bits = u64::from(self.claim.0) << MAC_BITS | high << 16 | middle << 8 | low;
        for at in 0..SYMBOLS_OF_A_WORD {
            if at == SYMBOLS_OF_A_WORD / 2 {
                f.write_str("-")?;
            }
            let value = usize::try_from(bits >> (5 * (SYMBOLS_OF_A_WORD - 1 - at)) & 31).unwrap_or(0);
            write!(f, "{}", char::from(SYMBOLS[value]))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(time: &str) -> Timestamp {
        Timestamp::parse(time).unwrap()
    }

    #[test]
    fn a_word_says_day_and_kind_and_reads_back_however_it_is_typed() {
        let claim = WordClaim::new(at("2031-03-13T02:00:00Z"), "America/New_York", MessageKind::Update, 7);
        let word = CheckWord::new(claim, &[0xa5; 32]);
        let text = word.to_string();
        assert_eq!((text.len(), text.find('-')), (11, Some(5)));
        assert_eq!((word.day().as_str(), word.kind()), ("2031-03-12", Some(MessageKind::Update)), "the day where the incident is");
        for typed in [text.clone(), text.to_lowercase().replace('-', " "), text.replace('0', "o").replace('1', "l"), format!(" {text}.")] {
            assert_eq!(CheckWord::parse(&typed), Ok(word), "{typed}");
        }
    }

    #[test]
    fn what_is_no_word_is_refused_and_a_code_is_known_as_one() {
        assert_eq!(CheckWord::parse(" - "), Err(BadWord::Empty));
        for typed in ["7K4MQ-2ZXB", "7K4MQ-2ZXBTT", "7K4MQ-2ZXB!", "7K4MQ-2ZXBU", "ñandú-ñandú"] {
            assert_eq!(CheckWord::parse(typed), Err(BadWord::Shape), "{typed}");
        }
        let code = TypedCode::from_secret(crate::visit::Channel::Email, &[7; 32]);
        assert_eq!(CheckWord::parse(&code.grouped()), Err(BadWord::IsCode));
    }

    #[test]
    fn days_before_the_first_and_after_the_last_do_not_wrap() {
        let day = |time: &str| CheckWord::new(WordClaim::new(at(time), "UTC", MessageKind::Letter, 0), &[0; 32]).day();
        assert_eq!(day("1999-01-01T00:00:00Z"), "2020-01-01");
        assert_eq!(day("2100-01-01T00:00:00Z"), "2064-11-08");
    }

    #[test]
    fn there_is_room_for_every_kind() {
        assert!(MessageKind::ALL.len() <= 1 << KIND_BITS);
    }

    proptest! {
        #[test]
        fn one_word_has_one_spelling(micros in 1_600_000_000_000_000_i64..2_900_000_000_000_000, difference: u8, hash: [u8; 32], kind in 0..13_usize) {
            let kind = MessageKind::ALL[kind];
            let word = CheckWord::new(WordClaim::new(Timestamp::from_micros(micros), "UTC", kind, difference), &hash);
            prop_assert_eq!(CheckWord::parse(&word.to_string()), Ok(word));
            prop_assert_eq!(word.kind(), Some(kind));
        }
    }
}
