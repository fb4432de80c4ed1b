//! The keys of what belongs to no incident: questions to `/check`, limits, the installation's audit chain.

use domain::{
    clock::Entropy,
    subscriber::{SubscriberKey, SubscriberToken, TokenUse},
};
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
    subscribers: Hasher,
    genuine: Hasher,
    webhooks: Hasher,
    export: Key,
}

impl SystemKeys {
    pub(crate) fn new(key: &Key) -> Self {
        Self {
            sealer: Sealer::new(&key.derive("seal.v1"), Uuid::nil()),
            lookups: Lookups::new(&key.derive("lookup.v1")),
            audit: Hasher::new(&key.derive("audit.v1")),
            subscribers: Hasher::new(&key.derive("subscriber.v1")),
            genuine: Hasher::new(&key.derive("genuine.v1")),
            webhooks: Hasher::new(&key.derive("webhook.v1")),
            export: key.derive("export-signing.v1"),
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

    /// What can do one thing for one subscriber: HMAC(subscriber key, use ‖ subscriber ‖ generation) beside the id. Nothing of it is
    /// stored.
    #[must_use]
    pub fn subscriber_token(&self, purpose: TokenUse, subscriber: SubscriberKey) -> SubscriberToken {
        let parts: [&[u8]; 3] = [purpose.as_str().as_bytes(), subscriber.subscriber_id.0.as_bytes(), &subscriber.generation.to_le_bytes()];
        SubscriberToken::new(subscriber.subscriber_id, &self.subscribers.hash(&parts))
    }

    /// The keyed hash from which check words are cut.
    pub(crate) const fn genuine(&self) -> &Hasher {
        &self.genuine
    }

    /// The keyed hash that is the secret of a webhook. Nothing of it is stored.
    pub(crate) const fn webhooks(&self) -> &Hasher {
        &self.webhooks
    }

    /// The seed of the key that copies of the public pages are signed with.
    #[must_use]
    pub fn export_seed(&self) -> zeroize::Zeroizing<[u8; 32]> {
        zeroize::Zeroizing::new(*self.export.bytes())
    }

    /// Hashes audit rows, each over its predecessor's.
    pub(crate) const fn audit(&self) -> &Hasher {
        &self.audit
    }
}
