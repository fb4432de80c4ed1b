//! Whether an incident takes new subscribers. Closing goes on serving those who have signed up.

use domain::{clock::Timestamp, ids::IncidentId};

use crate::{Store, StoreError, Tx, on};

impl Store {
    /// When staff closed the sign-up of an incident; `None` while it is open.
    ///
    /// # Errors
    /// When the database fails or there is no such incident.
    pub async fn signup_closed_at(&self, incident: IncidentId) -> Result<Option<Timestamp>, StoreError> {
        let sql = "select signup_closed_at from incidents where incident_id = $1";
        let closed_at: Option<i64> = on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_one(db).await)?;
        Ok(closed_at.map(Timestamp::from_micros))
    }

    /// Closes or opens the sign-up of an incident. `false` when it was so already. Append the act in the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_signup(&self, tx: &mut Tx, incident: IncidentId, is_open: bool, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "update incidents set signup_closed_at = $1 where incident_id = $2 and (signup_closed_at is null) <> $3";
        let changed = on!(&mut *tx, |db| sqlx::query(sql)
            .bind((!is_open).then_some(now.as_micros()))
            .bind(incident.0)
            .bind(is_open)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed == 1)
    }
}
