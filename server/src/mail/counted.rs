//! What operators watch of mail: how much went out, was refused or was put off, by what it is for; never by whom it is for.

use domain::mail::MailTemplate;
use metrics::{Counter, counter};
use store::lease::Outcome;

/// What became of a try; what was not tried counts as nothing.
const fn became(outcome: Outcome) -> Option<&'static str> {
    match outcome {
        Outcome::Sent { .. } => Some("sent"),
        Outcome::Bounced { .. } => Some("bounced"),
        Outcome::Deferred { .. } => Some("put_off"),
        Outcome::Failed => Some("failed"),
        Outcome::Suppressed => Some("suppressed"),
        Outcome::NotTried => None,
    }
}

fn mails(purpose: &'static str, became: &'static str) -> Counter {
    counter!("candor_mail_total", "purpose" => purpose, "became" => became)
}

/// Every number stands there from the start, so that one that never came is 0 and not missing.
pub(super) fn begin() {
    for template in MailTemplate::ALL {
        for word in ["sent", "bounced", "put_off", "failed", "suppressed"] {
            mails(template.as_str(), word).increment(0);
        }
    }
}

/// Counts one that was recorded.
pub(super) fn note(purpose: &'static str, outcome: Outcome) {
    if let Some(became) = became(outcome) {
        mails(purpose, became).increment(1);
    }
}
