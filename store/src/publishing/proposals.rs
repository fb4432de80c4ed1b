//! Proposals: made, read, listed.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, ProposalId},
    publishing::{Proposal, ProposalKind, ProposalState, Refusal},
};
use uuid::Uuid;

use super::{PublishError, nonsense};
use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    on,
};

/// A proposal and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredProposal {
    /// Which proposal.
    pub proposal_id: ProposalId,
    /// In which incident.
    pub incident_id: IncidentId,
    /// What is to become public.
    pub proposal: Proposal,
    /// How far it is.
    pub state: ProposalState,
    /// Who made it, as the log names them.
    pub proposed_by: String,
    /// When.
    pub proposed_at: Timestamp,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// Why it was declined.
    pub decline_reason: Option<String>,
    /// Why one person released it alone.
    pub emergency_reason: Option<String>,
    /// Why it could not become public when its time came.
    pub stuck_reason: Option<String>,
    /// When it is to become public.
    pub publish_at: Option<Timestamp>,
    /// When it did.
    pub published_at: Option<Timestamp>,
}

/// How many proposals of an incident are where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Waiting for a second person.
    pub waiting: i64,
    /// All of them.
    pub all: i64,
}

/// The columns of a [`Row`].
pub(super) const COLUMNS: &str = "incident_id, proposal_id, body, state, proposed_by, proposed_at, decided_by, decided_at, \
                                  decline_reason, emergency_reason, stuck_reason, publish_at, published_at";

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    incident_id: Uuid,
    proposal_id: Uuid,
    body: String,
    state: String,
    proposed_by: String,
    proposed_at: i64,
    decided_by: Option<String>,
    decided_at: Option<i64>,
    decline_reason: Option<String>,
    emergency_reason: Option<String>,
    stuck_reason: Option<String>,
    publish_at: Option<i64>,
    published_at: Option<i64>,
}

impl TryFrom<Row> for StoredProposal {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let time = Timestamp::from_micros;
        Ok(Self {
            proposal_id: ProposalId(row.proposal_id),
            incident_id: IncidentId(row.incident_id),
            proposal: serde_json::from_str(&row.body).map_err(|_| nonsense("proposals", "body"))?,
            state: ProposalState::parse(&row.state).ok_or_else(|| nonsense("proposals", "state"))?,
            proposed_by: row.proposed_by,
            proposed_at: time(row.proposed_at),
            decided_by: row.decided_by,
            decided_at: row.decided_at.map(time),
            decline_reason: row.decline_reason,
            emergency_reason: row.emergency_reason,
            stuck_reason: row.stuck_reason,
            publish_at: row.publish_at.map(time),
            published_at: row.published_at.map(time),
        })
    }
}

impl Store {
    /// Proposes something for publication. Nothing is public yet; a second person approves ([`Store::approve_proposal`]).
    ///
    /// # Errors
    /// [`PublishError::Refused`] when it could never be published as it stands; otherwise when the database fails.
    pub async fn propose(
        &self,
        tx: &mut Tx,
        actor: &str,
        incident: IncidentId,
        proposal: &Proposal,
        now: Timestamp,
    ) -> Result<ProposalId, PublishError> {
        proposal.check(now)?;
        let is_public: Option<bool> =
            on!(&mut *tx, |db| sqlx::query_scalar("select published_at is not null from incidents where incident_id = $1")
                .bind(incident.0)
                .fetch_optional(&mut **db)
                .await)?;
        match (proposal.kind(), is_public) {
            (_, None) => return Err(Refusal::NotThere.into()),
            (ProposalKind::PublishIncident, Some(true)) => return Err(Refusal::AlreadyPublic.into()),
            (ProposalKind::PublishIncident, _) | (_, Some(true)) => {}
            (_, Some(false)) => return Err(Refusal::NotPublic.into()),
        }
        let id = ProposalId::new(now, &*self.entropy);
        let body = serde_json::to_string(proposal).map_err(|_| nonsense("proposals", "body"))?;
        let sql = "insert into proposals (incident_id, proposal_id, kind, body, state, proposed_by, proposed_at)
                   values ($1, $2, $3, $4, $5, $6, $7)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(id.0)
            .bind(proposal.kind().as_str())
            .bind(&body)
            .bind(ProposalState::Waiting.as_str())
            .bind(actor)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        let details = serde_json::json!({ "kind": proposal.kind() });
        let act = Act { actor, act: "proposal.new", about: Some(id.0), details: &details };
        self.append_audit(tx, Chain::Incident(incident), act, now).await?;
        Ok(id)
    }

    /// A proposal of this incident.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn proposal(&self, incident: IncidentId, proposal: ProposalId) -> Result<Option<StoredProposal>, StoreError> {
        let sql = format!("select {COLUMNS} from proposals where incident_id = $1 and proposal_id = $2");
        let row: Option<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(proposal.0).fetch_optional(db).await)?;
        row.map(StoredProposal::try_from).transpose()
    }

    /// The proposals of an incident, newest first, `limit` of them after the first `offset`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn proposals(&self, incident: IncidentId, offset: i64, limit: i64) -> Result<Vec<StoredProposal>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from proposals where incident_id = $1 order by proposed_at desc, proposal_id desc limit $2 offset $3"
        );
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(limit).bind(offset).fetch_all(db).await)?;
        rows.into_iter().map(StoredProposal::try_from).collect()
    }

    /// The proposals of an incident that wait for a second person or for their time, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_proposals(&self, incident: IncidentId) -> Result<Vec<StoredProposal>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from proposals where incident_id = $1 and state in ('waiting', 'scheduled')
             order by proposed_at, proposal_id limit 100"
        );
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).fetch_all(db).await)?;
        rows.into_iter().map(StoredProposal::try_from).collect()
    }

    /// How many proposals of an incident are where.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_proposals(&self, incident: IncidentId) -> Result<Counts, StoreError> {
        let sql = "select cast(count(*) as bigint), cast(coalesce(sum(case when state = 'waiting' then 1 else 0 end), 0) as bigint)
                   from proposals where incident_id = $1";
        let (all, waiting): (i64, i64) = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).fetch_one(db).await)?;
        Ok(Counts { waiting, all })
    }
}

/// Reads a proposal and keeps others from deciding it until the transaction ends.
pub(super) async fn hold(tx: &mut Tx, incident: IncidentId, proposal: ProposalId) -> Result<StoredProposal, PublishError> {
    let sql = format!("select {COLUMNS} from proposals where incident_id = $1 and proposal_id = $2 {}", tx.for_update());
    let row: Option<Row> = on!(&mut *tx, |db| sqlx::query_as(&sql).bind(incident.0).bind(proposal.0).fetch_optional(&mut **db).await)?;
    Ok(row.ok_or(Refusal::NotThere)?.try_into()?)
}
