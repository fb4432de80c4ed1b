//! A person begins a claim, and fills it in from whatever device they have.

use domain::{
    benefit::{ClaimLine, MoneyTerms},
    claim::{ClaimNumber, ClaimState},
    clock::Timestamp,
    ids::{BenefitId, ClaimId, IncidentId, PersonId},
    lang::Lang,
};

use super::{
    Claim, ClaimError, ClaimRefusal,
    row::{COLUMNS, ClaimRow, lines_place},
};
use crate::{Store, StoreError, Tx, on};

/// A claim to be begun.
#[derive(Clone, Copy, Debug)]
pub struct NewClaim<'a> {
    /// Of which incident.
    pub incident_id: IncidentId,
    /// For which benefit.
    pub benefit_id: BenefitId,
    /// Whose.
    pub person_id: PersonId,
    /// The terms of today; the claim keeps them.
    pub terms: &'a MoneyTerms,
    /// The language its person reads.
    pub lang: Lang,
}

impl Store {
    /// Begins a claim, or gives the one the person has: one for each benefit, unless they took it back. However often and from wherever
    /// somebody presses at once, it is the same.
    ///
    /// # Errors
    /// When the database fails; then nothing happened.
    pub async fn begin_claim(&self, tx: &mut Tx, new: NewClaim<'_>, now: Timestamp) -> Result<Claim, StoreError> {
        self.hold_person(tx, new.incident_id, new.person_id).await?;
        let keys = self.incident_keys(new.incident_id).await?;
        let sql =
            format!("select {COLUMNS} from claims where incident_id = $1 and person_id = $2 and benefit_id = $3 and state <> 'withdrawn'");
        let row: Option<ClaimRow> = on!(&mut *tx, |db| sqlx::query_as(&sql)
            .bind(new.incident_id.0)
            .bind(new.person_id.0)
            .bind(new.benefit_id.0)
            .fetch_optional(&mut **db)
            .await)?;
        if let Some(row) = row {
            return row.open(&keys);
        }
        let claim_id = ClaimId::new(now, &*self.entropy);
        let terms = serde_json::to_string(new.terms).map_err(|_| StoreError::Nonsense { table: "claims", column: "terms" })?;
        let sealed = keys.seal(lines_place(claim_id), &Vec::<ClaimLine>::new(), &*self.entropy)?;
        // A number that was given before (one in a trillion) refuses the row; the person presses again and gets another.
        let number = ClaimNumber::new(&*self.entropy);
        let sql = format!(
            "insert into claims (incident_id, claim_id, number, benefit_id, person_id, state, terms, sealed, currency, lang, made_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning {COLUMNS}"
        );
        let row: ClaimRow = on!(&mut *tx, |db| sqlx::query_as(&sql)
            .bind(new.incident_id.0)
            .bind(claim_id.0)
            .bind(number.as_str())
            .bind(new.benefit_id.0)
            .bind(new.person_id.0)
            .bind(ClaimState::Draft.as_str())
            .bind(&terms)
            .bind(&sealed)
            .bind(new.terms.most().currency.as_str())
            .bind(new.lang.as_str())
            .bind(now.as_micros())
            .fetch_one(&mut **db)
            .await)?;
        row.open(&keys)
    }

    /// Keeps what a person has filled in so far; only while it is a draft, and only over the version they saw.
    ///
    /// # Errors
    /// Refused as [`ClaimRefusal::Stale`] when it was changed or sent meanwhile; when the database fails.
    pub async fn save_claim(&self, tx: &mut Tx, claim: &Claim, lines: &[ClaimLine]) -> Result<Claim, ClaimError> {
        let keys = self.incident_keys(claim.incident_id).await?;
        let sealed = keys.seal(lines_place(claim.claim_id), &lines, &*self.entropy)?;
        let sql = format!(
            "update claims set sealed = $3, asked_cents = $4, version = version + 1
             where incident_id = $1 and claim_id = $2 and state = 'draft' and version = $5 returning {COLUMNS}"
        );
        let row: Option<ClaimRow> = on!(&mut *tx, |db| sqlx::query_as(&sql)
            .bind(claim.incident_id.0)
            .bind(claim.claim_id.0)
            .bind(&sealed)
            .bind(claim.terms.worth_together(lines).map(|money| money.cents))
            .bind(claim.version)
            .fetch_optional(&mut **db)
            .await)?;
        Ok(row.ok_or(ClaimError::Refused(ClaimRefusal::Stale))?.open(&keys)?)
    }

    /// A person's claims, newest first.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn claims_of_person(&self, incident: IncidentId, person: PersonId) -> Result<Vec<Claim>, StoreError> {
        let sql = format!("select {COLUMNS} from claims where incident_id = $1 and person_id = $2 order by made_at desc, claim_id desc");
        let rows: Vec<ClaimRow> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(person.0).fetch_all(db).await)?;
        let keys = self.incident_keys(incident).await?;
        rows.into_iter().map(|row| row.open(&keys)).collect()
    }

    /// A person's claim by its number; another's is not there.
    ///
    /// # Errors
    /// As [`Store::claims_of_person`].
    pub async fn claim_of_person(&self, incident: IncidentId, person: PersonId, number: &ClaimNumber) -> Result<Option<Claim>, StoreError> {
        let claim = self.claim_by_number(incident, number).await?;
        Ok(claim.filter(|claim| claim.person_id == person))
    }

    /// A claim of an incident by its number, for staff.
    ///
    /// # Errors
    /// As [`Store::claims_of_person`].
    pub async fn claim_by_number(&self, incident: IncidentId, number: &ClaimNumber) -> Result<Option<Claim>, StoreError> {
        let sql = format!("select {COLUMNS} from claims where incident_id = $1 and number = $2");
        let row: Option<ClaimRow> =
            on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(number.as_str()).fetch_optional(db).await)?;
        let keys = self.incident_keys(incident).await?;
        row.map(|row| row.open(&keys)).transpose()
    }

    /// One claim of an incident, for staff.
    ///
    /// # Errors
    /// As [`Store::claims_of_person`].
    pub async fn claim(&self, incident: IncidentId, claim: ClaimId) -> Result<Option<Claim>, StoreError> {
        let sql = format!("select {COLUMNS} from claims where incident_id = $1 and claim_id = $2");
        let row: Option<ClaimRow> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(claim.0).fetch_optional(db).await)?;
        let keys = self.incident_keys(incident).await?;
        row.map(|row| row.open(&keys)).transpose()
    }
}
