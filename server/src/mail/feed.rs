//! Feeders: lease what is due, as much as may be in flight, and go on holding it.

use std::{
    collections::HashMap,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use domain::ids::NoticeId;
use store::{
    StoreError,
    notices::{Notice, Queued},
};
use tokio::{
    sync::{Semaphore, mpsc},
    time::Instant,
};

use super::{
    lane::{Job, Shared, Ticket, UnderWay, Watch, What},
    letterhead::Letterhead,
    writer::WriteError,
};

/// How long a feeder rests when nothing is due.
const REST: Duration = Duration::from_millis(150);
/// How often leases are renewed; a lease lasts three times as long.
const RENEW_EVERY: Duration = Duration::from_secs(4);
/// How often paused notices are looked for.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// For how long people are queued before the next lease.
const QUEUE_FOR: Duration = Duration::from_millis(60);
/// Rows in one lease.
const BATCH: usize = 64;

/// What a lane works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// The outbox.
    Outbox,
    /// Every notice under way.
    Notices,
    /// One notice.
    Notice(NoticeId),
}

pub(super) struct Feeder {
    pub shared: Arc<Shared>,
    pub jobs: mpsc::Sender<Job>,
    pub permits: Arc<Semaphore>,
    pub work: Work,
}

impl Feeder {
    /// Leases until stopped. A database that is away is asked again.
    pub(super) async fn run(self) {
        let mut seen: HashMap<NoticeId, Arc<UnderWay>> = HashMap::new();
        let mut renewed_at = Instant::now();
        let mut looked_at: Option<Instant> = None;
        while !self.shared.stop.is_cancelled() {
            let turn = self.turn(&mut seen, &mut renewed_at, &mut looked_at).await;
            let rest = match turn {
                Ok(true) => continue,
                Ok(false) => REST,
                Err(error) => {
                    tracing::warn!(%error, "no mail could be leased; trying again");
                    Duration::from_secs(1)
                }
            };
            tokio::select! {
                () = tokio::time::sleep(rest) => {}
                () = self.shared.stop.cancelled() => {}
            }
        }
        // What is in the lane is given back or finished by the senders; they end when the lane is empty.
    }

    /// One round: whether there was anything to do.
    async fn turn(
        &self,
        seen: &mut HashMap<NoticeId, Arc<UnderWay>>,
        renewed_at: &mut Instant,
        looked_at: &mut Option<Instant>,
    ) -> Result<bool, StoreError> {
        if self.work != Work::Outbox && looked_at.is_none_or(|at| at.elapsed() > LOOK_EVERY) {
            self.look(seen).await?;
            *looked_at = Some(Instant::now());
        }
        if renewed_at.elapsed() > RENEW_EVERY {
            self.renew(seen).await?;
            *renewed_at = Instant::now();
        }
        if self.shared.pace.quiet_until().is_some() {
            return Ok(false);
        }
        match self.work {
            Work::Outbox => self.feed_outbox().await,
            Work::Notices | Work::Notice(_) => self.feed_notices(seen).await,
        }
    }

    /// Which notices are under way; those that no longer are stop at once, with what is leased of them.
    async fn look(&self, seen: &mut HashMap<NoticeId, Arc<UnderWay>>) -> Result<(), StoreError> {
        let mut now = HashMap::new();
        for notice in self.shared.store.notices_under_way().await? {
            if matches!(self.work, Work::Notice(only) if only != notice.notice_id) {
                continue;
            }
            let letterhead = self.shared.writer.letterhead(Some(notice.incident_id)).await?;
            if self.shared.settings.relay.is_none() && !letterhead.is_practice() {
                continue;
            }
            let id = notice.notice_id;
            // What was stopped here and goes on by now begins anew, or it would stand still for ever.
            let known = seen.remove(&id).filter(|known| !known.watch.is_stopped.load(Ordering::Relaxed));
            // A row that changed is read anew; what was leased before stops with it all the same.
            let watch = known.as_ref().map(|known| known.watch.clone()).unwrap_or_default();
            let known = known.filter(|known| known.notice == notice);
            if let Some(under_way) = self.known_or_new(known, notice, &letterhead, watch).await? {
                now.insert(id, under_way);
            }
        }
        for gone in seen.values() {
            gone.watch.is_stopped.store(true, Ordering::Relaxed);
        }
        *seen = now;
        Ok(())
    }

    /// What is known of a mail-out, or its words read anew. Nothing when it cannot be written: that is said, and holds up no other.
    async fn known_or_new(
        &self,
        known: Option<Arc<UnderWay>>,
        notice: Notice,
        letterhead: &Letterhead,
        watch: Arc<Watch>,
    ) -> Result<Option<Arc<UnderWay>>, StoreError> {
        if known.is_some() {
            return Ok(known);
        }
        let mailout = match self.shared.writer.mailout(letterhead, &notice).await {
            Err(WriteError::Store(error)) => return Err(error),
            Err(error) => {
                tracing::error!(notice_id = %notice.notice_id, %error, "a mail-out cannot be written");
                return Ok(None);
            }
            Ok(mailout) => mailout,
        };
        if notice.template_version.is_empty() {
            self.shared.store.note_template_version(&notice, self.shared.writer.version()).await?;
        }
        Ok(Some(Arc::new(UnderWay { notice, mailout, watch })))
    }

    async fn renew(&self, seen: &HashMap<NoticeId, Arc<UnderWay>>) -> Result<(), StoreError> {
        let (shared, now) = (&self.shared, self.shared.clock.now());
        if self.work == Work::Outbox {
            return shared.store.renew_mails(shared.worker, now).await;
        }
        for under_way in seen.values() {
            shared.store.renew_deliveries(&under_way.notice, shared.worker, now).await?;
        }
        Ok(())
    }

    /// How many rows may be leased now, and never so few that a lease is not worth its write.
    fn room(&self) -> usize {
        let free = self.permits.available_permits().min(self.shared.pace.hold_at_most());
        free.min(BATCH)
    }

    async fn feed_outbox(&self) -> Result<bool, StoreError> {
        let (shared, room) = (&self.shared, self.room());
        let Ok(permits) = self.permits.clone().try_acquire_many_owned(u32::try_from(room).unwrap_or(0)) else { return Ok(false) };
        let mut permits = permits;
        let has_relay = shared.settings.relay.is_some();
        let now = shared.clock.now();
        let leased = shared.store.lease_mails(shared.worker, i64::try_from(room).unwrap_or(0), has_relay, now).await?;
        let any = !leased.is_empty();
        for mail in leased {
            let Some(permit) = permits.split(1) else { break };
            let ticket = Ticket::Mail(mail.mail_id);
            let what = What::Mail(mail.incident, mail.mail);
            let job = Job { ticket, attempts: mail.attempts, begun_at: mail.begun_at, what, permit };
            if self.jobs.send(job).await.is_err() {
                break;
            }
        }
        Ok(any)
    }

    async fn feed_notices(&self, seen: &mut HashMap<NoticeId, Arc<UnderWay>>) -> Result<bool, StoreError> {
        let mut any = false;
        for under_way in seen.values() {
            let queued = self.queue(&under_way.notice).await?;
            let leased = self.feed_notice(under_way).await?;
            any |= queued || leased;
            if !queued && !leased {
                self.shared.store.finish_notice(&under_way.notice, self.shared.clock.now()).await?;
            }
        }
        Ok(any)
    }

    /// Queues some pieces of the people, if the notice is still being queued: between two leases no more than what is in flight keeps the
    /// senders busy for.
    async fn queue(&self, notice: &Notice) -> Result<bool, StoreError> {
        let until = Instant::now() + QUEUE_FOR;
        while matches!(self.shared.store.queue_chunk(notice, self.shared.clock.now()).await?, Queued::More(_)) {
            if Instant::now() >= until || self.shared.stop.is_cancelled() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn feed_notice(&self, under_way: &Arc<UnderWay>) -> Result<bool, StoreError> {
        let (shared, room) = (&self.shared, self.room());
        if room == 0 {
            // All that may be in flight is: results come soon.
            tokio::time::sleep(Duration::from_millis(5)).await;
            return Ok(true);
        }
        let Ok(mut permits) = self.permits.clone().try_acquire_many_owned(u32::try_from(room).unwrap_or(0)) else { return Ok(true) };
        let limit = i64::try_from(room).unwrap_or(0);
        let leased = shared.store.lease_deliveries(&under_way.notice, shared.worker, limit, shared.clock.now()).await?;
        let any = !leased.is_empty();
        for one in leased {
            let Some(permit) = permits.split(1) else { break };
            let ticket = Ticket::Delivery(under_way.clone(), one.delivery_id);
            let job = Job { ticket, attempts: one.attempts, begun_at: one.begun_at, what: What::Delivery(Box::new(one)), permit };
            if self.jobs.send(job).await.is_err() {
                break;
            }
        }
        Ok(any)
    }
}
