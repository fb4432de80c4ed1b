//! What reviewers have to look at, by the day that was promised.

use domain::ids::{ClaimId, IncidentId};

use super::{
    Claim,
    row::{COLUMNS, ClaimRow},
};
use crate::{Store, StoreError, on};

/// Where a page of the queue ended: the next begins after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimQueueEnd {
    /// The day promised for the last claim on it.
    pub promised_on: String,
    /// That claim.
    pub claim_id: ClaimId,
}

impl Store {
    /// Claims that wait for a reviewer or an answer, those first whose day comes first.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn claim_queue(&self, incident: IncidentId, after: Option<&ClaimQueueEnd>, limit: u32) -> Result<Vec<Claim>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from claims
             where incident_id = $1 and state in ('submitted', 'appealed', 'in_review', 'needs_more') and (promised_on, claim_id) > ($2, $3)
             order by promised_on, claim_id limit $4"
        );
        let (day, claim) = after.map_or(("", uuid::Uuid::nil()), |end| (end.promised_on.as_str(), end.claim_id.0));
        let rows: Vec<ClaimRow> =
            on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(day).bind(claim).bind(i64::from(limit)).fetch_all(db).await)?;
        let keys = self.incident_keys(incident).await?;
        rows.into_iter().map(|row| row.open(&keys)).collect()
    }
}
