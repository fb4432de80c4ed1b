//! The queue of requests at the desk: who waits longest, who has it, and taking it so that two do not answer one person.

use domain::{
    clock::Timestamp,
    email::EmailAddress,
    ids::{IncidentId, PersonId, RequestId, StaffId},
    lang::Lang,
    request::{RequestKind, RequestNumber, RequestState},
};
use uuid::Uuid;

use super::Request;
use crate::{Store, StoreError, Tx, helpers::Helper, on};

/// Requests on one page.
pub const QUEUE_PAGE: i64 = 50;

/// Which requests of an incident.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Queue {
    /// Somebody has to answer, whoever has it.
    #[default]
    Open,
    /// Open, and a member of staff has it.
    Taken,
    /// Answered or closed.
    Answered,
}

impl Queue {
    /// What may be asked for in an address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Taken => "taken",
            Self::Answered => "answered",
        }
    }

    /// Reads that word; anything else is what is open.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        [Self::Taken, Self::Answered].into_iter().find(|queue| queue.as_str() == word).unwrap_or_default()
    }

    const fn condition(self) -> &'static str {
        match self {
            Self::Open => "state = 'open'",
            Self::Taken => "state = 'open' and taken_by is not null",
            Self::Answered => "state in ('answered', 'closed')",
        }
    }
}

/// A request as the queue shows it: nobody's name and nothing of what they wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedRequest {
    /// Which request.
    pub request_id: RequestId,
    /// What its person calls it by.
    pub number: RequestNumber,
    /// Who asks; `None` when they could not get in.
    pub person_id: Option<PersonId>,
    /// What is asked.
    pub kind: RequestKind,
    /// The language the answer is written in.
    pub lang: Lang,
    /// How far it is.
    pub state: RequestState,
    /// When it was made.
    pub made_at: Timestamp,
    /// The day by which somebody answers, `YYYY-MM-DD`.
    pub promised_on: String,
    /// Who has it.
    pub taken_by: Option<StaffId>,
}

/// How many requests wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct QueueCounts {
    /// Open ones, taken or not.
    pub open: i64,
    /// Open ones that somebody has.
    pub taken: i64,
    /// Open ones whose promised day has passed.
    pub overdue: i64,
    /// Answered or closed ones.
    pub answered: i64,
}

#[derive(sqlx::FromRow)]
struct QueueRow {
    request_id: Uuid,
    number: String,
    person_id: Option<Uuid>,
    kind: String,
    lang: String,
    state: String,
    made_at: i64,
    promised_on: String,
    taken_by: Option<Uuid>,
}

impl TryFrom<QueueRow> for QueuedRequest {
    type Error = StoreError;

    fn try_from(row: QueueRow) -> Result<Self, StoreError> {
        let nonsense = |column| StoreError::Nonsense { table: "requests", column };
        Ok(Self {
            request_id: RequestId(row.request_id),
            number: RequestNumber::parse(&row.number).map_err(|_| nonsense("number"))?,
            person_id: row.person_id.map(PersonId),
            kind: RequestKind::parse(&row.kind).ok_or_else(|| nonsense("kind"))?,
            lang: Lang::from_tag(&row.lang),
            state: RequestState::parse(&row.state).ok_or_else(|| nonsense("state"))?,
            made_at: Timestamp::from_micros(row.made_at),
            promised_on: row.promised_on,
            taken_by: row.taken_by.map(StaffId),
        })
    }
}

impl Store {
    /// One page of the queue, those that wait longest first (of the answered: the newest first). `page` counts from 0.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn request_queue(&self, incident: IncidentId, queue: Queue, page: i64) -> Result<Vec<QueuedRequest>, StoreError> {
        let order = if queue == Queue::Answered { "made_at desc, request_id desc" } else { "made_at, request_id" };
        let sql = format!(
            "select request_id, number, person_id, kind, lang, state, made_at, promised_on, taken_by from requests
             where incident_id = $1 and {} order by {order} limit $2 offset $3",
            queue.condition()
        );
        let rows: Vec<QueueRow> = on!(self.read(), |db| sqlx::query_as(&sql)
            .bind(incident.0)
            .bind(QUEUE_PAGE)
            .bind(page.saturating_mul(QUEUE_PAGE))
            .fetch_all(db)
            .await)?;
        rows.into_iter().map(QueuedRequest::try_from).collect()
    }

    /// How many requests of an incident wait; `today` is the day there, `YYYY-MM-DD`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_requests(&self, incident: IncidentId, today: &str) -> Result<QueueCounts, StoreError> {
        let sql = "select cast(count(case when state = 'open' then 1 end) as bigint) as open,
                          cast(count(case when state = 'open' and taken_by is not null then 1 end) as bigint) as taken,
                          cast(count(case when state = 'open' and promised_on < $2 then 1 end) as bigint) as overdue,
                          cast(count(case when state <> 'open' then 1 end) as bigint) as answered
                   from requests where incident_id = $1";
        Ok(on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(today).fetch_one(db).await)?)
    }

    /// Gives an open request to a member of staff, if it is still with whom the presser saw (`seen`; `None` for nobody): of
    /// twenty at once one gets it. The caller writes the audit row last in the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_request(
        &self,
        tx: &mut Tx,
        request: &Request,
        staff: StaffId,
        seen: Option<StaffId>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "update requests set taken_by = $1, taken_at = $2
                   where incident_id = $3 and request_id = $4 and state = 'open' and coalesce(taken_by, $5) = $6 and coalesce(taken_by, $5) <> $1";
        let taken = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(staff.0)
            .bind(now.as_micros())
            .bind(request.incident_id.0)
            .bind(request.request_id.0)
            .bind(Uuid::nil())
            .bind(seen.map_or(Uuid::nil(), |seen| seen.0))
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(taken == 1)
    }

    /// Gives a request back to the queue; only who has it can. The caller writes the audit row last in the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn give_back_request(&self, tx: &mut Tx, request: &Request, staff: StaffId) -> Result<bool, StoreError> {
        let sql = "update requests set taken_by = null, taken_at = null
                   where incident_id = $1 and request_id = $2 and state = 'open' and taken_by = $3";
        let given = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(request.incident_id.0)
            .bind(request.request_id.0)
            .bind(staff.0)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(given == 1)
    }

    /// Where an answer goes: the address on the list for somebody who got in, which nobody can change by asking (a helper's own
    /// for what a helper asked who still gets in); else the one they wrote.
    ///
    /// # Errors
    /// When the database fails or the person does not open.
    pub async fn answer_address(&self, request: &Request) -> Result<Option<EmailAddress>, StoreError> {
        let Some(person) = request.person_id else { return Ok(request.text.answer_address()) };
        if let Some(helper) = request.helper_id
            && let Some(helper) = self.helper(request.incident_id, helper).await?.filter(Helper::is_active)
        {
            return Ok(helper.contact.email_address());
        }
        Ok(self.person(request.incident_id, person).await?.and_then(|person| person.contact.email_address()))
    }
}
