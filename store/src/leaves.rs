//! People on the list who left update mails, and the token with which they do. What the law wants comes to them all the same.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, PersonId},
    leave::LeaveToken,
};
use subtle::ConstantTimeEq;
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    keys::{IncidentKeys, Purpose},
    on,
};

fn mac(keys: &IncidentKeys, person: PersonId) -> [u8; 16] {
    keys.lookup(Purpose::LeaveToken, &[b"person", person.0.as_bytes()])
}

impl Store {
    /// The token of a person's mails. The same every time; it can leave and nothing else.
    ///
    /// # Errors
    /// When there is no such incident.
    pub async fn leave_token(&self, incident: IncidentId, person: PersonId) -> Result<LeaveToken, StoreError> {
        let keys = self.incident_keys(incident).await?;
        Ok(LeaveToken { incident_id: incident, person_id: person, mac: mac(&keys, person) })
    }

    /// Whose token this is; a double's is that of the row that is kept. `None` for a token we did not make, and when the person
    /// is no longer there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_leaver(&self, token: &LeaveToken) -> Result<Option<(IncidentId, PersonId)>, StoreError> {
        let keys = match self.incident_keys(token.incident_id).await {
            Err(StoreError::Database(sqlx::Error::RowNotFound)) => return Ok(None),
            keys => keys?,
        };
        if !bool::from(mac(&keys, token.person_id).ct_eq(&token.mac)) {
            return Ok(None);
        }
        let sql = "select coalesce(merged_into, person_id) from people where incident_id = $1 and person_id = $2";
        let person: Option<Uuid> =
            on!(self.read(), |db| sqlx::query_scalar(sql).bind(token.incident_id.0).bind(token.person_id.0).fetch_optional(db).await)?;
        Ok(person.map(|person| (token.incident_id, PersonId(person))))
    }

    /// Sends a person no more updates; a subscription of the same address gets none either. `false` when they had left before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leave_updates(&self, tx: &mut Tx, incident: IncidentId, person: PersonId, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "insert into update_leaves (incident_id, person_id, email_hash, left_at)
                   select incident_id, person_id, email_hash, $3 from people where incident_id = $1 and person_id = $2
                   on conflict (incident_id, person_id) do nothing";
        let left = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(person.0)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(left == 1)
    }

    /// Sends them again. `false` when the person had not left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn return_to_updates(&self, tx: &mut Tx, incident: IncidentId, person: PersonId) -> Result<bool, StoreError> {
        let sql = "delete from update_leaves where incident_id = $1 and person_id = $2";
        let back =
            on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(person.0).execute(&mut **db).await.map(|done| done.rows_affected()))?;
        Ok(back == 1)
    }

    /// Since when a person gets no updates by mail; `None` when they get them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn left_updates_at(&self, incident: IncidentId, person: PersonId) -> Result<Option<Timestamp>, StoreError> {
        let sql = "select left_at from update_leaves where incident_id = $1 and person_id = $2";
        let at: Option<i64> = on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).bind(person.0).fetch_optional(db).await)?;
        Ok(at.map(Timestamp::from_micros))
    }
}
