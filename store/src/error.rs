//! What can go wrong here.

use thiserror::Error;

/// The store did not do what it was asked. Every case but the first and [`StoreError::NotStaffAnyMore`] is a fault of ours or of the machine.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database is away, or another writer holds it for longer than we wait: answer 503 and say when to try again.
    #[error("the database is busy or away")]
    Busy,
    /// The database refused.
    #[error("the database refused: {0}")]
    Database(#[source] sqlx::Error),
    /// Whoever acts was removed, or lost their role, after they were let in and before it became true. Nothing of it did.
    #[error("whoever acts is no member of staff there any more")]
    NotStaffAnyMore,
    /// A sealed value did not open: another key, another row, or changed bytes.
    #[error("a sealed value in {table} did not open")]
    Unsealable {
        /// The table it stands in.
        table: &'static str,
    },
    /// A stored value makes no sense to this program.
    #[error("{table}.{column} holds what this program does not know")]
    Nonsense {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) | sqlx::Error::WorkerCrashed => Self::Busy,
            // 5 and 6 are SQLITE_BUSY and SQLITE_LOCKED (extended codes keep them in the low byte); class 57 and 08 are
            // PostgreSQL's "operator intervention" and "connection exception".
            sqlx::Error::Database(cause) => match cause.code().as_deref() {
                Some(code) if code.starts_with("57") || code.starts_with("08") => Self::Busy,
                Some(code) if code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6)) && code.len() < 5 => Self::Busy,
                _ => Self::Database(error),
            },
            _ => Self::Database(error),
        }
    }
}

/// Why a database could not be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The address is neither `sqlite:` nor `postgres:`.
    #[error("the database address must begin with `sqlite:` or `postgres:`")]
    Address,
    /// It could not be reached.
    #[error("the database could not be opened: {0}")]
    Connect(#[source] sqlx::Error),
    /// A migration failed, or the database is newer than this program.
    #[error("the database could not be brought up to date: {0}")]
    Migrate(#[source] sqlx::migrate::MigrateError),
    /// The master key is not the one this database was made with.
    #[error("this master key is not the one this database was made with; nothing was changed")]
    WrongKey,
    /// Something else failed on the way.
    #[error(transparent)]
    Store(#[from] StoreError),
}
