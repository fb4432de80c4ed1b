//! The files of a batch: sealed by us, kept in the data folder by the server; what they are stands here.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, LetterFileId, LetterId, NoticeId},
    mail::MailState,
};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::LetterBatch;
use crate::{
    Store, StoreError, Tx,
    keys::{Place, Sealed},
    on,
    statement::{Statement, bound},
};

/// Letters that one statement names at most.
const ROWS: usize = 500;

/// A file of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterFile {
    /// Which file; the name it lies under.
    pub file_id: LetterFileId,
    /// 0 is the manifest.
    pub number: i64,
    /// The name it is downloaded under.
    pub name: String,
    /// SHA-256 of what is downloaded.
    pub sha256: [u8; 32],
    /// Its length.
    pub bytes: i64,
}

#[derive(sqlx::FromRow)]
struct FileRow {
    file_id: Uuid,
    number: i64,
    name: String,
    sha256: Vec<u8>,
    bytes: i64,
}

const fn place(file: LetterFileId) -> Place {
    Place { table: "letter_files", row: file.0 }
}

impl Store {
    /// Seals a file of letters under its incident's key.
    ///
    /// # Errors
    /// When there is no such incident.
    pub async fn seal_letter_file(&self, incident: IncidentId, file: LetterFileId, bytes: &[u8]) -> Result<Sealed, StoreError> {
        self.incident_keys(incident).await?.seal(place(file), &bytes, &*self.entropy)
    }

    /// Opens one.
    ///
    /// # Errors
    /// When it is not what was sealed.
    pub async fn open_letter_file(&self, incident: IncidentId, file: LetterFileId, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.incident_keys(incident).await?.open(place(file), sealed)
    }

    /// The files of a batch, the manifest first; none while they are being made.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn letter_files(&self, batch: &LetterBatch) -> Result<Vec<LetterFile>, StoreError> {
        let sql = "select file_id, number, name, sha256, bytes from letter_files where incident_id = $1 and batch_id = $2 order by number";
        let rows: Vec<FileRow> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(batch.incident_id.0).bind(batch.batch_id.0).fetch_all(db).await)?;
        let file = |row: FileRow| {
            let sha256 = row.sha256.try_into().map_err(|_| StoreError::Nonsense { table: "letter_files", column: "sha256" })?;
            Ok(LetterFile { file_id: LetterFileId(row.file_id), number: row.number, name: row.name, sha256, bytes: row.bytes })
        };
        rows.into_iter().map(file).collect()
    }

    /// Says that the files of a batch are there: its deliveries are `printed` from now on, and `failed` where there is no letter
    /// because its person is no longer there. `false` when somebody else was first: their files count.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn letters_are_printed(
        &self,
        tx: &mut Tx,
        batch: &LetterBatch,
        files: &[LetterFile],
        unwritten: &[LetterId],
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let (incident, id) = (batch.incident_id.0, batch.batch_id.0);
        let sql = "update letter_batches set printed_at = $3 where incident_id = $1 and batch_id = $2 and printed_at is null";
        let first = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident)
            .bind(id)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if first == 0 {
            return Ok(false);
        }
        on!(&mut *tx, |db| {
            let mut sql = QueryBuilder::new("insert into letter_files (incident_id, batch_id, number, file_id, name, sha256, bytes) ");
            sql.push_values(files, |mut row, file| {
                row.push_bind(incident)
                    .push_bind(id)
                    .push_bind(file.number)
                    .push_bind(file.file_id.0)
                    .push_bind(file.name.as_str())
                    .push_bind(file.sha256.to_vec())
                    .push_bind(file.bytes);
            });
            sql.build().persistent(false).execute(&mut **db).await.map(|_| ())
        })?;
        let sql = "select distinct notice_id from letters where incident_id = $1 and batch_id = $2";
        let notices: Vec<Uuid> = on!(&mut *tx, |db| sqlx::query_scalar(sql).bind(incident).bind(id).fetch_all(&mut **db).await)?;
        for notice in notices.into_iter().map(NoticeId) {
            let sql = "update deliveries set state = 'printed', sent_at = $4, begun_at = coalesce(begun_at, $5),
                              generation = (select l.generation from letters l where l.incident_id = deliveries.incident_id
                                            and l.delivery_id = deliveries.delivery_id and l.batch_id = $2)
                       where incident_id = $1 and notice_id = $3 and channel = 'letter' and state in ('queued', 'returned')
                       and delivery_id in (select l.delivery_id from letters l
                                           where l.incident_id = $1 and l.batch_id = $2 and l.notice_id = $3 and l.returned_at is null)";
            on!(&mut *tx, |db| sqlx::query(sql)
                .bind(incident)
                .bind(id)
                .bind(notice.0)
                .bind(now.as_micros())
                .bind(batch.made_at.as_micros())
                .execute(&mut **db)
                .await
                .map(|_| ()))?;
        }
        self.queue_sms_of_letters(tx, batch.incident_id, batch.batch_id, now).await?;
        for chunk in unwritten.chunks(ROWS) {
            let mut sql = Statement::new("update deliveries set state = ");
            sql.value(crate::statement::Value::Text(MailState::Failed.as_str().to_owned()));
            sql.sql(", sent_at = null where incident_id = ").id(incident);
            sql.sql(" and delivery_id in (select l.delivery_id from letters l where l.incident_id = ").id(incident);
            sql.sql(" and l.letter_id in (").ids(chunk.iter().map(|letter| letter.0)).sql("))");
            on!(&mut *tx, |db| bound!(sqlx::query(sql.text()).persistent(false), sql).execute(&mut **db).await.map(|_| ()))?;
        }
        Ok(true)
    }
}
