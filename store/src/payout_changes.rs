//! Where the money of a claim that was sent goes is changed: six digits to the address on file beside the visit, that address told at once, done
//! after 48 hours unless it stops it. Until then nothing of the claim goes out; what was granted before is looked at again (AC-28).

use domain::{
    claim::{ClaimAct, ClaimState},
    clock::Timestamp,
    code::OneTimeCode,
    ids::{ClaimId, IncidentId, PersonId, new_uuid},
    payment::Hold,
    payout::{PAYOUT_CHANGE_WAITS, Payout},
    visit::{ONE_TIME_CODE, ONE_TIME_CODE_TRIES},
};
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    claims::{Claim, ClaimError, ClaimMove, ClaimRefusal, Who},
    contact_changes::{ChangeOutcome, StopKey, StopSecrets},
    keys::Place,
    on,
};

/// A change that is not over.
#[derive(Clone, Debug)]
pub struct PayoutChange {
    /// Of which incident.
    pub incident_id: IncidentId,
    /// Which change.
    pub change_id: Uuid,
    /// Of which claim.
    pub claim_id: ClaimId,
    /// Whose.
    pub person_id: PersonId,
    /// Where the money will go.
    pub payout: Payout,
    /// When it takes effect; `None` while its six digits are missing.
    pub takes_effect_at: Option<Timestamp>,
}

/// What became of a change whose time had come.
#[derive(Clone, Debug)]
pub enum Redirected {
    /// Another server did it, or it was stopped.
    Before,
    /// The claim is settled: nothing goes anywhere any more.
    Dropped,
    /// It is done; the claim as it is then.
    Now(Box<Claim>),
}

const COLUMNS: &str = "incident_id, change_id, claim_id, person_id, sealed, takes_effect_at";

#[derive(sqlx::FromRow)]
struct Row {
    incident_id: Uuid,
    change_id: Uuid,
    claim_id: Uuid,
    person_id: Uuid,
    sealed: Vec<u8>,
    takes_effect_at: Option<i64>,
}

const fn place(change: Uuid) -> Place {
    Place { table: "payout_changes", row: change }
}

const fn refused(refusal: ClaimRefusal) -> ClaimError {
    ClaimError::Refused(refusal)
}

impl Store {
    async fn opened_change(&self, row: Row) -> Result<PayoutChange, StoreError> {
        let incident_id = IncidentId(row.incident_id);
        Ok(PayoutChange {
            incident_id,
            change_id: row.change_id,
            claim_id: ClaimId(row.claim_id),
            person_id: PersonId(row.person_id),
            payout: self.incident_keys(incident_id).await?.open(place(row.change_id), &row.sealed)?,
            takes_effect_at: row.takes_effect_at.map(Timestamp::from_micros),
        })
    }

    /// Begins a change; one of the same claim that was begun and not proven is forgotten. Mail the code in the same transaction.
    ///
    /// # Errors
    /// Refused for a draft and for what is settled, while another change waits, and while money of the claim is in a batch or at the bank;
    /// when the database fails.
    pub async fn ask_payout_change(&self, tx: &mut Tx, claim: &Claim, payout: &Payout, now: Timestamp) -> Result<OneTimeCode, ClaimError> {
        let (incident, claim) = (claim.incident_id, self.claim_held(tx, claim.incident_id, claim.claim_id).await?);
        if !claim.can_go_elsewhere() {
            return Err(refused(ClaimRefusal::NotNow(claim.state)));
        }
        self.none_on_its_way(tx, &claim).await?;
        let sql = "delete from payout_changes where incident_id = $1 and claim_id = $2 and state = 'asked'";
        on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(claim.claim_id.0).execute(&mut **db).await.map(|_| ()))?;
        let (change_id, code) = (new_uuid(now, &*self.entropy), OneTimeCode::generate(&*self.entropy));
        let sealed = self.incident_keys(incident).await?.seal(place(change_id), payout, &*self.entropy)?;
        let sql = "insert into payout_changes
                       (incident_id, change_id, claim_id, person_id, sealed, state, asked_at, code_hash, code_expires_at, tries)
                   select $1, $2, $3, $4, $5, 'asked', $6, $7, $8, 0
                   where not exists (select 1 from payout_changes where incident_id = $1 and claim_id = $3 and state = 'waiting')";
        let added = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(change_id)
            .bind(claim.claim_id.0)
            .bind(claim.person_id.0)
            .bind(&sealed)
            .bind(now.as_micros())
            .bind(self.change_code_hash(change_id, &code))
            .bind(now.plus(ONE_TIME_CODE).as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if added == 1 { Ok(code) } else { Err(refused(ClaimRefusal::ChangeWaits)) }
    }

    /// The change of a claim that is not over, proven or not.
    ///
    /// # Errors
    /// When the database fails or it does not open.
    pub async fn pending_payout_change(&self, claim: &Claim) -> Result<Option<PayoutChange>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from payout_changes where incident_id = $1 and claim_id = $2 and state in ('asked', 'waiting')
             order by asked_at desc limit 1"
        );
        let row: Option<Row> =
            on!(self.read(), |db| sqlx::query_as(&sql).bind(claim.incident_id.0).bind(claim.claim_id.0).fetch_optional(db).await)?;
        match row {
            Some(row) => self.opened_change(row).await.map(Some),
            None => Ok(None),
        }
    }

    /// Tries six digits for a change that was asked for. One statement counts the try and compares: of twenty at once one wins. Right, the
    /// change waits, and what is granted is held until then.
    ///
    /// # Errors
    /// Refused when money of the claim got on its way meanwhile; when the database fails.
    pub async fn prove_payout_change(
        &self,
        tx: &mut Tx,
        change: &PayoutChange,
        code: &OneTimeCode,
        now: Timestamp,
    ) -> Result<ChangeOutcome, ClaimError> {
        // First, as everybody who changes a claim does: so nobody grants it in between.
        let claim = self.claim_held(tx, change.incident_id, change.claim_id).await?;
        let stop = StopSecrets::new(&*self.entropy);
        let takes_effect = now.plus(PAYOUT_CHANGE_WAITS);
        let sql = "update payout_changes
                   set tries = tries + 1,
                       state = case when code_hash = $3 then 'waiting' else state end,
                       takes_effect_at = case when code_hash = $3 then cast($4 as bigint) else null end,
                       stop_hash = case when code_hash = $3 then $5 else stop_hash end,
                       stop_code_hash = case when code_hash = $3 then $6 else stop_code_hash end
                   where incident_id = $1 and change_id = $2 and state = 'asked' and tries < $7 and code_expires_at > $8
                   returning tries, takes_effect_at";
        let tried: Option<(i64, Option<i64>)> = on!(&mut *tx, |db| sqlx::query_as(sql)
            .bind(change.incident_id.0)
            .bind(change.change_id)
            .bind(self.change_code_hash(change.change_id, code))
            .bind(takes_effect.as_micros())
            .bind(self.stop_hash(&StopKey::Link(stop.link.clone())))
            .bind(self.stop_hash(&StopKey::Code(stop.code.clone())))
            .bind(ONE_TIME_CODE_TRIES)
            .bind(now.as_micros())
            .fetch_optional(&mut **db)
            .await)?;
        match tried {
            Some((_, Some(_))) => {
                self.hold_until(tx, &claim, Some(takes_effect)).await?;
                self.none_on_its_way(tx, &claim).await?;
                Ok(ChangeOutcome::Waits(takes_effect, stop))
            }
            Some((tries, None)) if tries < ONE_TIME_CODE_TRIES => Ok(ChangeOutcome::Wrong(ONE_TIME_CODE_TRIES - tries)),
            Some(_) | None => Ok(ChangeOutcome::Over),
        }
    }

    /// What of a claim waits for a batch is in none until then; with nothing, it no longer waits for that.
    async fn hold_until(&self, tx: &mut Tx, claim: &Claim, until: Option<Timestamp>) -> Result<(), StoreError> {
        let sql = "update payments set held_until = $3 where incident_id = $1 and claim_id = $2 and state = 'waiting'";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(claim.incident_id.0)
            .bind(claim.claim_id.0)
            .bind(until.map(Timestamp::as_micros))
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(())
    }

    async fn none_on_its_way(&self, tx: &mut Tx, claim: &Claim) -> Result<(), ClaimError> {
        let sql = "select exists (select 1 from payments where incident_id = $1 and claim_id = $2 and state in ('batched', 'released'))";
        let is_on_its_way: bool =
            on!(&mut *tx, |db| sqlx::query_scalar(sql).bind(claim.incident_id.0).bind(claim.claim_id.0).fetch_one(&mut **db).await)?;
        if is_on_its_way { Err(refused(ClaimRefusal::OnItsWay)) } else { Ok(()) }
    }

    /// Stops a claim's change from its person's page. Says whether there was one that waited or was asked for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stop_own_payout_change(&self, tx: &mut Tx, claim: &Claim, now: Timestamp) -> Result<bool, StoreError> {
        let claim = self.claim_held(tx, claim.incident_id, claim.claim_id).await?;
        let sql = "update payout_changes set state = 'stopped', ended_at = $3
                   where incident_id = $1 and claim_id = $2 and state in ('asked', 'waiting')";
        let stopped = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(claim.incident_id.0)
            .bind(claim.claim_id.0)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if stopped > 0 {
            self.hold_until(tx, &claim, None).await?;
        }
        Ok(stopped > 0)
    }

    /// Stops a change from the address on file, and says whose it was. `None` for a key nobody was sent, and for a change that is over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stop_payout_change(
        &self,
        tx: &mut Tx,
        key: &StopKey,
        now: Timestamp,
    ) -> Result<Option<(IncidentId, PersonId)>, StoreError> {
        let column = match key {
            StopKey::Link(_) => "stop_hash",
            StopKey::Code(_) => "stop_code_hash",
        };
        let sql = format!("select incident_id, claim_id from payout_changes where {column} = $1 and state = 'waiting'");
        let found: Option<(Uuid, Uuid)> =
            on!(&mut *tx, |db| sqlx::query_as(&sql).bind(self.stop_hash(key)).fetch_optional(&mut **db).await)?;
        let Some((incident, claim)) = found else { return Ok(None) };
        let claim = self.claim_held(tx, IncidentId(incident), ClaimId(claim)).await?;
        let is_stopped = self.stop_own_payout_change(tx, &claim, now).await?;
        Ok(is_stopped.then_some((claim.incident_id, claim.person_id)))
    }

    /// Changes that have waited long enough.
    ///
    /// # Errors
    /// When the database fails or one does not open.
    pub async fn due_payout_changes(&self, now: Timestamp, limit: i64) -> Result<Vec<PayoutChange>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from payout_changes where state = 'waiting' and takes_effect_at <= $1 order by takes_effect_at limit $2"
        );
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(now.as_micros()).bind(limit).fetch_all(db).await)?;
        let mut changes = Vec::new();
        for row in rows {
            changes.push(self.opened_change(row).await?);
        }
        Ok(changes)
    }

    /// Does a change that has waited long enough, with the words that stand in the claim's life. What was granted before waits from now on
    /// for a reviewer.
    ///
    /// # Errors
    /// When the database fails. The transaction must then be dropped.
    pub async fn do_payout_change(
        &self,
        tx: &mut Tx,
        change: &PayoutChange,
        (words, promised_on): (&str, &str),
        now: Timestamp,
    ) -> Result<Redirected, StoreError> {
        let claim = self.claim_held(tx, change.incident_id, change.claim_id).await?;
        let is_redirected = claim.can_go_elsewhere();
        let sql = "update payout_changes set state = $3, ended_at = $4 where incident_id = $1 and change_id = $2 and state = 'waiting'";
        let mine = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(change.incident_id.0)
            .bind(change.change_id)
            .bind(if is_redirected { "done" } else { "stopped" })
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if mine != 1 {
            return Ok(Redirected::Before);
        }
        self.hold_until(tx, &claim, None).await?;
        if !is_redirected {
            return Ok(Redirected::Dropped);
        }
        self.set_payout(tx, &claim, &change.payout).await?;
        let was_decided = matches!(claim.state, ClaimState::Approved | ClaimState::Denied);
        let hold = if was_decided { Hold::Approval } else { Hold::Decision };
        let sql = "update payments set way = $3, held = case when held = 'approval' then held else $4 end
                   where incident_id = $1 and claim_id = $2 and state = 'waiting'";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(change.incident_id.0)
            .bind(change.claim_id.0)
            .bind(change.payout.way().as_str())
            .bind(hold.as_str())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        let act = ClaimMove {
            words: Some(words),
            promised_on: was_decided.then_some(promised_on),
            ..ClaimMove::new(&claim, Who::Program, ClaimAct::Redirect)
        };
        match self.act_on_claim(tx, act, now).await {
            Ok(acted) => Ok(Redirected::Now(Box::new(acted.claim))),
            Err(ClaimError::Store(error)) => Err(error),
            // It was looked at above, and is held.
            Err(ClaimError::Refused(_)) => Err(StoreError::Nonsense { table: "claims", column: "state" }),
        }
    }
}
