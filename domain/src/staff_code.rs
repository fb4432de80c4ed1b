//! Secrets that staff are handed once: the link to enrol, and recovery codes. Crockford's base32, as in [`crate::code`]: read
//! in any case, with or without dashes.

use std::fmt;

use crate::{
    clock::{Entropy, random},
    code::{SYMBOLS, is_dash, value_of},
};

/// How many recovery codes somebody gets.
pub const RECOVERY_CODES: u8 = 8;
/// The longest text anybody could mean as one of these.
const LONGEST_TYPED: usize = 200;

/// What stands behind the `#` of an enrolment link: 160 bits, 32 symbols.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolmentToken(String);

impl EnrolmentToken {
    /// A new one.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(text_of(&random::<20>(entropy)))
    }

    /// Reads the code, or a whole link with it behind the `#`.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.rsplit('#').next().unwrap_or_default();
        symbols(typed).filter(|symbols| symbols.len() == 32).map(Self)
    }

    /// The 32 symbols: what is hashed, and what stands in the link.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for EnrolmentToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnrolmentToken(hidden)")
    }
}

/// A recovery code: its number (1 to 8, so that one hash has to be computed and not eight) and 80 bits.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode {
    /// Which of the eight.
    pub position: u8,
    symbols: String,
}

impl RecoveryCode {
    /// A new one for this place.
    #[must_use]
    pub fn generate(position: u8, entropy: &dyn Entropy) -> Self {
        Self { position, symbols: text_of(&random::<10>(entropy)) }
    }

    /// Reads what was typed.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = symbols(typed)?;
        let position = typed.chars().next()?.to_digit(10).and_then(|digit| u8::try_from(digit).ok())?;
        let rest = typed.get(1..)?;
        ((1..=RECOVERY_CODES).contains(&position) && rest.len() == 16).then(|| Self { position, symbols: rest.to_owned() })
    }

    /// The sixteen symbols: what is hashed.
    #[must_use]
    pub fn secret(&self) -> &str {
        &self.symbols
    }

    /// As it is shown: `3-7K4M-Q2ZX-90TB-11AA`.
    #[must_use]
    pub fn grouped(&self) -> String {
        let mut grouped = self.position.to_string();
        for (at, symbol) in self.symbols.chars().enumerate() {
            if at % 4 == 0 {
                grouped.push('-');
            }
            grouped.push(symbol);
        }
        grouped
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(hidden)")
    }
}

/// Five bits a symbol; `bytes` are a multiple of five long.
fn text_of(bytes: &[u8]) -> String {
    let bit = |at: usize| (bytes[at / 8] >> (7 - at % 8)) & 1;
    (0..bytes.len() * 8 / 5)
        .map(|symbol| (0..5).fold(0, |value, n| value << 1 | bit(symbol * 5 + n)))
        .map(|value| char::from(SYMBOLS[usize::from(value)]))
        .collect()
}

/// What was typed, as symbols; `None` when something in it is none.
fn symbols(typed: &str) -> Option<String> {
    typed
        .chars()
        .take(LONGEST_TYPED)
        .filter(|c| !c.is_whitespace() && !is_dash(*c))
        .map(|c| value_of(c.to_ascii_uppercase()).map(|value| char::from(SYMBOLS[usize::from(value)])))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Count(std::sync::atomic::AtomicU8);
    impl Entropy for Count {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill_with(|| self.0.fetch_add(37, std::sync::atomic::Ordering::SeqCst));
        }
    }

    #[test]
    fn a_link_is_read_however_it_is_pasted() {
        let token = EnrolmentToken::generate(&Count(1.into()));
        assert_eq!(token.as_str().len(), 32);
        assert_eq!(
            EnrolmentToken::parse(&format!(" https://incident.example.org/staff/enrol#{} ", token.as_str().to_lowercase())),
            Some(token)
        );
        assert_eq!(EnrolmentToken::parse("https://incident.example.org/staff/enrol"), None);
        assert_eq!(EnrolmentToken::parse(""), None);
    }

    #[test]
    fn a_recovery_code_says_which_of_the_eight_it_is() {
        let code = RecoveryCode::generate(3, &Count(9.into()));
        assert!(code.grouped().starts_with("3-"));
        assert_eq!(RecoveryCode::parse(&code.grouped().to_lowercase().replace('-', " ")), Some(code.clone()));
        assert_eq!(RecoveryCode::parse(&code.grouped().replacen('3', "9", 1)), None);
        assert_eq!(RecoveryCode::parse("123456"), None);
    }
}
