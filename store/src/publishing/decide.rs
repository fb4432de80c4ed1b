//! Who decides about a proposal: a second person, or one alone in an emergency.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, ProposalId},
    publishing::{ProposalState, Refusal},
};

use super::{
    PublishError,
    apply::Release,
    proposals::{StoredProposal, hold},
};
use crate::{
    Store, Tx,
    audit::{Act, Chain},
    on,
};

/// What an approval did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Approved {
    /// It is public, as this revision of the incident.
    Published {
        /// The number of the revision.
        revision: i64,
    },
    /// It becomes public then.
    Scheduled {
        /// When.
        at: Timestamp,
    },
}

/// A decision, as it is written on the proposal.
struct Decision<'a> {
    state: ProposalState,
    by: &'a str,
    decline_reason: Option<&'a str>,
    emergency_reason: Option<&'a str>,
    publish_at: Option<Timestamp>,
}

impl Store {
    /// A second person approves: public at once, or at `publish_at`.
    ///
    /// # Errors
    /// [`PublishError::Refused`] when whoever approves made it, when somebody was quicker, or when it cannot become public;
    /// otherwise when the database fails.
    pub async fn approve_proposal(
        &self,
        tx: &mut Tx,
        actor: &str,
        incident: IncidentId,
        proposal: ProposalId,
        publish_at: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<Approved, PublishError> {
        let held = waiting(tx, incident, proposal).await?;
        if held.proposed_by == actor {
            return Err(Refusal::OwnProposal.into());
        }
        if publish_at.is_some_and(|at| at <= now) {
            return Err(Refusal::TimePassed.into());
        }
        held.proposal.check(publish_at.unwrap_or(now))?;
        let Some(at) = publish_at else {
            let revision = self.release(tx, &held, Release { by: actor, emergency_reason: None }, now).await?;
            return Ok(Approved::Published { revision });
        };
        let decision = Decision { state: ProposalState::Scheduled, by: actor, decline_reason: None, emergency_reason: None, publish_at };
        write(tx, &held, &decision, now).await?;
        let details = serde_json::json!({ "kind": held.proposal.kind(), "publish_at": at.to_string() });
        let act = Act { actor, act: "proposal.schedule", about: Some(proposal.0), details: &details };
        self.append_audit(tx, Chain::Incident(incident), act, now).await?;
        Ok(Approved::Scheduled { at })
    }

    /// One person publishes alone, because there is no time: with a reason that all staff and the auditor read. Gives the
    /// number of the revision.
    ///
    /// # Errors
    /// As [`Store::approve_proposal`]; [`Refusal::NoReason`] without a reason.
    pub async fn release_proposal(
        &self,
        tx: &mut Tx,
        actor: &str,
        incident: IncidentId,
        proposal: ProposalId,
        reason: &str,
        now: Timestamp,
    ) -> Result<i64, PublishError> {
        if reason.trim().is_empty() {
            return Err(Refusal::NoReason.into());
        }
        let held = undecided(tx, incident, proposal).await?;
        held.proposal.check(now)?;
        self.release(tx, &held, Release { by: actor, emergency_reason: Some(reason.trim()) }, now).await
    }

    /// A second person says no, and why.
    ///
    /// # Errors
    /// As [`Store::approve_proposal`]; [`Refusal::NoReason`] without a reason.
    pub async fn decline_proposal(
        &self,
        tx: &mut Tx,
        actor: &str,
        incident: IncidentId,
        proposal: ProposalId,
        reason: &str,
        now: Timestamp,
    ) -> Result<(), PublishError> {
        if reason.trim().is_empty() {
            return Err(Refusal::NoReason.into());
        }
        let held = waiting(tx, incident, proposal).await?;
        if held.proposed_by == actor {
            return Err(Refusal::OwnProposal.into());
        }
        let decision = Decision {
            state: ProposalState::Declined,
            by: actor,
            decline_reason: Some(reason.trim()),
            emergency_reason: None,
            publish_at: None,
        };
        write(tx, &held, &decision, now).await?;
        let details = serde_json::json!({ "kind": held.proposal.kind() });
        let act = Act { actor, act: "proposal.decline", about: Some(proposal.0), details: &details };
        Ok(self.append_audit(tx, Chain::Incident(incident), act, now).await?)
    }

    /// Takes back what is not public yet, scheduled or not.
    ///
    /// # Errors
    /// [`PublishError::Refused`] when it is public or was decided; otherwise when the database fails.
    pub async fn take_back_proposal(
        &self,
        tx: &mut Tx,
        actor: &str,
        incident: IncidentId,
        proposal: ProposalId,
        now: Timestamp,
    ) -> Result<(), PublishError> {
        let held = undecided(tx, incident, proposal).await?;
        let decision =
            Decision { state: ProposalState::TakenBack, by: actor, decline_reason: None, emergency_reason: None, publish_at: None };
        write(tx, &held, &decision, now).await?;
        let details = serde_json::json!({ "kind": held.proposal.kind(), "was": held.state });
        let act = Act { actor, act: "proposal.take_back", about: Some(proposal.0), details: &details };
        Ok(self.append_audit(tx, Chain::Incident(incident), act, now).await?)
    }
}

async fn waiting(tx: &mut Tx, incident: IncidentId, proposal: ProposalId) -> Result<StoredProposal, PublishError> {
    let held = hold(tx, incident, proposal).await?;
    if held.state == ProposalState::Waiting { Ok(held) } else { Err(Refusal::AlreadyDecided.into()) }
}

async fn undecided(tx: &mut Tx, incident: IncidentId, proposal: ProposalId) -> Result<StoredProposal, PublishError> {
    let held = hold(tx, incident, proposal).await?;
    let is_open = matches!(held.state, ProposalState::Waiting | ProposalState::Scheduled);
    if is_open { Ok(held) } else { Err(Refusal::AlreadyDecided.into()) }
}

async fn write(tx: &mut Tx, held: &StoredProposal, decision: &Decision<'_>, now: Timestamp) -> Result<(), PublishError> {
    let sql = "update proposals set state = $1, decided_by = $2, decided_at = $3, decline_reason = $4, emergency_reason = $5,
                      publish_at = $6, stuck_reason = null
               where incident_id = $7 and proposal_id = $8";
    on!(&mut *tx, |db| sqlx::query(sql)
        .bind(decision.state.as_str())
        .bind(decision.by)
        .bind(now.as_micros())
        .bind(decision.decline_reason)
        .bind(decision.emergency_reason)
        .bind(decision.publish_at.map(Timestamp::as_micros))
        .bind(held.incident_id.0)
        .bind(held.proposal_id.0)
        .execute(&mut **db)
        .await
        .map(|_| ()))?;
    Ok(())
}
