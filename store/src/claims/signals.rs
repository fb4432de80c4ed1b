//! What several people's claims have in common. Shown to reviewers with the reason; none of it decides.

use super::Claim;
use crate::{Store, StoreError, on};

impl Store {
    /// How many other people's claims of the incident send their money to the same place. Shown to reviewers; it decides nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sharing_payout(&self, claim: &Claim) -> Result<i64, StoreError> {
        let sql = "select count(distinct o.person_id) from claims c join claims o
                   on o.incident_id = c.incident_id and o.payout_hash = c.payout_hash and o.person_id <> c.person_id and o.state <> 'withdrawn'
                   where c.incident_id = $1 and c.claim_id = $2";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql).bind(claim.incident_id.0).bind(claim.claim_id.0).fetch_one(db).await)?)
    }

    /// How many other people's claims of the incident were sent from the same network with the same browser.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sharing_device(&self, claim: &Claim) -> Result<i64, StoreError> {
        let sql = "select count(distinct o.person_id) from claims c join claims o
                   on o.incident_id = c.incident_id and o.sent_from = c.sent_from and o.person_id <> c.person_id and o.state <> 'withdrawn'
                   where c.incident_id = $1 and c.claim_id = $2";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql).bind(claim.incident_id.0).bind(claim.claim_id.0).fetch_one(db).await)?)
    }
}
