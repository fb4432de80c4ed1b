//! Telephone numbers as providers want them.

use std::fmt;

use phonenumber::{Mode, country};

/// A number in the form of E.164: `+12025550123`. Hidden when printed.
#[derive(Clone, PartialEq, Eq)]
pub struct SmsNumber(String);

impl SmsNumber {
    /// Reads a number as lists have it, with or without its country's code; `country` (ISO 3166-1) says which is meant without.
    #[must_use]
    pub fn parse(text: &str, country: &str) -> Option<Self> {
        let country: Option<country::Id> = country.parse().ok();
        let number = phonenumber::parse(country, text).ok()?;
        Some(Self(number.format().mode(Mode::E164).to_string()))
    }

    /// The number, for the provider alone.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SmsNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SmsNumber(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_lists_have_them() {
        for (text, country) in [("(202) 555-0123", "US"), ("202.555.0123", "US"), ("+1 202 555 0123", "DE"), ("1-202-555-0123", "US")] {
            assert_eq!(SmsNumber::parse(text, country).unwrap().as_str(), "+12025550123", "{text}");
        }
        assert_eq!(SmsNumber::parse("020 7946 0123", "GB").unwrap().as_str(), "+442079460123");
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "none", "12", "+", "call me", "202 555 0123 202 555 0123 5"] {
            assert_eq!(SmsNumber::parse(text, "US"), None, "{text}");
        }
        assert_eq!(SmsNumber::parse("202 555 0123", ""), None, "without a country nobody knows whose it is");
    }
}
