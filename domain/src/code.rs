//! What people are sent to find their page: a link token, a code that can be typed, and six digits.
//!
//! Codes use Crockford's base32: no letter that looks like a digit, and read back whatever the case, the dashes and the
//! spaces, with `O` as 0 and `I` and `L` as 1. All three are secrets: they hide when printed with `{:?}`.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use thiserror::Error;

use crate::{
    clock::{Entropy, random},
    visit::Channel,
};

/// Crockford's 32 symbols; the place of a symbol is its value.
pub(crate) const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The longest text anybody could mean as a code: what is longer is not even read.
const LONGEST_TYPED: usize = 100;

/// The code of an invitation that can be typed: `E` and 12 symbols by e-mail (55 bits and a check), `P` and 16 by letter
/// (75 bits and a check).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TypedCode {
    channel: Channel,
    text: String,
}

/// Why a text is no code. None of it says whether such a code was ever given to anybody.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum BadCode {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// It begins neither with `E` nor with `P`.
    #[error("a code begins with E or P")]
    Start,
    /// It is too short or too long.
    #[error("a code that begins like this has {expected} letters and digits")]
    Length {
        /// How many letters and digits it should have, the first letter among them.
        expected: usize,
    },
    /// It has a letter or sign that no code has.
    #[error("no code has one of these letters or signs")]
    Symbol,
    /// The last symbol does not fit the others: one is wrong or two changed places.
    #[error("a letter or digit is wrong, or two changed places")]
    Check,
}

/// The letter a code begins with and how many symbols follow, the check among them.
const fn shape(channel: Channel) -> (char, usize) {
    match channel {
        Channel::Email => ('E', 12),
        Channel::Letter => ('P', 16),
    }
}

/// `a` times 2 in the field of 32 elements over x^5 + x^2 + 1, in which 2 is a generator.
const fn double(a: u8) -> u8 {
    let shifted = a << 1;
    if shifted & 0b10_0000 == 0 { shifted } else { (shifted ^ 0b10_0101) & 0b1_1111 }
}

/// The symbol that ends `values`: their sum in the field of 32 elements, each weighted by another power of 2. Distinct
/// weights that are not zero catch every wrong symbol and every two symbols that changed places (up to 30 before the check).
fn check_symbol(values: impl Iterator<Item = u8>) -> u8 {
    // Horner's rule from the left: the first value is doubled most often, the last once; the check itself weighs 1.
    values.fold(0, |sum, value| double(sum ^ value))
}

impl TypedCode {
    /// The code cut from the first bits of an invitation's secret.
    #[must_use]
    pub fn from_secret(channel: Channel, secret: &[u8; 32]) -> Self {
        let (start, symbols) = shape(channel);
        let bit = |at: usize| (secret[at / 8] >> (7 - at % 8)) & 1;
        let values: Vec<u8> = (0..symbols - 1).map(|at| (0..5).fold(0, |value, n| value << 1 | bit(at * 5 + n))).collect();
        let check = check_symbol(values.iter().copied());
        let symbols = values.into_iter().chain([check]).map(|value| char::from(SYMBOLS[usize::from(value)]));
        Self { channel, text: std::iter::once(start).chain(symbols).collect() }
    }

    /// Reads what somebody typed.
    ///
    /// # Errors
    /// See [`BadCode`].
    pub fn parse(typed: &str) -> Result<Self, BadCode> {
        let mut symbols = typed.chars().take(LONGEST_TYPED).filter(|c| !c.is_whitespace() && !is_dash(*c)).map(|c| c.to_ascii_uppercase());
        let channel = match symbols.next().ok_or(BadCode::Empty)? {
            'E' => Channel::Email,
            'P' => Channel::Letter,
            _ => return Err(BadCode::Start),
        };
        let (start, expected) = shape(channel);
        let rest: Vec<char> = symbols.collect();
        if rest.len() != expected {
            return Err(BadCode::Length { expected: expected + 1 });
        }
        let values: Vec<u8> = rest.into_iter().map(value_of).collect::<Option<_>>().ok_or(BadCode::Symbol)?;
        let (check, before) = values.split_last().ok_or(BadCode::Empty)?;
        if check_symbol(before.iter().copied()) != *check {
            return Err(BadCode::Check);
        }
        let symbols = values.iter().map(|value| char::from(SYMBOLS[usize::from(*value)]));
        Ok(Self { channel, text: std::iter::once(start).chain(symbols).collect() })
    }

    /// How the code came to its person.
    #[must_use]
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// Capital letters and digits, nothing between them: what is hashed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// As people are shown it: the letter, then groups of four (`E-7K4M-Q2ZX-90TB`).
    #[must_use]
    pub fn grouped(&self) -> String {
        let (start, symbols) = self.text.split_at(1);
        let mut grouped = start.to_owned();
        for (at, symbol) in symbols.chars().enumerate() {
            if at % 4 == 0 {
                grouped.push('-');
            }
            grouped.push(symbol);
        }
        grouped
    }
}

impl fmt::Debug for TypedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TypedCode({}, hidden)", self.channel.as_str())
    }
}

/// The dashes that keyboards and mail programs put in.
pub(crate) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '_' | '.' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{00ad}')
}

pub(crate) fn value_of(symbol: char) -> Option<u8> {
    let read = match symbol {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    SYMBOLS.iter().position(|known| char::from(*known) == read).and_then(|at| u8::try_from(at).ok())
}

/// The secret in a mailed link: 128 bits, written in base64url in the fragment of `/open#TOKEN`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct LinkToken([u8; 16]);

/// The text is no link token.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("this is no link token")]
pub struct BadToken;

impl LinkToken {
    /// The first 128 bits of an invitation's secret.
    #[must_use]
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        let mut token = [0; 16];
        token.copy_from_slice(&secret[..16]);
        Self(token)
    }

    /// Reads the text in the fragment.
    ///
    /// # Errors
    /// When it is not 22 symbols of base64url.
    pub fn parse(text: &str) -> Result<Self, BadToken> {
        let mut token = [0; 16];
        match URL_SAFE_NO_PAD.decode_slice(text.trim(), &mut token) {
            Ok(16) => Ok(Self(token)),
            _ => Err(BadToken),
        }
    }

    /// The bytes, which are hashed.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// The text of the fragment, 22 symbols.
    #[must_use]
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkToken(hidden)")
    }
}

/// Six digits, used once.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimeCode(String);

/// What was typed is not six digits.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("a one-time code is six digits")]
pub struct NotSixDigits;

impl OneTimeCode {
    /// A new code; each of the million is as likely as any other.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        // Multiples of a million that fit in 32 bits: what lies above would make small numbers likelier.
        const FAIR: u32 = u32::MAX - u32::MAX % 1_000_000;
        loop {
            let number = u32::from_le_bytes(random(entropy));
            if number < FAIR {
                return Self(format!("{:06}", number % 1_000_000));
            }
        }
    }

    /// Reads what somebody typed, with or without spaces and dashes.
    ///
    /// # Errors
    /// When it is not six digits.
    pub fn parse(typed: &str) -> Result<Self, NotSixDigits> {
        let digits: String = typed.chars().take(LONGEST_TYPED).filter(|c| !c.is_whitespace() && !is_dash(*c)).collect();
        if digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_digit()) { Ok(Self(digits)) } else { Err(NotSixDigits) }
    }

    /// The six digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OneTimeCode(hidden)")
    }
}
