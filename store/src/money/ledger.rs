//! The ledger: entries whose lines sum to nothing, in whole cents, only ever added to (the tables refuse anything else).

use domain::{
    clock::Timestamp,
    ids::{ClaimId, EntryId, IncidentId, PaymentId},
    money::Money,
    payment::{Account, Booking},
};

use super::money;
use crate::{Store, StoreError, Tx, on};

/// What stands on an account in one currency: above nothing it was debited, below nothing credited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// Which account.
    pub account: Account,
    /// What stands on it.
    pub money: Money,
}

/// What an entry is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct About {
    pub incident: IncidentId,
    pub claim: ClaimId,
    pub payment: Option<PaymentId>,
}

impl Store {
    /// Adds an entry of two lines.
    pub(super) async fn book(&self, tx: &mut Tx, booking: Booking, about: About, amount: Money, now: Timestamp) -> Result<(), StoreError> {
        let entry = EntryId::new(now, &*self.entropy);
        let sql = "insert into ledger_entries (incident_id, entry_id, at, what, claim_id, payment_id) values ($1, $2, $3, $4, $5, $6)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(about.incident.0)
            .bind(entry.0)
            .bind(now.as_micros())
            .bind(booking.as_str())
            .bind(about.claim.0)
            .bind(about.payment.map(|payment| payment.0))
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        let (debit, credit) = booking.accounts();
        let sql = "insert into ledger_lines (incident_id, entry_id, account, cents, currency) values ($1, $2, $3, $4, $5)";
        for (account, cents) in [(debit, amount.cents), (credit, -amount.cents)] {
            on!(&mut *tx, |db| sqlx::query(sql)
                .bind(about.incident.0)
                .bind(entry.0)
                .bind(account.as_str())
                .bind(cents)
                .bind(amount.currency.as_str())
                .execute(&mut **db)
                .await
                .map(|_| ()))?;
        }
        Ok(())
    }

    /// What stands on each account of an incident, by currency.
    ///
    /// # Errors
    /// When the database fails, or holds what makes no sense.
    pub async fn balances(&self, incident: IncidentId) -> Result<Vec<Balance>, StoreError> {
        let sql = "select account, currency, cast(sum(cents) as bigint) from ledger_lines where incident_id = $1
                   group by account, currency order by currency, account";
        let rows: Vec<(String, String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(account, currency, cents)| {
                let account = Account::parse(&account).ok_or(StoreError::Nonsense { table: "ledger_lines", column: "account" })?;
                Ok(Balance { account, money: money("ledger_lines", cents, &currency)? })
            })
            .collect()
    }
}
