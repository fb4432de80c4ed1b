//! Beginning, leasing and finishing a reading.

use std::time::Duration;

use domain::{
    clock::{Timestamp, random},
    ids::{ImportId, IncidentId},
    import::{ImportState, ReadOptions, Report},
};

use uuid::Uuid;

use super::{
    Import, ImportError,
    list::{COLUMNS, ImportRow},
};
use crate::{Store, StoreError, Tx, on};

/// How long a reader that says nothing holds its import. It renews the lease with every chunk, far more often; the next
/// process waits at most this long for one that was killed. A reader that was only slow loses no more than its last chunk.
pub const LEASE: Duration = Duration::from_secs(5);

/// What is read, and how.
#[derive(Clone, Debug)]
pub struct Begun {
    /// Into which incident.
    pub incident: IncidentId,
    /// SHA-256 of the whole file.
    pub file_sha256: [u8; 32],
    /// Its length in bytes.
    pub file_bytes: u64,
    /// How to read it.
    pub options: ReadOptions,
    /// Go on as well with a reading that only waits to be accepted, because that is what will be asked next.
    pub to_accept: bool,
}

/// Whether this process may read.
#[derive(Debug)]
pub enum Lease {
    /// Yes, from the checkpoint in here, until [`LEASE`] passes without a chunk.
    Yours(Import, Uuid),
    /// No: another process reads.
    HeldUntil(Timestamp),
    /// There is nothing left to read.
    Over(Import),
}

impl Store {
    /// Begins a reading, or finds the one of the same file that was begun and is not over. However many call at once, one
    /// reading begins.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_import(&self, begun: &Begun, now: Timestamp) -> Result<ImportId, ImportError> {
        let mut tx = self.write().await?;
        if let Some(import) = find_begun(&mut tx, begun).await? {
            return Ok(import);
        }
        let import = ImportId::new(now, &*self.entropy);
        let sql = "insert into imports (incident_id, import_id, file_sha256, file_bytes, reading, state, next_byte, next_line, report,
                                        rests_on, started_at)
                   values ($1, $2, $3, $4, $5, 'reading', 0, 1, $6, '[]', $7)
                   on conflict (incident_id, file_sha256, reading) where state = 'reading' do nothing";
        let inserted = on!(&mut tx, |db| sqlx::query(sql)
            .bind(begun.incident.0)
            .bind(import.0)
            .bind(begun.file_sha256.as_slice())
            .bind(i64::try_from(begun.file_bytes).unwrap_or(i64::MAX))
            .bind(json("reading", &begun.options)?)
            .bind(json("report", &Report::default())?)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if inserted == 0 {
            // On PostgreSQL another process was faster; its row is committed by now.
            return find_begun(&mut tx, begun).await?.ok_or(ImportError::LeaseLost);
        }
        tx.commit().await?;
        Ok(import)
    }

    /// Takes the lease of a reading, if nobody else holds it.
    ///
    /// # Errors
    /// When the database fails or has no such import.
    pub async fn lease_import(&self, import: ImportId, now: Timestamp) -> Result<Lease, ImportError> {
        let token = Uuid::from_bytes(random(&*self.entropy));
        let mut tx = self.write().await?;
        let sql = "update imports set lease_token = $1, lease_until = $2
                   where import_id = $3 and state = 'reading' and (lease_until is null or lease_until <= $4)";
        let taken = on!(&mut tx, |db| sqlx::query(sql)
            .bind(token)
            .bind(now.plus(LEASE).as_micros())
            .bind(import.0)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        let sql = format!("select {COLUMNS} from imports where import_id = $1");
        let row = on!(&mut tx, |db| sqlx::query_as::<_, ImportRow>(&sql).bind(import.0).fetch_optional(&mut **db).await)?;
        tx.commit().await?;
        let found: Import = row.ok_or(ImportError::NotThere(import))?.try_into()?;
        Ok(match (taken, found.state, found.lease_until) {
            (1, ..) => Lease::Yours(found, token),
            (_, ImportState::Reading, until) => Lease::HeldUntil(until.unwrap_or(now)),
            _ => Lease::Over(found),
        })
    }

    /// Gives the lease back before its end, so that the next process need not wait.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn release_import(&self, import: ImportId, token: Uuid) -> Result<(), ImportError> {
        let mut tx = self.write().await?;
        let sql = "update imports set lease_token = null, lease_until = null where import_id = $1 and lease_token = $2";
        on!(&mut tx, |db| sqlx::query(sql).bind(import.0).bind(token).execute(&mut **db).await.map(|_| ()))?;
        Ok(tx.commit().await?)
    }

    /// Ends a reading: all rows are in.
    ///
    /// # Errors
    /// [`ImportError::LeaseLost`] when another process has it, or when the database fails.
    pub async fn finish_import(&self, import: ImportId, token: Uuid, now: Timestamp) -> Result<(), ImportError> {
        let mut tx = self.write().await?;
        let sql = "update imports set state = 'finished', finished_at = $1, lease_token = null, lease_until = null
                   where import_id = $2 and lease_token = $3 and state = 'reading'";
        let finished = on!(&mut tx, |db| sqlx::query(sql)
            .bind(now.as_micros())
            .bind(import.0)
            .bind(token)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if finished == 0 {
            return Err(ImportError::LeaseLost);
        }
        Ok(tx.commit().await?)
    }
}

/// A value as the JSON of its column.
pub(super) fn json(column: &'static str, value: &impl serde::Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Nonsense { table: "imports", column })
}

/// The newest reading of the same file that is not over.
async fn find_begun(tx: &mut Tx, begun: &Begun) -> Result<Option<ImportId>, ImportError> {
    let sql = "select import_id from imports where incident_id = $1 and file_sha256 = $2 and reading = $3
               and (state = 'reading' or ($4 and state in ('finished', 'applying'))) order by started_at desc limit 1";
    let found: Option<Uuid> = on!(&mut *tx, |db| sqlx::query_scalar(sql)
        .bind(begun.incident.0)
        .bind(begun.file_sha256.as_slice())
        .bind(json("reading", &begun.options)?)
        .bind(begun.to_accept)
        .fetch_optional(&mut **db)
        .await)?;
    Ok(found.map(ImportId))
}
