//! What was typed into a form after the visit had ended: kept an hour, sealed, given back to the same person after a new code.
//! A helper's words are kept under the helper's id: neither of the two sees what the other typed.

use std::collections::BTreeMap;

use domain::{clock::Timestamp, ids::new_uuid, visit::KEEP_TYPED};
use uuid::Uuid;

use crate::{Store, StoreError, Tx, keys::Place, on, visits::Visit};

const fn place(row: Uuid) -> Place {
    Place { table: "kept_forms", row }
}

impl Store {
    /// Keeps what the person of `visit` typed into the form at `path`, instead of what they typed there before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_form(
        &self,
        tx: &mut Tx,
        visit: &Visit,
        path: &str,
        typed: &BTreeMap<String, String>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let kept_id = new_uuid(now, &*self.entropy);
        let sealed = self.incident_keys(visit.incident_id).await?.seal(place(kept_id), typed, &*self.entropy)?;
        let sql = "insert into kept_forms (kept_id, incident_id, person_id, path, sealed, kept_until) values ($1, $2, $3, $4, $5, $6)
                   on conflict (incident_id, person_id, path)
                   do update set kept_id = excluded.kept_id, sealed = excluded.sealed, kept_until = excluded.kept_until";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(kept_id)
            .bind(visit.incident_id.0)
            .bind(visit.holder())
            .bind(path)
            .bind(&sealed)
            .bind(now.plus(KEEP_TYPED).as_micros())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(())
    }

    /// What the person of `visit` had typed into the form at `path`. Stays until it is forgotten or its hour is over, so
    /// that a page may be loaded twice.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept_form(&self, visit: &Visit, path: &str, now: Timestamp) -> Result<Option<BTreeMap<String, String>>, StoreError> {
        let sql = "select kept_id, sealed from kept_forms where incident_id = $1 and person_id = $2 and path = $3 and kept_until > $4";
        let row: Option<(Uuid, Vec<u8>)> = on!(self.read(), |db| sqlx::query_as(sql)
            .bind(visit.incident_id.0)
            .bind(visit.holder())
            .bind(path)
            .bind(now.as_micros())
            .fetch_optional(db)
            .await)?;
        match row {
            None => Ok(None),
            Some((kept_id, sealed)) => self.incident_keys(visit.incident_id).await?.open(place(kept_id), &sealed).map(Some),
        }
    }

    /// The path of the form whose text the person of `visit` typed last and has not sent: where they go on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept_form_path(&self, visit: &Visit, now: Timestamp) -> Result<Option<String>, StoreError> {
        let sql = "select path from kept_forms where incident_id = $1 and person_id = $2 and kept_until > $3
                   order by kept_until desc limit 1";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql)
            .bind(visit.incident_id.0)
            .bind(visit.holder())
            .bind(now.as_micros())
            .fetch_optional(db)
            .await)?)
    }

    /// The form at `path` was sent: what was kept of it goes, in the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_kept_form(&self, tx: &mut Tx, visit: &Visit, path: &str) -> Result<(), StoreError> {
        let sql = "delete from kept_forms where incident_id = $1 and person_id = $2 and path = $3";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(visit.incident_id.0)
            .bind(visit.holder())
            .bind(path)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(())
    }
}
