//! One chunk in one transaction: its rows, its counts, and the place after it.

use std::collections::HashSet;

use domain::{
    clock::Timestamp,
    ids::{ImportId, IncidentId, PersonId},
};
use uuid::Uuid;

use super::{
    Import, ImportError, LEASE,
    begin::json,
    chunk::{Chunk, ChunkRow},
    copy::copy_people,
    merge::merge,
    probe::probe,
    rows::insert_people,
};
use crate::{Store, StoreError, Tx, on, people::SealedPerson, quarantine::insert_quarantined};

/// Rows in a chunk at most (DESIGN: Import).
pub const LARGEST_CHUNK: usize = 5000;

/// Tries of one chunk when another import adds the same people at the same time.
const TRIES: usize = 20;

impl Store {
    /// Writes a chunk and moves `import` on, if its lease is still held by `token`. Nothing is written otherwise.
    ///
    /// # Errors
    /// [`ImportError::LeaseLost`] when another process has it, or when the database fails.
    pub async fn write_chunk(&self, import: &mut Import, token: Uuid, chunk: &Chunk, now: Timestamp) -> Result<(), ImportError> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.try_write_chunk(import, token, chunk, now).await {
                Ok(after) => {
                    *import = after;
                    return Ok(());
                }
                // Another list names the same new people and was faster: now they are known.
                Err(ImportError::Store(StoreError::Database(error))) if tries < TRIES && is_collision(&error) => {}
                Err(error) => return Err(error),
            }
        }
    }

    async fn try_write_chunk(&self, import: &Import, token: Uuid, chunk: &Chunk, now: Timestamp) -> Result<Import, ImportError> {
        let keys = self.incident_keys(import.incident_id).await?;
        let (incident, id) = (import.incident_id, import.import_id);
        let mut after =
            Import { next_byte: chunk.next_byte, next_line: chunk.next_line, lease_until: Some(now.plus(LEASE)), ..import.clone() };
        let mut tx = self.write().await?;
        // First, so that two readers of one import wait for one another here.
        fence(&mut tx, import, token).await?;
        let probed = probe(&mut tx, incident, id, chunk, import.report.changed > 0).await?;
        add_rests_on(&mut tx, &mut after, probed.imports).await?;
        let merged = merge(chunk, probed.known, &import.report, &keys, &*self.entropy)?;
        match &mut tx {
            Tx::Sqlite(db) => insert_people(db, incident, id, &merged.new).await?,
            Tx::Postgres(db) => copy_people(db, incident, id, &merged.new).await?,
        }
        for (person, change) in &merged.changes {
            replace_change(&mut tx, incident, id, *person, change.as_ref()).await?;
        }
        for row in &chunk.rows {
            if let ChunkRow::Quarantined(row) = row {
                insert_quarantined(&mut tx, incident, id, row, now).await?;
            }
        }
        after.report = merged.report;
        checkpoint(&mut tx, &after).await?;
        tx.commit().await?;
        Ok(after)
    }
}

/// Whether an error says that another transaction was faster (unique violation on either database, deadlock on PostgreSQL).
fn is_collision(error: &sqlx::Error) -> bool {
    let sqlx::Error::Database(cause) = error else { return false };
    cause.is_unique_violation() || matches!(cause.code().as_deref(), Some("40P01" | "40001"))
}

/// Refuses to go on unless this reader holds the import and stands where the import stands.
async fn fence(tx: &mut Tx, import: &Import, token: Uuid) -> Result<(), ImportError> {
    let sql = "update imports set lease_until = lease_until
               where incident_id = $1 and import_id = $2 and state = 'reading' and lease_token = $3 and next_byte = $4";
    let held = on!(&mut *tx, |db| sqlx::query(sql)
        .bind(import.incident_id.0)
        .bind(import.import_id.0)
        .bind(token)
        .bind(import.next_byte.cast_signed())
        .execute(&mut **db)
        .await
        .map(|done| done.rows_affected()))?;
    if held == 1 { Ok(()) } else { Err(ImportError::LeaseLost) }
}

async fn checkpoint(tx: &mut Tx, after: &Import) -> Result<(), ImportError> {
    let sql = "update imports set next_byte = $1, next_line = $2, report = $3, rests_on = $4, lease_until = $5
               where incident_id = $6 and import_id = $7";
    on!(&mut *tx, |db| sqlx::query(sql)
        .bind(after.next_byte.cast_signed())
        .bind(after.next_line.cast_signed())
        .bind(json("report", &after.report)?)
        .bind(json("rests_on", &after.rests_on)?)
        .bind(after.lease_until.map(Timestamp::as_micros))
        .bind(after.incident_id.0)
        .bind(after.import_id.0)
        .execute(&mut **db)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// Remembers the imports that met people came with and that are not accepted yet.
async fn add_rests_on(tx: &mut Tx, after: &mut Import, met: HashSet<ImportId>) -> Result<(), ImportError> {
    let (own, old) = (after.import_id, &after.rests_on);
    let news: Vec<ImportId> = met.into_iter().filter(|import| *import != own && !old.contains(import)).collect();
    if news.is_empty() {
        return Ok(());
    }
    let sql = "select import_id from imports where incident_id = $1 and accepted_at is not null";
    let accepted: Vec<Uuid> = on!(&mut *tx, |db| sqlx::query_scalar(sql).bind(after.incident_id.0).fetch_all(&mut **db).await)?;
    after.rests_on.extend(news.into_iter().filter(|import| !accepted.contains(&import.0)));
    after.rests_on.sort_unstable();
    Ok(())
}

/// Lets a change wait in place of an earlier one; without a change only takes that back.
async fn replace_change(
    tx: &mut Tx,
    incident: IncidentId,
    import: ImportId,
    person: PersonId,
    change: Option<&SealedPerson>,
) -> Result<(), ImportError> {
    let sql = "delete from people_changes where incident_id = $1 and import_id = $2 and person_id = $3";
    on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(import.0).bind(person.0).execute(&mut **db).await.map(|_| ()))?;
    let Some(change) = change else { return Ok(()) };
    let sql = "insert into people_changes (incident_id, import_id, person_id, content_mac, email_hash, sealed, confirmed, suspected,
                                           country, region, lang, kind, has_postal_address)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    on!(&mut *tx, |db| sqlx::query(sql)
        .bind(incident.0)
        .bind(import.0)
        .bind(person.0)
        .bind(change.content_mac.as_slice())
        .bind(change.email_hash.as_ref().map(|hash| hash.as_slice()))
        .bind(&change.sealed)
        .bind(change.confirmed)
        .bind(change.suspected)
        .bind(change.country)
        .bind(change.region)
        .bind(change.lang)
        .bind(change.kind)
        .bind(change.has_postal_address)
        .execute(&mut **db)
        .await
        .map(|_| ()))?;
    Ok(())
}
