//! How many people an update is for.

use domain::{ids::IncidentId, publishing::UpdateAudience};

use crate::{
    Store, StoreError,
    notices::push_audience,
    on,
    statement::{Statement, bound},
};

impl Store {
    /// How many people of accepted imports see an update for `audience` on their pages.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_audience(&self, incident: IncidentId, audience: &UpdateAudience) -> Result<i64, StoreError> {
        let mut sql = Statement::new(
            "select cast(count(*) as bigint) from people p
             where exists (select 1 from imports i where i.incident_id = p.incident_id and i.import_id = p.import_id
                           and i.accepted_at is not null) and p.incident_id = ",
        );
        sql.id(incident.0);
        push_audience(&mut sql, audience);
        Ok(on!(self.read(), |db| bound!(sqlx::query_scalar(sql.text()), sql).fetch_one(db).await)?)
    }
}
