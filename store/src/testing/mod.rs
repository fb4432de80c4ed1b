//! For tests of every crate: a fresh store on each database, a clock and randomness that the test owns.

pub mod answers;
pub mod audit;
pub mod helpers;
pub mod listed;
pub mod look;
pub mod money;
pub mod people;
pub mod staff;
pub mod subscribers;

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicI64, AtomicU64, Ordering},
};

use domain::{
    clock::{Clock, Entropy, Timestamp},
    exposure::CategorySet,
    ids::IncidentId,
    incident::{Incident, Stage},
    slug::Slug,
};
use sha2::{Digest, Sha256};

use crate::{Store, keys::MasterKey};

/// A clock that stands still until it is told otherwise.
pub struct TestClock(AtomicI64);

impl TestClock {
    /// Stands at an RFC 3339 time.
    ///
    /// # Panics
    /// When the text is no such time.
    #[must_use]
    pub fn at(time: &str) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(Timestamp::parse(time).expect("an RFC 3339 time").as_micros())))
    }

    /// Moves on.
    pub fn advance(&self, by: std::time::Duration) {
        self.0.fetch_add(i64::try_from(by.as_micros()).expect("a short time"), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// Repeatable bytes from a seed: SHA-256 in counter mode.
pub struct TestEntropy {
    seed: u64,
    counter: Mutex<u64>,
}

impl TestEntropy {
    /// Bytes that no other call in this process gives, the same in every run of the test alone.
    #[must_use]
    pub fn fresh() -> Arc<Self> {
        static SEEDS: AtomicU64 = AtomicU64::new(1);
        Arc::new(Self { seed: SEEDS.fetch_add(1, Ordering::SeqCst), counter: Mutex::new(0) })
    }
}

impl Entropy for TestEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        let mut counter = self.counter.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in bytes.chunks_mut(32) {
            *counter += 1;
            let block = Sha256::new().chain_update(self.seed.to_le_bytes()).chain_update(counter.to_le_bytes()).finalize();
            chunk.copy_from_slice(&block[..chunk.len()]);
        }
    }
}

/// A store in a folder of its own, which goes when this is dropped.
pub struct TestStore {
    /// The store.
    pub store: Store,
    /// Its address, to open it again.
    pub address: String,
    /// Its master key.
    pub master: MasterKey,
    _folder: tempfile::TempDir,
}

/// A fresh, empty store on SQLite, and one on PostgreSQL when `TEST_POSTGRES_URL` names a server (`make test` always does).
///
/// # Panics
/// When a database cannot be made.
pub async fn stores() -> Vec<TestStore> {
    let mut stores = vec![sqlite_store().await];
    if let Ok(server) = std::env::var("TEST_POSTGRES_URL") {
        stores.push(postgres_store(&server).await);
    }
    stores
}

/// A fresh, empty store on SQLite.
///
/// # Panics
/// When it cannot be made.
pub async fn sqlite_store() -> TestStore {
    let folder = tempfile::tempdir().expect("a folder");
    let address = format!("sqlite:{}", folder.path().join("candor.db").display());
    open(address, folder).await
}

async fn postgres_store(server: &str) -> TestStore {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().file_name().map(|name| name.to_string_lossy().to_lowercase().replace('.', "")).unwrap_or_default();
    let database = format!("test_{}_{name}", std::process::id());
    let pool = sqlx::PgPool::connect(server).await.expect("the server of TEST_POSTGRES_URL");
    sqlx::query(&format!("create database {database}")).execute(&pool).await.expect("a new database");
    pool.close().await;
    let (root, query) = server.split_once('?').map_or((server, String::new()), |(root, query)| (root, format!("?{query}")));
    let root = root.rsplit_once('/').map_or(root, |(root, _)| root);
    open(format!("{root}/{database}{query}"), folder).await
}

async fn open(address: String, folder: tempfile::TempDir) -> TestStore {
    let entropy = TestEntropy::fresh();
    let master = MasterKey::generate(&*entropy);
    let store = Store::open(&address, master.clone(), entropy).await.expect("an open store");
    TestStore { store, address, master, _folder: folder }
}

/// An open, published incident without words; practice if asked.
///
/// # Panics
/// When it cannot be added.
pub async fn add_test_incident(store: &Store, slug: &str, is_practice: bool, now: Timestamp) -> Incident {
    let incident = Incident {
        incident_id: IncidentId::new(now, &*store.entropy),
        slug: Slug::parse(slug).expect("a slug"),
        is_practice,
        stage: Stage::Open,
        zone: "America/New_York".to_owned(),
        occurred_from: None,
        occurred_to: None,
        discovered_at: None,
        determined_at: None,
        contained_at: None,
        published_at: Some(now),
        as_of: now,
        next_update_at: None,
        categories: CategorySet::default(),
        suspected_known_by: None,
        slots: Vec::new(),
    };
    store.add_incident(&incident, &[], now).await.expect("a new incident");
    incident
}
