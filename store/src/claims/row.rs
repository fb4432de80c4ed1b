//! A row of `claims`, and how it opens.

use domain::{
    claim::{ClaimNumber, ClaimState},
    clock::Timestamp,
    ids::{BenefitId, ClaimId, IncidentId, PersonId, StaffId},
    lang::Lang,
    money::{Currency, Money},
};
use uuid::Uuid;

use super::Claim;
use crate::{
    StoreError,
    keys::{IncidentKeys, Place},
};

pub(super) const COLUMNS: &str = "incident_id, claim_id, number, benefit_id, person_id, state, round, version, terms, sealed, currency, \
                                  asked_cents, granted_cents, attested, lang, reviewer, decided_by, made_at, sent_at, promised_on, payout, grant_at";

#[derive(sqlx::FromRow)]
pub(super) struct ClaimRow {
    incident_id: Uuid,
    claim_id: Uuid,
    number: String,
    benefit_id: Uuid,
    person_id: Uuid,
    state: String,
    round: i64,
    version: i64,
    terms: String,
    sealed: Vec<u8>,
    currency: String,
    asked_cents: Option<i64>,
    granted_cents: Option<i64>,
    attested: Option<String>,
    lang: String,
    reviewer: Option<Uuid>,
    decided_by: Option<Uuid>,
    made_at: i64,
    sent_at: Option<i64>,
    promised_on: Option<String>,
    payout: Option<Vec<u8>>,
    grant_at: Option<i64>,
}

/// Where what is asked for stands.
pub(super) const fn lines_place(claim: ClaimId) -> Place {
    Place { table: "claims", row: claim.0 }
}

/// Where it stands where the money goes.
pub(crate) const fn payout_place(claim: ClaimId) -> Place {
    Place { table: "claims.payout", row: claim.0 }
}

impl ClaimRow {
    pub(super) const fn incident(&self) -> IncidentId {
        IncidentId(self.incident_id)
    }

    pub(super) fn open(self, keys: &IncidentKeys) -> Result<Claim, StoreError> {
        let nonsense = |column| StoreError::Nonsense { table: "claims", column };
        let currency = Currency::parse(&self.currency).ok_or_else(|| nonsense("currency"))?;
        let claim_id = ClaimId(self.claim_id);
        Ok(Claim {
            incident_id: IncidentId(self.incident_id),
            claim_id,
            number: ClaimNumber::parse(&self.number).map_err(|_| nonsense("number"))?,
            benefit_id: BenefitId(self.benefit_id),
            person_id: PersonId(self.person_id),
            state: ClaimState::parse(&self.state).ok_or_else(|| nonsense("state"))?,
            round: self.round,
            version: self.version,
            terms: serde_json::from_str(&self.terms).map_err(|_| nonsense("terms"))?,
            lines: keys.open(lines_place(claim_id), &self.sealed)?,
            asked: self.asked_cents.map(|cents| Money::new(cents, currency)),
            granted: self.granted_cents.map(|cents| Money::new(cents, currency)),
            attested: self.attested,
            lang: Lang::from_tag(&self.lang),
            reviewer: self.reviewer.map(StaffId),
            decided_by: self.decided_by.map(StaffId),
            made_at: Timestamp::from_micros(self.made_at),
            sent_at: self.sent_at.map(Timestamp::from_micros),
            promised_on: self.promised_on,
            payout: self.payout.map(|sealed| keys.open(payout_place(claim_id), &sealed)).transpose()?,
            grant_at: self.grant_at.map(Timestamp::from_micros),
        })
    }
}
