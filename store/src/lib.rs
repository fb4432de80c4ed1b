//! SQL and sealing, one module per noun, and nowhere else. SQLite and PostgreSQL.

pub mod answers;
pub mod audit;
pub mod benefits;
pub mod bounces;
pub mod budgets;
pub mod checklist;
pub mod checks;
pub mod claims;
pub mod contact_changes;
mod db;
pub mod deliveries;
pub mod digests;
pub mod drafts;
mod drills;
mod error;
pub mod evidence;
pub mod genuine;
mod group_commit;
pub mod helpers;
pub mod imports;
mod incident_read;
mod incident_words;
pub mod incidents;
pub mod invitations;
pub mod kept_forms;
pub mod keys;
pub mod lease;
pub mod leaves;
pub mod letters;
pub mod mailouts;
pub mod money;
pub mod notices;
pub mod one_time_codes;
pub mod outbox;
pub mod payout_changes;
pub mod people;
pub mod plan;
pub mod practice;
pub mod priority;
pub mod publishing;
pub mod quarantine;
pub mod requests;
pub mod scorecard;
pub mod sms;
pub mod staff;
mod statement;
mod statistics;
pub mod subscribers;
pub mod suppressions;
mod sweep;
#[cfg(feature = "testing")]
#[expect(clippy::expect_used, reason = "a test that cannot begin should stop")]
pub mod testing;

pub mod ticks;
pub mod update_drafts;
pub mod visits;
pub mod webhooks;

pub use db::{Db, Store, Tx};
pub use error::{OpenError, StoreError};

/// Runs the same sqlx expression on whichever database is open.
///
/// `on!(store.read(), |db| sqlx::query(SQL).fetch_all(db).await)` for reads, and
/// `on!(&mut tx, |db| sqlx::query(SQL).execute(&mut **db).await)` inside a transaction.
#[macro_export]
macro_rules! on {
    (& mut $tx:expr, |$db:ident| $body:expr) => {
        match &mut $tx {
            $crate::Tx::Sqlite($db) => $body,
            $crate::Tx::Postgres($db) => $body,
        }
    };
    ($read:expr, |$db:ident| $body:expr) => {
        match $read {
            $crate::Db::Sqlite { read: $db, .. } => $body,
            $crate::Db::Postgres($db) => $body,
        }
    };
}
