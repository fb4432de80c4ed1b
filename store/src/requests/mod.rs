//! What people ask of staff. The words are sealed; a person finds only their own.

mod answer;
mod queue;
mod row;

use domain::{
    clock::Timestamp,
    ids::{HelperId, IncidentId, PersonId, RequestId, StaffId},
    lang::Lang,
    request::{RequestKind, RequestNumber, RequestState, RequestText},
};
use uuid::Uuid;

pub use answer::{Answer, AnswerOutcome};
pub use queue::{QUEUE_PAGE, Queue, QueueCounts, QueuedRequest};

use self::row::{COLUMNS, RequestRow, text_place};
use crate::{Store, StoreError, Tx, on};

/// A request, opened.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which request.
    pub request_id: RequestId,
    /// In which incident.
    pub incident_id: IncidentId,
    /// What its person calls it by.
    pub number: RequestNumber,
    /// Who asks; `None` when they could not get in.
    pub person_id: Option<PersonId>,
    /// What is asked.
    pub kind: RequestKind,
    /// The language the answer is written in.
    pub lang: Lang,
    /// What they wrote.
    pub text: RequestText,
    /// How far it is.
    pub state: RequestState,
    /// When it was made.
    pub made_at: Timestamp,
    /// The day by which somebody answers, `YYYY-MM-DD`.
    pub promised_on: String,
    /// When somebody did.
    pub answered_at: Option<Timestamp>,
    /// What they answered.
    pub answer: Option<String>,
    /// Which member of staff has it.
    pub taken_by: Option<StaffId>,
    /// Which member of staff answered; `None` on the command line.
    pub answered_by: Option<StaffId>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Who asked for the person, when it was a helper of theirs.
    pub helper_id: Option<HelperId>,
}

/// A request to be kept.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// In which incident.
    pub incident_id: IncidentId,
    /// Who asks, if they got in.
    pub person_id: Option<PersonId>,
    /// What is asked.
    pub kind: RequestKind,
    /// The language the answer is to be written in.
    pub lang: Lang,
    /// What they wrote.
    pub text: RequestText,
    /// The day by which somebody answers (`domain::request::promised_on`).
    pub promised_on: String,
    /// The form's own id: one press, one request.
    pub form_id: Uuid,
}

/// What became of a press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeRequest {
    /// What the request is called.
    pub number: RequestNumber,
    /// The day by which somebody answers.
    pub promised_on: String,
    /// `false` when the same form had been sent before: nothing was added.
    pub is_new: bool,
}

impl Store {
    /// Keeps a request. The same form once more adds nothing and gives the first one's number, but only to the same asker.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_request(&self, tx: &mut Tx, new: &NewRequest, now: Timestamp) -> Result<MadeRequest, StoreError> {
        let request_id = RequestId::new(now, &*self.entropy);
        let number = RequestNumber::new(&*self.entropy);
        let sealed = self.incident_keys(new.incident_id).await?.seal(text_place(request_id), &new.text, &*self.entropy)?;
        // A number that was given before (one in a trillion) refuses the row; the person presses again and gets another.
        let sql =
            "insert into requests (incident_id, request_id, number, person_id, kind, lang, sealed, state, made_at, promised_on, form_id)
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (form_id) do nothing";
        let added = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(new.incident_id.0)
            .bind(request_id.0)
            .bind(number.as_str())
            .bind(new.person_id.map(|person| person.0))
            .bind(new.kind.as_str())
            .bind(new.lang.as_str())
            .bind(&sealed)
            .bind(RequestState::Open.as_str())
            .bind(now.as_micros())
            .bind(&new.promised_on)
            .bind(new.form_id)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if added == 1 {
            return Ok(MadeRequest { number, promised_on: new.promised_on.clone(), is_new: true });
        }
        let sql = "select number, promised_on from requests
                   where form_id = $1 and incident_id = $2 and coalesce(person_id, $4) = coalesce($3, $4)";
        let (number, promised_on): (String, String) = on!(&mut *tx, |db| sqlx::query_as(sql)
            .bind(new.form_id)
            .bind(new.incident_id.0)
            .bind(new.person_id.map(|person| person.0))
            .bind(Uuid::nil())
            .fetch_one(&mut **db)
            .await)?;
        let number = RequestNumber::parse(&number).map_err(|_| StoreError::Nonsense { table: "requests", column: "number" })?;
        Ok(MadeRequest { number, promised_on, is_new: false })
    }

    /// Says that a helper asked, not the person. In the transaction of [`Store::add_request`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn request_is_by(&self, tx: &mut Tx, number: &RequestNumber, helper: HelperId) -> Result<(), StoreError> {
        let sql = "update requests set helper_id = $1 where number = $2";
        on!(&mut *tx, |db| sqlx::query(sql).bind(helper.0).bind(number.as_str()).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }

    /// What a person asked, newest first.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn requests_of_person(&self, incident: IncidentId, person: PersonId) -> Result<Vec<Request>, StoreError> {
        let sql =
            format!("select {COLUMNS} from requests where incident_id = $1 and person_id = $2 order by made_at desc, request_id desc");
        let rows: Vec<RequestRow> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(person.0).fetch_all(db).await)?;
        self.open_requests(rows).await
    }

    /// A person's own request by its number; somebody else's is `None`, like one that does not exist.
    ///
    /// # Errors
    /// When the database fails or the row does not open.
    pub async fn request_of_person(
        &self,
        incident: IncidentId,
        person: PersonId,
        number: &RequestNumber,
    ) -> Result<Option<Request>, StoreError> {
        let sql = format!("select {COLUMNS} from requests where number = $1 and incident_id = $2 and person_id = $3");
        let row: Option<RequestRow> =
            on!(self.read(), |db| sqlx::query_as(&sql).bind(number.as_str()).bind(incident.0).bind(person.0).fetch_optional(db).await)?;
        Ok(self.open_requests(row.into_iter().collect()).await?.pop())
    }

    /// Any request by its number: for staff and the command line.
    ///
    /// # Errors
    /// When the database fails or the row does not open.
    pub async fn find_request(&self, number: &RequestNumber) -> Result<Option<Request>, StoreError> {
        let sql = format!("select {COLUMNS} from requests where number = $1");
        let row: Option<RequestRow> = on!(self.read(), |db| sqlx::query_as(&sql).bind(number.as_str()).fetch_optional(db).await)?;
        Ok(self.open_requests(row.into_iter().collect()).await?.pop())
    }

    /// The requests of one incident or of all, those that wait longest first: for staff and the command line. `only_open`
    /// leaves out what is answered or closed.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn list_requests(&self, incident: Option<IncidentId>, only_open: bool, limit: u32) -> Result<Vec<Request>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from requests
             where (incident_id = $1 or $2) and (state = $3 or $4) order by made_at, request_id limit $5"
        );
        let rows: Vec<RequestRow> = on!(self.read(), |db| sqlx::query_as(&sql)
            .bind(incident.map_or(Uuid::nil(), |incident| incident.0))
            .bind(incident.is_none())
            .bind(RequestState::Open.as_str())
            .bind(!only_open)
            .bind(i64::from(limit))
            .fetch_all(db)
            .await)?;
        self.open_requests(rows).await
    }

    /// How many requests nobody has answered yet, by the day for which an answer was promised, the earliest first. Opens nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_requests_by_day(&self, incident: IncidentId) -> Result<Vec<(String, i64)>, StoreError> {
        let sql = "select promised_on, cast(count(*) as bigint) from requests where incident_id = $1 and state = $2
                   group by promised_on order by promised_on";
        Ok(on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(RequestState::Open.as_str()).fetch_all(db).await)?)
    }

    async fn open_requests(&self, rows: Vec<RequestRow>) -> Result<Vec<Request>, StoreError> {
        let mut requests = Vec::with_capacity(rows.len());
        for row in rows {
            let keys = self.incident_keys(row.incident()).await?;
            requests.push(row.open(&keys)?);
        }
        Ok(requests)
    }
}
