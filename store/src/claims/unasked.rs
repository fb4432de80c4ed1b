//! Money that people need not ask for: who proved who they are gets it a week later, by cheque to the address on file, unless they ask for it
//! themselves before.

use domain::{
    benefit::ClaimLine,
    claim::{ClaimAct, ClaimState},
    clock::Timestamp,
    ids::{IncidentId, PersonId},
    payout::Payout,
};
use uuid::Uuid;

use super::{
    Claim, ClaimError, ClaimMove, NewClaim, Who,
    row::{COLUMNS, ClaimRow},
};
use crate::{Store, StoreError, Tx, on};

/// What became of a claim whose time had come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GrantedUnasked {
    /// It is granted.
    Now(Box<Claim>),
    /// Nobody knows where to send it: it is an ordinary draft from then on.
    Nowhere,
    /// Its person sent it or took it back, or somebody else was first.
    Before,
}

impl Store {
    /// Keeps that somebody proved who they are, the first time, in the transaction of that; if there is money to be had, it is looked at soon
    /// whether some is theirs unasked.
    pub(crate) async fn note_verified(&self, tx: &mut Tx, incident: Uuid, person: Uuid, now: Timestamp) -> Result<(), StoreError> {
        let sql = "insert into verified_people (incident_id, person_id, first_at) values ($1, $2, $3) on conflict do nothing";
        let new = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident)
            .bind(person)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if new == 0 {
            return Ok(());
        }
        // Also while one is a draft: whoever opens it in this moment does not see this person yet.
        let sql = "insert into unasked_todo (incident_id, person_id)
                   select $1, $2 where exists (select 1 from benefits where incident_id = $1 and kind = 'cash' and state <> 'closed')
                   on conflict do nothing";
        on!(&mut *tx, |db| sqlx::query(sql).bind(incident).bind(person).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }

    /// An offer was opened: everybody who proved who they are is looked at, in the transaction of that.
    pub(crate) async fn look_at_all_verified(&self, tx: &mut Tx, incident: IncidentId) -> Result<(), StoreError> {
        let sql = "insert into unasked_todo (incident_id, person_id)
                   select incident_id, person_id from verified_people where incident_id = $1 on conflict do nothing";
        on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }

    /// How many people of an incident have proved who they are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_verified(&self, incident: IncidentId) -> Result<i64, StoreError> {
        let sql = "select count(*) from verified_people where incident_id = $1";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_one(db).await)?)
    }

    /// People to look at.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unasked_todo(&self, limit: i64) -> Result<Vec<(IncidentId, PersonId)>, StoreError> {
        let sql = "select incident_id, person_id from unasked_todo order by incident_id, person_id limit $1";
        let rows: Vec<(Uuid, Uuid)> = on!(self.read(), |db| sqlx::query_as(sql).bind(limit).fetch_all(db).await)?;
        Ok(rows.into_iter().map(|(incident, person)| (IncidentId(incident), PersonId(person))).collect())
    }

    /// Takes one of them, in the transaction in which they are looked at. False when somebody else did.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_unasked_todo(&self, tx: &mut Tx, incident: IncidentId, person: PersonId) -> Result<bool, StoreError> {
        let sql = "delete from unasked_todo where incident_id = $1 and person_id = $2";
        let gone =
            on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(person.0).execute(&mut **db).await.map(|done| done.rows_affected()))?;
        Ok(gone == 1)
    }

    /// A claim that is granted by itself at `grant_at`. Nothing for who has begun one, or took one back: that was their word.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_unasked(
        &self,
        tx: &mut Tx,
        new: NewClaim<'_>,
        grant_at: Timestamp,
        now: Timestamp,
    ) -> Result<Option<Claim>, ClaimError> {
        self.hold_person(tx, new.incident_id, new.person_id).await?;
        let sql = "select exists (select 1 from claims where incident_id = $1 and person_id = $2 and benefit_id = $3)";
        let has_one: bool = on!(&mut *tx, |db| sqlx::query_scalar(sql)
            .bind(new.incident_id.0)
            .bind(new.person_id.0)
            .bind(new.benefit_id.0)
            .fetch_one(&mut **db)
            .await)?;
        if has_one {
            return Ok(None);
        }
        let begun = self.begin_claim(tx, new, now).await?;
        let mut claim = self.save_claim(tx, &begun, &[ClaimLine::Cash]).await?;
        self.set_grant_at(tx, &claim, Some(grant_at)).await?;
        claim.grant_at = Some(grant_at);
        Ok(Some(claim))
    }

    async fn set_grant_at(&self, tx: &mut Tx, claim: &Claim, grant_at: Option<Timestamp>) -> Result<(), StoreError> {
        let sql = "update claims set grant_at = $3 where incident_id = $1 and claim_id = $2";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(claim.incident_id.0)
            .bind(claim.claim_id.0)
            .bind(grant_at.map(Timestamp::as_micros))
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(())
    }

    /// Claims that are to be granted now.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn due_unasked(&self, now: Timestamp, limit: i64) -> Result<Vec<Claim>, StoreError> {
        let sql = format!("select {COLUMNS} from claims where state = 'draft' and grant_at <= $1 order by grant_at, claim_id limit $2");
        let rows: Vec<ClaimRow> = on!(self.read(), |db| sqlx::query_as(&sql).bind(now.as_micros()).bind(limit).fetch_all(db).await)?;
        let mut claims = Vec::new();
        for row in rows {
            let incident = row.incident();
            claims.push(row.open(&*self.incident_keys(incident).await?)?);
        }
        Ok(claims)
    }

    /// Grants one of them, to go to `payout`: the address on file, whatever was filled in and not sent. Without one nothing is granted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn grant_unasked(
        &self,
        tx: &mut Tx,
        claim: &Claim,
        payout: Option<&Payout>,
        promised_on: &str,
        now: Timestamp,
    ) -> Result<GrantedUnasked, ClaimError> {
        let held = self.claim_held(tx, claim.incident_id, claim.claim_id).await?;
        if held.state != ClaimState::Draft || held.grant_at.is_none_or(|at| at > now) {
            return Ok(GrantedUnasked::Before);
        }
        let Some(payout) = payout else {
            self.set_grant_at(tx, &held, None).await?;
            return Ok(GrantedUnasked::Nowhere);
        };
        // A form that was half filled in would ask for nothing.
        self.save_claim(tx, &held, &[ClaimLine::Cash]).await?;
        self.set_payout(tx, &held, payout).await?;
        let grant = ClaimMove {
            granted_cents: Some(held.terms.most().cents),
            promised_on: Some(promised_on),
            ..ClaimMove::new(&held, Who::Program, ClaimAct::Grant)
        };
        Ok(GrantedUnasked::Now(Box::new(self.act_on_claim(tx, grant, now).await?.claim)))
    }
}
