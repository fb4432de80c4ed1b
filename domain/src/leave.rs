//! What stands in the link with which a person on a list leaves update mails: who it is, and a MAC that only we can make.
//! Nothing of it is stored, and it can do nothing else.

use std::fmt;

use thiserror::Error;
use uuid::Uuid;

use crate::ids::{IncidentId, PersonId};

/// Hexadecimal digits of one of the three parts.
const PART: usize = 32;

/// A signed token: incident, person and MAC, 96 hexadecimal digits, so that it may stand in a path. One token has one spelling.
#[derive(Clone, PartialEq, Eq)]
pub struct LeaveToken {
    /// In which incident.
    pub incident_id: IncidentId,
    /// Whose it claims to be.
    pub person_id: PersonId,
    /// What has to be compared, in constant time.
    pub mac: [u8; 16],
}

/// The text is no such token. Says nothing about whether one was ever given.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("this is no token to leave with")]
pub struct BadLeaveToken;

impl LeaveToken {
    /// The text of the link.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mac = Uuid::from_bytes(self.mac);
        format!("{}{}{}", self.incident_id.0.simple(), self.person_id.0.simple(), mac.simple())
    }

    /// Reads the text of a link.
    ///
    /// # Errors
    /// When it is not the one spelling of 96 digits.
    pub fn parse(text: &str) -> Result<Self, BadLeaveToken> {
        let is_spelled_so = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if text.len() != 3 * PART || !is_spelled_so {
            return Err(BadLeaveToken);
        }
        let part = |at: usize| Uuid::try_parse(&text[at * PART..(at + 1) * PART]).map_err(|_| BadLeaveToken);
        Ok(Self { incident_id: IncidentId(part(0)?), person_id: PersonId(part(1)?), mac: *part(2)?.as_bytes() })
    }
}

impl fmt::Debug for LeaveToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LeaveToken(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_in_one_spelling_only() {
        let token = LeaveToken {
            incident_id: IncidentId(Uuid::from_u128(u128::MAX / 3)),
            person_id: PersonId(Uuid::from_u128(7)),
            mac: [0xaf; 16],
        };
        let text = token.to_text();
        assert_eq!((text.len(), LeaveToken::parse(&text)), (96, Ok(token.clone())));
        let dashes = format!("{{{}}}", &text[2..]);
        for other in [&text[1..], &format!("{text}0"), &text.to_uppercase(), &text.replace('a', "g"), &dashes, "", "ñ"] {
            assert_eq!(LeaveToken::parse(other), Err(BadLeaveToken), "{other}");
        }
        assert_eq!(format!("{token:?}"), "LeaveToken(hidden)");
    }
}
