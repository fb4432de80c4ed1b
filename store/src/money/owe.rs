//! What a decision grants becomes owed, once, in the transaction of the decision.

use domain::{
    clock::Timestamp,
    ids::PaymentId,
    money::Money,
    payment::{Booking, Hold, PaymentReference, PaymentState},
    payout::Way,
};

use super::ledger::About;
use crate::{Store, StoreError, Tx, claims::Claim, on};

impl Store {
    /// Books what `claim` was granted beyond what it had been granted `before`, and makes the payment. True when something was owed.
    pub(crate) async fn owe(&self, tx: &mut Tx, claim: &Claim, before: i64, now: Timestamp) -> Result<bool, StoreError> {
        let Some(granted) = claim.granted else { return Ok(false) };
        let more = Money::new(granted.cents - before, granted.currency);
        if more.cents <= 0 {
            return Ok(false);
        }
        let about = About { incident: claim.incident_id, claim: claim.claim_id, payment: None };
        self.book(tx, Booking::Granted, about, more, now).await?;
        let way = claim.payout.as_ref().map(domain::payout::Payout::way);
        let way = way.ok_or(StoreError::Nonsense { table: "claims", column: "payout" })?;
        self.make_payment(tx, claim, (way, None), more, now).await?;
        Ok(true)
    }

    /// A payment that waits for a batch, held besides as long as a change of where it goes waits.
    pub(super) async fn make_payment(
        &self,
        tx: &mut Tx,
        claim: &Claim,
        (way, hold): (Way, Option<Hold>),
        amount: Money,
        now: Timestamp,
    ) -> Result<PaymentId, StoreError> {
        let id = PaymentId::new(now, &*self.entropy);
        let sql = "insert into payments (incident_id, payment_id, claim_id, person_id, reference, way, cents, currency, state, made_at, held, held_until)
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
                           (select takes_effect_at from payout_changes where incident_id = $1 and claim_id = $3 and state = 'waiting'))";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(claim.incident_id.0)
            .bind(id.0)
            .bind(claim.claim_id.0)
            .bind(claim.person_id.0)
            .bind(PaymentReference::new(&*self.entropy).as_str())
            .bind(way.as_str())
            .bind(amount.cents)
            .bind(amount.currency.as_str())
            .bind(PaymentState::Waiting.as_str())
            .bind(now.as_micros())
            .bind(hold.map(Hold::as_str))
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(id)
    }

    /// Whether nothing of a claim is still to be paid.
    pub(crate) async fn is_all_paid(&self, tx: &mut Tx, claim: &Claim) -> Result<bool, StoreError> {
        let sql = "select not exists (select 1 from payments where incident_id = $1 and claim_id = $2 and state not in ('paid', 'failed'))";
        Ok(on!(&mut *tx, |db| sqlx::query_scalar(sql).bind(claim.incident_id.0).bind(claim.claim_id.0).fetch_one(&mut **db).await)?)
    }
}
