//! A row of `requests`, and how it opens.

use domain::{
    clock::Timestamp,
    ids::{HelperId, IncidentId, PersonId, RequestId, StaffId},
    lang::Lang,
    request::{RequestKind, RequestNumber, RequestState},
};
use uuid::Uuid;

use super::Request;
use crate::{
    StoreError,
    keys::{IncidentKeys, Place},
};

pub(super) const COLUMNS: &str = "incident_id, request_id, number, person_id, kind, lang, sealed, state, made_at, promised_on, answered_at, \
                                  sealed_answer, taken_by, answered_by, closed_at, helper_id";

#[derive(sqlx::FromRow)]
pub(super) struct RequestRow {
    incident_id: Uuid,
    request_id: Uuid,
    number: String,
    person_id: Option<Uuid>,
    kind: String,
    lang: String,
    sealed: Vec<u8>,
    state: String,
    made_at: i64,
    promised_on: String,
    answered_at: Option<i64>,
    sealed_answer: Option<Vec<u8>>,
    taken_by: Option<Uuid>,
    answered_by: Option<Uuid>,
    closed_at: Option<i64>,
    helper_id: Option<Uuid>,
}

/// Where what was asked stands.
pub(super) const fn text_place(request: RequestId) -> Place {
    Place { table: "requests", row: request.0 }
}

/// Where what was answered stands: another place, so that neither opens as the other.
pub(super) const fn answer_place(request: RequestId) -> Place {
    Place { table: "requests.answer", row: request.0 }
}

impl RequestRow {
    pub(super) const fn incident(&self) -> IncidentId {
        IncidentId(self.incident_id)
    }

    pub(super) fn open(self, keys: &IncidentKeys) -> Result<Request, StoreError> {
        let nonsense = |column| StoreError::Nonsense { table: "requests", column };
        let request_id = RequestId(self.request_id);
        Ok(Request {
            request_id,
            incident_id: IncidentId(self.incident_id),
            number: RequestNumber::parse(&self.number).map_err(|_| nonsense("number"))?,
            person_id: self.person_id.map(PersonId),
            kind: RequestKind::parse(&self.kind).ok_or_else(|| nonsense("kind"))?,
            lang: Lang::from_tag(&self.lang),
            text: keys.open(text_place(request_id), &self.sealed)?,
            state: RequestState::parse(&self.state).ok_or_else(|| nonsense("state"))?,
            made_at: Timestamp::from_micros(self.made_at),
            promised_on: self.promised_on,
            answered_at: self.answered_at.map(Timestamp::from_micros),
            answer: self.sealed_answer.map(|sealed| keys.open(answer_place(request_id), &sealed)).transpose()?,
            taken_by: self.taken_by.map(StaffId),
            answered_by: self.answered_by.map(StaffId),
            closed_at: self.closed_at.map(Timestamp::from_micros),
            helper_id: self.helper_id.map(HelperId),
        })
    }
}
