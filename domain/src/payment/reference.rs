//! What a payment is called towards the bank.

use std::fmt;

use thiserror::Error;

use crate::{
    clock::{Entropy, random},
    code::{SYMBOLS, value_of},
};

/// `P` and 12 symbols: fits the 15 letters that ACH has for a person's number and the 35 of ISO 20022, and says nothing about anybody.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PaymentReference(String);

/// The text is no reference of a payment.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("a payment's reference is P and 12 letters or digits")]
pub struct BadReference;

impl PaymentReference {
    /// A new reference: 60 random bits.
    #[must_use]
    pub fn new(entropy: &dyn Entropy) -> Self {
        Self::of(random::<12>(entropy).map(|byte| byte & 0b1_1111))
    }

    fn of(values: [u8; 12]) -> Self {
        let symbols = values.map(|value| char::from(SYMBOLS[usize::from(value)]));
        Self(std::iter::once('P').chain(symbols).collect())
    }

    /// Reads a reference as a bank gives it back: in any case, with spaces around it.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, BadReference> {
        let mut symbols = text.trim().chars().map(|c| c.to_ascii_uppercase());
        if symbols.next() != Some('P') {
            return Err(BadReference);
        }
        let values: Vec<u8> = symbols.map(value_of).collect::<Option<_>>().ok_or(BadReference)?;
        values.try_into().map(Self::of).map_err(|_| BadReference)
    }

    /// The 13 letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PaymentReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_comes_back_from_the_bank_in_any_case() {
        assert_eq!(PaymentReference::parse(" p0123456789ab ").unwrap().as_str(), "P0123456789AB");
        for text in ["", "P", "P0123456789A", "P0123456789ABC", "X0123456789AB", "P0123456789A\u{fc}"] {
            assert_eq!(PaymentReference::parse(text), Err(BadReference), "{text}");
        }
    }
}
