//! The sealed box into which mail of a practice incident goes instead of to anyone.

use domain::{clock::Timestamp, ids::IncidentId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Store, StoreError, keys::Place, on};

/// A message as it would have gone out. Hidden when printed: it holds addresses, links and codes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeMessage {
    /// The one recipient.
    pub to: String,
    /// The subject line.
    pub subject: String,
    /// `en` or `es`.
    pub lang: String,
    /// The plain-text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// Its `Message-ID`, with the angle brackets.
    pub message_id: String,
}

impl std::fmt::Debug for PracticeMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PracticeMessage(hidden)")
    }
}

/// A message in the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeMail {
    /// The delivery's or the mail's id.
    pub id: Uuid,
    /// When it was put in.
    pub put_at: Timestamp,
    /// What it says.
    pub message: PracticeMessage,
}

#[derive(sqlx::FromRow)]
struct Row {
    message_id: Uuid,
    sealed: Vec<u8>,
    put_at: i64,
}

const fn place(id: Uuid) -> Place {
    Place { table: "practice_mail", row: id }
}

impl Store {
    /// Puts a message into the box. The same message again replaces itself.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_practice_mail(
        &self,
        incident: IncidentId,
        id: Uuid,
        message: &PracticeMessage,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let sealed = self.incident_keys(incident).await?.seal(place(id), message, &*self.entropy)?;
        let mut tx = self.write().await?;
        let sql = "insert into practice_mail (incident_id, message_id, sealed, put_at) values ($1, $2, $3, $4)
                   on conflict (incident_id, message_id) do update set sealed = excluded.sealed";
        on!(&mut tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(id)
            .bind(&sealed)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        tx.commit().await
    }

    /// Messages in the box, newest first, at most `limit`; from the one after `before` (time and id of the last seen).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn practice_mails(
        &self,
        incident: IncidentId,
        before: Option<(Timestamp, Uuid)>,
        limit: i64,
    ) -> Result<Vec<PracticeMail>, StoreError> {
        let (put_at, id) = before.unwrap_or((Timestamp::from_micros(i64::MAX), Uuid::max()));
        let sql = "select message_id, sealed, put_at from practice_mail
                   where incident_id = $1 and (put_at < $2 or (put_at = $2 and message_id < $3))
                   order by put_at desc, message_id desc limit $4";
        let rows: Vec<Row> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(put_at.as_micros()).bind(id).bind(limit).fetch_all(db).await)?;
        let keys = self.incident_keys(incident).await?;
        rows.into_iter()
            .map(|row| {
                let message = keys.open(place(row.message_id), &row.sealed)?;
                Ok(PracticeMail { id: row.message_id, put_at: Timestamp::from_micros(row.put_at), message })
            })
            .collect()
    }

    /// One message of the box, of whichever practice incident, and of which.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn practice_mail(&self, id: Uuid) -> Result<Option<(IncidentId, PracticeMail)>, StoreError> {
        let sql = "select incident_id, message_id, sealed, put_at from practice_mail where message_id = $1";
        let row: Option<(Uuid, Uuid, Vec<u8>, i64)> = on!(self.read(), |db| sqlx::query_as(sql).bind(id).fetch_optional(db).await)?;
        let Some((incident, id, sealed, put_at)) = row else {
            return Ok(None);
        };
        let incident = IncidentId(incident);
        let message = self.incident_keys(incident).await?.open(place(id), &sealed)?;
        Ok(Some((incident, PracticeMail { id, put_at: Timestamp::from_micros(put_at), message })))
    }
}
