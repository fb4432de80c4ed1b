//! Systems of the company that hear of events: which events, and when a call is tried again.

use std::time::Duration;

use crate::{incident::words, publishing::ProposalKind};

words! {
    /// What happened. The place in this list is the bit in the database: it is only ever appended to.
    WebhookEvent {
        /// Staff pressed "send a test".
        Test = "test",
        /// An update for everybody is public.
        UpdatePublished = "update.published",
        /// It has other words now.
        UpdateCorrected = "update.corrected",
        /// It was taken back.
        UpdateWithdrawn = "update.withdrawn",
    }
}

impl WebhookEvent {
    /// What can be chosen; a test comes whatever was chosen.
    pub const CHOICES: &[Self] = &[Self::UpdatePublished, Self::UpdateCorrected, Self::UpdateWithdrawn];

    /// What the release of a proposal is; nothing for what no system hears of.
    #[must_use]
    pub const fn of(kind: ProposalKind) -> Option<Self> {
        match kind {
            ProposalKind::Update => Some(Self::UpdatePublished),
            ProposalKind::CorrectUpdate => Some(Self::UpdateCorrected),
            ProposalKind::WithdrawUpdate => Some(Self::UpdateWithdrawn),
            ProposalKind::PublishIncident | ProposalKind::Texts => None,
        }
    }
}

/// A set of events, as a bit set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventSet(i64);

impl EventSet {
    /// From the bits as stored.
    #[must_use]
    pub const fn from_bits(bits: i64) -> Self {
        Self(bits)
    }

    /// The bits as stored.
    #[must_use]
    pub const fn bits(self) -> i64 {
        self.0
    }

    /// Whether `event` is in the set.
    #[must_use]
    pub const fn contains(self, event: WebhookEvent) -> bool {
        self.0 >> event as i64 & 1 == 1
    }

    /// Whether nothing is.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<WebhookEvent> for EventSet {
    fn from_iter<I: IntoIterator<Item = WebhookEvent>>(events: I) -> Self {
        Self(events.into_iter().fold(0, |bits, event| bits | 1 << event as i64))
    }
}

words! {
    /// Whether calls go out.
    WebhookState {
        /// They do.
        Active = "active",
        /// Staff stopped them; what happens meanwhile is not told later.
        Paused = "paused",
    }
}

words! {
    /// How far a call is.
    CallState {
        /// Waits for its turn, or for its next try.
        Queued = "queued",
        /// Somebody has it.
        Sending = "sending",
        /// Answered with a status of 200 to 299.
        Sent = "sent",
        /// Given up.
        Failed = "failed",
    }
}

words! {
    /// Why a try got no answer.
    CallProblem {
        /// The address cannot be called.
        Address = "address",
        /// There is no such host.
        NoHost = "no_host",
        /// It lies in a private network, and the setting does not allow that.
        Private = "private",
        /// Nobody took the connection.
        Unreachable = "unreachable",
        /// TLS failed: a certificate that is not valid for the host, say.
        Tls = "tls",
        /// It took too long.
        TooSlow = "too_slow",
        /// What answered does not speak HTTP.
        NoAnswer = "no_answer",
    }
}

/// A call is given up this long after its event.
pub const CALL_UP_TO: Duration = Duration::from_secs(24 * 3600);
/// How long what became of a call can be seen.
pub const CALLS_KEPT: Duration = Duration::from_secs(30 * 24 * 3600);
/// What a webhook may be called, in letters.
pub const LONGEST_WEBHOOK_NAME: usize = 60;
/// Its address, in letters.
pub const LONGEST_WEBHOOK_ADDRESS: usize = 1000;

/// How long to wait after try number `attempts` (from 1): ten seconds, then twice as long each time, at most an hour.
#[must_use]
pub fn call_pause(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts.saturating_sub(1).clamp(0, 16)).unwrap_or(0);
    Duration::from_secs(10).saturating_mul(1 << doublings).min(Duration::from_secs(3600))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_from_ten_seconds_to_an_hour() {
        let seconds: Vec<u64> = (1..=11).map(|attempts| call_pause(attempts).as_secs()).collect();
        assert_eq!(seconds, [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
        assert_eq!(call_pause(i64::MAX).as_secs(), 3600);
    }

    #[test]
    fn a_set_holds_what_was_put_in() {
        let set: EventSet = [WebhookEvent::UpdatePublished, WebhookEvent::UpdateWithdrawn].into_iter().collect();
        let held: Vec<bool> = WebhookEvent::CHOICES.iter().map(|event| set.contains(*event)).collect();
        assert_eq!(held, [true, false, true]);
        assert_eq!(EventSet::from_bits(set.bits()), set);
        assert!(EventSet::default().is_empty());
    }
}
