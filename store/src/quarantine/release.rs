//! Releasing a row: a person has looked at it and gives a reason.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, PersonId},
    import::ListedPerson,
};
use serde_json::{Value, json};
use thiserror::Error;
use uuid::Uuid;

use super::Waiting;
use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    on,
    people::{SealedPerson, insert_person},
};

/// What became of a released row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Released {
    /// A new person of the row's import: visible once that is accepted.
    Added(PersonId),
    /// The list has this person already, with the same content.
    Duplicate,
    /// No person: the row was put aside.
    PutAside,
}

/// Why a row was not released.
#[derive(Debug, Error)]
pub enum ReleaseError {
    /// Somebody was faster, or there never was such a row.
    #[error("no row with this id waits")]
    NotThere,
    /// A known person with other content: which of the two is right is for the list to say.
    #[error("the list has a person with this external_id and other content: correct the row in the list and import it again")]
    OtherContent,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Releases a row: `person` is what it says, read again; without one the row is put aside and counts no longer as a
    /// person not yet told.
    ///
    /// # Errors
    /// See [`ReleaseError`].
    pub async fn release_quarantined(
        &self,
        incident: IncidentId,
        waiting: &Waiting,
        person: Option<&ListedPerson>,
        (actor, reason): (&str, &str),
        now: Timestamp,
    ) -> Result<Released, ReleaseError> {
        let mut tx = self.write().await?;
        let released = self.release_in(&mut tx, incident, waiting, person, (actor, reason, json!({})), now).await?;
        tx.commit().await?;
        Ok(released)
    }

    /// As [`Store::release_quarantined`], by a member of staff on screen: the reason is kept sealed, the log has its id, and `more`.
    ///
    /// # Errors
    /// See [`ReleaseError`].
    pub async fn release_by_staff(
        &self,
        incident: IncidentId,
        waiting: &Waiting,
        person: Option<&ListedPerson>,
        (actor, why, more): (&str, &str, Value),
        now: Timestamp,
    ) -> Result<Released, ReleaseError> {
        let mut tx = self.write().await?;
        let reason = self.keep_reason(&mut tx, incident, why).await?.to_string();
        let released = self.release_in(&mut tx, incident, waiting, person, (actor, &reason, more), now).await?;
        tx.commit().await?;
        Ok(released)
    }

    async fn release_in(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        waiting: &Waiting,
        person: Option<&ListedPerson>,
        (actor, reason, more): (&str, &str, Value),
        now: Timestamp,
    ) -> Result<Released, ReleaseError> {
        let keys = self.incident_keys(incident).await?;
        mark_released(tx, incident, waiting.row, reason, now).await?;
        let released = match person {
            None => Released::PutAside,
            Some(person) => {
                let id = PersonId::new(now, &*self.entropy);
                let sealed = SealedPerson::new(&keys, person, id, &*self.entropy)?;
                if insert_person(tx, incident, waiting.import_id, &sealed).await? {
                    Released::Added(id)
                } else {
                    let sql = "select content_mac from people where incident_id = $1 and external_id_hash = $2";
                    let hash = sealed.external_id_hash;
                    let content: Vec<u8> =
                        on!(&mut *tx, |db| sqlx::query_scalar(sql).bind(incident.0).bind(hash.as_slice()).fetch_one(&mut **db).await)
                            .map_err(StoreError::from)?;
                    if content != sealed.content_mac {
                        return Err(ReleaseError::OtherContent);
                    }
                    Released::Duplicate
                }
            }
        };
        let (act, about) = match released {
            Released::Added(person) => ("quarantine.release", person.0),
            Released::Duplicate => ("quarantine.release", waiting.row),
            Released::PutAside => ("quarantine.put_aside", waiting.row),
        };
        let mut details = json!({ "reason": reason, "row": waiting.row, "quarantined_for": waiting.reason });
        if let (Value::Object(details), Value::Object(more)) = (&mut details, more) {
            details.extend(more);
        }
        self.append_audit(tx, Chain::Incident(incident), Act { actor, act, about: Some(about), details: &details }, now).await?;
        Ok(released)
    }

    /// Writes down that staff took the waiting rows out to look at them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_quarantine_export(&self, incident: IncidentId, actor: &str, rows: u64, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let details = json!({ "rows": rows });
        let act = Act { actor, act: "quarantine.export", about: None, details: &details };
        self.append_audit(&mut tx, Chain::Incident(incident), act, now).await?;
        tx.commit().await
    }
}

async fn mark_released(tx: &mut Tx, incident: IncidentId, row: Uuid, reason: &str, now: Timestamp) -> Result<(), ReleaseError> {
    let sql = "update quarantine set released_at = $1, release_reason = $2
               where incident_id = $3 and row_mac = $4 and released_at is null";
    let released = on!(&mut *tx, |db| sqlx::query(sql)
        .bind(now.as_micros())
        .bind(reason)
        .bind(incident.0)
        .bind(row.as_bytes().as_slice())
        .execute(&mut **db)
        .await
        .map(|done| done.rows_affected()))
    .map_err(StoreError::from)?;
    if released == 1 { Ok(()) } else { Err(ReleaseError::NotThere) }
}
