//! Codes of an authenticator app: RFC 6238 with SHA-1, six digits, thirty seconds, which is what every app can do.

use std::fmt;

use domain::clock::{Entropy, Timestamp, random};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};

/// Microseconds a code is shown.
const STEP: i64 = 30_000_000;
/// RFC 4648.
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The secret that app and server share: 160 bits (RFC 4226, section 4). Hidden when printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seed([u8; 20]);

impl fmt::Debug for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Seed(hidden)")
    }
}

impl Seed {
    /// A new one.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(random(entropy))
    }

    /// As it is typed into an app: base32, 32 letters and digits.
    #[must_use]
    pub fn to_base32(&self) -> String {
        let bit = |at: usize| (self.0[at / 8] >> (7 - at % 8)) & 1;
        let value = |symbol: usize| (0..5).fold(0, |value, n| value << 1 | bit(symbol * 5 + n));
        (0..32).map(|symbol| char::from(BASE32[usize::from(value(symbol))])).collect()
    }

    /// The six digits of the moment `at`.
    #[must_use]
    pub fn code(&self, at: Timestamp) -> String {
        code(&self.0, step_of(at))
    }

    /// The step whose code was typed, of this moment's and its two neighbours (RFC 6238, 5.2: clocks differ, people type slowly).
    /// All three are computed, and compared in constant time.
    #[must_use]
    pub fn matching_step(&self, typed: &str, now: Timestamp) -> Option<i64> {
        let typed: String = typed.chars().take(20).filter(char::is_ascii_digit).collect();
        let (mut found, mut any) = (0_i64, Choice::from(0));
        for step in step_of(now) - 1..=step_of(now) + 1 {
            let is_it = code(&self.0, step).as_bytes().ct_eq(typed.as_bytes());
            found.conditional_assign(&step, is_it);
            any |= is_it;
        }
        bool::from(any).then_some(found)
    }
}

const fn step_of(at: Timestamp) -> i64 {
    at.as_micros().div_euclid(STEP)
}

/// RFC 4226, section 5.3.
fn code(seed: &[u8], step: i64) -> String {
    let mut mac = <Hmac<Sha1> as Mac>::new_from_slice(seed).unwrap_or_else(|_| unreachable!("HMAC takes every key"));
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] & 0xf);
    let number = u32::from_be_bytes([hash[at] & 0x7f, hash[at + 1], hash[at + 2], hash[at + 3]]);
    format!("{:06}", number % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEED: Seed = Seed(*b"12345678901234567890");

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(seconds * 1_000_000)
    }

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        // Appendix B, SHA-1; the last six of its eight digits.
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"), (2_000_000_000, "279037")]
        {
            assert_eq!(SEED.code(at(seconds)), code);
        }
        assert_eq!(SEED.to_base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn a_code_counts_half_a_minute_early_and_late_and_no_longer() {
        let code = SEED.code(at(1_000_000_000));
        for seconds in [999_999_990, 1_000_000_000, 1_000_000_040] {
            assert_eq!(SEED.matching_step(&code, at(seconds)), Some(1_000_000_000 / 30));
        }
        assert_eq!(SEED.matching_step(&code, at(1_000_000_080)), None);
        assert_eq!(SEED.matching_step(&code, at(999_999_940)), None);
        assert_eq!(SEED.matching_step("", at(1_000_000_000)), None);
        assert_eq!(SEED.matching_step(&format!("{} {}", &code[..3], &code[3..]), at(1_000_000_000)), Some(1_000_000_000 / 30));
    }
}
