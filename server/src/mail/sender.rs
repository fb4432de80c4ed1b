//! A sender: takes a job, writes the message, hands it to the relay or puts it into the practice box.

use std::sync::{Arc, atomic::Ordering};

use domain::mail::MailTemplate;
use store::{lease::Outcome, practice::PracticeMessage};
use tokio::sync::mpsc;

use super::{
    lane::{Done, Job, Jobs, Shared, Ticket, What},
    letterhead::Letterhead,
    message::{Composed, compose},
    relay::Connection,
    templates::Written,
    writer::WriteError,
};

/// One sender with a connection of its own. Ends when no job is left and none will come.
pub(super) struct Sender {
    pub shared: Arc<Shared>,
    pub jobs: Jobs,
    pub results: mpsc::Sender<Done>,
    /// Whether its mail waits for the operator's limit; codes do not.
    pub is_bulk: bool,
}

/// A message, ready, and where it goes.
struct Ready {
    written: Written,
    composed: Composed,
    letterhead: Arc<Letterhead>,
}

impl Sender {
    pub(super) async fn run(self) {
        let mut connection: Option<Connection> = None;
        loop {
            let job = { self.jobs.lock().await.recv().await };
            let Some(job) = job else { break };
            let outcome = self.handle(&job, &mut connection).await;
            if self.results.send(job.done(outcome)).await.is_err() {
                break;
            }
        }
        if let Some(connection) = connection {
            connection.close().await;
        }
    }

    async fn handle(&self, job: &Job, connection: &mut Option<Connection>) -> Outcome {
        if self.is_stopped(job) {
            return Outcome::NotTried;
        }
        if matches!(&job.what, What::Delivery(leased) if leased.is_unwanted) {
            return Outcome::Suppressed;
        }
        let ready = match self.ready(job).await {
            Ok(Some(ready)) => ready,
            Ok(None) => return Outcome::Failed,
            Err(WriteError::Store(error)) => {
                tracing::warn!(%error, "a message could not be written now");
                return Outcome::NotTried;
            }
            Err(error) => {
                tracing::error!(id = %job.ticket.id(), %error, "a message cannot be written");
                return Outcome::Failed;
            }
        };
        if ready.letterhead.is_practice() {
            self.put_into_box(job, &ready).await
        } else {
            self.shared.pace.turn(self.is_bulk).await;
            self.hand_over(job, &ready.composed, connection).await
        }
    }

    /// Nobody is written to after a stop, or while we end, whatever was leased before. Asked last when nothing is left to wait for but
    /// the relay's answer to this one message.
    fn is_stopped(&self, job: &Job) -> bool {
        let is_stopped = matches!(&job.ticket, Ticket::Delivery(under_way, _) if under_way.watch.is_stopped.load(Ordering::Relaxed));
        is_stopped || self.shared.stop.is_cancelled()
    }

    /// Nothing when there is nobody to write to, or it is too late, or the message must not go out.
    async fn ready(&self, job: &Job) -> Result<Option<Ready>, WriteError> {
        let writer = &self.shared.writer;
        let (to, written, letterhead) = match (&job.what, &job.ticket) {
            (What::Mail(incident, Some(mail)), _) => {
                let letterhead = writer.letterhead(*incident).await?;
                (mail.to.clone(), writer.mail(&letterhead, mail, job.begun_at).await?, letterhead)
            }
            (What::Delivery(leased), Ticket::Delivery(under_way, _)) => {
                if let Some(subscriber) = &leased.subscriber {
                    let letterhead = writer.letterhead(Some(under_way.notice.incident_id)).await?;
                    let written = writer.to_subscriber(&letterhead, &under_way.mailout, subscriber)?;
                    return Ok(self.composed(job, subscriber.email.as_str(), written, letterhead));
                }
                let Some(person) = &leased.person else { return Ok(None) };
                let Some(to) = person.contact.email.clone() else { return Ok(None) };
                let letterhead = writer.letterhead(Some(person.incident_id)).await?;
                (to, writer.to_person(&letterhead, &under_way.mailout, person, leased.change.as_ref()).await?, letterhead)
            }
            _ => return Ok(None),
        };
        Ok(self.composed(job, &to, written, letterhead))
    }

    /// Nothing when the message must not go out.
    fn composed(&self, job: &Job, to: &str, written: Written, letterhead: Arc<Letterhead>) -> Option<Ready> {
        let template = job.template()?;
        let written = self.shared.writer.with_check_word(written, &letterhead, template, job.ticket.id(), job.begun_at);
        match compose(&self.shared.settings, job.ticket.id(), to, &written, job.begun_at) {
            Ok(composed) => Some(Ready { written, composed, letterhead }),
            Err(error) => {
                tracing::error!(id = %job.ticket.id(), %error, "a message must not go out");
                None
            }
        }
    }

    async fn put_into_box(&self, job: &Job, ready: &Ready) -> Outcome {
        let Some(incident) = ready.letterhead.incident.as_ref() else { return Outcome::Failed };
        let message = PracticeMessage {
            to: ready.composed.to.to_string(),
            subject: ready.written.subject.clone(),
            lang: job.lang().to_owned(),
            text: ready.written.text.clone(),
            html: ready.written.html.clone(),
            message_id: ready.composed.message_id.clone(),
        };
        let now = self.shared.clock.now();
        match self.shared.store.put_practice_mail(incident.incident_id, job.ticket.id(), &message, now).await {
            Ok(()) => Outcome::Sent { sha256: ready.composed.sha256 },
            Err(error) => {
                tracing::warn!(%error, "the practice box could not be reached");
                Outcome::NotTried
            }
        }
    }

    async fn hand_over(&self, job: &Job, message: &Composed, connection: &mut Option<Connection>) -> Outcome {
        let shared = &self.shared;
        let Some(relay) = shared.settings.relay.as_ref() else { return Outcome::NotTried };
        let mut open = match connection.take() {
            Some(open) => open,
            None if shared.pace.quiet_until().is_some() => return Outcome::NotTried,
            None => match Connection::open(relay).await {
                Ok(open) => {
                    shared.pace.relay_is_back();
                    shared.counts.relay_failures.store(0, Ordering::Relaxed);
                    open
                }
                Err(error) => {
                    self.relay_is_away(&error.to_string());
                    return Outcome::NotTried;
                }
            },
        };
        if self.is_stopped(job) {
            *connection = Some(open);
            return Outcome::NotTried;
        }
        let sent = open.send(message).await;
        if sent.relay_refuses_us {
            self.relay_is_away("the relay refuses our sender address");
        }
        if sent.is_open {
            *connection = Some(open);
        }
        sent.outcome
    }

    fn relay_is_away(&self, why: &str) {
        let failures = self.shared.counts.relay_failures.fetch_add(1, Ordering::Relaxed);
        if failures.is_multiple_of(16) {
            tracing::warn!(why, "no mail leaves for the moment; it waits and is tried again");
        }
        self.shared.pace.relay_is_away();
    }
}

impl Job {
    /// What is written; nothing when it is too late for it.
    fn template(&self) -> Option<MailTemplate> {
        match (&self.ticket, &self.what) {
            (Ticket::Delivery(under_way, _), _) => Some(under_way.mailout.template()),
            (Ticket::Mail(_), What::Mail(_, Some(mail))) => Some(mail.template),
            (Ticket::Mail(_), _) => None,
        }
    }

    fn lang(&self) -> &'static str {
        match &self.what {
            What::Mail(_, Some(mail)) => mail.lang.as_str(),
            What::Delivery(leased) => match (&leased.person, &leased.subscriber) {
                (Some(person), _) => person.lang.as_str(),
                (None, Some(subscriber)) => subscriber.preferences.lang.as_str(),
                (None, None) => "en",
            },
            What::Mail(_, None) => "en",
        }
    }
}
