//! What staff write before it is public. A version is added and never changed; whoever began from an older one is not refused:
//! their words are kept beside the others until a person has put both together.

use std::collections::HashMap;

use domain::{clock::Timestamp, draft::Spot, ids::IncidentId};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    on,
};

/// One part, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// From 1 on; what was never edited has version 0 and no row.
    pub version: i64,
    /// The text.
    pub body: String,
    /// Whose: a member of staff's opaque id.
    pub edited_by: String,
    /// Since when.
    pub edited_at: Timestamp,
}

/// Everything that is drafted of an incident, newest versions.
pub type Drafts = HashMap<Spot, Draft>;

/// One part, as somebody wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Which.
    pub spot: Spot,
    /// The version that stood on their page; 0 for what was never edited.
    pub based_on: i64,
    /// What version 0 says: a part that is left as it was is no edit.
    pub first: String,
    /// What they made of it.
    pub body: String,
    /// Where earlier words of the same writing wait beside another's: these are kept in their place, not as a third text.
    pub beside: Option<Uuid>,
}

/// What became of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Nothing was changed.
    Unchanged,
    /// It is the newest version.
    Saved,
    /// Somebody else was first; the words are kept here.
    Beside(Uuid),
}

/// Words of somebody who began from an older version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Which.
    pub conflict_id: Uuid,
    /// Of which part.
    pub spot: Spot,
    /// The words.
    pub body: String,
    /// Whose.
    pub edited_by: String,
    /// Since when.
    pub edited_at: Timestamp,
}

const fn nonsense(column: &'static str) -> StoreError {
    StoreError::Nonsense { table: "drafts", column }
}

impl Store {
    /// Everything that is drafted of an incident.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drafts(&self, incident: IncidentId) -> Result<Drafts, StoreError> {
        type Row = (String, String, i64, String, String, i64);
        let sql = "select d.part, d.lang, d.version, d.body, d.edited_by, d.edited_at from drafts d
                   join (select part, lang, max(version) as version from drafts where incident_id = $1 group by part, lang) newest
                     on newest.part = d.part and newest.lang = d.lang and newest.version = d.version
                   where d.incident_id = $1";
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(part, lang, version, body, edited_by, edited_at)| {
                let spot = Spot::parse(&part, &lang).ok_or_else(|| nonsense("part"))?;
                Ok((spot, Draft { version, body, edited_by, edited_at: Timestamp::from_micros(edited_at) }))
            })
            .collect()
    }

    /// Saves what `actor` wrote, all in one transaction, and says for each edit, in their order, what became of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn save_drafts(&self, actor: &str, incident: IncidentId, edits: &[Edit], now: Timestamp) -> Result<Vec<Saved>, StoreError> {
        let mut tx = self.write().await?;
        let mut results = Vec::with_capacity(edits.len());
        for edit in edits {
            results.push(self.save_draft(&mut tx, actor, incident, edit, now).await?);
        }
        let parts = |wanted: fn(&Saved) -> bool| -> Vec<String> {
            let of = |edit: &Edit| format!("{} {}", edit.spot.part.to_text(), edit.spot.lang_word());
            edits.iter().zip(&results).filter(|(_, saved)| wanted(saved)).map(|(edit, _)| of(edit)).collect()
        };
        let (saved, beside) = (parts(|saved| *saved == Saved::Saved), parts(|saved| matches!(saved, Saved::Beside(_))));
        if !saved.is_empty() || !beside.is_empty() {
            let details = json!({ "saved": saved, "kept_beside": beside });
            let act = Act { actor, act: "draft.save", about: Some(incident.0), details: &details };
            self.append_audit(&mut tx, Chain::Incident(incident), act, now).await?;
        }
        tx.commit().await?;
        Ok(results)
    }

    async fn save_draft(&self, tx: &mut Tx, actor: &str, incident: IncidentId, edit: &Edit, now: Timestamp) -> Result<Saved, StoreError> {
        let (part, lang) = (edit.spot.part.to_text(), edit.spot.lang_word());
        let sql = "select body from drafts where incident_id = $1 and part = $2 and lang = $3 and version = $4";
        let before: Option<String> = on!(&mut *tx, |db| sqlx::query_scalar(sql)
            .bind(incident.0)
            .bind(&part)
            .bind(lang)
            .bind(edit.based_on)
            .fetch_optional(&mut **db)
            .await)?;
        let before = if edit.based_on == 0 { Some(&edit.first) } else { before.as_ref() };
        if before == Some(&edit.body) {
            return Ok(Saved::Unchanged);
        }
        // The next version is there already when somebody was quicker; it has no gap, because it is only added to its predecessor.
        let sql = "insert into drafts (incident_id, part, lang, version, body, edited_by, edited_at)
                   select $1, $2, $3, $4 + 1, $5, $6, $7
                   where cast($4 as bigint) = 0
                      or exists (select 1 from drafts where incident_id = $1 and part = $2 and lang = $3 and version = $4)
                   on conflict (incident_id, part, lang, version) do nothing";
        let added = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(&part)
            .bind(lang)
            .bind(edit.based_on)
            .bind(&edit.body)
            .bind(actor)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if added == 1 {
            return Ok(Saved::Saved);
        }
        let sql = "select body from drafts where incident_id = $1 and part = $2 and lang = $3 order by version desc limit 1";
        let newest: Option<String> =
            on!(&mut *tx, |db| sqlx::query_scalar(sql).bind(incident.0).bind(&part).bind(lang).fetch_optional(&mut **db).await)?;
        if newest.as_deref() == Some(edit.body.as_str()) {
            return Ok(Saved::Unchanged);
        }
        if let Some(conflict) = edit.beside
            && go_on_beside(tx, actor, incident, conflict, edit, now).await?
        {
            return Ok(Saved::Beside(conflict));
        }
        let conflict = domain::ids::new_uuid(now, &*self.entropy);
        let sql = "insert into draft_conflicts (incident_id, conflict_id, part, lang, based_on, body, edited_by, edited_at)
                   values ($1, $2, $3, $4, $5, $6, $7, $8)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(conflict)
            .bind(&part)
            .bind(lang)
            .bind(edit.based_on)
            .bind(&edit.body)
            .bind(actor)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(Saved::Beside(conflict))
    }

    /// Words that wait beside others, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn draft_conflicts(&self, incident: IncidentId) -> Result<Vec<Conflict>, StoreError> {
        type Row = (Uuid, String, String, String, String, i64);
        let sql = "select conflict_id, part, lang, body, edited_by, edited_at from draft_conflicts
                   where incident_id = $1 and settled_at is null order by edited_at, conflict_id";
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(conflict_id, part, lang, body, edited_by, edited_at)| {
                let spot = Spot::parse(&part, &lang).ok_or_else(|| nonsense("part"))?;
                Ok(Conflict { conflict_id, spot, body, edited_by, edited_at: Timestamp::from_micros(edited_at) })
            })
            .collect()
    }

    /// A person has put both texts together: `edit` is what stands now, if it differs from what stood; the kept words no longer wait,
    /// and stay. `None` when there are no such words that wait; [`Saved::Beside`] when somebody was quicker again, and then both wait.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle_draft(
        &self,
        actor: &str,
        incident: IncidentId,
        conflict: Uuid,
        edit: &Edit,
        now: Timestamp,
    ) -> Result<Option<Saved>, StoreError> {
        let mut tx = self.write().await?;
        let sql = "update draft_conflicts set settled_by = $1, settled_at = $2
                   where incident_id = $3 and conflict_id = $4 and part = $5 and lang = $6 and settled_at is null";
        let settled = on!(&mut tx, |db| sqlx::query(sql)
            .bind(actor)
            .bind(now.as_micros())
            .bind(incident.0)
            .bind(conflict)
            .bind(edit.spot.part.to_text())
            .bind(edit.spot.lang_word())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if settled == 0 {
            return Ok(None);
        }
        let saved = self.save_draft(&mut tx, actor, incident, edit, now).await?;
        let details = json!({ "part": edit.spot.part.to_text(), "lang": edit.spot.lang_word(), "is_saved": saved == Saved::Saved });
        let act = Act { actor, act: "draft.settle", about: Some(conflict), details: &details };
        self.append_audit(&mut tx, Chain::Incident(incident), act, now).await?;
        tx.commit().await?;
        Ok(Some(saved))
    }
}

/// Puts newer words of the same writing where the older ones wait; `false` when those wait no longer, or are somebody else's.
async fn go_on_beside(
    tx: &mut Tx,
    actor: &str,
    incident: IncidentId,
    conflict: Uuid,
    edit: &Edit,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let sql = "update draft_conflicts set body = $1, edited_at = $2
               where incident_id = $3 and conflict_id = $4 and part = $5 and lang = $6 and edited_by = $7 and settled_at is null";
    let changed = on!(&mut *tx, |db| sqlx::query(sql)
        .bind(&edit.body)
        .bind(now.as_micros())
        .bind(incident.0)
        .bind(conflict)
        .bind(edit.spot.part.to_text())
        .bind(edit.spot.lang_word())
        .bind(actor)
        .execute(&mut **db)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}
