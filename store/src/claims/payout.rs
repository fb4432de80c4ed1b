//! Where the money of a claim goes: sealed.

use domain::{
    ids::{ClaimId, IncidentId, StaffId},
    payout::Payout,
};

use super::{
    Claim, ClaimError, ClaimRefusal,
    row::{COLUMNS, ClaimRow, payout_place},
};
use crate::{Store, StoreError, Tx, keys::Purpose, on};

impl Store {
    /// Keeps where the money goes; only while the claim is a draft, and only over the version that was seen. `keyed_by` is who of staff typed it in
    /// from paper: they do not decide on it.
    ///
    /// # Errors
    /// Refused as [`ClaimRefusal::Stale`] when it was changed or sent meanwhile; when the database fails.
    pub async fn save_payout(&self, tx: &mut Tx, claim: &Claim, payout: &Payout, keyed_by: Option<StaffId>) -> Result<Claim, ClaimError> {
        let keys = self.incident_keys(claim.incident_id).await?;
        let sealed = keys.seal(payout_place(claim.claim_id), payout, &*self.entropy)?;
        let hash = keys.lookup(Purpose::Payout, &[payout.destination().as_bytes()]);
        let sql = format!(
            "update claims set payout = $3, payout_way = $4, payout_hash = $5, payout_keyed_by = $7, version = version + 1
             where incident_id = $1 and claim_id = $2 and state = 'draft' and version = $6 returning {COLUMNS}"
        );
        let row: Option<ClaimRow> = on!(&mut *tx, |db| sqlx::query_as(&sql)
            .bind(claim.incident_id.0)
            .bind(claim.claim_id.0)
            .bind(&sealed)
            .bind(payout.way().as_str())
            .bind(hash.to_vec())
            .bind(claim.version)
            .bind(keyed_by.map(|staff| staff.0))
            .fetch_optional(&mut **db)
            .await)?;
        Ok(row.ok_or(ClaimError::Refused(ClaimRefusal::Stale))?.open(&keys)?)
    }

    /// Where the money of a claim that was sent goes from now on; the caller holds the claim.
    pub(crate) async fn set_payout(&self, tx: &mut Tx, claim: &Claim, payout: &Payout) -> Result<(), StoreError> {
        let keys = self.incident_keys(claim.incident_id).await?;
        let sealed = keys.seal(payout_place(claim.claim_id), payout, &*self.entropy)?;
        let hash = keys.lookup(Purpose::Payout, &[payout.destination().as_bytes()]);
        let sql = "update claims set payout = $3, payout_way = $4, payout_hash = $5 where incident_id = $1 and claim_id = $2";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(claim.incident_id.0)
            .bind(claim.claim_id.0)
            .bind(&sealed)
            .bind(payout.way().as_str())
            .bind(hash.to_vec())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(())
    }

    /// A claim, until the end of the transaction nobody else's to change.
    pub(crate) async fn claim_held(&self, tx: &mut Tx, incident: IncidentId, claim: ClaimId) -> Result<Claim, StoreError> {
        let sql = format!("select {COLUMNS} from claims where incident_id = $1 and claim_id = $2 {}", tx.for_update());
        let row: ClaimRow = on!(&mut *tx, |db| sqlx::query_as(&sql).bind(incident.0).bind(claim.0).fetch_one(&mut **db).await)?;
        row.open(&*self.incident_keys(incident).await?)
    }
}
