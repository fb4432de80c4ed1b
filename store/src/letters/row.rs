//! How batches and letters stand in the database.

use domain::{
    clock::Timestamp,
    ids::{DeliveryId, IncidentId, LetterBatchId, LetterId, NoticeId, PersonId, StaffId},
    letter::Paper,
    person::Person,
};
use uuid::Uuid;

use super::{BatchLetter, LetterBatch};
use crate::StoreError;

pub(super) const COLUMNS: &str = "incident_id, batch_id, number, paper, per_file, letters, made_at, made_by, printed_at";

#[derive(sqlx::FromRow)]
pub(super) struct BatchRow {
    incident_id: Uuid,
    batch_id: Uuid,
    number: i64,
    paper: String,
    per_file: i64,
    letters: i64,
    made_at: i64,
    made_by: Option<Uuid>,
    printed_at: Option<i64>,
}

impl TryFrom<BatchRow> for LetterBatch {
    type Error = StoreError;

    fn try_from(row: BatchRow) -> Result<Self, StoreError> {
        Ok(Self {
            batch_id: LetterBatchId(row.batch_id),
            incident_id: IncidentId(row.incident_id),
            number: row.number,
            paper: Paper::parse(&row.paper).ok_or(StoreError::Nonsense { table: "letter_batches", column: "paper" })?,
            per_file: row.per_file,
            letters: row.letters,
            made_at: Timestamp::from_micros(row.made_at),
            made_by: row.made_by.map(StaffId),
            printed_at: row.printed_at.map(Timestamp::from_micros),
        })
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct LetterRow {
    letter_id: Uuid,
    notice_id: Uuid,
    delivery_id: Uuid,
    position: i64,
    generation: i64,
    pub(super) person_id: Uuid,
}

impl LetterRow {
    pub(super) const fn with(&self, person: Option<Person>) -> BatchLetter {
        BatchLetter {
            letter_id: LetterId(self.letter_id),
            notice_id: NoticeId(self.notice_id),
            delivery_id: DeliveryId(self.delivery_id),
            position: self.position,
            generation: self.generation,
            person_id: PersonId(self.person_id),
            person,
        }
    }
}
