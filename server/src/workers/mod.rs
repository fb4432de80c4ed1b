//! What runs beside the answering of requests. Each worker ends when it is asked to.

pub mod check;
pub mod publish;
mod sweep;

use app::site::Site;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    cli::{Failure, Global, Opened},
    mail::{self, MailParts, MailSettings, Serves},
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
    pub fn start(site: &Site, opened: &Opened, _global: &Global) -> Result<Self, Failure> {
        let parts = MailParts {
            store: site.store.clone(),
            clock: site.clock.clone(),
            entropy: site.entropy.clone(),
            settings: MailSettings::from_config(&opened.config)?,
            catalogue: site.guidance.clone(),
        };
        let mail = mail::start(parts, Serves::Everything)?;
        let workers = Self { stop: CancellationToken::new(), tasks: TaskTracker::new(), mail };
        workers.tasks.spawn(sweep::run(site.clone(), workers.stop.clone()));
        workers.tasks.spawn(check::run(site.clone(), workers.stop.clone()));
        workers.tasks.spawn(publish::run(site.clone(), workers.stop.clone()));
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
