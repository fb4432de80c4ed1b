//! Money: what was granted, how it goes out, what came back, and the books.

mod batches;
mod ledger;
mod owe;
mod payments;
mod reconcile;
mod results;
mod taxed;
mod uncashed;

use domain::{
    claim::ClaimNumber,
    clock::Timestamp,
    ids::{ClaimId, IncidentId, PaymentBatchId, PaymentId, PersonId, StaffId},
    money::{Currency, Money},
    payment::{BatchState, PaymentReference, PaymentState},
    payout::{Payout, Way},
};
use thiserror::Error;

pub use ledger::Balance;
pub use reconcile::{Mismatch, Reconciled};
pub use results::{Answered, BankAnswer};
pub use taxed::Taxed;
pub use uncashed::Uncashed;

use crate::StoreError;

/// Money to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Of which incident.
    pub incident_id: IncidentId,
    /// Which.
    pub payment_id: PaymentId,
    /// For which claim.
    pub claim_id: ClaimId,
    /// To whom.
    pub person_id: PersonId,
    /// What the bank gives back with a result.
    pub reference: PaymentReference,
    /// Which way it goes.
    pub way: Way,
    /// How much.
    pub amount: Money,
    /// How far it is.
    pub state: PaymentState,
    /// In which batch.
    pub batch_id: Option<PaymentBatchId>,
    /// Since when it waits.
    pub made_at: Timestamp,
    /// When it arrived or came back.
    pub settled_at: Option<Timestamp>,
    /// Why it came back, as the bank's code says it.
    pub why: Option<String>,
}

/// A payment of a batch with what its file says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentLine {
    /// The payment.
    pub payment: Payment,
    /// Where it goes.
    pub payout: Payout,
    /// The claim it is for.
    pub number: ClaimNumber,
}

/// Payments that one person puts together and another releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentBatch {
    /// Of which incident.
    pub incident_id: IncidentId,
    /// Which.
    pub batch_id: PaymentBatchId,
    /// Which way they all go.
    pub way: Way,
    /// How far it is.
    pub state: BatchState,
    /// How many.
    pub payments: i64,
    /// How much together.
    pub total: Money,
    /// Who put it together.
    pub made_by: StaffId,
    /// When.
    pub made_at: Timestamp,
    /// Who released it, and when.
    pub released: Option<(StaffId, Timestamp)>,
}

/// Payments that wait for a batch: those of one way and currency share a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingPayments {
    /// Which way.
    pub way: Way,
    /// How many.
    pub payments: i64,
    /// How much together.
    pub total: Money,
}

/// Why nothing was done with a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyRefusal {
    /// No payment waits for that.
    NothingWaits,
    /// It is not, or no longer, as far as that: somebody was quicker.
    NotNow,
    /// Whoever put it together is not the second person.
    Own,
}

/// Why nothing was done. The transaction must then be dropped.
#[derive(Debug, Error)]
pub enum MoneyError {
    /// A rule forbids it.
    #[error("refused: {0:?}")]
    Refused(MoneyRefusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for MoneyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

fn money(table: &'static str, cents: i64, currency: &str) -> Result<Money, StoreError> {
    Ok(Money::new(cents, Currency::parse(currency).ok_or(StoreError::Nonsense { table, column: "currency" })?))
}
