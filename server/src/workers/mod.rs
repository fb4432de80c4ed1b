//! What runs beside the answering of requests. Each worker ends when it is asked to.

pub mod check;
pub mod claims;
pub mod digest;
mod evidence;
pub mod protection;
pub mod publish;
pub mod sms;
pub mod subscribe;
mod sweep;
pub mod webhooks;

use std::sync::Arc;

use app::site::Site;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    cli::{Failure, Opened},
    evidence::EvidenceFiles,
    mail::{self, MailParts, MailSettings, Serves},
    outbound::Outbound,
    sms::HttpProvider,
};

/// The running workers.
pub struct Workers {
    stop: CancellationToken,
    tasks: TaskTracker,
    mail: mail::Handle,
}

impl Workers {
    /// Starts them all.
    ///
    /// # Errors
    /// Bad input, when the settings of mail cannot be used.
    pub fn start(site: &Site, opened: &Opened, evidence: EvidenceFiles) -> Result<Self, Failure> {
        let parts = MailParts {
            store: site.store.clone(),
            clock: site.clock.clone(),
            entropy: site.entropy.clone(),
            settings: MailSettings::from_config(&opened.config)?,
            catalogue: site.guidance.clone(),
        };
        let outbound = Outbound::new(site.settings.webhooks_may_reach_private_networks);
        let outbound = outbound.map_err(|error| Failure::Environment(format!("TLS: {error}")))?;
        let provider = HttpProvider::from_settings(&opened.config.sms)?;
        let mail = {
            let runtime = mail::runtime().map_err(|error| Failure::Environment(format!("a thread for mail: {error}")))?;
            let _on_it = runtime.enter();
            mail::start(parts, Serves::Everything)?
        };
        let workers = Self { stop: CancellationToken::new(), tasks: TaskTracker::new(), mail };
        workers.tasks.spawn(sweep::run(site.clone(), workers.stop.clone()));
        workers.tasks.spawn(check::run(site.clone(), workers.stop.clone()));
        workers.tasks.spawn(subscribe::run(site.clone(), workers.stop.clone()));
        workers.tasks.spawn(publish::run(site.clone(), workers.stop.clone()));
        workers.tasks.spawn(protection::run(site.clone(), workers.stop.clone()));
        workers.tasks.spawn(evidence::run(site.clone(), evidence, workers.stop.clone()));
        workers.tasks.spawn(claims::run(site.clone(), workers.stop.clone()));
        workers.tasks.spawn(digest::run(site.clone(), workers.stop.clone()));
        if let Some(provider) = provider {
            workers.tasks.spawn(sms::run(site.clone(), Arc::new(provider), workers.stop.clone()));
        }
        workers.tasks.spawn(webhooks::run(site.clone(), outbound, workers.stop.clone()));
        workers.tasks.close();
        Ok(workers)
    }

    /// Asks them to end, and waits until each has put down what it holds.
    pub async fn stop(self) {
        self.stop.cancel();
        self.mail.stop().await;
        self.tasks.wait().await;
    }
}
