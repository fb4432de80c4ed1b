//! A letter that came back, keyed in by the code that is printed on it.

use domain::{
    clock::Timestamp,
    code::TypedCode,
    ids::{DeliveryId, IncidentId, LetterId, NoticeId, PersonId},
    request::{RequestKind, RequestNumber, RequestText},
    visit::Channel,
};
use uuid::Uuid;

use crate::{Store, StoreError, Tx, invitations::code_hash, on, people::Mark, requests::NewRequest};

/// A letter that was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundLetter {
    /// Which letter.
    pub letter_id: LetterId,
    /// Of which incident.
    pub incident_id: IncidentId,
    /// Of which mail-out.
    pub notice_id: NoticeId,
    /// The delivery it is.
    pub delivery_id: DeliveryId,
    /// To whom.
    pub person_id: PersonId,
    /// Of the invitation whose code it carries.
    pub generation: i64,
    /// The number of its batch.
    pub batch: i64,
    /// Its place there.
    pub position: i64,
}

/// What keying in a letter did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returned {
    /// Its delivery is `returned`, no letter goes to that address any more, and the code opens nothing. Staff have a request.
    Now {
        /// The request; nothing when the person is no longer there.
        request: Option<RequestNumber>,
    },
    /// It was keyed in before: nothing changed.
    Before,
}

#[derive(sqlx::FromRow)]
struct FoundRow {
    letter_id: Uuid,
    notice_id: Uuid,
    delivery_id: Uuid,
    person_id: Uuid,
    generation: i64,
    batch: i64,
    position: i64,
}

impl Store {
    /// The printed letter that carries this code: also one of an older generation, and of a closed incident. Of several with the same
    /// code (one person, two mail-outs) the one that has not come back, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_letter(&self, code: &TypedCode) -> Result<Option<FoundLetter>, StoreError> {
        if code.channel() != Channel::Letter {
            return Ok(None);
        }
        let incidents: Vec<Uuid> =
            on!(self.read(), |db| sqlx::query_scalar("select distinct incident_id from letter_batches").fetch_all(db).await)?;
        let sql = "select l.letter_id, l.notice_id, l.delivery_id, l.person_id, l.generation, b.number as batch, l.position
                   from invitations i
                   join letters l on l.incident_id = i.incident_id and l.person_id = i.person_id and l.generation = i.generation
                   join letter_batches b on b.incident_id = l.incident_id and b.batch_id = l.batch_id
                   where i.incident_id = $1 and i.code_hash = $2 and i.channel = 'letter' and b.printed_at is not null
                   order by (l.returned_at is not null), b.number desc limit 1";
        for incident in incidents.into_iter().map(IncidentId) {
            let hash = code_hash(&*self.incident_keys(incident).await?, code).to_vec();
            let row: Option<FoundRow> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(&hash).fetch_optional(db).await)?;
            if let Some(row) = row {
                return Ok(Some(FoundLetter {
                    letter_id: LetterId(row.letter_id),
                    incident_id: incident,
                    notice_id: NoticeId(row.notice_id),
                    delivery_id: DeliveryId(row.delivery_id),
                    person_id: PersonId(row.person_id),
                    generation: row.generation,
                    batch: row.batch,
                    position: row.position,
                }));
            }
        }
        Ok(None)
    }

    /// Says that a letter came back. Its code was in other hands and proves no address any more: invitations are made anew. No letter
    /// goes to that address until staff or the person have put it right; a request says so to staff. `promised_on` is the day by which
    /// somebody looks at it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn letter_returned(
        &self,
        tx: &mut Tx,
        letter: &FoundLetter,
        promised_on: &str,
        now: Timestamp,
    ) -> Result<Returned, StoreError> {
        let incident = letter.incident_id;
        let sql = "update letters set returned_at = $3 where incident_id = $1 and letter_id = $2 and returned_at is null";
        let marked = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(letter.letter_id.0)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if marked == 0 {
            return Ok(Returned::Before);
        }
        let sql =
            "update deliveries set state = 'returned' where incident_id = $1 and notice_id = $2 and delivery_id = $3 and state = 'printed'";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(letter.notice_id.0)
            .bind(letter.delivery_id.0)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        let Some(person) = self.person(incident, letter.person_id).await? else { return Ok(Returned::Now { request: None }) };
        self.mark_person(tx, &person, Mark::Moved, now).await?;
        if person.generation == letter.generation {
            self.reissue_invitations(tx, incident, person.person_id).await?;
        }
        let request = NewRequest {
            incident_id: incident,
            person_id: Some(person.person_id),
            kind: RequestKind::LetterReturned,
            lang: person.lang,
            text: RequestText::default(),
            promised_on: promised_on.to_owned(),
            // One letter, one request.
            form_id: letter.letter_id.0,
        };
        let made = self.add_request(tx, &request, now).await?;
        Ok(Returned::Now { request: Some(made.number) })
    }
}
