//! Accepting: one UPDATE makes everybody new visible; changed rows follow in pieces that can be taken up again.

use domain::{
    clock::Timestamp,
    ids::{ImportId, IncidentId},
    import::ImportState,
};
use serde_json::json;
use uuid::Uuid;

use super::{Import, ImportError};
use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    on,
};

/// Changed rows that replace the old ones in one transaction.
const PIECE: i64 = 500;

impl Store {
    /// Makes the people of a finished import visible, with the changes it brings. Called again after a crash it goes on.
    ///
    /// # Errors
    /// [`ImportError::NotThere`], [`ImportError::NotFinished`], [`ImportError::ReasonNeeded`] outside practice,
    /// [`ImportError::RestsOn`], or when the database fails.
    pub async fn accept_import(&self, import: ImportId, actor: &str, reason: Option<&str>, now: Timestamp) -> Result<Import, ImportError> {
        let found = self.import(import).await?.ok_or(ImportError::NotThere(import))?;
        match found.state {
            ImportState::Reading => return Err(ImportError::NotFinished(import)),
            ImportState::Finished => self.accept_finished(&found, actor, reason, now).await?,
            ImportState::Applying => {}
            ImportState::Accepted => return Ok(found),
        }
        while self.apply_changes(found.incident_id, import, now).await? {}
        self.import(import).await?.ok_or(ImportError::NotThere(import))
    }

    async fn accept_finished(&self, import: &Import, actor: &str, reason: Option<&str>, now: Timestamp) -> Result<(), ImportError> {
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
        if reason.is_none() && !self.incident(import.incident_id).await?.is_practice {
            return Err(ImportError::ReasonNeeded);
        }
        let mut tx = self.write().await?;
        for other in &import.rests_on {
            let sql = "select accepted_at from imports where incident_id = $1 and import_id = $2";
            let accepted: Option<i64> =
                on!(&mut tx, |db| sqlx::query_scalar(sql).bind(import.incident_id.0).bind(other.0).fetch_one(&mut **db).await)?;
            if accepted.is_none() {
                return Err(ImportError::RestsOn(*other));
            }
        }
        let sql = "update imports set state = 'applying', accepted_at = $1, accept_reason = $2
                   where incident_id = $3 and import_id = $4 and state = 'finished'";
        let accepted = on!(&mut tx, |db| sqlx::query(sql)
            .bind(now.as_micros())
            .bind(reason)
            .bind(import.incident_id.0)
            .bind(import.import_id.0)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if accepted == 1 {
            let details = json!({ "reason": reason, "accepted": import.report.accepted, "changed": import.report.changed });
            let act = Act { actor, act: "import.accept", about: Some(import.import_id.0), details: &details };
            self.append_audit(&mut tx, Chain::Incident(import.incident_id), act, now).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Replaces some people by what waits for them, and tells those whose answer is another one now. `false` when nothing waits any more; then the import is done.
    async fn apply_changes(&self, incident: IncidentId, import: ImportId, now: Timestamp) -> Result<bool, ImportError> {
        let mut tx = self.write().await?;
        let sql = "select person_id from people_changes where incident_id = $1 and import_id = $2 order by person_id limit $3";
        let people: Vec<Uuid> =
            on!(&mut tx, |db| sqlx::query_scalar(sql).bind(incident.0).bind(import.0).bind(PIECE).fetch_all(&mut **db).await)?;
        let before = self.answers_before(&mut tx, incident, &people).await?;
        for person in &people {
            apply_change(&mut tx, incident, import, *person).await?;
        }
        self.tell_changed_answers(&mut tx, incident, import, &before, now).await?;
        if people.is_empty() {
            let sql = "update imports set state = 'accepted' where incident_id = $1 and import_id = $2 and state = 'applying'";
            on!(&mut tx, |db| sqlx::query(sql).bind(incident.0).bind(import.0).execute(&mut **db).await.map(|_| ()))?;
        }
        tx.commit().await?;
        Ok(!people.is_empty())
    }
}

/// What a changed person was told by goes on to work: the generation stays.
async fn apply_change(tx: &mut Tx, incident: IncidentId, import: ImportId, person: Uuid) -> Result<(), StoreError> {
    // What the person or staff said of them since stands; a list that repeats the old address does not undo it.
    let sql = "update people set content_mac = c.content_mac, confirmed = c.confirmed, suspected = c.suspected, country = c.country,
                      email_hash = case when people.contact_set_at is null then c.email_hash else people.email_hash end,
                      sealed = case when people.contact_set_at is null then c.sealed else people.sealed end,
                      region = case when people.contact_set_at is null then c.region else people.region end,
                      lang = case when people.contact_set_at is null then c.lang else people.lang end,
                      kind = case when people.kind_set_at is null then c.kind else people.kind end,
                      has_postal_address = case when people.contact_set_at is null and people.moved_at is null then c.has_postal_address
                                                else people.has_postal_address end
               from people_changes c
               where people.incident_id = $1 and people.person_id = $2
                 and c.incident_id = $1 and c.import_id = $3 and c.person_id = $2";
    on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(person).bind(import.0).execute(&mut **db).await.map(|_| ()))?;
    let sql = "delete from people_changes where incident_id = $1 and import_id = $2 and person_id = $3";
    on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(import.0).bind(person).execute(&mut **db).await.map(|_| ()))?;
    Ok(())
}
