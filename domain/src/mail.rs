//! When a mail is tried again, and when we give up.

use std::time::Duration;

use crate::incident::words;

words! {
    /// The life of a mail or a delivery. SMTP proves no more than `sent`.
    MailState {
        /// Waits for its turn, or for its next try.
        Queued = "queued",
        /// Somebody has it: begun and not recorded.
        Sending = "sending",
        /// The relay took it.
        Sent = "sent",
        /// Refused for good (5xx).
        Bounced = "bounced",
        /// Given up: no relay took it in time, or it was not worth sending any more.
        Failed = "failed",
        /// Not to be sent.
        Suppressed = "suppressed",
        /// Printed, as a letter.
        Printed = "printed",
        /// Came back, as a letter.
        Returned = "returned",
    }
}

words! {
    /// What a mail says; also the name of its template.
    MailTemplate {
        /// Six digits for a visit.
        OneTimeCode = "one-time-code",
        /// The answer to a question put to `/check`.
        CheckAnswer = "check-answer",
        /// "We have your request", with its number and a date somebody keeps.
        RequestReceived = "request-received",
        /// What staff answer to a request.
        RequestAnswer = "request-answer",
        /// A new link and code to somebody's page.
        InvitationAgain = "invitation-again",
        /// Six digits that show that somebody reads the address they gave.
        ContactCode = "contact-code",
        /// "Somebody asked to change your address": to the old one, with the way to stop it.
        ContactChange = "contact-change",
        /// Six digits with which a person confirms where their money goes from now on.
        PayoutCode = "payout-code",
        /// "Somebody asked to change where your money goes": to the address on file, with the way to stop it.
        PayoutChange = "payout-change",
        /// Six digits with which a person confirms whom they name as their helper.
        HelperCode = "helper-code",
        /// To a helper: the link and code of their own.
        HelperInvitation = "helper-invitation",
        /// To the person's address: somebody else gets in from now on.
        HelperNamed = "helper-named",
        /// "Confirm that you want updates": to who asked for them.
        SubscribeConfirm = "subscribe-confirm",
        /// The links to what a subscriber chose.
        SubscriberLink = "subscriber-link",
        /// The link with which a member of staff sets up their account.
        StaffEnrolment = "staff-enrolment",
        /// Something about a member of staff's account is no longer as it was.
        StaffChanged = "staff-changed",
        /// The notice, to the person.
        Notice = "notice",
        /// The notice about a child, to the parent or guardian.
        NoticeMinor = "notice-minor",
        /// The notice about somebody who has died, to the family or executor.
        NoticeDeceased = "notice-deceased",
        /// A published update.
        Update = "update",
        /// What was wrong in an update that was mailed, or that it was withdrawn.
        Correction = "correction",
        /// What a newer list says about somebody who was told before.
        AnswerChanged = "answer-changed",
        /// Somebody's code for identity protection.
        ProtectionCode = "protection-code",
        /// The code of a gift, for who waited for one.
        Goodwill = "goodwill",
        /// What happened with somebody's claim.
        Claim = "claim",
        /// The updates of a day, for a subscriber.
        Digest = "digest",
    }
}

/// We give up this long after the first try.
pub const GIVE_UP_AFTER: Duration = Duration::from_secs(72 * 3600);
/// The first pause between two tries.
const FIRST_PAUSE: Duration = Duration::from_secs(60);
/// No pause is longer.
const LONGEST_PAUSE: Duration = Duration::from_secs(6 * 3600);

/// How long to wait after try number `attempts` (from 1): one minute, then twice as long each time, at most six hours.
#[must_use]
pub fn pause_after(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts.saturating_sub(1).clamp(0, 16)).unwrap_or(0);
    FIRST_PAUSE.saturating_mul(1 << doublings).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_from_a_minute_to_six_hours() {
        let minutes: Vec<u64> = (1..=11).map(|attempts| pause_after(attempts).as_secs() / 60).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
        assert_eq!(pause_after(0), FIRST_PAUSE);
        assert_eq!(pause_after(i64::MAX), LONGEST_PAUSE);
    }
}
