//! The last row of a chain, as it is kept where the database is not: in a line of text.

use domain::clock::Timestamp;

use super::Chain;
use crate::keys::Hasher;

/// What a chain ended with at some time. Whoever has it can tell whether that row is still there, and still the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Which chain.
    pub chain: Chain,
    /// The row's place in it, from 1.
    pub sequence: i64,
    /// When the row was written.
    pub at: Timestamp,
    /// The row's keyed hash, and so that of all before it.
    pub mac: [u8; 32],
}

impl Head {
    /// A keyed hash over the head itself: nobody without the key writes one.
    fn check(&self, key: &Hasher) -> [u8; 32] {
        let (sequence, at) = (self.sequence.to_le_bytes(), self.at.as_micros().to_le_bytes());
        // No row's hash begins with a part of four bytes, so that no row passes for a head.
        key.hash(&[b"head", self.chain.id().as_bytes(), &sequence, &at, &self.mac])
    }

    /// `CHAIN SEQUENCE TIME MAC CHECK`.
    pub(super) fn to_line(self, key: &Hasher) -> String {
        format!("{} {} {} {} {}", self.chain, self.sequence, self.at, hex(&self.mac), hex(&self.check(key)))
    }

    /// Reads a line; `None` when it is not one that this installation wrote.
    pub(super) fn of_line(line: &str, key: &Hasher) -> Option<Self> {
        let mut words = line.split(' ');
        let mut next = || words.next();
        let head = Self {
            chain: Chain::parse(next()?)?,
            sequence: next()?.parse().ok()?,
            at: Timestamp::parse(next()?).ok()?,
            mac: bytes(next()?)?,
        };
        let is_ours = bytes(next()?)? == head.check(key) && next().is_none();
        is_ours.then_some(head)
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

pub(super) fn bytes(hex: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}
