//! Calls: one event for one webhook. Queued in the transaction of the event, taken by lease, tried for a day.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, UpdateId, WebhookCallId, WebhookId},
    incident::Incident,
    publishing::ProposalKind,
    webhook::{CALL_UP_TO, CallProblem, CallState, EventSet, WebhookEvent, WebhookState, call_pause},
};
use uuid::Uuid;

use super::{WebhookTarget, place};
use crate::{Store, StoreError, Tx, on};

/// How long a lease lasts: longer than one try may take.
const LEASE: std::time::Duration = std::time::Duration::from_secs(60);

const COLUMNS: &str = "call_id, webhook_id, event, incident_id, update_id, revision, made_at, state, attempts, tried_at, status, problem";

/// One event for one webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Which call: the same for every try.
    pub call_id: WebhookCallId,
    /// For whom.
    pub webhook_id: WebhookId,
    /// What happened.
    pub event: WebhookEvent,
    /// In which incident; nothing for a test.
    pub incident_id: Option<IncidentId>,
    /// To which update.
    pub update_id: Option<UpdateId>,
    /// By which revision of the incident.
    pub revision: Option<i64>,
    /// When it happened.
    pub made_at: Timestamp,
    /// How far the call is.
    pub state: CallState,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was tried last.
    pub tried_at: Option<Timestamp>,
    /// The status of the last answer.
    pub status: Option<i64>,
    /// Why the last try got none.
    pub problem: Option<CallProblem>,
}

/// A call that this worker has, alone, until its lease ends.
#[derive(Clone)]
pub struct LeasedCall {
    /// The call; `attempts` counts this try.
    pub call: Call,
    /// Where it goes; nothing when that does not open.
    pub target: Option<WebhookTarget>,
}

/// How a try went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallOutcome {
    /// There was an answer, with this status.
    Answered(u16),
    /// There was none.
    Problem(CallProblem),
}

#[derive(sqlx::FromRow)]
struct Row {
    call_id: Uuid,
    webhook_id: Uuid,
    event: String,
    incident_id: Option<Uuid>,
    update_id: Option<Uuid>,
    revision: Option<i64>,
    made_at: i64,
    state: String,
    attempts: i64,
    tried_at: Option<i64>,
    status: Option<i64>,
    problem: Option<String>,
}

impl TryFrom<Row> for Call {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let nonsense = |column| StoreError::Nonsense { table: "webhook_calls", column };
        Ok(Self {
            call_id: WebhookCallId(row.call_id),
            webhook_id: WebhookId(row.webhook_id),
            event: WebhookEvent::parse(&row.event).ok_or(nonsense("event"))?,
            incident_id: row.incident_id.map(IncidentId),
            update_id: row.update_id.map(UpdateId),
            revision: row.revision,
            made_at: Timestamp::from_micros(row.made_at),
            state: CallState::parse(&row.state).ok_or(nonsense("state"))?,
            attempts: row.attempts,
            tried_at: row.tried_at.map(Timestamp::from_micros),
            status: row.status,
            problem: row.problem.as_deref().and_then(CallProblem::parse),
        })
    }
}

impl Store {
    /// Queues a call for every webhook that wants to hear of this release, in its transaction. Practice reaches nobody.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn queue_webhooks(
        &self,
        tx: &mut Tx,
        incident: &Incident,
        kind: ProposalKind,
        update: Option<UpdateId>,
        revision: i64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Some(event) = WebhookEvent::of(kind).filter(|_| !incident.is_practice) else { return Ok(()) };
        let sql = "select webhook_id, events from webhooks where state = $1";
        let all: Vec<(Uuid, i64)> = on!(&mut *tx, |db| sqlx::query_as(sql).bind(WebhookState::Active.as_str()).fetch_all(&mut **db).await)?;
        for (webhook, events) in all {
            if EventSet::from_bits(events).contains(event) {
                self.add_call(tx, WebhookId(webhook), event, Some((incident.incident_id, update, revision)), now).await?;
            }
        }
        Ok(())
    }

    /// Queues a test.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_test_call(&self, tx: &mut Tx, webhook: WebhookId, now: Timestamp) -> Result<WebhookCallId, StoreError> {
        self.add_call(tx, webhook, WebhookEvent::Test, None, now).await
    }

    async fn add_call(
        &self,
        tx: &mut Tx,
        webhook: WebhookId,
        event: WebhookEvent,
        about: Option<(IncidentId, Option<UpdateId>, i64)>,
        now: Timestamp,
    ) -> Result<WebhookCallId, StoreError> {
        let call_id = WebhookCallId::new(now, &*self.entropy);
        let sql = "insert into webhook_calls
                       (call_id, webhook_id, event, incident_id, update_id, revision, made_at, state, attempts, due_at)
                   values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $7)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(call_id.0)
            .bind(webhook.0)
            .bind(event.as_str())
            .bind(about.map(|(incident, ..)| incident.0))
            .bind(about.and_then(|(_, update, _)| update).map(|update| update.0))
            .bind(about.map(|(.., revision)| revision))
            .bind(now.as_micros())
            .bind(CallState::Queued.as_str())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(call_id)
    }

    /// Takes up to `limit` calls that are due, or whose holder let the lease end, for `worker`. What is paused waits.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lease_calls(&self, worker: Uuid, limit: i64, now: Timestamp) -> Result<Vec<LeasedCall>, StoreError> {
        // Asked first without the write lock: most of the time nothing is due.
        let due = "state in ('queued', 'sending') and due_at <= $1
                   and webhook_id in (select w.webhook_id from webhooks w where w.state = 'active')";
        let sql = format!("select exists (select 1 from webhook_calls where {due})");
        let any: bool = on!(self.read(), |db| sqlx::query_scalar(&sql).bind(now.as_micros()).fetch_one(db).await)?;
        if !any {
            return Ok(Vec::new());
        }
        let mut tx = self.write().await?;
        let sql = format!(
            // Materialized, so that the limit holds: otherwise a plan may run the subquery more than once.
            "with taken as materialized (select call_id from webhook_calls where {due} order by due_at limit $2 {})
             update webhook_calls set state = 'sending', lease_token = $3, due_at = $4, attempts = attempts + 1
             where call_id in (select call_id from taken) returning {COLUMNS}",
            tx.skip_locked()
        );
        let rows: Vec<Row> = on!(&mut tx, |db| sqlx::query_as(&sql)
            .bind(now.as_micros())
            .bind(limit)
            .bind(worker)
            .bind(now.plus(LEASE).as_micros())
            .fetch_all(&mut **db)
            .await)?;
        tx.commit().await?;
        let mut leased = Vec::with_capacity(rows.len());
        for row in rows {
            let call = Call::try_from(row)?;
            let sql = "select sealed from webhooks where webhook_id = $1";
            let sealed: Option<Vec<u8>> = on!(self.read(), |db| sqlx::query_scalar(sql).bind(call.webhook_id.0).fetch_optional(db).await)?;
            let target = sealed.and_then(|sealed| {
                let opened = self.system_keys().open(place(call.webhook_id), &sealed);
                opened.inspect_err(|error| tracing::error!(webhook_id = %call.webhook_id, %error, "a webhook cannot be called")).ok()
            });
            leased.push(LeasedCall { call, target });
        }
        Ok(leased)
    }

    /// Records how a try went. What somebody else has taken over meanwhile stays as they left it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_call(&self, worker: Uuid, call: &Call, outcome: CallOutcome, now: Timestamp) -> Result<(), StoreError> {
        let is_sent = matches!(outcome, CallOutcome::Answered(200..=299));
        let next = now.plus(call_pause(call.attempts));
        let state = match outcome {
            _ if is_sent => CallState::Sent,
            _ if next.since(call.made_at) > CALL_UP_TO => CallState::Failed,
            _ => CallState::Queued,
        };
        let (status, problem) = match outcome {
            CallOutcome::Answered(status) => (Some(i64::from(status)), None),
            CallOutcome::Problem(problem) => (None, Some(problem.as_str())),
        };
        let sql = "update webhook_calls set state = $1, due_at = $2, tried_at = $3, status = $4, problem = $5, lease_token = null
                   where call_id = $6 and lease_token = $7 and attempts = $8";
        let mut tx = self.write().await?;
        on!(&mut tx, |db| sqlx::query(sql)
            .bind(state.as_str())
            .bind(next.as_micros())
            .bind(now.as_micros())
            .bind(status)
            .bind(problem)
            .bind(call.call_id.0)
            .bind(worker)
            .bind(call.attempts)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        tx.commit().await
    }

    /// The calls of a webhook, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn calls_of(&self, webhook: WebhookId, limit: i64) -> Result<Vec<Call>, StoreError> {
        let sql = format!("select {COLUMNS} from webhook_calls where webhook_id = $1 order by made_at desc, call_id desc limit $2");
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(webhook.0).bind(limit).fetch_all(db).await)?;
        rows.into_iter().map(Call::try_from).collect()
    }
}
