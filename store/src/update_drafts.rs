//! Updates, corrections and withdrawals that are being written: kept while somebody types, gone once they are proposed.

use std::collections::BTreeMap;

use domain::{clock::Timestamp, ids::IncidentId};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    on,
};

/// The fields of a form, by name.
pub type Fields = BTreeMap<String, String>;

/// One that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateDraft {
    /// Which.
    pub draft_id: Uuid,
    /// `new`, `correct ID` or `withdraw ID`.
    pub what: String,
    /// From 1 on.
    pub version: i64,
    /// What stands in the form.
    pub fields: Fields,
    /// Who saved it last: an opaque id.
    pub saved_by: String,
    /// When.
    pub saved_at: Timestamp,
}

/// Where what was typed is kept now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptUpdate {
    /// The draft; another than asked for when somebody else was first.
    pub draft_id: Uuid,
    /// Its version.
    pub version: i64,
}

const COLUMNS: &str = "draft_id, what, version, fields, saved_by, saved_at";

type Row = (Uuid, String, i64, String, String, i64);

fn read((draft_id, what, version, fields, saved_by, saved_at): Row) -> Result<UpdateDraft, StoreError> {
    let fields = serde_json::from_str(&fields).map_err(|_| StoreError::Nonsense { table: "update_drafts", column: "fields" })?;
    Ok(UpdateDraft { draft_id, what, version, fields, saved_by, saved_at: Timestamp::from_micros(saved_at) })
}

impl Store {
    /// Keeps what `actor` typed as the version after `based_on` (0: none yet). Whoever began from an older version, and whoever names
    /// a draft that is there no more, gets a draft of their own: nothing is written over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_update_draft(
        &self,
        actor: &str,
        incident: IncidentId,
        draft: &UpdateDraft,
        now: Timestamp,
    ) -> Result<KeptUpdate, StoreError> {
        let mut tx = self.write().await?;
        let mut kept = KeptUpdate { draft_id: draft.draft_id, version: draft.version + 1 };
        let is_kept = if draft.version == 0 {
            insert(&mut tx, actor, incident, draft.draft_id, draft, now).await?
        } else {
            replace(&mut tx, actor, incident, draft, now).await?
        };
        if !is_kept {
            kept = KeptUpdate { draft_id: domain::ids::new_uuid(now, &*self.entropy), version: 1 };
            insert(&mut tx, actor, incident, kept.draft_id, draft, now).await?;
        }
        let details = json!({ "what": draft.what, "version": kept.version });
        let act = Act { actor, act: "update.draft", about: Some(kept.draft_id), details: &details };
        self.append_audit(&mut tx, Chain::Incident(incident), act, now).await?;
        tx.commit().await?;
        Ok(kept)
    }

    /// One that is being written.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn update_draft(&self, incident: IncidentId, draft: Uuid) -> Result<Option<UpdateDraft>, StoreError> {
        let sql = format!("select {COLUMNS} from update_drafts where incident_id = $1 and draft_id = $2");
        let row: Option<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(draft).fetch_optional(db).await)?;
        row.map(read).transpose()
    }

    /// All that are being written, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn update_drafts(&self, incident: IncidentId) -> Result<Vec<UpdateDraft>, StoreError> {
        let sql = format!("select {COLUMNS} from update_drafts where incident_id = $1 order by saved_at desc, draft_id");
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).fetch_all(db).await)?;
        rows.into_iter().map(read).collect()
    }

    /// Takes away a draft in the version that was seen: it was proposed, or is not wanted. `false` when it has another version by now,
    /// or is not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_update_draft(&self, tx: &mut Tx, incident: IncidentId, draft: Uuid, version: i64) -> Result<bool, StoreError> {
        let sql = "delete from update_drafts where incident_id = $1 and draft_id = $2 and version = $3";
        let ended = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(draft)
            .bind(version)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(ended == 1)
    }

    /// As [`Store::end_update_draft`], because it is not wanted: an act of `actor`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drop_update_draft(
        &self,
        actor: &str,
        incident: IncidentId,
        draft: Uuid,
        version: i64,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        if !self.end_update_draft(&mut tx, incident, draft, version).await? {
            return Ok(false);
        }
        let act = Act { actor, act: "update.drop", about: Some(draft), details: &json!({ "version": version }) };
        self.append_audit(&mut tx, Chain::Incident(incident), act, now).await?;
        tx.commit().await?;
        Ok(true)
    }
}

fn text(fields: &Fields) -> Result<String, StoreError> {
    serde_json::to_string(fields).map_err(|_| StoreError::Nonsense { table: "update_drafts", column: "fields" })
}

async fn insert(tx: &mut Tx, actor: &str, incident: IncidentId, id: Uuid, draft: &UpdateDraft, now: Timestamp) -> Result<bool, StoreError> {
    let fields = text(&draft.fields)?;
    let sql = "insert into update_drafts (incident_id, draft_id, what, version, fields, saved_by, saved_at)
               values ($1, $2, $3, 1, $4, $5, $6) on conflict (incident_id, draft_id) do nothing";
    let added = on!(&mut *tx, |db| sqlx::query(sql)
        .bind(incident.0)
        .bind(id)
        .bind(&draft.what)
        .bind(&fields)
        .bind(actor)
        .bind(now.as_micros())
        .execute(&mut **db)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(added == 1)
}

async fn replace(tx: &mut Tx, actor: &str, incident: IncidentId, draft: &UpdateDraft, now: Timestamp) -> Result<bool, StoreError> {
    let fields = text(&draft.fields)?;
    let sql = "update update_drafts set version = version + 1, fields = $1, saved_by = $2, saved_at = $3
               where incident_id = $4 and draft_id = $5 and version = $6 and what = $7";
    let changed = on!(&mut *tx, |db| sqlx::query(sql)
        .bind(&fields)
        .bind(actor)
        .bind(now.as_micros())
        .bind(incident.0)
        .bind(draft.draft_id)
        .bind(draft.version)
        .bind(&draft.what)
        .execute(&mut **db)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}
