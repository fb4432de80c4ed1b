//! A quarantined row as it is kept.

use domain::{
    clock::{Entropy, Timestamp},
    ids::{ImportId, IncidentId},
    import::Quarantine,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    keys::{IncidentKeys, LookupHash, Place, Purpose},
    on,
};

/// What is sealed: the row's bytes, and what is needed to read them again.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuarantinedRow {
    /// Columns by position, empty where one was left out.
    pub columns: Vec<String>,
    /// The bytes as they stood in the file, without the line's end.
    pub raw: Vec<u8>,
}

impl std::fmt::Debug for QuarantinedRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("QuarantinedRow(hidden)")
    }
}

/// A row that waits, opened.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Names the row; says nothing about what is in it.
    pub row: Uuid,
    /// The newest import that met it.
    pub import_id: ImportId,
    /// Its line in the file.
    pub line: u64,
    /// Why it waits.
    pub reason: Quarantine,
    /// Since when.
    pub quarantined_at: Timestamp,
    /// The row.
    pub content: QuarantinedRow,
}

/// A row ready to be written.
pub(crate) struct SealedRow {
    row_mac: LookupHash,
    line: i64,
    pub(crate) reason: Quarantine,
    sealed: Vec<u8>,
}

const fn place(row_mac: LookupHash) -> Place {
    Place { table: "quarantine", row: Uuid::from_bytes(row_mac) }
}

impl SealedRow {
    pub(crate) fn new(
        keys: &IncidentKeys,
        row: &QuarantinedRow,
        line: u64,
        reason: Quarantine,
        entropy: &dyn Entropy,
    ) -> Result<Self, StoreError> {
        // The columns are in it because the same bytes under another header say something else.
        let columns = row.columns.join(",");
        let row_mac = keys.lookup(Purpose::QuarantinedRow, &[columns.as_bytes(), &line.to_le_bytes(), &row.raw]);
        Ok(Self { row_mac, line: line.cast_signed(), reason, sealed: keys.seal(place(row_mac), row, entropy)? })
    }
}

/// Keeps a row. One that waits already now belongs to this import; one that was released stays released.
pub(crate) async fn insert_quarantined(
    tx: &mut Tx,
    incident: IncidentId,
    import: ImportId,
    row: &SealedRow,
    now: Timestamp,
) -> Result<(), StoreError> {
    let sql = "insert into quarantine (incident_id, row_mac, import_id, line, reason, sealed, quarantined_at)
               values ($1, $2, $3, $4, $5, $6, $7)
               on conflict (incident_id, row_mac) do update set import_id = excluded.import_id
               where quarantine.released_at is null";
    on!(&mut *tx, |db| sqlx::query(sql)
        .bind(incident.0)
        .bind(row.row_mac.as_slice())
        .bind(import.0)
        .bind(row.line)
        .bind(row.reason.as_str())
        .bind(&row.sealed)
        .bind(now.as_micros())
        .execute(&mut **db)
        .await
        .map(|_| ()))?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct WaitingRow {
    row_mac: Vec<u8>,
    import_id: Uuid,
    line: i64,
    reason: String,
    sealed: Vec<u8>,
    quarantined_at: i64,
}

impl WaitingRow {
    fn open(self, keys: &IncidentKeys) -> Result<Waiting, StoreError> {
        let nonsense = |column| StoreError::Nonsense { table: "quarantine", column };
        let row_mac: LookupHash = self.row_mac.try_into().map_err(|_| nonsense("row_mac"))?;
        Ok(Waiting {
            row: Uuid::from_bytes(row_mac),
            import_id: ImportId(self.import_id),
            line: self.line.cast_unsigned(),
            reason: Quarantine::parse(&self.reason).ok_or_else(|| nonsense("reason"))?,
            quarantined_at: Timestamp::from_micros(self.quarantined_at),
            content: keys.open(place(row_mac), &self.sealed)?,
        })
    }
}

impl Store {
    /// Up to `limit` rows that wait, in an order of their own, those after `after` only. An empty answer is the end.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn quarantined_after(&self, incident: IncidentId, after: Option<Uuid>, limit: u32) -> Result<Vec<Waiting>, StoreError> {
        let sql = "select row_mac, import_id, line, reason, sealed, quarantined_at from quarantine
                   where incident_id = $1 and row_mac > $2 and released_at is null order by row_mac limit $3";
        let after = after.map_or_else(Vec::new, |row| row.as_bytes().to_vec());
        let rows: Vec<WaitingRow> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(after).bind(i64::from(limit)).fetch_all(db).await)?;
        let keys = self.incident_keys(incident).await?;
        rows.into_iter().map(|row| row.open(&keys)).collect()
    }

    /// One row that waits.
    ///
    /// # Errors
    /// When the database fails or the row does not open.
    pub async fn quarantined_row(&self, incident: IncidentId, row: Uuid) -> Result<Option<Waiting>, StoreError> {
        let sql = "select row_mac, import_id, line, reason, sealed, quarantined_at from quarantine
                   where incident_id = $1 and row_mac = $2 and released_at is null";
        let found: Option<WaitingRow> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(row.as_bytes().as_slice()).fetch_optional(db).await)?;
        let keys = self.incident_keys(incident).await?;
        found.map(|row| row.open(&keys)).transpose()
    }
}
