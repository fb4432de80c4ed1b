//! International bank account numbers.

use iban::IbanLike as _;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// An IBAN in one piece, whose country, shape and check digits are right (ISO 13616).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Iban(String);

/// The text is no IBAN.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("this is no IBAN")]
pub struct BadIban;

impl Iban {
    /// Reads one in any case, with or without spaces.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, BadIban> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
        text.parse::<iban::Iban>().map(|iban| Self(iban.electronic_str().to_owned())).map_err(|_| BadIban)
    }

    /// In one piece.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Iban {
    type Error = BadIban;

    fn try_from(text: String) -> Result<Self, BadIban> {
        Self::parse(&text)
    }
}

impl From<Iban> for String {
    fn from(iban: Iban) -> Self {
        iban.0
    }
}

impl std::fmt::Debug for Iban {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Iban(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swapped_digit_and_a_made_up_country_are_found() {
        assert_eq!(Iban::parse("de89 3704 0044 0532 0130 00").unwrap().as_str(), "DE89370400440532013000");
        for text in ["", "DE98 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 0", "XX89370400440532013000", "DE89<script>"] {
            assert_eq!(Iban::parse(text), Err(BadIban), "{text}");
        }
    }
}
