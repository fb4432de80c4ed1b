//! What a claim is called by its person and by staff.

use std::fmt;

use serde::Serialize;
use thiserror::Error;

use crate::{
    clock::{Entropy, random},
    code::{SYMBOLS, value_of},
};

/// `C-7K4M-Q2ZX`: names a claim and opens nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct ClaimNumber(String);

/// The text is no number of a claim.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("a claim's number looks like C-7K4M-Q2ZX")]
pub struct BadClaimNumber;

impl ClaimNumber {
    /// A new number.
    #[must_use]
    pub fn new(entropy: &dyn Entropy) -> Self {
        Self::of(random::<8>(entropy).map(|byte| byte & 0b1_1111))
    }

    fn of(values: [u8; 8]) -> Self {
        let [a, b, c, d, e, f, g, h] = values.map(|value| char::from(SYMBOLS[usize::from(value)]));
        Self(format!("C-{a}{b}{c}{d}-{e}{f}{g}{h}"))
    }

    /// Reads a number in any case, with or without its dashes, `O` as 0, `I` and `L` as 1.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, BadClaimNumber> {
        let symbols: Vec<char> = text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
        let ['C', rest @ ..] = symbols.as_slice() else { return Err(BadClaimNumber) };
        let values: Vec<u8> = rest.iter().map(|symbol| value_of(*symbol)).collect::<Option<_>>().ok_or(BadClaimNumber)?;
        values.try_into().map(Self::of).map_err(|_| BadClaimNumber)
    }

    /// As people write it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClaimNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        let read = ClaimNumber::parse("c 7k4m-q2zx").unwrap();
        assert_eq!(read.as_str(), "C-7K4M-Q2ZX");
        assert_eq!(ClaimNumber::parse("COIL0OIL0").unwrap().as_str(), "C-0110-0110");
        for text in ["", "C", "C-7K4M-Q2Z", "C-7K4M-Q2ZXX", "R-7K4M-Q2ZX", "C-7K4M-Q2ZU"] {
            assert_eq!(ClaimNumber::parse(text), Err(BadClaimNumber), "{text}");
        }
    }
}
