//! All keys of a running program.

use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

use domain::{
    clock::{Entropy, random},
    ids::IncidentId,
};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{IncidentKeys, Key, MasterKey, Place, SystemKeys, seal::Sealer};
use crate::{Db, OpenError, StoreError, Tx, on};

const INCIDENT_KEY: &str = "select key_wrapped from incidents where incident_id = $1";

/// The master key's sealer and the keys it has opened so far.
pub(crate) struct Keyring {
    wrapper: Sealer,
    system: SystemKeys,
    incidents: RwLock<HashMap<IncidentId, Arc<IncidentKeys>>>,
}

impl Keyring {
    /// Refuses a wrong master key before anything is migrated. A database without the table is a new one.
    pub(crate) async fn check(db: &Db, master: &MasterKey) -> Result<(), OpenError> {
        let sql = "select key_wrapped from installation where id = 1";
        let Ok(Some(wrapped)) = on!(db, |db| sqlx::query_scalar::<_, Vec<u8>>(sql).fetch_optional(db).await) else { return Ok(()) };
        let wrapper = Sealer::new(&master.0.derive("wrap.v1"), Uuid::nil());
        unwrap(&wrapper, "installation", Uuid::nil(), &wrapped).map(|_| ()).map_err(|_| OpenError::WrongKey)
    }

    /// Opens the installation's key with the master key; on a new database makes it.
    pub(crate) async fn open(db: &Db, master: MasterKey, entropy: Arc<dyn Entropy>) -> Result<Self, OpenError> {
        let wrapper = Sealer::new(&master.0.derive("wrap.v1"), Uuid::nil());
        let fresh = wrap(&wrapper, "installation", Uuid::nil(), &Key::new(random(&*entropy)), &*entropy)?;
        // Two servers may start on a new database at once: the first row stands, both read it back.
        let sql = "insert into installation (id, key_wrapped, created_at) values (1, $1, 0) on conflict (id) do nothing";
        match db {
            Db::Sqlite { write, .. } => sqlx::query(sql).bind(&fresh).execute(write).await.map(|_| ()),
            Db::Postgres(pool) => sqlx::query(sql).bind(&fresh).execute(pool).await.map(|_| ()),
        }
        .map_err(StoreError::from)?;
        let sql = "select key_wrapped from installation where id = 1";
        let wrapped: Vec<u8> = on!(db, |db| sqlx::query_scalar(sql).fetch_one(db).await).map_err(StoreError::from)?;
        let key = unwrap(&wrapper, "installation", Uuid::nil(), &wrapped).map_err(|_| OpenError::WrongKey)?;
        Ok(Self { wrapper, system: SystemKeys::new(&key), incidents: RwLock::default() })
    }

    pub(crate) const fn system(&self) -> &SystemKeys {
        &self.system
    }

    /// A new key for an incident, wrapped for its row.
    pub(crate) fn wrap_new(&self, incident: IncidentId, entropy: &dyn Entropy) -> Result<Vec<u8>, StoreError> {
        wrap(&self.wrapper, "incidents", incident.0, &Key::new(random(entropy)), entropy)
    }

    /// The keys of an incident, from its row the first time.
    pub(crate) async fn incident(&self, db: &Db, incident: IncidentId) -> Result<Arc<IncidentKeys>, StoreError> {
        if let Some(keys) = self.known(incident) {
            return Ok(keys);
        }
        let wrapped: Vec<u8> = on!(db, |db| sqlx::query_scalar(INCIDENT_KEY).bind(incident.0).fetch_one(db).await)?;
        self.learn(incident, &wrapped)
    }

    /// The same inside a transaction: who holds a connection must not wait for another one.
    pub(crate) async fn incident_in(&self, tx: &mut Tx, incident: IncidentId) -> Result<Arc<IncidentKeys>, StoreError> {
        if let Some(keys) = self.known(incident) {
            return Ok(keys);
        }
        let wrapped: Vec<u8> = on!(&mut *tx, |db| sqlx::query_scalar(INCIDENT_KEY).bind(incident.0).fetch_one(&mut **db).await)?;
        self.learn(incident, &wrapped)
    }

    fn known(&self, incident: IncidentId) -> Option<Arc<IncidentKeys>> {
        self.incidents.read().unwrap_or_else(std::sync::PoisonError::into_inner).get(&incident).cloned()
    }

    fn learn(&self, incident: IncidentId, wrapped: &[u8]) -> Result<Arc<IncidentKeys>, StoreError> {
        let keys = Arc::new(IncidentKeys::new(incident, &unwrap(&self.wrapper, "incidents", incident.0, wrapped)?));
        self.incidents.write().unwrap_or_else(std::sync::PoisonError::into_inner).insert(incident, keys.clone());
        Ok(keys)
    }
}

fn wrap(wrapper: &Sealer, table: &'static str, row: Uuid, key: &Key, entropy: &dyn Entropy) -> Result<Vec<u8>, StoreError> {
    wrapper.seal(Place { table, row }, key.bytes(), entropy)
}

fn unwrap(wrapper: &Sealer, table: &'static str, row: Uuid, wrapped: &[u8]) -> Result<Key, StoreError> {
    let bytes: Zeroizing<[u8; 32]> = Zeroizing::new(wrapper.open(Place { table, row }, wrapped)?);
    Ok(Key::new(*bytes))
}
