//! Rows of a chain made without a transaction for each: for `testing` alone.

use std::sync::Arc;

use domain::clock::Timestamp;
use uuid::Uuid;

use super::{Chain, Head, row::AuditRow};
use crate::{Store, StoreError, keys::IncidentKeys};

/// Makes the rows of a chain, one after the other.
pub(crate) struct TestRows {
    store: Store,
    keys: Option<Arc<IncidentKeys>>,
    whose: Chain,
    /// The chain's id.
    pub(crate) chain: Uuid,
    head: Head,
}

/// A row to be written.
pub(crate) struct TestRow {
    pub(crate) sequence: i64,
    pub(crate) at: Timestamp,
    pub(crate) actor: String,
    pub(crate) act: &'static str,
    pub(crate) details: String,
    pub(crate) mac: [u8; 32],
}

impl TestRows {
    pub(crate) async fn of(store: &Store, whose: Chain) -> Result<Self, StoreError> {
        let keys = match whose {
            Chain::Installation => None,
            Chain::Incident(incident) => Some(store.incident_keys(incident).await?),
        };
        let head = Head { chain: whose, sequence: 0, at: Timestamp::from_micros(0), mac: [0; 32] };
        Ok(Self { store: store.clone(), keys, whose, chain: whose.id(), head })
    }

    /// The row after the last one.
    pub(crate) fn next(&mut self, sequence: i64, at: Timestamp, act: &'static str) -> TestRow {
        let (actor, details) = (Uuid::from_u128(7).to_string(), format!("{{\"reason\":\"number {sequence}\"}}"));
        let row = AuditRow {
            sequence,
            at: at.as_micros(),
            actor: actor.clone(),
            act: act.to_owned(),
            about: None,
            details: details.clone(),
            mac: Vec::new(),
        };
        let key = self.keys.as_ref().map_or_else(|| self.store.system_keys().audit(), |keys| keys.audit());
        let last: &[u8] = if self.head.sequence == 0 { &[] } else { &self.head.mac };
        let mac = row.mac_with(key, self.whose, last);
        self.head = Head { sequence, at, mac, ..self.head };
        TestRow { sequence, at, actor, act, details, mac }
    }

    /// The last row that was made.
    pub(crate) const fn head(&self) -> Head {
        self.head
    }
}
