//! Addresses of webhooks, and what became of calls, in words.

use domain::webhook::{CallProblem, LONGEST_WEBHOOK_ADDRESS, WebhookEvent};
use url::Url;

use crate::words::Words;

/// Why an address cannot be a webhook's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadAddress {
    /// It is none, or it is too long.
    NoAddress,
    /// It does not begin with `https://`.
    NotHttps,
    /// It holds a user or a password, or ends in a fragment.
    Extra,
}

/// Reads the address of a webhook. Without TLS only where private networks may be reached.
///
/// # Errors
/// See [`BadAddress`].
pub fn address(text: &str, may_reach_private_networks: bool) -> Result<Url, BadAddress> {
    if text.chars().count() > LONGEST_WEBHOOK_ADDRESS {
        return Err(BadAddress::NoAddress);
    }
    let url = Url::parse(text.trim()).map_err(|_| BadAddress::NoAddress)?;
    match url.scheme() {
        "https" => {}
        "http" if may_reach_private_networks => {}
        _ => return Err(BadAddress::NotHttps),
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(BadAddress::NoAddress);
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err(BadAddress::Extra);
    }
    Ok(url)
}

/// What happened.
#[must_use]
pub fn event_words(words: Words, event: WebhookEvent) -> String {
    match event {
        WebhookEvent::Test => words.t("staff-webhooks-event-test"),
        WebhookEvent::UpdatePublished => words.t("staff-webhooks-event-published"),
        WebhookEvent::UpdateCorrected => words.t("staff-webhooks-event-corrected"),
        WebhookEvent::UpdateWithdrawn => words.t("staff-webhooks-event-withdrawn"),
    }
}

/// Why there was no answer.
#[must_use]
pub fn problem_words(words: Words, problem: CallProblem) -> String {
    match problem {
        CallProblem::Address => words.t("staff-webhooks-problem-address"),
        CallProblem::NoHost => words.t("staff-webhooks-problem-no-host"),
        CallProblem::Private => words.t("staff-webhooks-problem-private"),
        CallProblem::Unreachable => words.t("staff-webhooks-problem-unreachable"),
        CallProblem::Tls => words.t("staff-webhooks-problem-tls"),
        CallProblem::TooSlow => words.t("staff-webhooks-problem-too-slow"),
        CallProblem::NoAnswer => words.t("staff-webhooks-problem-no-answer"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_https_with_a_host_and_nothing_hidden_in_it() {
        assert!(address("https://hooks.example.org/candor?key=1", false).is_ok());
        assert!(address("http://10.0.0.1:8080/", true).is_ok());
        for (text, why) in [
            ("hooks.example.org", BadAddress::NoAddress),
            ("", BadAddress::NoAddress),
            ("http://hooks.example.org/", BadAddress::NotHttps),
            ("ftp://hooks.example.org/", BadAddress::NotHttps),
            ("https://ana:geheim@hooks.example.org/", BadAddress::Extra),
            ("https://hooks.example.org/#x", BadAddress::Extra),
        ] {
            assert_eq!(address(text, false), Err(why), "{text}");
        }
        assert_eq!(address("file:///etc/passwd", true), Err(BadAddress::NotHttps));
    }
}
