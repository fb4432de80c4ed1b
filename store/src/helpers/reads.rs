//! Who helps a person, and what they did.

use domain::{
    clock::Timestamp,
    ids::{HelperId, IncidentId, PersonId},
};
use uuid::Uuid;

use super::{COLUMNS, Helper, HelperRow};
use crate::{Store, StoreError, Tx, on};

impl Store {
    /// A helper by id, whatever became of them.
    ///
    /// # Errors
    /// When the database fails or the row does not open.
    pub async fn helper(&self, incident: IncidentId, helper: HelperId) -> Result<Option<Helper>, StoreError> {
        let sql = format!("select {COLUMNS} from helpers where incident_id = $1 and helper_id = $2");
        let row: Option<HelperRow> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(helper.0).fetch_optional(db).await)?;
        let keys = self.incident_keys(incident).await?;
        row.map(|row| row.open(&keys)).transpose()
    }

    /// Everybody who helps a person or did, those who get in first, then the newest.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn helpers_of(&self, incident: IncidentId, person: PersonId) -> Result<Vec<Helper>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from helpers where incident_id = $1 and person_id = $2 and state <> 'asked'
             order by case when ended_at is null then 0 else 1 end, made_at desc, helper_id desc"
        );
        let rows: Vec<HelperRow> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(person.0).fetch_all(db).await)?;
        let keys = self.incident_keys(incident).await?;
        rows.into_iter().map(|row| row.open(&keys)).collect()
    }

    /// Whom a person asked for and has not confirmed yet.
    ///
    /// # Errors
    /// When the database fails or the row does not open.
    pub async fn asked_helper(&self, incident: IncidentId, person: PersonId) -> Result<Option<Helper>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from helpers where incident_id = $1 and person_id = $2 and state = 'asked' order by made_at desc limit 1"
        );
        let row: Option<HelperRow> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(person.0).fetch_optional(db).await)?;
        let keys = self.incident_keys(incident).await?;
        row.map(|row| row.open(&keys)).transpose()
    }

    /// Says that a helper set the tick of a step. In the transaction of [`Store::set_tick`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tick_is_by(
        &self,
        tx: &mut Tx,
        (incident, person): (IncidentId, PersonId),
        action_id: &str,
        helper: HelperId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        // A tick that stood there before stays whose it was.
        let sql = "update ticks set helper_id = $4 where incident_id = $1 and person_id = $2 and action_id = $3 and ticked_at = $5";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(person.0)
            .bind(action_id)
            .bind(helper.0)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(())
    }

    /// What helpers ticked on a person's page: step, time, and who, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ticks_by_helpers(&self, incident: IncidentId, person: PersonId) -> Result<Vec<(String, Timestamp, HelperId)>, StoreError> {
        let sql = "select action_id, ticked_at, helper_id from ticks
                   where incident_id = $1 and person_id = $2 and helper_id is not null order by ticked_at desc, action_id";
        let rows: Vec<(String, i64, Uuid)> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(person.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(action, at, helper)| (action, Timestamp::from_micros(at), HelperId(helper))).collect())
    }
}
