//! What staff do with a person: say what became of them, send a new invitation, put two rows of one person together. The
//! caller writes the audit row last in the same transaction.

use domain::{
    clock::{Timestamp, random},
    ids::{IncidentId, PersonId},
    person::{Kind, Person},
    visit::Channel,
};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    invitations::Invitation,
    keys::Place,
    on,
    outbox::OutgoingMail,
};

/// What staff say of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Of which kind they are: decides to whom we write.
    Kind(Kind),
    /// The postal address is wrong: no letter goes there any more.
    Moved,
    /// The postal address is right after all.
    AddressGood,
}

/// What became of a new invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reissued {
    /// The generation that opens their page from now on.
    pub generation: i64,
    /// Whether a mail with the link is queued; without an address nothing goes out.
    pub is_mailed: bool,
}

const fn reason_place(reason: Uuid) -> Place {
    Place { table: "staff_reasons", row: reason }
}

impl Store {
    /// Keeps why staff did something, sealed; the log gets its id.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_reason(&self, tx: &mut Tx, incident: IncidentId, reason: &str) -> Result<Uuid, StoreError> {
        let reason_id = uuid::Builder::from_random_bytes(random(&*self.entropy)).into_uuid();
        let sealed = self.incident_keys(incident).await?.seal(reason_place(reason_id), &reason, &*self.entropy)?;
        let sql = "insert into staff_reasons (incident_id, reason_id, sealed) values ($1, $2, $3)";
        on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(reason_id).bind(&sealed).execute(&mut **db).await.map(|_| ()))?;
        Ok(reason_id)
    }

    /// A kept reason.
    ///
    /// # Errors
    /// When the database fails or it does not open.
    pub async fn reason(&self, incident: IncidentId, reason: Uuid) -> Result<Option<String>, StoreError> {
        let sql = "select sealed from staff_reasons where incident_id = $1 and reason_id = $2";
        let sealed: Option<Vec<u8>> =
            on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).bind(reason).fetch_optional(db).await)?;
        let keys = self.incident_keys(incident).await?;
        sealed.map(|sealed| keys.open(reason_place(reason), &sealed)).transpose()
    }

    /// Writes down that staff looked at a person's data: the person is shown when, and in which role. `details` has the `role`.
    ///
    /// # Errors
    /// When the database fails: then nothing may be shown.
    pub async fn note_view(
        &self,
        incident: IncidentId,
        person: PersonId,
        actor: &str,
        details: &Value,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let act = Act { actor, act: "person.view", about: Some(person.0), details };
        self.append_audit(&mut tx, Chain::Incident(incident), act, now).await?;
        tx.commit().await
    }

    /// Makes a new generation of a person's invitations: older ones open nothing, and their visits end. With an e-mail address
    /// on file the mail with the new link is queued.
    ///
    /// # Errors
    /// When the database fails or there is no such person.
    pub async fn invite_again(&self, tx: &mut Tx, person: &Person, now: Timestamp) -> Result<Reissued, StoreError> {
        let generation = self.reissue_invitations(tx, person.incident_id, person.person_id).await?;
        let invitation = |channel| Invitation { incident_id: person.incident_id, person_id: person.person_id, channel, generation };
        let keys = self.incident_keys(person.incident_id).await?;
        self.invite_many(tx, &keys, &[invitation(Channel::Email), invitation(Channel::Letter)]).await?;
        let Some(email) = person.contact.email_address() else { return Ok(Reissued { generation, is_mailed: false }) };
        let mail = OutgoingMail::invitation_again(email.as_str(), person.lang, person.person_id);
        let mail_id = self.enqueue(tx, Some(person.incident_id), &mail, None, now).await?;
        self.mail_is_for(tx, mail_id, person.person_id).await?;
        Ok(Reissued { generation, is_mailed: true })
    }

    /// Marks a person. Says whether anything changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark_person(&self, tx: &mut Tx, person: &Person, mark: Mark, now: Timestamp) -> Result<bool, StoreError> {
        let (incident, id) = (person.incident_id.0, person.person_id.0);
        let changed = match mark {
            Mark::Kind(kind) => {
                let sql = "update people set kind = $3, kind_set_at = $4 where incident_id = $1 and person_id = $2 and kind <> $3";
                on!(&mut *tx, |db| sqlx::query(sql)
                    .bind(incident)
                    .bind(id)
                    .bind(kind.as_str())
                    .bind(now.as_micros())
                    .execute(&mut **db)
                    .await
                    .map(|done| done.rows_affected()))?
            }
            Mark::Moved | Mark::AddressGood => {
                let moved_at = (mark == Mark::Moved).then(|| now.as_micros());
                let has_postal_address = moved_at.is_none() && person.contact.has_postal_address();
                let sql = if moved_at.is_some() {
                    "update people set moved_at = $3, has_postal_address = $4 where incident_id = $1 and person_id = $2 and moved_at is null"
                } else {
                    "update people set moved_at = $3, has_postal_address = $4 where incident_id = $1 and person_id = $2 and moved_at is not null"
                };
                on!(&mut *tx, |db| sqlx::query(sql)
                    .bind(incident)
                    .bind(id)
                    .bind(moved_at)
                    .bind(has_postal_address)
                    .execute(&mut **db)
                    .await
                    .map(|done| done.rows_affected()))?
            }
        };
        Ok(changed == 1)
    }

    /// Puts two rows of one person together: `kept` stays and has from now on what was taken with either; `double` is nobody's
    /// any more, its requests and ticks are the kept one's, and its invitations open the kept one's page. `false` when one of
    /// them is not there, or is a double already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn merge_people(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        kept: PersonId,
        double: PersonId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        if kept == double {
            return Ok(false);
        }
        let sql = "update people set merged_into = $2 where incident_id = $1 and person_id = $3 and merged_into is null
                   and exists (select 1 from people k where k.incident_id = $1 and k.person_id = $2 and k.merged_into is null)
                   returning confirmed, suspected";
        let taken: Option<(i64, i64)> =
            on!(&mut *tx, |db| sqlx::query_as(sql).bind(incident.0).bind(kept.0).bind(double.0).fetch_optional(&mut **db).await)?;
        let Some((confirmed, suspected)) = taken else { return Ok(false) };
        let sql = "update people set confirmed = confirmed | $3, suspected = (suspected | $4) & ~(confirmed | $3)
                   where incident_id = $1 and person_id = $2";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(kept.0)
            .bind(confirmed)
            .bind(suspected)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        let ticks = "insert into ticks (incident_id, person_id, action_id, ticked_at, helper_id)
                     select incident_id, $2, action_id, ticked_at, helper_id from ticks where incident_id = $1 and person_id = $3
                     on conflict (incident_id, person_id, action_id) do nothing";
        // One who helps both keeps one invitation.
        let twice = format!(
            "update helpers set state = 'ended', ended_at = {} where incident_id = $1 and person_id = $3 and state = 'active'
             and email_hash in (select h.email_hash from helpers h where h.incident_id = $1 and h.person_id = $2 and h.state = 'active')",
            now.as_micros()
        );
        for sql in [
            "update people set merged_into = $2 where incident_id = $1 and merged_into = $3",
            "update requests set person_id = $2 where incident_id = $1 and person_id = $3",
            twice.as_str(),
            "update helpers set person_id = $2 where incident_id = $1 and person_id = $3",
            ticks,
        ] {
            on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(kept.0).bind(double.0).execute(&mut **db).await.map(|_| ()))?;
        }
        let sql = "update visits set ended_at = $3 where incident_id = $1 and person_id = $2 and ended_at is null";
        on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(double.0).bind(now.as_micros()).execute(&mut **db).await.map(|_| ()))?;
        Ok(true)
    }
}
