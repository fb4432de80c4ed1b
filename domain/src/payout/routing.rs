//! The nine digits that name a bank in the United States.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A routing number whose check digit is right (ABA Routing Number Policy: 3, 7, 1 over the nine digits is a multiple of ten).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Routing(String);

/// Why it is no routing number.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BadRouting {
    /// Not nine digits.
    #[error("a routing number has nine digits")]
    NotNine,
    /// One digit is wrong, or two changed places.
    #[error("the digits do not fit together")]
    BadCheck,
}

impl Routing {
    /// Reads one, with or without spaces and dashes.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, BadRouting> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if digits.len() != 9 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(BadRouting::NotNine);
        }
        let sum: u32 = digits.bytes().zip([3, 7, 1].into_iter().cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        // The first two digits name a district of the Federal Reserve; 00 is the government's own and takes no deposits.
        if !sum.is_multiple_of(10) || digits.starts_with("00") { Err(BadRouting::BadCheck) } else { Ok(Self(digits)) }
    }

    /// The nine digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Routing {
    type Error = BadRouting;

    fn try_from(text: String) -> Result<Self, BadRouting> {
        Self::parse(&text)
    }
}

impl From<Routing> for String {
    fn from(routing: Routing) -> Self {
        routing.0
    }
}

impl std::fmt::Debug for Routing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Routing(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_digit_and_most_swaps_are_found() {
        let good = "021000021";
        assert_eq!(Routing::parse(" 0210-0002 1").unwrap().as_str(), good);
        for at in 0..9 {
            for digit in b'0'..=b'9' {
                let mut other = good.as_bytes().to_vec();
                if other[at] != digit {
                    other[at] = digit;
                    assert!(Routing::parse(std::str::from_utf8(&other).unwrap()).is_err(), "{at} {digit}");
                }
            }
        }
        assert_eq!(Routing::parse("201000021"), Err(BadRouting::BadCheck));
        for text in ["", "02100002", "0210000211", "02100002x", "000000000"] {
            assert!(Routing::parse(text).is_err(), "{text}");
        }
    }
}
