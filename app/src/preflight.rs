//! What preflight found, in words: what is so, and what to do.

use domain::preflight::{Check, Finding, Verdict};

use crate::words::Words;

/// What is looked at.
#[must_use]
pub fn check(words: Words, check: Check) -> String {
    match check {
        Check::Spf => words.t("preflight-spf"),
        Check::Dkim => words.t("preflight-dkim"),
        Check::Dmarc => words.t("preflight-dmarc"),
        Check::ReverseDns => words.t("preflight-reverse"),
    }
}

/// How it stands.
#[must_use]
pub fn verdict(words: Words, verdict: Verdict) -> String {
    match verdict {
        Verdict::Ok => words.t("preflight-ok"),
        Verdict::Warn => words.t("preflight-warn"),
        Verdict::Block => words.t("preflight-block"),
    }
}

/// What was found.
#[must_use]
pub fn what(words: Words, finding: &Finding) -> String {
    match finding {
        Finding::SpfCovers { domain, address } => words.with("preflight-spf-covers", &[("domain", domain), ("address", address)]),
        Finding::SpfThere { domain } => words.with("preflight-spf-there", &[("domain", domain)]),
        Finding::SpfNone { domain } => words.with("preflight-spf-none", &[("domain", domain)]),
        Finding::SpfSeveral { domain } => words.with("preflight-spf-several", &[("domain", domain)]),
        Finding::SpfBroken { domain } => words.with("preflight-spf-broken", &[("domain", domain)]),
        Finding::SpfRefuses { domain, address } => words.with("preflight-spf-refuses", &[("domain", domain), ("address", address)]),
        Finding::SpfDoubts { domain, address } => words.with("preflight-spf-doubts", &[("domain", domain), ("address", address)]),
        Finding::SpfUnclear { domain, address } => words.with("preflight-spf-unclear", &[("domain", domain), ("address", address)]),
        Finding::DkimMatches { name } => words.with("preflight-dkim-matches", &[("name", name)]),
        Finding::DkimMissing { name, .. } => words.with("preflight-dkim-missing", &[("name", name)]),
        Finding::DkimOther { name, .. } => words.with("preflight-dkim-other", &[("name", name)]),
        Finding::DkimNotOurs => words.t("preflight-dkim-not-ours"),
        Finding::DmarcAligned { domain } => words.with("preflight-dmarc-aligned", &[("domain", domain)]),
        Finding::DmarcLoose { domain } => words.with("preflight-dmarc-loose", &[("domain", domain)]),
        Finding::DmarcNone { domain } => words.with("preflight-dmarc-none", &[("domain", domain)]),
        Finding::DmarcBroken { domain } => words.with("preflight-dmarc-broken", &[("domain", domain)]),
        Finding::DmarcUnaligned { domain, sender } => words.with("preflight-dmarc-unaligned", &[("domain", domain), ("sender", sender)]),
        Finding::ReverseMatches { address, name } => words.with("preflight-reverse-matches", &[("address", address), ("name", name)]),
        Finding::ReverseNone { address } => words.with("preflight-reverse-none", &[("address", address)]),
        Finding::ReverseOther { address, name } => words.with("preflight-reverse-other", &[("address", address), ("name", name)]),
        Finding::SenderUnknown => words.t("preflight-sender-unknown"),
        Finding::NotLooked { .. } => words.t("preflight-not-looked"),
    }
}

/// What to do; nothing when all is well.
#[must_use]
pub fn to_do(words: Words, finding: &Finding) -> Option<String> {
    Some(match finding {
        Finding::SpfCovers { .. } | Finding::DkimMatches { .. } | Finding::DmarcAligned { .. } | Finding::ReverseMatches { .. } => {
            return None;
        }
        Finding::SpfThere { .. } | Finding::SenderUnknown => words.t("preflight-do-addresses"),
        Finding::SpfNone { domain } => words.with("preflight-do-spf-none", &[("domain", domain)]),
        Finding::SpfSeveral { domain } => words.with("preflight-do-spf-several", &[("domain", domain)]),
        Finding::SpfBroken { domain } => words.with("preflight-do-spf-broken", &[("domain", domain)]),
        Finding::SpfRefuses { domain, address } | Finding::SpfDoubts { domain, address } | Finding::SpfUnclear { domain, address } => {
            words.with("preflight-do-spf-add", &[("domain", domain), ("address", address)])
        }
        Finding::DkimMissing { name, record } | Finding::DkimOther { name, record } => {
            words.with("preflight-do-dkim", &[("name", name), ("record", record)])
        }
        Finding::DkimNotOurs => words.t("preflight-do-dkim-not-ours"),
        Finding::DmarcLoose { domain } => words.with("preflight-do-dmarc-loose", &[("domain", domain)]),
        Finding::DmarcNone { domain } | Finding::DmarcBroken { domain } => words.with("preflight-do-dmarc", &[("domain", domain)]),
        Finding::DmarcUnaligned { domain, .. } => words.with("preflight-do-dmarc-unaligned", &[("domain", domain)]),
        Finding::ReverseNone { address } | Finding::ReverseOther { address, .. } => {
            words.with("preflight-do-reverse", &[("address", address)])
        }
        Finding::NotLooked { .. } => words.t("preflight-do-not-looked"),
    })
}
