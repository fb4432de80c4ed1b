//! What becomes of a mail that a worker took by lease: one rule for the outbox and for deliveries.

use domain::{
    clock::Timestamp,
    mail::{GIVE_UP_AFTER, MailState, pause_after},
};

/// How long a lease lasts. Its holder renews it; when the holder dies, somebody else takes over after this.
pub const LEASE: std::time::Duration = std::time::Duration::from_secs(12);

/// How a try went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The relay took it (250), or the practice box did.
    Sent {
        /// SHA-256 of the bytes that went out.
        sha256: [u8; 32],
    },
    /// The relay refused it for good (5xx).
    Bounced {
        /// The SMTP reply code.
        reply_code: i64,
        /// Whether it said that there is no such mailbox (RFC 3463: 5.1.x), and not that it dislikes us or the message.
        is_no_mailbox: bool,
    },
    /// The relay put it off (4xx) or the connection broke: to be tried again.
    Deferred {
        /// The SMTP reply code, if there was one.
        reply_code: Option<i64>,
    },
    /// Nothing was tried: no relay was to be had. Goes back as it was.
    NotTried,
    /// Not to be sent: whoever it is for left, or their address takes no mail.
    Suppressed,
    /// Can never be sent: it cannot be rendered, or it is too late for it.
    Failed,
}

/// A try to be recorded.
#[derive(Clone, Copy, Debug)]
pub struct Tried<Id> {
    /// What was tried.
    pub id: Id,
    /// The try's number as leased (fencing: a later holder has a higher one).
    pub attempts: i64,
    /// When it was first begun.
    pub begun_at: Timestamp,
    /// How it went.
    pub outcome: Outcome,
}

/// The row after a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Next {
    pub state: MailState,
    pub attempts: i64,
    pub due_at: Timestamp,
    pub sent_at: Option<Timestamp>,
    pub message_sha256: Option<[u8; 32]>,
    pub reply_code: Option<i64>,
}

impl<Id> Tried<Id> {
    /// What the row becomes: sent and refused mail is over, the rest waits longer each time until we give up.
    pub(crate) fn next(&self, now: Timestamp) -> Next {
        let attempts = self.attempts;
        let over = |state| Next { state, attempts, due_at: now, sent_at: None, message_sha256: None, reply_code: None };
        match self.outcome {
            Outcome::Sent { sha256 } => Next { sent_at: Some(now), message_sha256: Some(sha256), ..over(MailState::Sent) },
            Outcome::Bounced { reply_code, .. } => Next { reply_code: Some(reply_code), ..over(MailState::Bounced) },
            Outcome::Failed => over(MailState::Failed),
            Outcome::Suppressed => over(MailState::Suppressed),
            Outcome::NotTried => Next { attempts: attempts - 1, ..over(MailState::Queued) },
            Outcome::Deferred { reply_code } => {
                let due_at = now.plus(pause_after(attempts));
                let state = if due_at.since(self.begun_at) > GIVE_UP_AFTER { MailState::Failed } else { MailState::Queued };
                Next { due_at, reply_code, ..over(state) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(attempts: i64, outcome: Outcome) -> Tried<()> {
        Tried { id: (), attempts, begun_at: Timestamp::from_micros(0), outcome }
    }

    #[test]
    fn a_refusal_for_good_is_over_at_once_and_a_delay_is_not() {
        let now = Timestamp::from_micros(5);
        assert_eq!(tried(1, Outcome::Bounced { reply_code: 550, is_no_mailbox: true }).next(now).state, MailState::Bounced);
        let next = tried(3, Outcome::Deferred { reply_code: Some(451) }).next(now);
        assert_eq!((next.state, next.due_at, next.attempts), (MailState::Queued, now.plus(std::time::Duration::from_secs(240)), 3));
    }

    #[test]
    fn a_mail_that_is_always_put_off_is_given_up_within_72_hours_and_not_before_60() {
        let (mut now, mut tries) = (Timestamp::from_micros(0), 0);
        loop {
            tries += 1;
            let next = tried(tries, Outcome::Deferred { reply_code: None }).next(now);
            if next.state == MailState::Failed {
                break;
            }
            now = next.due_at;
        }
        let hours = now.since(Timestamp::from_micros(0)).as_secs() / 3600;
        assert!((60..=72).contains(&hours), "given up after {hours} hours and {tries} tries");
    }

    #[test]
    fn a_missing_relay_costs_no_try_however_long_it_is_away() {
        let late = Timestamp::from_micros(0).plus(GIVE_UP_AFTER * 2);
        let next = tried(1, Outcome::NotTried).next(late);
        assert_eq!((next.state, next.attempts, next.due_at), (MailState::Queued, 0, late));
    }
}
