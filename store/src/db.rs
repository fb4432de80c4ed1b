//! The two databases behind one handle.

use std::{
    ops::{Deref, DerefMut},
    str::FromStr,
    sync::Arc,
    time::Duration,
};

use domain::{clock::Entropy, ids::IncidentId};
use sqlx::{
    Connection, Database, PgPool, Postgres, Sqlite, SqlitePool, Transaction,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{
    audit::{Appended, Head, HeadFile},
    error::{OpenError, StoreError},
    group_commit::GroupCommit,
    keys::{Keyring, MasterKey},
    on,
    staff::Argon,
};

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("../migrations/sqlite");
static POSTGRES_MIGRATIONS: Migrator = sqlx::migrate!("../migrations/postgres");

/// How long a writer waits for SQLite's one write connection before the answer is "try again" (DESIGN: 10 s).
const WRITE_WAIT: Duration = Duration::from_secs(10);
/// How many read SQLite's file at once.
const READERS: u32 = 8;
/// How long anybody waits for a PostgreSQL connection.
const ACQUIRE_WAIT: Duration = Duration::from_secs(2);
/// A connection to PostgreSQL that lay idle longer is asked whether it still lives; asking every time doubles the round trips
/// of a page. A file is always there: SQLite is never asked.
const TRUSTED: Duration = Duration::from_secs(1);

/// The open database.
#[derive(Clone, Debug)]
pub enum Db {
    /// One file: several readers that cannot write, one writer, first come first served.
    Sqlite {
        /// `query_only` connections.
        read: SqlitePool,
        /// The one connection that writes.
        write: SqlitePool,
    },
    /// A server.
    Postgres(PgPool),
}

/// A write transaction. Dropped without [`Tx::commit`] it changes nothing.
#[derive(Debug)]
pub enum Tx {
    /// Begun `immediate`, so that it cannot fail half-way for want of the lock.
    Sqlite(OpenTx<Sqlite>),
    /// An ordinary transaction.
    Postgres(OpenTx<Postgres>),
}

/// A transaction on one of the databases, and what it appended to the audit. Used as the connection it holds.
pub struct OpenTx<D: Database> {
    inner: Transaction<'static, D>,
    appended: Appended,
}

impl<D: Database> std::fmt::Debug for OpenTx<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenTx").field("appended", &self.appended).finish_non_exhaustive()
    }
}

impl<D: Database> OpenTx<D> {
    fn new(inner: Transaction<'static, D>) -> Self {
        Self { inner, appended: Appended::default() }
    }

    async fn commit(self) -> Result<Appended, StoreError> {
        self.inner.commit().await?;
        Ok(self.appended)
    }
}

impl<D: Database> Deref for OpenTx<D> {
    type Target = D::Connection;
    fn deref(&self) -> &Self::Target {
        &self.inner
    }
}

impl<D: Database> DerefMut for OpenTx<D> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.inner
    }
}

impl Tx {
    pub(crate) async fn begin(db: &Db) -> Result<Self, StoreError> {
        Ok(match db {
            Db::Sqlite { write, .. } => Self::Sqlite(OpenTx::new(write.begin_with("begin immediate").await?)),
            Db::Postgres(pool) => Self::Postgres(OpenTx::new(pool.begin().await?)),
        })
    }

    /// What ends a subquery that takes work: on PostgreSQL nobody waits for rows that another worker is taking; SQLite has one writer.
    pub(crate) const fn skip_locked(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "",
            Self::Postgres(_) => "for update skip locked",
        }
    }

    /// What ends a query whose rows nobody else may change until the end of the transaction; SQLite has one writer.
    pub(crate) const fn for_update(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "",
            Self::Postgres(_) => "for update",
        }
    }

    /// What ends a query whose rows others may read and nobody may change until the end of the transaction.
    pub(crate) const fn for_share(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "",
            Self::Postgres(_) => "for share",
        }
    }

    /// Notes that the audit grew; written to `file` once this is committed.
    pub(crate) fn appended(&mut self, file: &Arc<HeadFile>, head: Head) {
        match self {
            Self::Sqlite(tx) => tx.appended.push(file, head),
            Self::Postgres(tx) => tx.appended.push(file, head),
        }
    }

    /// Makes everything in the transaction true at once, and then writes the audit's new head outside the database.
    ///
    /// # Errors
    /// When the database refuses; then nothing of it happened.
    pub async fn commit(self) -> Result<(), StoreError> {
        let appended = match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        };
        appended.write().await;
        Ok(())
    }
}

/// The database and the keys: all that the rest of the program holds. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: Db,
    pub(crate) keys: Arc<Keyring>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) together: GroupCommit,
    /// Where passwords are hashed.
    pub(crate) argon: Arc<Argon>,
    /// Where the audit's heads are kept outside the database.
    pub(crate) heads: Option<Arc<HeadFile>>,
}

impl Store {
    /// Opens the database at `address` (`sqlite:PATH`, `sqlite::memory:` is refused, or `postgres://…`), brings it up
    /// to date, and checks the master key against it.
    ///
    /// # Errors
    /// See [`OpenError`]. With a wrong key nothing is changed.
    pub async fn open(address: &str, master: MasterKey, entropy: Arc<dyn Entropy>) -> Result<Self, OpenError> {
        let db = connect(address).await?;
        Keyring::check(&db, &master).await?;
        match &db {
            Db::Sqlite { write, .. } => SQLITE_MIGRATIONS.run(write).await,
            Db::Postgres(pool) => POSTGRES_MIGRATIONS.run(pool).await,
        }
        .map_err(OpenError::Migrate)?;
        let keys = Arc::new(Keyring::open(&db, master, entropy.clone()).await?);
        let argon = Arc::new(Argon::of_this_machine());
        Ok(Self { db, keys, entropy, together: GroupCommit::default(), argon, heads: None })
    }

    /// Where to read. For reads that must see a write just made, read inside its transaction.
    #[must_use]
    pub const fn read(&self) -> &Db {
        &self.db
    }

    /// Begins a write. Keep it short: no network and no rendering inside (background work: ≤ 50 ms).
    ///
    /// # Errors
    /// [`StoreError::Busy`] when the writer is not to be had in time.
    pub async fn write(&self) -> Result<Tx, StoreError> {
        Tx::begin(&self.db).await
    }

    /// Whether the database answers (`/readyz`).
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        on!(self.read(), |db| sqlx::query_scalar::<_, i64>("select revision from publication").fetch_one(db).await)?;
        Ok(())
    }

    /// `sqlite` or `postgres`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self.db {
            Db::Sqlite { .. } => "sqlite",
            Db::Postgres(_) => "postgres",
        }
    }

    /// The keys of one incident.
    ///
    /// # Errors
    /// When there is no such incident or its key does not open.
    pub async fn incident_keys(&self, incident: IncidentId) -> Result<Arc<crate::keys::IncidentKeys>, StoreError> {
        self.keys.incident(&self.db, incident).await
    }

    /// The keys of what belongs to no incident.
    #[must_use]
    pub fn system_keys(&self) -> &crate::keys::SystemKeys {
        self.keys.system()
    }

    /// Ends all connections; what is under way finishes first.
    pub async fn close(&self) {
        match &self.db {
            Db::Sqlite { read, write } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres(pool) => pool.close().await,
        }
    }
}

async fn connect(address: &str) -> Result<Db, OpenError> {
    if address.starts_with("sqlite:") {
        let file = SqliteConnectOptions::from_str(address)
            .map_err(OpenError::Connect)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(WRITE_WAIT);
        // The writer first: it creates the file.
        let write = SqlitePoolOptions::new()
            .test_before_acquire(false)
            .max_connections(1)
            .acquire_timeout(WRITE_WAIT)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(file.clone())
            .await;
        let write = write.map_err(OpenError::Connect)?;
        let read = SqlitePoolOptions::new()
            .test_before_acquire(false)
            .max_connections(READERS)
            // All at once, and for good: each has a thread, which has the priority of whoever opened it, and mail's is low.
            .min_connections(READERS)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(ACQUIRE_WAIT)
            .connect_with(file.pragma("query_only", "on"))
            .await
            .map_err(OpenError::Connect)?;
        Ok(Db::Sqlite { read, write })
    } else if address.starts_with("postgres:") || address.starts_with("postgresql:") {
        let server = PgConnectOptions::from_str(address).map_err(OpenError::Connect)?;
        let pool = PgPoolOptions::new()
            .test_before_acquire(false)
            .before_acquire(|connection, about| Box::pin(async move { Ok(about.idle_for < TRUSTED || connection.ping().await.is_ok()) }))
            .max_connections(16)
            .acquire_timeout(ACQUIRE_WAIT)
            .connect_with(server)
            .await;
        Ok(Db::Postgres(pool.map_err(OpenError::Connect)?))
    } else {
        Err(OpenError::Address)
    }
}
