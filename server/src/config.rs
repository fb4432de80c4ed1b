//! Configuration: `candor.toml`, then `CANDOR_*`, then flags; each overrides the one before.

use std::{
    net::IpAddr,
    path::{Path, PathBuf},
};

use app::site::{Budgets, Company, PaymentSettings};
use figment::{
    Figment,
    providers::{Env, Format, Serialized, Toml},
};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use crate::{cli::Failure, letters::LetterSettings, sms::SmsSettings};

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
    /// The origin that every link begins with, without a slash at its end. Never empty once read.
    pub public_url: String,
    /// `smtp://host:port` (plain, for a relay on this machine), `smtp+starttls://user:password@host:port` or `smtps://…`;
    /// empty means that no mail leaves.
    pub smtp: String,
    /// Messages a second at most; 0 means as many as the relay takes.
    pub mail_per_second: u32,
    /// A notice stops by itself when more than so many of a hundred messages are refused for good; 0 never.
    pub notice_stops_at_bounces: u32,
    /// Or when more than so many of a hundred are put off or cannot be sent; 0 never.
    pub notice_stops_at_errors: u32,
    /// Where reports of mail that did not arrive go, as `bounces@example.org`: each message is sent from an address of its own made of it
    /// (`bounces+ID@example.org`). Empty: they go to `company.email`.
    pub bounce_address: String,
    /// What `POST /hooks/bounces` is signed with, at least 32 characters; empty means that nobody may call it.
    pub bounce_secret: String,
    /// The addresses that our mail leaves from (the relay's, as receivers see them): preflight looks whether the DNS knows them.
    pub mail_addresses: Vec<IpAddr>,
    /// The name server that preflight asks, address and port; empty means those of the machine.
    pub resolver: String,
    /// Networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Connections at most at one time.
    pub max_connections: usize,
    /// Of these, from one address; not counted for trusted proxies and this machine.
    pub max_connections_per_address: usize,
    /// Megabytes of an uploaded list of people at most; larger ones come by the command line.
    pub max_list_mb: u64,
    /// Where the virus scanner clamd listens: `host:port`, or the path of its socket. Empty for none.
    pub clamd: String,
    /// Where sealed files (evidence, letters) lie: `s3://BUCKET/FOLDER`, `gs://…` or `az://…`. Empty for the data folder.
    pub sealed_files: String,
    /// Whether webhooks may call addresses in private networks, and without TLS.
    pub webhooks_may_reach_private_networks: bool,
    /// A guidance catalogue instead of the one that comes with Candor.
    pub guidance: Option<PathBuf>,
    /// What signs our mail.
    pub dkim: Dkim,
    /// Who speaks.
    pub company: Company,
    /// How often what may be asked.
    pub budgets: Budgets,
    /// From which account money is paid.
    pub payments: PaymentSettings,
    /// What letters look like.
    pub letters: LetterSettings,
    /// Who sends text messages.
    pub sms: SmsSettings,
}

/// DKIM (RFC 6376): without a key the relay signs, or nobody.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dkim {
    /// The file with the private key (PEM), as `candor mail dkim-key` makes it.
    pub key: Option<PathBuf>,
    /// Names the key in the DNS: its record stands at `SELECTOR._domainkey.DOMAIN`.
    pub selector: String,
    /// The domain that signs: that of `company.email`, or one above it. Empty means that of `company.email`.
    pub domain: String,
}

impl Default for Dkim {
    fn default() -> Self {
        Self { key: None, selector: "candor".to_owned(), domain: String::new() }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: "localhost:3000".to_owned(),
            ops_listen: "127.0.0.1:3001".to_owned(),
            database: String::new(),
            public_url: String::new(),
            smtp: String::new(),
            mail_per_second: 0,
            notice_stops_at_bounces: 5,
            notice_stops_at_errors: 50,
            bounce_address: String::new(),
            bounce_secret: String::new(),
            mail_addresses: Vec::new(),
            resolver: String::new(),
            trusted_proxies: Vec::new(),
            max_connections: 10_000,
            max_connections_per_address: 1_000,
            max_list_mb: 1024,
            clamd: String::new(),
            sealed_files: String::new(),
            webhooks_may_reach_private_networks: false,
            guidance: None,
            dkim: Dkim::default(),
            company: Company::default(),
            budgets: Budgets::default(),
            payments: PaymentSettings::default(),
            letters: LetterSettings::default(),
            sms: SmsSettings::default(),
        }
    }
}

impl Config {
    /// Reads `file` (which may be absent), then `CANDOR_*` (`CANDOR_BUDGETS__NETWORK_PER_MINUTE` for what is nested), then
    /// `flags`, whose absent fields must not be serialised.
    ///
    /// # Errors
    /// Bad input: what cannot be read or is not known, with its name.
    pub fn read(file: &Path, flags: &impl Serialize) -> Result<Self, Failure> {
        let config: Self = Figment::from(Serialized::defaults(Self::default()))
            .merge(Toml::file(file))
            // These are no settings: they say where settings and key are, how to log, and where the site was built.
            .merge(
                Env::prefixed("CANDOR_").ignore(&["data_dir", "config", "master_key", "log", "log_format", "site", "site_dir"]).split("__"),
            )
            .merge(Serialized::defaults(flags))
            .extract()
            .map_err(|error| Failure::BadInput(error.to_string()))?;
        let public_url = config.checked_public_url()?;
        Ok(Self { public_url, ..config })
    }

    /// Links in mail must lead to us and to nobody else, over TLS; on this machine the port says enough.
    fn checked_public_url(&self) -> Result<String, Failure> {
        if self.public_url.is_empty() {
            let port = self.listen.rsplit_once(':').and_then(|(_, port)| port.parse::<u16>().ok());
            let port = port.ok_or_else(|| Failure::BadInput(format!("listen needs a port: {}", self.listen)))?;
            return Ok(format!("http://localhost:{port}"));
        }
        let refused = |why: &str| Failure::BadInput(format!("public_url {} {why}", self.public_url));
        let url = url::Url::parse(&self.public_url).map_err(|_| refused("is no address"))?;
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() || !url.username().is_empty() {
            return Err(refused("must end after the host"));
        }
        let is_local = match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        match url.scheme() {
            "https" => {}
            "http" if is_local => {}
            _ => return Err(refused("must begin with https:// (http:// is for this machine alone)")),
        }
        Ok(url.origin().ascii_serialization())
    }

    /// The database's address, with the default in `data_dir`.
    #[must_use]
    pub fn database_address(&self, data_dir: &Path) -> String {
        if self.database.is_empty() { format!("sqlite:{}", data_dir.join("candor.db").display()) } else { self.database.clone() }
    }
}
