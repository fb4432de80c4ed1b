//! The master key: outside the database, made by `candor keys new`.

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::clock::{Entropy, random};
use thiserror::Error;
use zeroize::Zeroizing;

use super::Key;

/// 256 bits that wrap all other keys. Written as one line of base64.
#[derive(Clone)]
pub struct MasterKey(pub(crate) Key);

/// The text is no master key.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("a master key is one line of base64 for 32 bytes, as `candor keys new` writes it")]
pub struct BadMasterKey;

impl MasterKey {
    /// A new key.
    #[must_use]
    pub fn generate(entropy: &dyn Entropy) -> Self {
        Self(Key::new(random(entropy)))
    }

    /// Reads the line that [`MasterKey::to_line`] wrote.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn parse(line: &str) -> Result<Self, BadMasterKey> {
        let bytes = Zeroizing::new(STANDARD.decode(line.trim()).map_err(|_| BadMasterKey)?);
        <[u8; 32]>::try_from(bytes.as_slice()).map(|bytes| Self(Key::new(bytes))).map_err(|_| BadMasterKey)
    }

    /// One line of base64, for the key file.
    #[must_use]
    pub fn to_line(&self) -> Zeroizing<String> {
        Zeroizing::new(STANDARD.encode(self.0.bytes()))
    }
}
