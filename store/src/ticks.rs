//! Which steps a person has ticked. Kept with the person, so that the list goes on from any device.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, PersonId},
};

use crate::{Store, StoreError, Tx, on};

/// A ticked step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The step's id in the guidance catalogue.
    pub action_id: String,
    /// When it was ticked.
    pub ticked_at: Timestamp,
}

impl Store {
    /// What a person has ticked, oldest first. Steps that no catalogue has any more stay.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ticks(&self, incident: IncidentId, person: PersonId) -> Result<Vec<Tick>, StoreError> {
        let sql = "select action_id, ticked_at from ticks where incident_id = $1 and person_id = $2 order by ticked_at, action_id";
        let rows: Vec<(String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(person.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(action_id, at)| Tick { action_id, ticked_at: Timestamp::from_micros(at) }).collect())
    }

    /// Ticks a step, or takes the tick off. The same once more changes nothing; the first tick's time stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_tick(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        person: PersonId,
        action_id: &str,
        is_done: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if is_done {
            let sql = "insert into ticks (incident_id, person_id, action_id, ticked_at) values ($1, $2, $3, $4)
                       on conflict (incident_id, person_id, action_id) do nothing";
            on!(&mut *tx, |db| sqlx::query(sql)
                .bind(incident.0)
                .bind(person.0)
                .bind(action_id)
                .bind(now.as_micros())
                .execute(&mut **db)
                .await
                .map(|_| ()))?;
        } else {
            let sql = "delete from ticks where incident_id = $1 and person_id = $2 and action_id = $3";
            on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(person.0).bind(action_id).execute(&mut **db).await.map(|_| ()))?;
        }
        Ok(())
    }
}
