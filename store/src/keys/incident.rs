//! The keys of one incident. Destroying the wrapped key destroys every sealed value of the incident, backups included.

use domain::{
    clock::Entropy,
    ids::{HelperId, IncidentId, PersonId},
    visit::Channel,
};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    Key, LookupHash, Place, Purpose, Sealed,
    lookup::{Hasher, Lookups},
    seal::Sealer,
};
use crate::StoreError;

/// Seals, looks up and derives for one incident. No `Debug`: it holds keys.
pub struct IncidentKeys {
    incident: IncidentId,
    sealer: Sealer,
    lookups: Lookups,
    invitations: Hasher,
    audit: Hasher,
}

impl IncidentKeys {
    pub(crate) fn new(incident: IncidentId, key: &Key) -> Self {
        Self {
            incident,
            sealer: Sealer::new(&key.derive("seal.v1"), incident.0),
            lookups: Lookups::new(&key.derive("lookup.v1")),
            invitations: Hasher::new(&key.derive("invitation.v1")),
            audit: Hasher::new(&key.derive("audit.v1")),
        }
    }

    /// Whose keys these are.
    #[must_use]
    pub const fn incident(&self) -> IncidentId {
        self.incident
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

    /// The hash by which a sealed value is found.
    #[must_use]
    pub fn lookup(&self, purpose: Purpose, parts: &[&[u8]]) -> LookupHash {
        self.lookups.hash(purpose, parts)
    }

    /// The secret of one invitation, from which link token and typed code are cut: HMAC(invitation key, incident ‖ person ‖
    /// generation ‖ channel ‖ part). Nothing of it is stored.
    #[must_use]
    pub fn invitation_secret(&self, person: PersonId, generation: i64, channel: Channel, part: &str) -> [u8; 32] {
        let parts: [&[u8]; 5] =
            [self.incident.0.as_bytes(), person.0.as_bytes(), &generation.to_le_bytes(), channel.as_str().as_bytes(), part.as_bytes()];
        self.invitations.hash(&parts)
    }

    /// As [`Self::invitation_secret`], of a helper's invitation. One part more, so that no invitation of a person has the same.
    #[must_use]
    pub fn helper_secret(&self, helper: HelperId, generation: i64, part: &str) -> [u8; 32] {
        let parts: [&[u8]; 6] =
            [b"helper", self.incident.0.as_bytes(), helper.0.as_bytes(), &generation.to_le_bytes(), b"email", part.as_bytes()];
        self.invitations.hash(&parts)
    }

    /// Hashes audit rows, each over its predecessor's.
    pub(crate) const fn audit(&self) -> &Hasher {
        &self.audit
    }
}
