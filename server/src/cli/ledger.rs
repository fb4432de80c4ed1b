//! `candor ledger`: whether the books agree with claims and payments.

use clap::Subcommand;
use domain::{incident::Incident, money::Money};
use serde_json::{Value, json};
use store::money::{Mismatch, Reconciled};

use super::{Failure, Global, Opened};

/// What can be done with the books.
#[derive(Clone, Debug, Subcommand)]
pub enum Ledger {
    /// Compares the books with claims and payments, to the cent, and changes nothing. Ends with 1 when something does not agree.
    Reconcile {
        /// Of this incident only.
        #[arg(long)]
        incident: Option<String>,
    },
}

/// Runs `candor ledger`.
///
/// # Errors
/// Refused when something does not agree; bad input for an incident there is not; environment when the database fails.
pub async fn run(global: &Global, command: &Ledger) -> Result<(), Failure> {
    let Ledger::Reconcile { incident } = command;
    let opened = global.open().await?;
    let incidents = match incident {
        Some(slug) => vec![opened.incident(slug).await?],
        None => opened.store.list_incidents().await?,
    };
    let mut rows = Vec::with_capacity(incidents.len());
    for incident in incidents {
        rows.push(one(&opened, incident).await?);
    }
    let wrong: usize = rows.iter().map(|(_, reconciled, _)| reconciled.mismatches.len()).sum();
    if global.json {
        println!("{}", json!({ "agrees": wrong == 0, "incidents": rows.iter().map(in_json).collect::<Vec<Value>>() }));
    } else {
        rows.iter().for_each(say);
    }
    if wrong == 0 { Ok(()) } else { Err(Failure::Refused(format!("{wrong} sums do not agree. Pay nothing more before it is known why."))) }
}

type Row = (Incident, Reconciled, Vec<store::money::Balance>);

async fn one(opened: &Opened, incident: Incident) -> Result<Row, Failure> {
    let id = incident.incident_id;
    let reconciled = opened.store.reconcile(id).await?;
    let balances = opened.store.balances(id).await?;
    Ok((incident, reconciled, balances))
}

fn in_json((incident, reconciled, balances): &Row) -> Value {
    let accounts: Vec<Value> = balances
        .iter()
        .map(|balance| json!({ "account": balance.account.as_str(), "cents": balance.money.cents, "currency": balance.money.currency.as_str() }))
        .collect();
    let mismatches: Vec<String> = reconciled.mismatches.iter().map(words).collect();
    json!({ "incident": incident.slug.as_str(), "entries": reconciled.entries, "accounts": accounts, "mismatches": mismatches })
}

fn say((incident, reconciled, balances): &Row) {
    println!("{}: {} entries", incident.slug, reconciled.entries);
    for balance in balances {
        println!("  {:<14} {:>20}", balance.account.as_str(), balance.money.to_string());
    }
    for mismatch in &reconciled.mismatches {
        println!("  does not agree: {}", words(mismatch));
    }
}

fn words(mismatch: &Mismatch) -> String {
    match mismatch {
        Mismatch::Unbalanced(count) => format!("{count} entries do not sum to nothing"),
        Mismatch::Account { account, books, rows } => {
            let by = Money::new(books.cents - rows.cents, books.currency);
            format!("{}: the books say {books}, claims and payments say {rows}; that is {by} apart", account.as_str())
        }
    }
}
