//! What runs beside the answering of requests. Each worker ends when it is asked to.

mod sweep;

use app::site::Site;
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::cli::{Global, Opened};

/// The running workers.
pub struct Workers {
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Workers {
    /// Starts them all.
    #[must_use]
    pub fn start(site: &Site, _opened: &Opened, _global: &Global) -> Self {
        let workers = Self { stop: CancellationToken::new(), tasks: TaskTracker::new() };
        workers.tasks.spawn(sweep::run(site.clone(), workers.stop.clone()));
        workers.tasks.close();
        workers
    }

    /// Asks them to end, and waits until each has put down what it holds.
    pub async fn stop(self) {
        self.stop.cancel();
        self.tasks.wait().await;
    }
}
