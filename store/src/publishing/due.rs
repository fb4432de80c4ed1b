//! What was approved for a time that has come. Any server may publish it: the row is held until everything is done, so that
//! two publish once, and a server that dies half-way has published nothing and holds nothing.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, ProposalId},
    publishing::{ProposalState, Refusal},
};
use uuid::Uuid;

use super::{PublishError, apply::Release, proposals::hold};
use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    on,
};

impl Store {
    /// Publishes what is due, the longest due first. Gives how many became public. What cannot any more (what it corrects was
    /// withdrawn meanwhile, its promise has passed) waits for staff again and says why.
    ///
    /// # Errors
    /// When the database fails; what is left stays due.
    pub async fn publish_due(&self, now: Timestamp) -> Result<usize, StoreError> {
        let mut published = 0;
        loop {
            let mut tx = self.write().await?;
            let Some((incident, proposal)) = next_due(&mut tx, now).await? else { return Ok(published) };
            match self.publish_one(&mut tx, incident, proposal, now).await {
                Ok(()) => {
                    tx.commit().await?;
                    published += 1;
                }
                Err(PublishError::Store(error)) => return Err(error),
                Err(PublishError::Refused(refusal)) => {
                    drop(tx);
                    self.put_back(incident, proposal, refusal, now).await?;
                }
            }
        }
    }

    /// Whether anything is due: asked before a transaction is begun for it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_due(&self, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "select proposal_id from proposals where state = 'scheduled' and publish_at <= $1 limit 1";
        let due: Option<Uuid> = on!(self.read(), |db| sqlx::query_scalar(sql).bind(now.as_micros()).fetch_optional(db).await)?;
        Ok(due.is_some())
    }

    async fn publish_one(&self, tx: &mut Tx, incident: IncidentId, proposal: ProposalId, now: Timestamp) -> Result<(), PublishError> {
        let held = hold(tx, incident, proposal).await?;
        held.proposal.check(now)?;
        // Whoever approved it for this time publishes it.
        let by = held.decided_by.clone().unwrap_or_default();
        self.release(tx, &held, Release { by: &by, emergency_reason: None }, now).await?;
        Ok(())
    }

    /// Lets what could not become public wait for staff again.
    async fn put_back(&self, incident: IncidentId, proposal: ProposalId, refusal: Refusal, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let sql = "update proposals set state = $1, stuck_reason = $2, publish_at = null, decided_by = null, decided_at = null
                   where incident_id = $3 and proposal_id = $4 and state = $5";
        let put_back = on!(&mut tx, |db| sqlx::query(sql)
            .bind(ProposalState::Waiting.as_str())
            .bind(refusal.to_string())
            .bind(incident.0)
            .bind(proposal.0)
            .bind(ProposalState::Scheduled.as_str())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if put_back == 1 {
            let details = serde_json::json!({ "why": refusal.to_string() });
            let act = Act { actor: "schedule", act: "proposal.stuck", about: Some(proposal.0), details: &details };
            self.append_audit(&mut tx, Chain::Incident(incident), act, now).await?;
        }
        tx.commit().await
    }
}

async fn next_due(tx: &mut Tx, now: Timestamp) -> Result<Option<(IncidentId, ProposalId)>, StoreError> {
    let sql = format!(
        "select incident_id, proposal_id from proposals where state = 'scheduled' and publish_at <= $1
         order by publish_at, proposal_id limit 1 {}",
        tx.skip_locked()
    );
    let row: Option<(Uuid, Uuid)> = on!(&mut *tx, |db| sqlx::query_as(&sql).bind(now.as_micros()).fetch_optional(&mut **db).await)?;
    Ok(row.map(|(incident, proposal)| (IncidentId(incident), ProposalId(proposal))))
}
