//! The response plan. Every version is kept, sealed: it names people and their private numbers.

use domain::{clock::Timestamp, plan::Plan};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    keys::Place,
    on,
};

/// A version of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedPlan {
    /// Counted from 1.
    pub version: i64,
    /// What it says.
    pub plan: Plan,
    /// Who saved it, by their opaque id.
    pub saved_by: String,
    /// When.
    pub saved_at: Timestamp,
}

/// What became of a plan that somebody saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// It is the newest now, with this version.
    Saved(i64),
    /// Somebody saved another meanwhile; nothing was changed. This is theirs.
    Newer(Box<SavedPlan>),
}

const fn place(version: i64) -> Place {
    Place { table: "plan_versions", row: Uuid::from_u128(version.cast_unsigned() as u128) }
}

impl Store {
    /// The newest plan; `None` before the first was saved.
    ///
    /// # Errors
    /// When the database fails or the row does not open.
    pub async fn plan(&self) -> Result<Option<SavedPlan>, StoreError> {
        let sql = "select version, sealed, saved_by, saved_at from plan_versions order by version desc limit 1";
        let row: Option<(i64, Vec<u8>, String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).fetch_optional(db).await)?;
        row.map(|row| self.open_plan(row)).transpose()
    }

    /// One version of the plan.
    ///
    /// # Errors
    /// When the database fails or the row does not open.
    pub async fn plan_version(&self, version: i64) -> Result<Option<SavedPlan>, StoreError> {
        let sql = "select version, sealed, saved_by, saved_at from plan_versions where version = $1";
        let row: Option<(i64, Vec<u8>, String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).bind(version).fetch_optional(db).await)?;
        row.map(|row| self.open_plan(row)).transpose()
    }

    fn open_plan(&self, (version, sealed, saved_by, saved_at): (i64, Vec<u8>, String, i64)) -> Result<SavedPlan, StoreError> {
        let plan = self.system_keys().open(place(version), &sealed)?;
        Ok(SavedPlan { version, plan, saved_by, saved_at: Timestamp::from_micros(saved_at) })
    }

    /// Saves a plan that was written over version `seen` (0 when there was none), unless somebody saved another meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn save_plan(&self, actor: &str, plan: &Plan, seen: i64, now: Timestamp) -> Result<Saving, StoreError> {
        let version = seen.max(0).saturating_add(1);
        let mut tx = self.write().await?;
        if !self.insert_plan(&mut tx, actor, plan, version, now).await? {
            drop(tx);
            let newest = self.plan().await?.ok_or(StoreError::Nonsense { table: "plan_versions", column: "version" })?;
            return Ok(Saving::Newer(Box::new(newest)));
        }
        let details = json!({ "version": version });
        let act = Act { actor, act: "plan.save", about: None, details: &details };
        self.append_audit(&mut tx, Chain::Installation, act, now).await?;
        tx.commit().await?;
        Ok(Saving::Saved(version))
    }

    /// Whether this version follows the newest and nobody was faster.
    async fn insert_plan(&self, tx: &mut Tx, actor: &str, plan: &Plan, version: i64, now: Timestamp) -> Result<bool, StoreError> {
        let sealed = self.system_keys().seal(place(version), plan, &*self.entropy)?;
        // A version that does not follow another was never seen by anybody.
        let sql = "insert into plan_versions (version, sealed, saved_by, saved_at)
                   select $1, $2, $3, $4 where $1 = (select coalesce(max(version), 0) + 1 from plan_versions)
                   on conflict (version) do nothing";
        let saved = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(version)
            .bind(&sealed)
            .bind(actor)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(saved == 1)
    }
}
