//! Naming a helper: staff do it at once, a person with six digits sent to their own address.

use domain::{
    clock::Timestamp,
    code::OneTimeCode,
    helper::{HelperContact, HelperKind, MOST_HELPERS},
    ids::{HelperId, IncidentId, PersonId},
    lang::Lang,
    visit::{ONE_TIME_CODE, ONE_TIME_CODE_TRIES},
};
use serde_json::Value;

use super::{COLUMNS, Helper, HelperRow, invite::hashes, place};
use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    keys::Purpose,
    on,
};

/// Somebody to be named.
#[derive(Clone, Debug)]
pub struct NewHelper {
    /// In which incident.
    pub incident_id: IncidentId,
    /// Whom they help.
    pub person_id: PersonId,
    /// In what capacity.
    pub kind: HelperKind,
    /// Name and address.
    pub contact: HelperContact,
    /// The language we write to them in.
    pub lang: Lang,
    /// A member of staff's id, or `the person`.
    pub made_by: String,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// They get in.
    Named(Box<Helper>),
    /// This address helps this person already.
    Already,
    /// The person has as many helpers as anybody may have.
    TooMany,
}

/// What became of six digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NamingOutcome {
    /// Right: they get in.
    Named(Box<Helper>),
    /// Wrong; so many tries are left.
    Wrong(i64),
    /// No code is good any more.
    Over,
    /// This address helps this person already, or they have as many helpers as anybody may have.
    NoRoom,
}

impl Store {
    fn naming_hash(&self, helper: HelperId, code: &OneTimeCode) -> Vec<u8> {
        self.system_keys().lookup(Purpose::OneTimeCode, &[b"helper", helper.0.as_bytes(), code.as_str().as_bytes()]).to_vec()
    }

    /// Names a helper at once: for staff. Mail and log are the caller's, in the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_helper(&self, tx: &mut Tx, new: &NewHelper, now: Timestamp) -> Result<Added, StoreError> {
        lock_person(tx, new.incident_id, new.person_id).await?;
        if let Some(full) = self.no_room(tx, new).await? {
            return Ok(full);
        }
        let helper_id = self.insert_helper(tx, new, None, now).await?;
        let helper = self.helper_in(tx, new.incident_id, helper_id).await?;
        Ok(helper.map_or(Added::Already, |helper| Added::Named(Box::new(helper))))
    }

    /// Keeps whom a person wants to name until the six digits come back; whom they asked for before and did not confirm is
    /// forgotten. Mail the code in the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ask_helper(&self, tx: &mut Tx, new: &NewHelper, now: Timestamp) -> Result<Result<OneTimeCode, Added>, StoreError> {
        lock_person(tx, new.incident_id, new.person_id).await?;
        if let Some(full) = self.no_room(tx, new).await? {
            return Ok(Err(full));
        }
        let sql = "delete from helpers where incident_id = $1 and person_id = $2 and state = 'asked'";
        on!(&mut *tx, |db| sqlx::query(sql).bind(new.incident_id.0).bind(new.person_id.0).execute(&mut **db).await.map(|_| ()))?;
        let code = OneTimeCode::generate(&*self.entropy);
        self.insert_helper(tx, new, Some(&code), now).await?;
        Ok(Ok(code))
    }

    /// Tries six digits for the helper a person asked for. One statement counts the try and compares: of twenty at once one wins.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prove_helper(&self, tx: &mut Tx, asked: &Helper, code: &OneTimeCode, now: Timestamp) -> Result<NamingOutcome, StoreError> {
        lock_person(tx, asked.incident_id, asked.person_id).await?;
        let new = NewHelper {
            incident_id: asked.incident_id,
            person_id: asked.person_id,
            kind: asked.kind,
            contact: asked.contact.clone(),
            lang: asked.lang,
            made_by: asked.made_by.clone(),
        };
        if self.no_room(tx, &new).await?.is_some() {
            return Ok(NamingOutcome::NoRoom);
        }
        let sql = "update helpers
                   set proof_tries = proof_tries + 1,
                       state = case when proof_hash = $3 then 'active' else state end,
                       since_at = case when proof_hash = $3 then cast($4 as bigint) else null end
                   where incident_id = $1 and helper_id = $2 and state = 'asked' and proof_tries < $5 and proof_expires_at > $4
                   returning proof_tries, since_at";
        let tried: Option<(i64, Option<i64>)> = on!(&mut *tx, |db| sqlx::query_as(sql)
            .bind(asked.incident_id.0)
            .bind(asked.helper_id.0)
            .bind(self.naming_hash(asked.helper_id, code))
            .bind(now.as_micros())
            .bind(ONE_TIME_CODE_TRIES)
            .fetch_optional(&mut **db)
            .await)?;
        Ok(match tried {
            Some((_, Some(_))) => NamingOutcome::Named(Box::new(Helper { since: Some(now), ..asked.clone() })),
            Some((tries, None)) if tries < ONE_TIME_CODE_TRIES => NamingOutcome::Wrong(ONE_TIME_CODE_TRIES - tries),
            Some(_) | None => NamingOutcome::Over,
        })
    }

    /// Forgets whom a person asked for and did not confirm.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_asked_helper(&self, tx: &mut Tx, incident: IncidentId, person: PersonId) -> Result<(), StoreError> {
        let sql = "delete from helpers where incident_id = $1 and person_id = $2 and state = 'asked'";
        on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(person.0).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }

    /// Writes down what became of a helper, about the person. Last in its transaction; `more` is added to the helper's id and kind.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_helper(
        &self,
        tx: &mut Tx,
        helper: &Helper,
        act: &str,
        actor: &str,
        more: Value,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut details = serde_json::json!({ "helper": helper.helper_id.to_string(), "kind": helper.kind.as_str() });
        if let (Value::Object(details), Value::Object(more)) = (&mut details, more) {
            details.extend(more);
        }
        let act = Act { actor, act, about: Some(helper.person_id.0), details: &details };
        self.append_audit(tx, Chain::Incident(helper.incident_id), act, now).await
    }

    /// Why nobody can be named, if so. Ask it with the person's row locked.
    async fn no_room(&self, tx: &mut Tx, new: &NewHelper) -> Result<Option<Added>, StoreError> {
        let sql = "select cast(count(*) as bigint), cast(count(case when email_hash = $3 then 1 end) as bigint) from helpers
                   where incident_id = $1 and person_id = $2 and state = 'active'";
        let hash = self.incident_keys(new.incident_id).await?.lookup(Purpose::Email, &[new.contact.email.as_bytes()]);
        let (all, same): (i64, i64) = on!(&mut *tx, |db| sqlx::query_as(sql)
            .bind(new.incident_id.0)
            .bind(new.person_id.0)
            .bind(hash.to_vec())
            .fetch_one(&mut **db)
            .await)?;
        Ok(match (all, same) {
            (_, 1..) => Some(Added::Already),
            (MOST_HELPERS.., _) => Some(Added::TooMany),
            _ => None,
        })
    }

    /// With a code the helper waits for it; without one they get in.
    async fn insert_helper(
        &self,
        tx: &mut Tx,
        new: &NewHelper,
        code: Option<&OneTimeCode>,
        now: Timestamp,
    ) -> Result<HelperId, StoreError> {
        let keys = self.incident_keys(new.incident_id).await?;
        let helper_id = HelperId::new(now, &*self.entropy);
        let (link, typed) = hashes(&keys, helper_id, 1);
        let sql = "insert into helpers (incident_id, helper_id, person_id, kind, sealed, email_hash, lang, state, generation, link_hash,
                                        code_hash, made_by, made_at, since_at, proof_hash, proof_expires_at, proof_tries)
                   values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $11, $12, $13, $14, $15, 0)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(new.incident_id.0)
            .bind(helper_id.0)
            .bind(new.person_id.0)
            .bind(new.kind.as_str())
            .bind(keys.seal(place(helper_id), &new.contact, &*self.entropy)?)
            .bind(keys.lookup(Purpose::Email, &[new.contact.email.as_bytes()]).to_vec())
            .bind(new.lang.as_str())
            .bind(if code.is_some() { "asked" } else { "active" })
            .bind(link.to_vec())
            .bind(typed.to_vec())
            .bind(&new.made_by)
            .bind(now.as_micros())
            .bind(code.is_none().then(|| now.as_micros()))
            .bind(code.map(|code| self.naming_hash(helper_id, code)))
            .bind(code.map(|_| now.plus(ONE_TIME_CODE).as_micros()))
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(helper_id)
    }

    async fn helper_in(&self, tx: &mut Tx, incident: IncidentId, helper: HelperId) -> Result<Option<Helper>, StoreError> {
        let sql = format!("select {COLUMNS} from helpers where incident_id = $1 and helper_id = $2");
        let row: Option<HelperRow> =
            on!(&mut *tx, |db| sqlx::query_as(&sql).bind(incident.0).bind(helper.0).fetch_optional(&mut **db).await)?;
        let keys = self.incident_keys(incident).await?;
        row.map(|row| row.open(&keys)).transpose()
    }
}

/// Whoever names helpers of one person waits here for the others: so the count holds on PostgreSQL too.
async fn lock_person(tx: &mut Tx, incident: IncidentId, person: PersonId) -> Result<(), StoreError> {
    let sql = "update people set generation = generation where incident_id = $1 and person_id = $2";
    on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(person.0).execute(&mut **db).await.map(|_| ()))?;
    Ok(())
}
