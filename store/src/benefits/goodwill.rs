//! Gifts that somebody said no to.

use domain::{
    clock::Timestamp,
    ids::{BenefitId, IncidentId, PersonId},
};

use crate::{Store, StoreError, Tx, on};

impl Store {
    /// Notes that a person does not want a gift. Pressed again it is the same.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn refuse_gift(
        &self,
        tx: &mut Tx,
        (incident, benefit, person): (IncidentId, BenefitId, PersonId),
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let sql = "insert into goodwill_refusals (incident_id, benefit_id, person_id, refused_at) values ($1, $2, $3, $4)
                   on conflict (incident_id, benefit_id, person_id) do nothing";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(benefit.0)
            .bind(person.0)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(())
    }

    /// They changed their mind.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unrefuse_gift(
        &self,
        tx: &mut Tx,
        (incident, benefit, person): (IncidentId, BenefitId, PersonId),
    ) -> Result<(), StoreError> {
        let sql = "delete from goodwill_refusals where incident_id = $1 and benefit_id = $2 and person_id = $3";
        on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(benefit.0).bind(person.0).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }

    /// Whether a person said no to a gift.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_gift_refused(&self, incident: IncidentId, benefit: BenefitId, person: PersonId) -> Result<bool, StoreError> {
        let sql = "select exists (select 1 from goodwill_refusals where incident_id = $1 and benefit_id = $2 and person_id = $3)";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).bind(benefit.0).bind(person.0).fetch_one(db).await)?)
    }

    /// How many said no to it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_gift_refusals(&self, incident: IncidentId, benefit: BenefitId) -> Result<i64, StoreError> {
        let sql = "select count(*) from goodwill_refusals where incident_id = $1 and benefit_id = $2";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).bind(benefit.0).fetch_one(db).await)?)
    }
}
