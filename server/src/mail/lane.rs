//! A lane: one feeder that leases work, several senders, one recorder. Nothing of the database is held while a message
//! is on its way.
//!
//! What is leased and not recorded is in flight, and never more than the lane's permits: a crash can double only those,
//! with the same `Message-ID`.

use std::{
    sync::{
        Arc, Mutex as StdMutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use domain::{
    clock::{Clock, Timestamp},
    ids::{DeliveryId, IncidentId, MailId},
    notice::{Limits, Purpose, Trouble, Window},
};
use store::{
    Store, StoreError,
    deliveries::LeasedDelivery,
    lease::{Outcome, Tried},
    notices::Notice,
    outbox::OutgoingMail,
};
use tokio::sync::{Mutex, OwnedSemaphorePermit, mpsc};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{MailSettings, counted, mailout::Mailout, pace::Pace, writer::Writer};

/// A leased row on its way through the lane.
pub(super) struct Job {
    pub ticket: Ticket,
    pub attempts: i64,
    pub begun_at: Timestamp,
    pub what: What,
    /// Given back when the result is recorded.
    pub permit: OwnedSemaphorePermit,
}

/// Which row it is.
#[derive(Clone)]
pub(super) enum Ticket {
    Mail(MailId),
    Delivery(Arc<UnderWay>, DeliveryId),
}

impl Ticket {
    pub(super) fn id(&self) -> Uuid {
        match self {
            Self::Mail(id) => id.0,
            Self::Delivery(_, id) => id.0,
        }
    }
}

/// What is to be written; nothing when it cannot or need not be any more.
pub(super) enum What {
    Mail(Option<IncidentId>, Option<OutgoingMail>),
    Delivery(Box<LeasedDelivery>),
}

/// A mail-out under way, with what it says to everybody, and how it goes.
pub(super) struct UnderWay {
    pub notice: Notice,
    pub mailout: Mailout,
    pub watch: Arc<Watch>,
}

/// How a mail-out goes in this process: kept while its row changes, and begun anew after a stop.
#[derive(Default)]
pub(super) struct Watch {
    /// Nothing more of it is begun, whatever was leased before.
    pub is_stopped: AtomicBool,
    /// What became of the latest messages.
    window: StdMutex<Window>,
}

impl Watch {
    /// Counts what was tried, and says when that is too much trouble; a notice that is stopped already has none.
    fn count(&self, outcomes: impl Iterator<Item = Outcome>, limits: Limits) -> Option<(Trouble, Window)> {
        let (mut tried, mut bounced, mut failed) = (0, 0, 0);
        for outcome in outcomes {
            match outcome {
                Outcome::Sent { .. } => {}
                Outcome::Bounced { .. } => bounced += 1,
                Outcome::Deferred { .. } | Outcome::Failed => failed += 1,
                Outcome::NotTried | Outcome::Suppressed => continue,
            }
            tried += 1;
        }
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        window.add(tried, bounced, failed);
        window.trouble(limits).filter(|_| !self.is_stopped.load(Ordering::Relaxed)).map(|trouble| (trouble, *window))
    }
}

/// How a job went.
pub(super) struct Done {
    pub ticket: Ticket,
    pub tried: Tried<Uuid>,
    pub generation: Option<i64>,
    /// What the mail is for, as its template is called.
    pub purpose: &'static str,
    /// Given back when this is dropped: after it was recorded.
    pub _permit: OwnedSemaphorePermit,
}

/// What every part of the worker shares.
pub(super) struct Shared {
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    pub settings: Arc<MailSettings>,
    pub writer: Arc<Writer>,
    /// This process's name in leases (fencing token).
    pub worker: Uuid,
    pub pace: Pace,
    pub stop: CancellationToken,
    pub counts: Counts,
}

/// What this worker did, for whoever watches.
#[derive(Default)]
pub struct Counts {
    /// Taken by the relay or the practice box.
    pub sent: AtomicU64,
    /// Refused for good, or given up.
    pub ended: AtomicU64,
    /// To be tried again.
    pub put_off: AtomicU64,
    /// Tries to reach the relay that failed since the last that worked.
    pub relay_failures: AtomicU64,
}

impl Job {
    pub(super) fn done(self, outcome: Outcome) -> Done {
        let generation = match &self.what {
            What::Delivery(leased) => leased.person.as_ref().map(|person| person.generation),
            What::Mail(..) => None,
        };
        let purpose = match (&self.ticket, &self.what) {
            (Ticket::Delivery(under_way, _), _) => under_way.mailout.template().as_str(),
            (Ticket::Mail(_), What::Mail(_, Some(mail))) => mail.template.as_str(),
            (Ticket::Mail(_), _) => "none",
        };
        let tried = Tried { id: self.ticket.id(), attempts: self.attempts, begun_at: self.begun_at, outcome };
        Done { ticket: self.ticket, tried, generation, purpose, _permit: self.permit }
    }
}

/// Where senders take their jobs from.
pub(super) type Jobs = Arc<Mutex<mpsc::Receiver<Job>>>;

/// Results are recorded together at least this often.
const RECORD_EVERY: Duration = Duration::from_millis(80);
/// And at once when this many wait.
const RECORD_MANY: usize = 64;

/// Records results together until no sender is left. A database that is away is asked again until it answers: the permits
/// are not given back, so nothing new is begun meanwhile, and whoever leases after us finds the rows when our lease ends.
pub(super) async fn record(shared: Arc<Shared>, mut results: mpsc::Receiver<Done>) {
    let mut waiting: Vec<Done> = Vec::with_capacity(256);
    while let Some(first) = results.recv().await {
        waiting.push(first);
        let flush_at = tokio::time::Instant::now() + RECORD_EVERY;
        while waiting.len() < RECORD_MANY {
            match tokio::time::timeout_at(flush_at, results.recv()).await {
                Ok(Some(done)) => waiting.push(done),
                Ok(None) | Err(_) => break,
            }
        }
        while waiting.len() < 256
            && let Ok(done) = results.try_recv()
        {
            waiting.push(done);
        }
        let mut pause = Duration::from_millis(100);
        while let Err(error) = write_down(&shared, &waiting).await {
            tracing::warn!(%error, waiting = waiting.len(), "what became of mail could not be recorded; trying again");
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(Duration::from_secs(5));
        }
        waiting.clear();
    }
}

async fn write_down(shared: &Shared, done: &[Done]) -> Result<(), StoreError> {
    let now = shared.clock.now();
    let mails: Vec<Tried<MailId>> = done
        .iter()
        .filter_map(|done| match &done.ticket {
            Ticket::Mail(id) => Some(retag(&done.tried, *id)),
            Ticket::Delivery(..) => None,
        })
        .collect();
    if !mails.is_empty() {
        shared.store.record_mails(shared.worker, &mails, now).await?;
    }
    let mut rest: Vec<&Done> = done.iter().filter(|done| matches!(done.ticket, Ticket::Delivery(..))).collect();
    while let Some(Ticket::Delivery(under_way, _)) = rest.first().map(|done| done.ticket.clone()) {
        let of_this =
            |done: &&Done| matches!(&done.ticket, Ticket::Delivery(other, _) if other.notice.notice_id == under_way.notice.notice_id);
        let (these, others): (Vec<&Done>, Vec<&Done>) = rest.into_iter().partition(of_this);
        let tried: Vec<_> = these.iter().map(|done| (retag(&done.tried, DeliveryId(done.tried.id)), done.generation)).collect();
        shared.store.record_deliveries(&under_way.notice, shared.worker, &tried, now).await?;
        // Other mail-outs are small, follow a notice, and have no page that says why they stand still.
        if under_way.notice.purpose == Purpose::Notice
            && let Some((trouble, window)) = under_way.watch.count(these.iter().map(|done| done.tried.outcome), shared.settings.trouble)
        {
            stop(shared, &under_way, trouble, &window, now).await;
        }
        rest = others;
    }
    for done in done {
        counted::note(done.purpose, done.tried.outcome);
        let counter = match done.tried.outcome {
            Outcome::Sent { .. } => &shared.counts.sent,
            Outcome::Bounced { .. } | Outcome::Failed | Outcome::Suppressed => &shared.counts.ended,
            Outcome::Deferred { .. } => &shared.counts.put_off,
            Outcome::NotTried => continue,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// Stops a notice that gets into trouble, here at once and elsewhere when they look. Fails the database, the next results try again.
async fn stop(shared: &Shared, under_way: &UnderWay, trouble: Trouble, window: &Window, now: Timestamp) {
    match shared.store.stop_for_trouble(&under_way.notice, trouble, window, now).await {
        Ok(_) => {
            under_way.watch.is_stopped.store(true, Ordering::Relaxed);
            let (tried, bounced, failed) = window.counts();
            tracing::error!(notice_id = %under_way.notice.notice_id, why = trouble.as_str(), tried, bounced, failed, "a notice stopped by itself");
        }
        Err(error) => {
            tracing::warn!(notice_id = %under_way.notice.notice_id, %error, "a notice in trouble could not be stopped; trying again")
        }
    }
}

const fn retag<Id: Copy>(tried: &Tried<Uuid>, id: Id) -> Tried<Id> {
    Tried { id, attempts: tried.attempts, begun_at: tried.begun_at, outcome: tried.outcome }
}
