//! The rows that wait, as a list: nothing of what is in them.

use domain::{
    clock::Timestamp,
    ids::{ImportId, IncidentId},
    import::Quarantine,
};
use uuid::Uuid;

use crate::{Store, StoreError, on};

/// Rows on one page.
pub const WAITING_PAGE: i64 = 50;

/// A row that waits, closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingLine {
    /// Names the row; says nothing about what is in it.
    pub row: Uuid,
    /// The newest import that met it.
    pub import_id: ImportId,
    /// Its line in the file.
    pub line: i64,
    /// Why it waits.
    pub reason: Quarantine,
    /// Since when.
    pub quarantined_at: Timestamp,
}

impl Store {
    /// One page of the rows that wait, in the order of their lists and lines; `reason` leaves out the others. `page` counts from 0.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waiting_lines(&self, incident: IncidentId, reason: Option<Quarantine>, page: i64) -> Result<Vec<WaitingLine>, StoreError> {
        let sql = "select row_mac, import_id, line, reason, quarantined_at from quarantine
                   where incident_id = $1 and released_at is null and (reason = $2 or $3)
                   order by import_id, line, row_mac limit $4 offset $5";
        let rows: Vec<(Vec<u8>, Uuid, i64, String, i64)> = on!(self.read(), |db| sqlx::query_as(sql)
            .bind(incident.0)
            .bind(reason.map_or("", Quarantine::as_str))
            .bind(reason.is_none())
            .bind(WAITING_PAGE)
            .bind(page.saturating_mul(WAITING_PAGE))
            .fetch_all(db)
            .await)?;
        rows.into_iter()
            .map(|(mac, import, line, reason, at)| {
                let nonsense = |column| StoreError::Nonsense { table: "quarantine", column };
                Ok(WaitingLine {
                    row: Uuid::from_slice(&mac).map_err(|_| nonsense("row_mac"))?,
                    import_id: ImportId(import),
                    line,
                    reason: Quarantine::parse(&reason).ok_or_else(|| nonsense("reason"))?,
                    quarantined_at: Timestamp::from_micros(at),
                })
            })
            .collect()
    }

    /// How many rows wait, by reason.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waiting_by_reason(&self, incident: IncidentId) -> Result<Vec<(Quarantine, i64)>, StoreError> {
        let sql = "select reason, cast(count(*) as bigint) from quarantine where incident_id = $1 and released_at is null
                   group by reason order by 2 desc, reason";
        let rows: Vec<(String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(reason, count)| {
                let reason = Quarantine::parse(&reason).ok_or(StoreError::Nonsense { table: "quarantine", column: "reason" })?;
                Ok((reason, count))
            })
            .collect()
    }
}
