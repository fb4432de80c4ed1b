//! Opens what most commands need: settings, key, store.

use std::sync::Arc;

use domain::{
    clock::{Clock, Entropy},
    incident::Incident,
    slug::Slug,
};
use serde::Serialize;
use store::{Store, keys::MasterKey};

use super::{Failure, Global};
use crate::{
    config::Config,
    machine::{SystemClock, SystemEntropy},
};

/// Settings, store, clock and randomness of a running command.
pub struct Opened {
    /// The settings.
    pub config: Config,
    /// Database and keys.
    pub store: Store,
    /// The machine's clock.
    pub clock: Arc<dyn Clock>,
    /// The machine's randomness.
    pub entropy: Arc<dyn Entropy>,
}

impl Global {
    /// The settings alone.
    ///
    /// # Errors
    /// Bad input: see [`Config::read`].
    pub fn settings(&self) -> Result<Config, Failure> {
        self.settings_with(&serde_json::json!({}))
    }

    /// The settings with what the flags of a command override.
    ///
    /// # Errors
    /// Bad input: see [`Config::read`].
    pub fn settings_with(&self, flags: &impl Serialize) -> Result<Config, Failure> {
        let file = self.config.clone().unwrap_or_else(|| self.data_dir.join("candor.toml"));
        if self.config.is_some() && !file.exists() {
            return Err(Failure::BadInput(format!("there is no file {}", file.display())));
        }
        Config::read(&file, flags)
    }

    /// Settings and store.
    ///
    /// # Errors
    /// Environment: no key, wrong key, or no database.
    pub async fn open(&self) -> Result<Opened, Failure> {
        let config = self.settings()?;
        self.open_with(config).await
    }

    /// The store for settings that flags have changed.
    ///
    /// # Errors
    /// Environment: no key, wrong key, or no database.
    pub async fn open_with(&self, config: Config) -> Result<Opened, Failure> {
        let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
        let store = Store::open(&config.database_address(&self.data_dir), self.master_key()?, entropy.clone()).await?;
        let store = store.with_audit_heads(self.data_dir.join("audit-heads"));
        Ok(Opened { config, store, clock: Arc::new(SystemClock), entropy })
    }

    /// The master key: `CANDOR_MASTER_KEY`, or `master.key` in the data folder.
    pub(crate) fn master_key(&self) -> Result<MasterKey, Failure> {
        let file = self.data_dir.join("master.key");
        let line = match std::env::var("CANDOR_MASTER_KEY") {
            Ok(line) => line,
            Err(_) => std::fs::read_to_string(&file).map_err(|error| {
                Failure::Environment(format!("the master key {} cannot be read ({error}); `candor init` makes one", file.display()))
            })?,
        };
        MasterKey::parse(&line).map_err(|error| Failure::Environment(error.to_string()))
    }
}

impl Opened {
    /// The incident with this slug.
    ///
    /// # Errors
    /// Bad input when the text is no slug or no incident has it.
    pub async fn incident(&self, slug: &str) -> Result<Incident, Failure> {
        let slug = Slug::parse(slug).map_err(|error| Failure::BadInput(error.to_string()))?;
        let found = self.store.find_incident(&slug).await?;
        found.ok_or_else(|| Failure::BadInput(format!("there is no incident {slug}; `candor incident list` shows all")))
    }
}
