//! Six digits, used once, bound to the visit that asked for them.

use domain::{
    clock::Timestamp,
    code::OneTimeCode,
    ids::{VisitId, new_uuid},
    visit::{ONE_TIME_CODE, ONE_TIME_CODE_TRIES, Proof},
};
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    keys::Purpose,
    on,
    visits::{Helping, Visit, VisitCookie},
};

/// What became of six digits that somebody typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeOutcome {
    /// They were right: the visit is proven and its browser gets this cookie.
    Proven(VisitCookie),
    /// They were wrong; so many more tries with this code.
    Wrong {
        /// At least one.
        tries_left: i64,
    },
    /// They were wrong once too often: only a new code helps.
    NoTriesLeft,
    /// The newest code of this visit was used already.
    Used,
    /// The newest code is older than ten minutes.
    Expired,
    /// No code was sent in this visit; one that was sent to another browser is not looked at.
    NoneSent,
}

#[derive(sqlx::FromRow)]
struct NewestRow {
    code_id: Uuid,
    expires_at: i64,
    tries: i64,
    used_at: Option<i64>,
}

impl Store {
    fn one_time_code_hash(&self, visit: VisitId, code_id: Uuid, code: &OneTimeCode) -> Vec<u8> {
        let parts: [&[u8]; 3] = [visit.0.as_bytes(), code_id.as_bytes(), code.as_str().as_bytes()];
        self.system_keys().lookup(Purpose::OneTimeCode, &parts).to_vec()
    }

    /// Makes a new code for a visit. From now on the visit's earlier codes are worth nothing. Mail it in the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn issue_one_time_code(&self, tx: &mut Tx, visit: VisitId, now: Timestamp) -> Result<OneTimeCode, StoreError> {
        let (code_id, code) = (new_uuid(now, &*self.entropy), OneTimeCode::generate(&*self.entropy));
        let sql = "delete from one_time_codes where visit_id = $1";
        on!(&mut *tx, |db| sqlx::query(sql).bind(visit.0).execute(&mut **db).await.map(|_| ()))?;
        let sql = "insert into one_time_codes (code_id, visit_id, code_hash, created_at, expires_at, tries) values ($1, $2, $3, $4, $5, 0)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(code_id)
            .bind(visit.0)
            .bind(self.one_time_code_hash(visit, code_id, &code))
            .bind(now.as_micros())
            .bind(now.plus(ONE_TIME_CODE).as_micros())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(code)
    }

    /// Tries six digits for a visit. One statement counts the try, compares, and uses the code up: of twenty at once one
    /// wins, and no more than five are ever compared.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn try_one_time_code(&self, visit: &Visit, code: &OneTimeCode, now: Timestamp) -> Result<CodeOutcome, StoreError> {
        let mut tx = self.write().await?;
        let Some(newest) = newest(&mut tx, visit.visit_id).await? else { return Ok(CodeOutcome::NoneSent) };
        let sql = "update one_time_codes
                   set tries = tries + 1, used_at = case when code_hash = $1 then cast($2 as bigint) else null end
                   where code_id = $3 and used_at is null and tries < $4 and expires_at > $2
                   returning tries, used_at";
        let tried: Option<(i64, Option<i64>)> = on!(&mut tx, |db| sqlx::query_as(sql)
            .bind(self.one_time_code_hash(visit.visit_id, newest.code_id, code))
            .bind(now.as_micros())
            .bind(newest.code_id)
            .bind(ONE_TIME_CODE_TRIES)
            .fetch_optional(&mut **db)
            .await)?;
        let outcome = match tried {
            Some((_, Some(_))) => {
                let cookie = self.prove_visit(&mut tx, visit.visit_id, Proof::MailCode, now).await?;
                if let Some(helping) = visit.helper {
                    self.note_look(&mut tx, visit, helping, now).await?;
                }
                CodeOutcome::Proven(cookie)
            }
            Some((tries, None)) if tries < ONE_TIME_CODE_TRIES => CodeOutcome::Wrong { tries_left: ONE_TIME_CODE_TRIES - tries },
            Some((_, None)) => CodeOutcome::NoTriesLeft,
            // Only now do we look why; the row may have changed since it was read.
            None => self.why_not(&mut tx, visit.visit_id, now).await?,
        };
        tx.commit().await?;
        Ok(outcome)
    }

    /// A helper came in: the person is shown when. Last in its transaction.
    async fn note_look(&self, tx: &mut Tx, visit: &Visit, helping: Helping, now: Timestamp) -> Result<(), StoreError> {
        let sql = "update helpers set seen_at = $3 where incident_id = $1 and helper_id = $2";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(visit.incident_id.0)
            .bind(helping.helper_id.0)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        let details = serde_json::json!({ "helper": helping.helper_id.to_string(), "kind": helping.kind.as_str() });
        let act = Act { actor: "a helper", act: "helper.look", about: Some(visit.person_id.0), details: &details };
        self.append_audit(tx, Chain::Incident(visit.incident_id), act, now).await
    }

    async fn why_not(&self, tx: &mut Tx, visit: VisitId, now: Timestamp) -> Result<CodeOutcome, StoreError> {
        Ok(match newest(tx, visit).await? {
            None => CodeOutcome::NoneSent,
            Some(code) if code.used_at.is_some() => CodeOutcome::Used,
            Some(code) if code.expires_at <= now.as_micros() => CodeOutcome::Expired,
            Some(code) if code.tries >= ONE_TIME_CODE_TRIES => CodeOutcome::NoTriesLeft,
            // A newer code came between the two statements: what was typed belongs to the one before.
            Some(_) => CodeOutcome::Expired,
        })
    }

    /// Until when the newest code of a visit is good, if there is one that still is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn one_time_code_good_until(&self, visit: VisitId, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
        let sql = "select max(expires_at) from one_time_codes where visit_id = $1 and used_at is null and expires_at > $2";
        let until: Option<i64> = on!(self.read(), |db| sqlx::query_scalar(sql).bind(visit.0).bind(now.as_micros()).fetch_one(db).await)?;
        Ok(until.map(Timestamp::from_micros))
    }
}

async fn newest(tx: &mut Tx, visit: VisitId) -> Result<Option<NewestRow>, StoreError> {
    let sql = "select code_id, expires_at, tries, used_at from one_time_codes where visit_id = $1
               order by created_at desc, code_id desc limit 1";
    Ok(on!(&mut *tx, |db| sqlx::query_as(sql).bind(visit.0).fetch_optional(&mut **db).await)?)
}
