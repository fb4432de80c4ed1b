//! The keys of what belongs to no incident: questions to `/check`, limits, the installation's audit chain.

use domain::clock::Entropy;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::{
    Key, LookupHash, Place, Purpose, Sealed,
    lookup::{Hasher, Lookups},
    seal::Sealer,
};
use crate::StoreError;

/// Seals and looks up for the installation.
pub struct SystemKeys {
    sealer: Sealer,
    lookups: Lookups,
    audit: Hasher,
}

impl SystemKeys {
    pub(crate) fn new(key: &Key) -> Self {
        Self {
            sealer: Sealer::new(&key.derive("seal.v1"), Uuid::nil()),
            lookups: Lookups::new(&key.derive("lookup.v1")),
            audit: Hasher::new(&key.derive("audit.v1")),
        }
    }

    /// Seals a value for its place.
    ///
    /// # Errors
    /// Only when the value cannot be written down.
    pub fn seal<T: Serialize>(&self, place: Place, value: &T, entropy: &dyn Entropy) -> Result<Sealed, StoreError> {
        self.sealer.seal(place, value, entropy)
    }

    /// Opens a value in its place.
    ///
    /// # Errors
    /// [`StoreError::Unsealable`] when one bit, the row or the key is another.
    pub fn open<T: DeserializeOwned>(&self, place: Place, sealed: &[u8]) -> Result<T, StoreError> {
        self.sealer.open(place, sealed)
    }

    /// The hash by which a value is found.
    #[must_use]
    pub fn lookup(&self, purpose: Purpose, parts: &[&[u8]]) -> LookupHash {
        self.lookups.hash(purpose, parts)
    }

    /// Hashes audit rows, each over its predecessor's.
    pub(crate) const fn audit(&self) -> &Hasher {
        &self.audit
    }
}
