//! Whether the books, the payments and the claims of an incident say the same, to the cent.

use domain::{
    ids::IncidentId,
    money::{Currency, Money},
    payment::Account,
};

use super::money;
use crate::{Store, StoreError, on};

/// Something that does not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// So many entries whose lines do not sum to nothing.
    Unbalanced(i64),
    /// An account that does not hold what claims and payments say.
    Account {
        /// Which.
        account: Account,
        /// What the books say.
        books: Money,
        /// What claims and payments say.
        rows: Money,
    },
}

/// What was compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// Entries in the ledger.
    pub entries: i64,
    /// What does not agree; nothing when all is well.
    pub mismatches: Vec<Mismatch>,
}

/// What each account has to hold by claims and payments, as SQL: what was granted is a cost; what waits is owed; what is released is on its
/// way; what is paid has left.
const BY_ROWS: [(Account, &str); 4] = [
    (
        Account::Compensation,
        "select currency, cast(sum(granted_cents) as bigint) from claims where incident_id = $1 and granted_cents > 0 group by currency",
    ),
    (
        Account::Owed,
        "select currency, cast(-sum(cents) as bigint) from payments where incident_id = $1 and state in ('waiting', 'batched') group by currency",
    ),
    (
        Account::OnTheWay,
        "select currency, cast(-sum(cents) as bigint) from payments where incident_id = $1 and state = 'released' group by currency",
    ),
    (
        Account::Bank,
        "select currency, cast(-sum(cents) as bigint) from payments where incident_id = $1 and state = 'paid' group by currency",
    ),
];

impl Store {
    /// Compares the books of an incident with its claims and payments. Changes nothing.
    ///
    /// # Errors
    /// When the database fails, or holds what makes no sense.
    pub async fn reconcile(&self, incident: IncidentId) -> Result<Reconciled, StoreError> {
        let count = "select count(*) from ledger_entries where incident_id = $1";
        let entries: i64 = on!(self.read(), |db| sqlx::query_scalar(count).bind(incident.0).fetch_one(db).await)?;
        let sql = "select count(*) from ledger_entries e where e.incident_id = $1 and (
                       select count(*) from ledger_lines l where l.incident_id = e.incident_id and l.entry_id = e.entry_id) < 2
                   or exists (select 1 from ledger_lines l where l.incident_id = $1 and e.incident_id = $1 and l.entry_id = e.entry_id
                              group by l.currency having sum(l.cents) <> 0)";
        let unbalanced: i64 = on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_one(db).await)?;
        let mut mismatches = Vec::new();
        if unbalanced > 0 {
            mismatches.push(Mismatch::Unbalanced(unbalanced));
        }
        let balances = self.balances(incident).await?;
        for (account, sql) in BY_ROWS {
            let rows: Vec<(String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).fetch_all(db).await)?;
            let rows = rows.into_iter().map(|(currency, cents)| money("payments", cents, &currency)).collect::<Result<Vec<Money>, _>>()?;
            for currency in Currency::ALL.iter().copied() {
                let by_rows = rows.iter().find(|money| money.currency == currency).map_or(0, |money| money.cents);
                let of = |balance: &&super::Balance| balance.account == account && balance.money.currency == currency;
                let books = balances.iter().find(of).map_or(0, |balance| balance.money.cents);
                if books != by_rows {
                    mismatches.push(Mismatch::Account { account, books: Money::new(books, currency), rows: Money::new(by_rows, currency) });
                }
            }
        }
        Ok(Reconciled { entries, mismatches })
    }
}
