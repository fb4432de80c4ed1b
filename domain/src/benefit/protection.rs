//! Identity protection: what a provider gives, what it asks for it, and what of that has to be said before anybody signs.

use serde::{Deserialize, Serialize};

use crate::{incident::words, publishing::PerLang};

words! {
    /// What stands in a provider's terms against the people it is for. Each is said in red before they go there, and a second person of staff
    /// has to have seen it.
    RedItem {
        /// Whoever signs gives up going to court.
        Arbitration = "arbitration",
        /// The provider may use what it learns for advertising.
        Marketing = "marketing",
        /// It goes on after the free months and then costs money.
        Renewal = "renewal",
        /// It asks for a payment card.
        Card = "card",
    }
}

words! {
    /// Why a code did not work, as the person says it.
    CodeTrouble {
        /// The provider did not take it.
        Refused = "refused",
        /// The provider said that it was used already.
        Used = "used",
        /// Something else.
        Unknown = "unknown",
    }
}

/// A person gets so many codes at most; after that a human looks.
pub const MOST_CODES: i64 = 3;
/// The longest name of a provider, in letters.
pub const LONGEST_PROVIDER: usize = 100;
/// The longest address of a provider's page.
pub const LONGEST_URL: usize = 500;
/// The longest text of what a provider asks for.
pub const LONGEST_ASKS: usize = 500;
/// The longest code.
pub const LONGEST_CODE: usize = 64;
/// The longest grace after the last day.
pub const MOST_GRACE_DAYS: i64 = 90;
/// Nobody offers more years than ten.
pub const MOST_MONTHS: i64 = 120;

/// The terms of a benefit of kind `protection`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Protection {
    /// Who gives it.
    pub provider: String,
    /// Where a code is typed in: `https://…`.
    pub url: String,
    /// For how long it is free.
    pub months: i64,
    /// The last day on which the provider takes the code: `YYYY-MM-DD`.
    pub enrol_by: String,
    /// What the provider wants to know of a person, in words.
    pub asks: PerLang<String>,
    /// What stands against people in its terms.
    pub red: Vec<RedItem>,
    /// With so few codes left staff are told.
    pub low_at: i64,
}

/// Reads an activation code as a provider's list has it: without spaces around it, in one piece.
#[must_use]
pub fn read_code(text: &str) -> Option<&str> {
    let code = text.trim();
    let is_code = !code.is_empty() && code.len() <= LONGEST_CODE && code.bytes().all(|byte| byte.is_ascii_graphic());
    is_code.then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_piece_of_plain_letters() {
        assert_eq!(read_code(" ABCD-1234 \r"), Some("ABCD-1234"));
        for text in ["", "  ", "two parts", "ñandú", "tab\tinside", &"x".repeat(65)] {
            assert_eq!(read_code(text), None, "{text}");
        }
    }
}
