//! Amounts of money: whole cents of one currency, never fractions.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::incident::words;

words! {
    /// The currencies a benefit can be paid in (ISO 4217). All of them have hundredths.
    Currency {
        /// Dollar of the United States.
        Usd = "USD",
        /// Euro.
        Eur = "EUR",
        /// Pound sterling.
        Gbp = "GBP",
        /// Canadian dollar.
        Cad = "CAD",
        /// Australian dollar.
        Aud = "AUD",
    }
}

/// The largest amount anything here deals with, in cents: a hundred billion.
pub const LARGEST_CENTS: i64 = 10_000_000_000_000;

/// An amount in one currency. Negative only where the ledger takes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Hundredths of the currency.
    pub cents: i64,
    /// Which currency.
    pub currency: Currency,
}

/// The text is no amount.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BadAmount {
    /// Not a number with at most two digits after the point.
    #[error("an amount looks like 12 or 12.50")]
    NotAnAmount,
    /// Larger than anything here deals with.
    #[error("that amount is too large")]
    TooLarge,
}

impl Money {
    /// An amount.
    #[must_use]
    pub const fn new(cents: i64, currency: Currency) -> Self {
        Self { cents, currency }
    }

    /// Reads an amount as people type it: `12`, `12.5`, `$1,234.50`, `1.234,50`. The last point or comma with one or two digits after it is
    /// the decimal sign; other points, commas and spaces are grouping and must stand before three digits.
    ///
    /// # Errors
    /// When it is no amount, is negative, or is larger than [`LARGEST_CENTS`].
    pub fn parse(text: &str, currency: Currency) -> Result<Self, BadAmount> {
        let sign = ['$', '€', '£'];
        let text = text.trim().trim_start_matches(sign).trim_end_matches(sign).trim();
        let (whole, cents) = match text.rfind(['.', ',']) {
            Some(at) if text.len() - at <= 3 => (&text[..at], &text[at + 1..]),
            _ => (text, ""),
        };
        let decimal = text.as_bytes().get(whole.len()).copied();
        if decimal.is_some_and(|sign| whole.as_bytes().contains(&sign)) {
            return Err(BadAmount::NotAnAmount);
        }
        let whole = digits_of_groups(whole).ok_or(BadAmount::NotAnAmount)?;
        let hundredths = match cents.as_bytes() {
            [] => 0,
            [tens @ b'0'..=b'9'] => i64::from(tens - b'0') * 10,
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => i64::from(tens - b'0') * 10 + i64::from(ones - b'0'),
            _ => return Err(BadAmount::NotAnAmount),
        };
        let whole: i64 = whole.parse().map_err(|_| BadAmount::TooLarge)?;
        let cents = whole.checked_mul(100).and_then(|cents| cents.checked_add(hundredths)).ok_or(BadAmount::TooLarge)?;
        if cents > LARGEST_CENTS { Err(BadAmount::TooLarge) } else { Ok(Self { cents, currency }) }
    }

    /// Whole units and hundredths with a point and without grouping, as files for banks want it: `1234.50`.
    #[must_use]
    pub fn plain(self) -> String {
        let sign = if self.cents < 0 { "-" } else { "" };
        let cents = self.cents.unsigned_abs();
        format!("{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.plain(), self.currency.as_str())
    }
}

/// The digits of `1234`, `1,234`, `1.234` or `1 234`; nothing else. At most 18 of them.
fn digits_of_groups(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split(['.', ',', ' ', '\u{a0}', '\u{202f}']).collect();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = match groups.as_slice() {
        [only] => is_number(only),
        [first, rest @ ..] => is_number(first) && first.len() <= 3 && rest.iter().all(|part| is_number(part) && part.len() == 3),
        [] => false,
    };
    let digits = groups.concat();
    (fits && digits.len() <= 18).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(text: &str) -> Result<i64, BadAmount> {
        Money::parse(text, Currency::Usd).map(|money| money.cents)
    }

    #[test]
    fn amounts_are_read_as_people_type_them_in_both_languages() {
        let typed = ["12", "12.5", "12,50", " $1,234.50 ", "1.234,50", "1 234,50", "1,234", "0.09", "100 €"];
        let read = typed.map(cents);
        assert_eq!(read, [1200, 1250, 1250, 123_450, 123_450, 123_450, 123_400, 9, 10_000].map(Ok));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", ".", "12.345.6", "1,23,456", "-5", "1e3", "12.3.4", "..", "$", "12.x", "NaN", "½"] {
            assert_eq!(cents(text), Err(BadAmount::NotAnAmount), "{text}");
        }
        assert_eq!(cents("100000000000.01"), Err(BadAmount::TooLarge));
        assert_eq!(cents("100000000000"), Ok(LARGEST_CENTS));
    }

    #[test]
    fn files_for_banks_get_a_point_and_two_digits() {
        assert_eq!(Money::new(123_456, Currency::Eur).plain(), "1234.56");
        assert_eq!(Money::new(-5, Currency::Eur).to_string(), "-0.05 EUR");
    }
}
