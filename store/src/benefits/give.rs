//! Giving codes: one to a person, the same each time; who comes when there is none waits, first come, first served.

use domain::{
    benefit::{CodeTrouble, MOST_CODES},
    clock::Timestamp,
    ids::{ActivationCodeId, BenefitId, IncidentId, PersonId},
};
use uuid::Uuid;

use super::{Benefit, Terms, pool::place};
use crate::{Store, StoreError, Tx, on};

/// A code somebody has.
#[derive(Clone, PartialEq, Eq)]
pub struct GivenCode {
    /// What is typed in at the provider's.
    pub code: String,
    /// Since when it is theirs.
    pub given_at: Timestamp,
}

impl std::fmt::Debug for GivenCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("GivenCode(hidden)")
    }
}

/// What a press gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// This code, new.
    New(GivenCode),
    /// The code they have had.
    Same(GivenCode),
    /// There is none now; they are written to by that day.
    Waits {
        /// The day we promised.
        promised_on: String,
        /// Whether this press put them into the queue.
        is_new: bool,
    },
}

/// What became of a code that did not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replaced {
    /// Another one, or a place in the queue.
    By(Given),
    /// They had enough: a human looks.
    AskAHuman,
    /// They have none.
    HadNone,
}

/// Somebody who waited and has a code now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// Who.
    pub person_id: PersonId,
    /// What they got.
    pub code: GivenCode,
}

impl Store {
    /// The code a person has of a benefit.
    ///
    /// # Errors
    /// When the database fails, or the code does not open.
    pub async fn code_of(&self, incident: IncidentId, benefit: BenefitId, person: PersonId) -> Result<Option<GivenCode>, StoreError> {
        let sql = "select code_id, sealed, given_at from activation_codes
                   where incident_id = $1 and benefit_id = $2 and person_id = $3 and state = 'given'";
        let row: Option<(Uuid, Vec<u8>, i64)> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(benefit.0).bind(person.0).fetch_optional(db).await)?;
        match row {
            Some(row) => Ok(Some(self.opened_code(incident, row).await?)),
            None => Ok(None),
        }
    }

    /// The day by which a person who waits is written to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waits_until(&self, incident: IncidentId, benefit: BenefitId, person: PersonId) -> Result<Option<String>, StoreError> {
        let sql = "select promised_on from code_waiters where incident_id = $1 and benefit_id = $2 and person_id = $3";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).bind(benefit.0).bind(person.0).fetch_optional(db).await)?)
    }

    /// Gives a person their code: the one they have, or a free one; when there is none, or others wait, a place in the queue. However often
    /// and from wherever somebody presses at once, they have one code.
    ///
    /// # Errors
    /// When the database fails; then nothing happened.
    pub async fn give_code(
        &self,
        tx: &mut Tx,
        benefit: &Benefit<impl Terms>,
        person: PersonId,
        promised_on: &str,
        now: Timestamp,
    ) -> Result<Given, StoreError> {
        self.hold_person(tx, benefit.incident_id, person).await?;
        if let Some(code) = self.current_code(tx, benefit, person).await? {
            return Ok(Given::Same(code));
        }
        if let Some(promised_on) = self.place_in_queue(tx, benefit, person).await? {
            return Ok(Given::Waits { promised_on, is_new: false });
        }
        // Whoever waits goes before whoever comes.
        let free = if self.does_anybody_wait(tx, benefit).await? { None } else { self.take_free_code(tx, benefit, person, now).await? };
        if let Some(code) = free {
            return Ok(Given::New(code));
        }
        let sql = "insert into code_waiters (incident_id, benefit_id, person_id, asked_at, promised_on) values ($1, $2, $3, $4, $5)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(benefit.incident_id.0)
            .bind(benefit.benefit_id.0)
            .bind(person.0)
            .bind(now.as_micros())
            .bind(promised_on)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(Given::Waits { promised_on: promised_on.to_owned(), is_new: true })
    }

    /// What somebody has did not work: it is put aside with the reason, and they get another, a few times.
    ///
    /// # Errors
    /// When the database fails; then nothing happened.
    pub async fn replace_code(
        &self,
        tx: &mut Tx,
        benefit: &Benefit<impl Terms>,
        person: PersonId,
        (why, promised_on): (CodeTrouble, &str),
        now: Timestamp,
    ) -> Result<Replaced, StoreError> {
        self.hold_person(tx, benefit.incident_id, person).await?;
        let sql = "select cast(count(*) as BIGINT) from activation_codes where incident_id = $1 and benefit_id = $2 and person_id = $3";
        let had: i64 = on!(&mut *tx, |db| sqlx::query_scalar(sql)
            .bind(benefit.incident_id.0)
            .bind(benefit.benefit_id.0)
            .bind(person.0)
            .fetch_one(&mut **db)
            .await)?;
        if self.current_code(tx, benefit, person).await?.is_none() {
            return Ok(Replaced::HadNone);
        }
        if had >= MOST_CODES {
            return Ok(Replaced::AskAHuman);
        }
        let sql = "update activation_codes set state = 'bad', why = $4
                   where incident_id = $1 and benefit_id = $2 and person_id = $3 and state = 'given'";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(benefit.incident_id.0)
            .bind(benefit.benefit_id.0)
            .bind(person.0)
            .bind(why.as_str())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(Replaced::By(self.give_code(tx, benefit, person, promised_on, now).await?))
    }

    /// Gives up to `limit` of those who wait a code, the first first. Each is out of the queue in the transaction that gives it.
    ///
    /// # Errors
    /// When the database fails; then nothing happened.
    pub async fn serve_waiters(
        &self,
        tx: &mut Tx,
        benefit: &Benefit<impl Terms>,
        limit: i64,
        now: Timestamp,
    ) -> Result<Vec<Served>, StoreError> {
        let sql = format!(
            "select person_id from code_waiters where incident_id = $1 and benefit_id = $2 order by asked_at, person_id limit $3 {}",
            tx.skip_locked()
        );
        let waiting: Vec<Uuid> = on!(&mut *tx, |db| sqlx::query_scalar(&sql)
            .bind(benefit.incident_id.0)
            .bind(benefit.benefit_id.0)
            .bind(limit)
            .fetch_all(&mut **db)
            .await)?;
        let mut served = Vec::new();
        for person in waiting.into_iter().map(PersonId) {
            let Some(code) = self.take_free_code(tx, benefit, person, now).await? else { break };
            let sql = "delete from code_waiters where incident_id = $1 and benefit_id = $2 and person_id = $3";
            on!(&mut *tx, |db| sqlx::query(sql)
                .bind(benefit.incident_id.0)
                .bind(benefit.benefit_id.0)
                .bind(person.0)
                .execute(&mut **db)
                .await
                .map(|_| ()))?;
            served.push(Served { person_id: person, code });
        }
        Ok(served)
    }

    /// One press of a person after the other, until the end of the transaction; SQLite has one writer.
    pub(crate) async fn hold_person(&self, tx: &mut Tx, incident: IncidentId, person: PersonId) -> Result<(), StoreError> {
        let sql = format!("select person_id from people where incident_id = $1 and person_id = $2 {}", tx.for_update());
        on!(&mut *tx, |db| sqlx::query_scalar::<_, Uuid>(&sql).bind(incident.0).bind(person.0).fetch_optional(&mut **db).await)?;
        Ok(())
    }

    async fn current_code(&self, tx: &mut Tx, benefit: &Benefit<impl Terms>, person: PersonId) -> Result<Option<GivenCode>, StoreError> {
        let sql = "select code_id, sealed, given_at from activation_codes
                   where incident_id = $1 and benefit_id = $2 and person_id = $3 and state = 'given'";
        let row: Option<(Uuid, Vec<u8>, i64)> = on!(&mut *tx, |db| sqlx::query_as(sql)
            .bind(benefit.incident_id.0)
            .bind(benefit.benefit_id.0)
            .bind(person.0)
            .fetch_optional(&mut **db)
            .await)?;
        match row {
            Some(row) => Ok(Some(self.opened_code(benefit.incident_id, row).await?)),
            None => Ok(None),
        }
    }

    async fn place_in_queue(&self, tx: &mut Tx, benefit: &Benefit<impl Terms>, person: PersonId) -> Result<Option<String>, StoreError> {
        let sql = "select promised_on from code_waiters where incident_id = $1 and benefit_id = $2 and person_id = $3";
        Ok(on!(&mut *tx, |db| sqlx::query_scalar(sql)
            .bind(benefit.incident_id.0)
            .bind(benefit.benefit_id.0)
            .bind(person.0)
            .fetch_optional(&mut **db)
            .await)?)
    }

    /// Whoever waits goes before whoever comes.
    async fn does_anybody_wait(&self, tx: &mut Tx, benefit: &Benefit<impl Terms>) -> Result<bool, StoreError> {
        let sql = "select exists (select 1 from code_waiters where incident_id = $1 and benefit_id = $2)";
        Ok(on!(&mut *tx, |db| sqlx::query_scalar(sql).bind(benefit.incident_id.0).bind(benefit.benefit_id.0).fetch_one(&mut **db).await)?)
    }

    /// A free code becomes this person's. On PostgreSQL nobody waits for a row that another press is taking.
    async fn take_free_code(
        &self,
        tx: &mut Tx,
        benefit: &Benefit<impl Terms>,
        person: PersonId,
        now: Timestamp,
    ) -> Result<Option<GivenCode>, StoreError> {
        let sql = format!(
            "update activation_codes set state = 'given', person_id = $3, given_at = $4
             where incident_id = $1 and state = 'free' and code_id = (
                 select code_id from activation_codes where incident_id = $1 and benefit_id = $2 and state = 'free'
                 order by code_id limit 1 {})
             returning code_id, sealed, given_at",
            tx.skip_locked()
        );
        let row: Option<(Uuid, Vec<u8>, i64)> = on!(&mut *tx, |db| sqlx::query_as(&sql)
            .bind(benefit.incident_id.0)
            .bind(benefit.benefit_id.0)
            .bind(person.0)
            .bind(now.as_micros())
            .fetch_optional(&mut **db)
            .await)?;
        match row {
            Some(row) => Ok(Some(self.opened_code(benefit.incident_id, row).await?)),
            None => Ok(None),
        }
    }

    async fn opened_code(&self, incident: IncidentId, (id, sealed, given_at): (Uuid, Vec<u8>, i64)) -> Result<GivenCode, StoreError> {
        let code = self.incident_keys(incident).await?.open(place(ActivationCodeId(id)), &sealed)?;
        Ok(GivenCode { code, given_at: Timestamp::from_micros(given_at) })
    }
}
