//! What stands in a subscriber's links: who it is, and a MAC that only we can make. Nothing of it is stored.

use std::fmt;

use thiserror::Error;
use uuid::Uuid;

use crate::{
    code::{SYMBOLS, is_dash},
    ids::SubscriberId,
    incident::words,
};

/// Subscriber (16 bytes) and MAC (16 bytes) in symbols of five bits.
const LENGTH: usize = 52;
/// The longest text anybody could mean as one of these.
const LONGEST_TYPED: usize = 200;

words! {
    /// What a token can do; it can do nothing else.
    TokenUse {
        /// Confirm the address.
        Confirm = "confirm",
        /// See and change what was chosen, leave, come back.
        Preferences = "preferences",
        /// Leave: in the `List-Unsubscribe` of every mail, so in the path of an address.
        Leave = "leave",
    }
}

/// A signed token: 52 symbols of Crockford's base32 in small letters, so that it may stand in a path. One token has one spelling.
#[derive(Clone, PartialEq, Eq)]
pub struct SubscriberToken {
    subscriber: SubscriberId,
    mac: [u8; 16],
}

/// The text is no such token. Says nothing about whether one was ever given.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("this is no token of a subscriber")]
pub struct BadSubscriberToken;

impl SubscriberToken {
    /// From the first 128 bits of the keyed hash.
    #[must_use]
    pub fn new(subscriber: SubscriberId, hash: &[u8; 32]) -> Self {
        let mut mac = [0; 16];
        mac.copy_from_slice(&hash[..16]);
        Self { subscriber, mac }
    }

    /// Whose it claims to be.
    #[must_use]
    pub const fn subscriber(&self) -> SubscriberId {
        self.subscriber
    }

    /// What has to be compared, in constant time.
    #[must_use]
    pub const fn mac(&self) -> &[u8; 16] {
        &self.mac
    }

    /// The text of the link.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(self.subscriber.0.as_bytes());
        bytes[16..].copy_from_slice(&self.mac);
        let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| (byte >> (7 - at % 8)) & 1);
        (0..LENGTH)
            .map(|at| (0..5).fold(0, |value, n| value << 1 | bit(at * 5 + n)))
            .map(|value: u8| char::from(SYMBOLS[usize::from(value)].to_ascii_lowercase()))
            .collect()
    }

    /// Reads the text of a link, spaces around it aside.
    ///
    /// # Errors
    /// When it is not the one spelling of 52 symbols.
    pub fn parse(text: &str) -> Result<Self, BadSubscriberToken> {
        let symbols = text.trim().as_bytes();
        if symbols.len() != LENGTH {
            return Err(BadSubscriberToken);
        }
        let mut bytes = [0_u8; 33];
        for (at, symbol) in symbols.iter().enumerate() {
            let value = SYMBOLS.iter().position(|known| known.to_ascii_lowercase() == *symbol).ok_or(BadSubscriberToken)?;
            for n in 0..5 {
                let place = at * 5 + n;
                bytes[place / 8] |= u8::from(value >> (4 - n) & 1 == 1) << (7 - place % 8);
            }
        }
        let (whole, [0]) = bytes.split_at(32) else { return Err(BadSubscriberToken) };
        let (subscriber, mac) = whole.split_at(16);
        let subscriber = Uuid::from_slice(subscriber).map_err(|_| BadSubscriberToken)?;
        Ok(Self { subscriber: SubscriberId(subscriber), mac: mac.try_into().map_err(|_| BadSubscriberToken)? })
    }
}

impl SubscriberToken {
    /// Reads what somebody copied or typed: the whole link or the token alone, in any case, with dashes and spaces, `O` as 0, `I`
    /// and `L` as 1.
    ///
    /// # Errors
    /// When it is no token even so.
    pub fn parse_typed(typed: &str) -> Result<Self, BadSubscriberToken> {
        let token = typed.rsplit('#').next().unwrap_or_default();
        let symbols =
            token.chars().take(LONGEST_TYPED).filter(|c| !c.is_whitespace() && !is_dash(*c)).map(|c| match c.to_ascii_lowercase() {
                'o' => '0',
                'i' | 'l' => '1',
                other => other,
            });
        Self::parse(&symbols.collect::<String>())
    }

    /// As it is shown to be copied: groups of four.
    #[must_use]
    pub fn grouped(&self) -> String {
        let text = self.to_text().to_ascii_uppercase();
        text.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group)).collect::<Vec<_>>().join("-")
    }
}

impl fmt::Debug for SubscriberToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SubscriberToken(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_token_reads_back_and_its_text_may_stand_in_a_path(id: u128, hash: [u8; 32]) {
            let token = SubscriberToken::new(SubscriberId(Uuid::from_u128(id)), &hash);
            let text = token.to_text();
            prop_assert!(text.len() == 52 && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
            prop_assert!(SubscriberToken::parse(&text).as_ref() == Ok(&token));
            prop_assert_eq!(token.subscriber().0.as_u128(), id);
            prop_assert_eq!(&token.mac()[..], &hash[..16]);
        }

        #[test]
        fn one_token_has_one_spelling(id: u128, hash: [u8; 32], at in 0..52_usize, symbol in "[ -~]") {
            let token = SubscriberToken::new(SubscriberId(Uuid::from_u128(id)), &hash);
            let text = token.to_text();
            let mut other = text.clone();
            other.replace_range(at..=at, &symbol);
            prop_assume!(other != text);
            prop_assert!(SubscriberToken::parse(&other).as_ref() != Ok(&token));
        }
    }

    #[test]
    fn a_token_can_be_copied_as_a_link_or_typed_from_its_groups() {
        let token = SubscriberToken::new(SubscriberId(Uuid::from_u128(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef)), &[0; 32]);
        let grouped = token.grouped();
        assert_eq!(grouped.split('-').map(str::len).collect::<Vec<_>>(), [4; 13]);
        let typed = [
            grouped.clone(),
            grouped.to_lowercase().replace('0', "o").replace('1', "L"),
            format!(" https://updates.example.org/subscriptions/confirm#{} ", token.to_text()),
        ];
        for typed in typed {
            assert_eq!(SubscriberToken::parse_typed(&typed), Ok(token.clone()), "{typed}");
        }
        assert_eq!(SubscriberToken::parse_typed(&grouped[1..]), Err(BadSubscriberToken));
    }

    #[test]
    fn what_is_too_short_too_long_or_in_capitals_is_no_token() {
        let text = SubscriberToken::new(SubscriberId(Uuid::from_u128(u128::MAX)), &[0xaf; 32]).to_text();
        for other in [&text[1..], &format!("{text}0"), &text.to_uppercase(), "", "ñ"] {
            assert_eq!(SubscriberToken::parse(other), Err(BadSubscriberToken), "{other}");
        }
        assert_eq!(format!("{:?}", SubscriberToken::parse(&text)), "Ok(SubscriberToken(hidden))");
    }
}
