//! All heads of one moment, to be kept where whoever holds this machine cannot reach.

use domain::clock::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Head, head};
use crate::{Store, StoreError, keys::Hasher};

/// What `candor audit anchor` prints. Only this installation's key makes one that it will believe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// When, in RFC 3339.
    pub made_at: String,
    /// One line for each chain.
    pub heads: Vec<String>,
    /// The keyed hash over both.
    pub mac: String,
}

/// Why an anchor cannot be used.
#[derive(Debug, Error)]
pub enum BadAnchor {
    /// It is none.
    #[error("this is no anchor of `candor audit anchor`")]
    Unreadable,
    /// Another installation made it, or somebody changed it.
    #[error("this anchor was changed, or another installation made it")]
    NotOurs,
}

impl Anchor {
    fn mac_with(&self, key: &Hasher) -> String {
        let lines = self.heads.iter().map(String::as_bytes);
        let parts: Vec<&[u8]> = [b"anchor".as_slice(), self.made_at.as_bytes()].into_iter().chain(lines).collect();
        head::hex(&key.hash(&parts))
    }
}

impl Store {
    /// The heads of all chains as they are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_anchor(&self, now: Timestamp) -> Result<Anchor, StoreError> {
        let key = self.system_keys().audit();
        let heads = self.audit_heads().await?.into_iter().map(|head| head.to_line(key)).collect();
        let anchor = Anchor { made_at: now.to_string(), heads, mac: String::new() };
        Ok(Anchor { mac: anchor.mac_with(key), ..anchor })
    }

    /// The heads in an anchor.
    ///
    /// # Errors
    /// See [`BadAnchor`].
    pub fn open_anchor(&self, text: &str) -> Result<Vec<Head>, BadAnchor> {
        let anchor: Anchor = serde_json::from_str(text).map_err(|_| BadAnchor::Unreadable)?;
        let key = self.system_keys().audit();
        if anchor.mac_with(key) != anchor.mac {
            return Err(BadAnchor::NotOurs);
        }
        anchor.heads.iter().map(|line| Head::of_line(line, key).ok_or(BadAnchor::NotOurs)).collect()
    }
}
