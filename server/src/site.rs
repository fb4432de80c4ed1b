//! Puts the site together from settings, store and files.

use std::sync::Arc;

use app::site::{Settings, Site, SiteParts};
use domain::guidance::Catalogue;
use leptos::config::LeptosOptions;

use crate::{
    cli::{Failure, Opened},
    config::Config,
    http::files::StaticFiles,
    mail,
};

/// The site of a running program. `is_loopback`: only this machine can ask.
///
/// # Errors
/// Environment, when the program was built without its front end.
pub fn build(opened: &Opened, files: &StaticFiles, is_loopback: bool) -> Result<Site, Failure> {
    let assets = files.assets().ok_or_else(|| {
        Failure::Environment("this program was built without its style sheet; `make build` builds the front end first".to_owned())
    })?;
    let config = &opened.config;
    Ok(Site::new(SiteParts {
        store: opened.store.clone(),
        clock: opened.clock.clone(),
        entropy: opened.entropy.clone(),
        settings: Settings {
            public_url: config.public_url.clone(),
            company: config.company.clone(),
            budgets: config.budgets,
            practice_mail_is_open: is_loopback,
            sends_sms: !config.sms.url.is_empty(),
            webhooks_may_reach_private_networks: config.webhooks_may_reach_private_networks,
            payments: config.payments.clone(),
            home_country: config.letters.country.clone(),
        },
        guidance: guidance(config)?,
        mail_room: mail::room(opened.store.clone(), config, guidance(config)?)?,
        public_words: app::me::PublicWords::default(),
        streams: Arc::default(),
        leptos: leptos_options(files.pkg_dir()),
        assets,
    }))
}

/// The operator's catalogue, or the one in the program.
///
/// # Errors
/// Bad input, when the operator's cannot be read.
pub fn guidance(config: &Config) -> Result<Arc<Catalogue>, Failure> {
    let Some(folder) = &config.guidance else { return Ok(Catalogue::bundled()) };
    let file = folder.join("guidance.toml");
    let refused = |why: String| Failure::BadInput(format!("the guidance catalogue {}: {why}", file.display()));
    let text = std::fs::read_to_string(&file).map_err(|error| refused(error.to_string()))?;
    Ok(Arc::new(Catalogue::parse(&text).map_err(|error| refused(error.to_string()))?))
}

/// What Leptos' loader needs to find the wasm: `pkg_dir` is `pkg/HASH`.
#[must_use]
pub fn leptos_options(pkg_dir: String) -> LeptosOptions {
    LeptosOptions::builder().output_name("candor").site_pkg_dir(pkg_dir).build()
}
