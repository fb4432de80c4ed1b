//! Configuration: `candor.toml`, then `CANDOR_*`, then flags; each overrides the one before.

use std::path::{Path, PathBuf};

use app::site::{Budgets, Company};
use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use crate::cli::Failure;

/// All that can be set. The file `candor init` writes explains each in a comment.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where visitors are answered.
    pub listen: String,
    /// Where health and metrics are answered. Keep it away from the public.
    pub ops_listen: String,
    /// `sqlite:PATH` or `postgres://…`; empty means `candor.db` in the data folder.
    pub database: String,
    /// The origin that every link begins with.
    pub public_url: String,
    /// `smtp://host:port` (plain, for a relay on this machine), `smtp+starttls://user:password@host:port` or `smtps://…`;
    /// empty means that no mail leaves.
    pub smtp: String,
    /// Messages a second at most; 0 means as many as the relay takes.
    pub mail_per_second: u32,
    /// Networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Connections at most at one time.
    pub max_connections: usize,
    /// A guidance catalogue instead of the one that comes with Candor.
    pub guidance: Option<PathBuf>,
    /// Who speaks.
    pub company: Company,
    /// How often what may be asked.
    pub budgets: Budgets,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:3000".to_owned(),
            ops_listen: "127.0.0.1:3001".to_owned(),
            database: String::new(),
            public_url: "http://localhost:3000".to_owned(),
            smtp: String::new(),
            mail_per_second: 0,
            trusted_proxies: Vec::new(),
            max_connections: 10_000,
            guidance: None,
            company: Company::default(),
            budgets: Budgets::default(),
        }
    }
}

impl Config {
    /// Reads `file` (which may be absent), then `CANDOR_*` (`CANDOR_BUDGETS__NETWORK_PER_MINUTE` for what is nested).
    ///
    /// # Errors
    /// Bad input: what cannot be read or is not known, with its name.
    pub fn read(file: &Path) -> Result<Self, Failure> {
        Figment::from(Serialized::defaults(Self::default()))
            .merge(Toml::file(file))
            // These two are not settings but say where settings and key are.
            .merge(Env::prefixed("CANDOR_").ignore(&["data_dir", "config", "master_key"]).split("__"))
            .extract()
            .map_err(|error| Failure::BadInput(error.to_string()))
    }

    /// The database's address, with the default in `data_dir`.
    #[must_use]
    pub fn database_address(&self, data_dir: &Path) -> String {
        if self.database.is_empty() { format!("sqlite:{}", data_dir.join("candor.db").display()) } else { self.database.clone() }
    }
}
