//! Mail: what is queued in the database is written, sent over pooled connections, and recorded. Mail of a practice
//! incident goes into its box.
//!
//! Two lanes: the outbox (codes, answers) has its own connections and never waits behind a notice to a million people.

mod apart;
mod check_word;
mod counted;
pub mod dkim;
mod feed;
mod fixed;
mod lane;
mod letterhead;
mod mailout;
mod message;
mod pace;
pub mod preflight;
mod prose;
mod relay;
mod room;
mod sender;
mod settings;
mod templates;
#[cfg(test)]
mod tests;
mod writer;

use std::sync::Arc;

use domain::{
    clock::{Clock, Entropy, random},
    guidance::Catalogue,
    ids::NoticeId,
};
use store::Store;
use tokio::{
    sync::{Mutex, Semaphore, mpsc},
    task::JoinSet,
};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

pub use apart::runtime;
pub use lane::Counts;
pub(crate) use prose::plain;
pub use room::room;
pub use settings::{MailSettings, RelaySettings};
pub use templates::{TemplateError, Templates};
pub use writer::Writer;

use feed::{Feeder, Work};
use lane::{Shared, record};
use pace::Pace;
use sender::Sender;

/// Deliveries in flight at most: begun and not recorded. With the outbox's it is 256.
const BULK_IN_FLIGHT: usize = 224;
/// Mails of the outbox in flight at most.
const OUTBOX_IN_FLIGHT: usize = 32;
/// Connections for notices. A relay with more patience for fewer takes as many messages: this is what two cores keep busy.
const BULK_SENDERS: usize = 16;
/// Connections for the outbox, beside those.
const OUTBOX_SENDERS: usize = 4;

/// What the worker needs.
pub struct MailParts {
    /// Database and keys.
    pub store: Store,
    /// Where time comes from.
    pub clock: Arc<dyn Clock>,
    /// Where randomness comes from: the worker's name in leases.
    pub entropy: Arc<dyn Entropy>,
    /// Relay, sender, limit.
    pub settings: MailSettings,
    /// What categories of data are called.
    pub catalogue: Arc<Catalogue>,
}

/// Which queues a worker serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serves {
    /// All of them: `candor serve`.
    Everything,
    /// One notice: `candor notice send`.
    Notice(NoticeId),
}

/// A worker under way. Dropped, it goes on; [`Handle::stop`] ends it.
pub struct Handle {
    shared: Arc<Shared>,
    tasks: JoinSet<()>,
}

/// Starts sending, on the runtime the caller is in.
///
/// # Errors
/// When a template is faulty: a fault of this program, found by its tests.
pub fn start(parts: MailParts, serves: Serves) -> Result<Handle, TemplateError> {
    counted::begin();
    let settings = Arc::new(parts.settings);
    let writer = Arc::new(Writer::new(parts.store.clone(), settings.clone(), parts.catalogue)?);
    let shared = Arc::new(Shared {
        store: parts.store,
        clock: parts.clock,
        writer,
        worker: Uuid::from_bytes(random(&*parts.entropy)),
        pace: Pace::new(settings.per_second),
        settings,
        stop: CancellationToken::new(),
        counts: Counts::default(),
    });
    let mut tasks = JoinSet::new();
    match serves {
        Serves::Everything => {
            lane(&mut tasks, &shared, Work::Outbox, OUTBOX_IN_FLIGHT, OUTBOX_SENDERS);
            lane(&mut tasks, &shared, Work::Notices, BULK_IN_FLIGHT, BULK_SENDERS);
        }
        Serves::Notice(notice) => lane(&mut tasks, &shared, Work::Notice(notice), BULK_IN_FLIGHT, BULK_SENDERS),
    }
    Ok(Handle { shared, tasks })
}

fn lane(tasks: &mut JoinSet<()>, shared: &Arc<Shared>, work: Work, in_flight: usize, senders: usize) {
    let (jobs, waiting) = mpsc::channel(in_flight);
    let (results, done) = mpsc::channel(in_flight);
    let waiting = Arc::new(Mutex::new(waiting));
    tasks.spawn(Feeder { shared: shared.clone(), jobs, permits: Arc::new(Semaphore::new(in_flight)), work }.run());
    for _ in 0..senders {
        let is_bulk = work != Work::Outbox;
        tasks.spawn(Sender { shared: shared.clone(), jobs: waiting.clone(), results: results.clone(), is_bulk }.run());
    }
    tasks.spawn(record(shared.clone(), done));
}

impl Handle {
    /// What it has done so far.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.shared.counts
    }

    /// Begins nothing new, finishes what is on the wire, gives back the rest, and records it all. Takes as long as the
    /// relay takes for one message.
    pub async fn stop(mut self) {
        self.shared.stop.cancel();
        while self.tasks.join_next().await.is_some() {}
    }
}
