//! What the bank says became of payments. The same answer twice is one answer.

use domain::{
    claim::{ClaimAct, ClaimState},
    clock::Timestamp,
    ids::IncidentId,
    payment::{Booking, Hold, PaymentReference, PaymentState},
    payout::Way,
};

use super::{
    Payment,
    ledger::About,
    payments::{COLUMNS, PaymentRow},
};
use crate::{
    Store, StoreError, Tx,
    claims::{Claim, ClaimError, ClaimMove, Who},
    on,
};

/// What the bank says of one payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BankAnswer<'a> {
    /// It arrived, or the cheque was paid in.
    Paid,
    /// It came back, with the bank's code.
    Failed(&'a str),
}

/// What came of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// It is noted; the claim as it is then.
    Now(Box<Claim>),
    /// It was noted before, with the same answer.
    Before,
    /// Nothing with that reference is on its way, or it was settled in another way.
    NotOnItsWay,
}

impl BankAnswer<'_> {
    /// What a payment is after it.
    #[must_use]
    pub const fn state(self) -> PaymentState {
        match self {
            Self::Paid => PaymentState::Paid,
            Self::Failed(_) => PaymentState::Failed,
        }
    }
}

impl Store {
    /// Notes what became of a payment. One that came back is owed again and goes another way by itself: by cheque,
    /// unless it was one.
    /// When nothing of a claim is left to pay, the claim is paid.
    ///
    /// # Errors
    /// When the database fails; the transaction must then be dropped.
    pub async fn bank_answers(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        reference: &PaymentReference,
        answer: BankAnswer<'_>,
        now: Timestamp,
    ) -> Result<Answered, StoreError> {
        let sql = format!("select {COLUMNS} from payments where incident_id = $1 and reference = $2 {}", tx.for_update());
        let row: Option<PaymentRow> =
            on!(&mut *tx, |db| sqlx::query_as(&sql).bind(incident.0).bind(reference.as_str()).fetch_optional(&mut **db).await)?;
        let Some(payment) = row.map(Payment::try_from).transpose()? else { return Ok(Answered::NotOnItsWay) };
        let (booking, why) = match answer {
            BankAnswer::Paid => (Booking::Paid, None),
            BankAnswer::Failed(why) => (Booking::Failed, Some(why)),
        };
        let state = answer.state();
        if payment.state == state {
            return Ok(Answered::Before);
        }
        if payment.state != PaymentState::Released {
            return Ok(Answered::NotOnItsWay);
        }
        let sql = "update payments set state = $3, settled_at = $4, why = $5 where incident_id = $1 and payment_id = $2";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(payment.payment_id.0)
            .bind(state.as_str())
            .bind(now.as_micros())
            .bind(why)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        let about = About { incident, claim: payment.claim_id, payment: Some(payment.payment_id) };
        self.book(tx, booking, about, payment.amount, now).await?;
        let claim = self.claim_held(tx, incident, payment.claim_id).await?;
        if state == PaymentState::Failed {
            // A second cheque to where the first did not arrive helps nobody: it waits until its person says where it goes.
            let hold = (payment.way == Way::Cheque).then_some(Hold::Approval);
            self.make_payment(tx, &claim, (Way::Cheque, hold), payment.amount, now).await?;
        }
        Ok(Answered::Now(Box::new(self.paid_if_all_is(tx, claim, now).await?)))
    }

    /// The claim is paid when it was granted and nothing of it is left to pay.
    pub(crate) async fn paid_if_all_is(&self, tx: &mut Tx, claim: Claim, now: Timestamp) -> Result<Claim, StoreError> {
        if claim.state != ClaimState::Approved || !self.is_all_paid(tx, &claim).await? {
            return Ok(claim);
        }
        let paid = ClaimMove::new(&claim, Who::Program, ClaimAct::Pay);
        Box::pin(self.act_on_claim(tx, paid, now)).await.map(|acted| acted.claim).map_err(|error| match error {
            ClaimError::Store(error) => error,
            // It was granted a line above, and is held.
            ClaimError::Refused(_) => StoreError::Nonsense { table: "claims", column: "state" },
        })
    }
}
