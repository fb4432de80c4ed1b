//! Reading what imports there are.

use domain::{
    clock::Timestamp,
    ids::{ImportId, IncidentId},
    import::{ImportState, ReadOptions, Report},
};
use uuid::Uuid;

use crate::{Store, StoreError, on};

/// The columns of an [`ImportRow`].
pub(super) const COLUMNS: &str = "incident_id, import_id, file_sha256, file_bytes, reading, state, next_byte, next_line, report, rests_on, \
                                  started_at, finished_at, accepted_at, accept_reason, lease_until";

/// One reading of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Of which incident.
    pub incident_id: IncidentId,
    /// Which reading.
    pub import_id: ImportId,
    /// SHA-256 of the whole file.
    pub file_sha256: [u8; 32],
    /// Its length in bytes.
    pub file_bytes: u64,
    /// How it was asked to be read.
    pub options: ReadOptions,
    /// How far it has come.
    pub state: ImportState,
    /// Where the next row begins, in bytes from the beginning of the file; 0 is the header.
    pub next_byte: u64,
    /// The line on which it begins, from 1.
    pub next_line: u64,
    /// The counts so far.
    pub report: Report,
    /// Imports not accepted when this one met their people: they must be accepted before it.
    pub rests_on: Vec<ImportId>,
    /// When it began.
    pub started_at: Timestamp,
    /// When all was read.
    pub finished_at: Option<Timestamp>,
    /// When it was accepted: since then its people are visible.
    pub accepted_at: Option<Timestamp>,
    /// Why, in the words of who accepted it.
    pub accept_reason: Option<String>,
    /// Until when its reader holds it; it renews that with every chunk.
    pub lease_until: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
pub(super) struct ImportRow {
    incident_id: Uuid,
    import_id: Uuid,
    file_sha256: Vec<u8>,
    file_bytes: i64,
    reading: String,
    state: String,
    next_byte: i64,
    next_line: i64,
    report: String,
    rests_on: String,
    started_at: i64,
    finished_at: Option<i64>,
    accepted_at: Option<i64>,
    accept_reason: Option<String>,
    lease_until: Option<i64>,
}

impl TryFrom<ImportRow> for Import {
    type Error = StoreError;

    fn try_from(row: ImportRow) -> Result<Self, StoreError> {
        let nonsense = |column| move || StoreError::Nonsense { table: "imports", column };
        let time = Timestamp::from_micros;
        Ok(Self {
            incident_id: IncidentId(row.incident_id),
            import_id: ImportId(row.import_id),
            file_sha256: row.file_sha256.try_into().map_err(|_| nonsense("file_sha256")())?,
            file_bytes: u64::try_from(row.file_bytes).map_err(|_| nonsense("file_bytes")())?,
            options: serde_json::from_str(&row.reading).map_err(|_| nonsense("reading")())?,
            state: ImportState::parse(&row.state).ok_or_else(nonsense("state"))?,
            next_byte: u64::try_from(row.next_byte).map_err(|_| nonsense("next_byte")())?,
            next_line: u64::try_from(row.next_line).map_err(|_| nonsense("next_line")())?,
            report: serde_json::from_str(&row.report).map_err(|_| nonsense("report")())?,
            rests_on: serde_json::from_str(&row.rests_on).map_err(|_| nonsense("rests_on")())?,
            started_at: time(row.started_at),
            finished_at: row.finished_at.map(time),
            accepted_at: row.accepted_at.map(time),
            accept_reason: row.accept_reason,
            lease_until: row.lease_until.map(time),
        })
    }
}

impl Store {
    /// An import by its id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn import(&self, import: ImportId) -> Result<Option<Import>, StoreError> {
        let sql = format!("select {COLUMNS} from imports where import_id = $1");
        let row = on!(self.read(), |db| sqlx::query_as::<_, ImportRow>(&sql).bind(import.0).fetch_optional(db).await)?;
        row.map(Import::try_from).transpose()
    }

    /// The imports of an incident, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_imports(&self, incident: IncidentId) -> Result<Vec<Import>, StoreError> {
        let sql = format!("select {COLUMNS} from imports where incident_id = $1 order by started_at desc, import_id desc");
        let rows = on!(self.read(), |db| sqlx::query_as::<_, ImportRow>(&sql).bind(incident.0).fetch_all(db).await)?;
        rows.into_iter().map(Import::try_from).collect()
    }

    /// The imports of an incident that were read to their end and wait to be accepted, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn imports_to_accept(&self, incident: IncidentId) -> Result<Vec<Import>, StoreError> {
        let sql = format!("select {COLUMNS} from imports where incident_id = $1 and state = 'finished' order by finished_at, import_id");
        let rows = on!(self.read(), |db| sqlx::query_as::<_, ImportRow>(&sql).bind(incident.0).fetch_all(db).await)?;
        rows.into_iter().map(Import::try_from).collect()
    }
}
