//! Keys: the master key wraps a key per incident and one for the installation; subkeys are derived from those by HKDF.

mod incident;
mod keyring;
mod lookup;
mod master;
mod seal;
mod system;

pub use incident::IncidentKeys;
pub(crate) use keyring::Keyring;
pub(crate) use lookup::Hasher;
pub use lookup::{LookupHash, Purpose};
pub use master::{BadMasterKey, MasterKey};
pub use seal::{Place, Sealed};
pub use system::SystemKeys;

/// A 256-bit key that is wiped when dropped and has no `Debug`.
#[derive(Clone, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
pub(crate) struct Key([u8; 32]);

impl Key {
    pub(crate) const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The subkey for one purpose (HKDF-SHA-256, RFC 5869; the label is the info).
    pub(crate) fn derive(&self, label: &str) -> Self {
        let mut bytes = [0; 32];
        // HKDF refuses only outputs above 255 blocks; this is one block.
        if hkdf::Hkdf::<sha2::Sha256>::new(None, &self.0).expand(label.as_bytes(), &mut bytes).is_err() {
            unreachable!("one block is never too long for HKDF");
        }
        Self(bytes)
    }
}
