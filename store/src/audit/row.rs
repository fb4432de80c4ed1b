//! A row of the audit, and the keyed hash over it.

use uuid::Uuid;

use super::Chain;
use crate::keys::Hasher;

/// As it stands in the database, without its chain.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct AuditRow {
    pub(super) sequence: i64,
    pub(super) at: i64,
    pub(super) actor: String,
    pub(super) act: String,
    pub(super) about: Option<Uuid>,
    pub(super) details: String,
    pub(super) mac: Vec<u8>,
}

impl AuditRow {
    /// The keyed hash over the predecessor's and all of this row.
    pub(super) fn mac_with(&self, key: &Hasher, chain: Chain, last_mac: &[u8]) -> [u8; 32] {
        key.hash(&[
            last_mac,
            chain.id().as_bytes(),
            &self.sequence.to_le_bytes(),
            &self.at.to_le_bytes(),
            self.actor.as_bytes(),
            self.act.as_bytes(),
            self.about.as_ref().map_or(&[][..], |about| about.as_bytes()),
            self.details.as_bytes(),
        ])
    }
}
