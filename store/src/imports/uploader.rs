//! Who uploaded a list on screen: another has to accept it.

use domain::ids::{ImportId, IncidentId, StaffId};
use uuid::Uuid;

use crate::{Store, StoreError, Tx, on};

impl Store {
    /// Keeps who uploaded a list that is being read; the first one stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_import_uploader(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        import: ImportId,
        staff: StaffId,
    ) -> Result<(), StoreError> {
        let sql = "update imports set uploaded_by = $3 where incident_id = $1 and import_id = $2 and uploaded_by is null";
        on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(import.0).bind(staff.0).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }

    /// Who uploaded a list; `None` for one begun on the command line.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn import_uploader(&self, incident: IncidentId, import: ImportId) -> Result<Option<StaffId>, StoreError> {
        let sql = "select uploaded_by from imports where incident_id = $1 and import_id = $2";
        let row: Option<Option<Uuid>> =
            on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).bind(import.0).fetch_optional(db).await)?;
        Ok(row.flatten().map(StaffId))
    }
}
