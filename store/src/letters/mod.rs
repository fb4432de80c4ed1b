//! Letters: who goes into a batch for the print house, what becomes of it, and what comes back.

mod choose;
mod files;
mod returned;
mod row;

use std::collections::HashMap;

use domain::{
    clock::Timestamp,
    ids::{DeliveryId, IncidentId, LetterBatchId, LetterId, NoticeId, PersonId, StaffId},
    letter::Paper,
    person::Person,
    visit::Channel,
};

pub use choose::NewBatch;
pub use files::LetterFile;
pub use returned::{FoundLetter, Returned};

use self::row::{BatchRow, COLUMNS};
use crate::{
    Store, StoreError,
    invitations::{Invitation, InvitationSecrets},
    on,
};

/// Letters that go to the print house together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterBatch {
    /// Which batch.
    pub batch_id: LetterBatchId,
    /// Of which incident.
    pub incident_id: IncidentId,
    /// What staff and the print house call it, from 1.
    pub number: i64,
    /// What it is printed on.
    pub paper: Paper,
    /// Letters in one PDF at most.
    pub per_file: i64,
    /// How many letters it has.
    pub letters: i64,
    /// When its people were chosen; its letters have this date.
    pub made_at: Timestamp,
    /// Who made it; nobody on the command line.
    pub made_by: Option<StaffId>,
    /// When its files were there.
    pub printed_at: Option<Timestamp>,
}

/// One letter of a batch.
#[derive(Clone, Debug)]
pub struct BatchLetter {
    /// Which letter.
    pub letter_id: LetterId,
    /// Of which mail-out.
    pub notice_id: NoticeId,
    /// The delivery it is.
    pub delivery_id: DeliveryId,
    /// Its place in the batch, from 1.
    pub position: i64,
    /// Of the invitation whose code it carries.
    pub generation: i64,
    /// To whom.
    pub person_id: PersonId,
    /// As the list has them now; nothing when they are no longer there or do not open: then there is no letter.
    pub person: Option<Person>,
}

/// People read at one time.
const READ: usize = 500;

impl Store {
    /// A batch by its number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn letter_batch(&self, incident: IncidentId, number: i64) -> Result<Option<LetterBatch>, StoreError> {
        let sql = format!("select {COLUMNS} from letter_batches where incident_id = $1 and number = $2");
        let row: Option<BatchRow> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(number).fetch_optional(db).await)?;
        row.map(LetterBatch::try_from).transpose()
    }

    /// Batches of an incident, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn letter_batches(&self, incident: IncidentId, skip: i64, limit: i64) -> Result<Vec<LetterBatch>, StoreError> {
        let sql = format!("select {COLUMNS} from letter_batches where incident_id = $1 order by number desc limit $2 offset $3");
        let rows: Vec<BatchRow> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(limit).bind(skip).fetch_all(db).await)?;
        rows.into_iter().map(LetterBatch::try_from).collect()
    }

    /// Batches whose files are not there yet, oldest first: somebody was stopped while making them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unprinted_batches(&self, incident: IncidentId) -> Result<Vec<LetterBatch>, StoreError> {
        let sql = format!("select {COLUMNS} from letter_batches where incident_id = $1 and printed_at is null order by number");
        let rows: Vec<BatchRow> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).fetch_all(db).await)?;
        rows.into_iter().map(LetterBatch::try_from).collect()
    }

    /// The letters of a batch in their order, with their people.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn letters_of(&self, batch: &LetterBatch) -> Result<Vec<BatchLetter>, StoreError> {
        let sql = "select letter_id, notice_id, delivery_id, position, generation, person_id from letters
                   where incident_id = $1 and batch_id = $2 order by position";
        let rows: Vec<row::LetterRow> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(batch.incident_id.0).bind(batch.batch_id.0).fetch_all(db).await)?;
        let mut letters = Vec::with_capacity(rows.len());
        for chunk in rows.chunks(READ) {
            let ids: Vec<PersonId> = chunk.iter().map(|row| PersonId(row.person_id)).collect();
            let people: HashMap<PersonId, Person> =
                self.recipients(batch.incident_id, &ids).await?.into_iter().map(|person| (person.person_id, person)).collect();
            // Two mail-outs may wait for one person.
            letters.extend(chunk.iter().map(|row| row.with(people.get(&PersonId(row.person_id)).cloned())));
        }
        Ok(letters)
    }

    /// What a letter carries.
    ///
    /// # Errors
    /// When there is no such incident.
    pub async fn letter_secrets(&self, incident: IncidentId, letter: &BatchLetter) -> Result<InvitationSecrets, StoreError> {
        let invitation =
            Invitation { incident_id: incident, person_id: letter.person_id, channel: Channel::Letter, generation: letter.generation };
        self.invitation_secrets(&invitation).await
    }
}
