//! DMARC (RFC 7489): whether there is a policy for the domain of `From`, and whether our mail satisfies it.

use domain::preflight::{Check, Finding};

use super::{Away, Dns, Subject, tags};
use crate::mail::settings::is_above;

/// What was found on the way up.
enum Found {
    None,
    Broken,
    /// The domain it stands at, and what it says.
    Policy(String, Vec<(String, String)>),
}

pub(super) async fn look(dns: &Dns, subject: &Subject<'_>) -> Finding {
    let domain = subject.from.clone();
    let (at, policy) = match find(dns, &domain).await {
        Err(Away) => return Finding::NotLooked { check: Check::Dmarc },
        Ok(Found::None) => return Finding::DmarcNone { domain },
        Ok(Found::Broken) => return Finding::DmarcBroken { domain },
        Ok(Found::Policy(at, policy)) => (at, policy),
    };
    let value = |name: &str| policy.iter().find(|(found, _)| found == name).map(|(_, value)| value.to_ascii_lowercase());
    // `sp` is for what lies below the domain that has the record.
    let wanted = if at == domain { value("p") } else { value("sp").or_else(|| value("p")) };
    let is_strict = |name: &str| value(name).is_some_and(|mode| mode == "s");
    let by_sender = is_aligned(&subject.sender, &domain, &at, is_strict("aspf"));
    let by_signature = subject.signer.is_some_and(|signer| is_aligned(signer.domain(), &domain, &at, is_strict("adkim")));
    match wanted.as_deref() {
        _ if !by_sender && !by_signature => Finding::DmarcUnaligned { domain, sender: subject.sender.clone() },
        Some("quarantine" | "reject") => Finding::DmarcAligned { domain },
        Some("none") => Finding::DmarcLoose { domain },
        _ => Finding::DmarcBroken { domain },
    }
}

/// The policy of the domain, or of the nearest one above it that has one.
async fn find(dns: &Dns, domain: &str) -> Result<Found, Away> {
    let mut at = domain;
    loop {
        let records = dns.txt(&format!("_dmarc.{at}")).await?;
        let policies: Vec<_> = records
            .iter()
            .map(|record| tags(record))
            .filter(|tags| tags.first().is_some_and(|(name, value)| name == "v" && value.eq_ignore_ascii_case("DMARC1")))
            .collect();
        match policies.len() {
            0 => {}
            1 => return Ok(policies.into_iter().next().map_or(Found::None, |policy| Found::Policy(at.to_owned(), policy))),
            _ => return Ok(Found::Broken),
        }
        // A name without a dot is nobody's own.
        match at.split_once('.').filter(|(_, above)| above.contains('.')) {
            Some((_, above)) => at = above,
            None => return Ok(Found::None),
        }
    }
}

/// Whether `domain` counts for `from`: the same, or (unless it must be the same) of one organisation, which is the domain that has the
/// policy.
fn is_aligned(domain: &str, from: &str, organisation: &str, is_strict: bool) -> bool {
    let is_same = domain.eq_ignore_ascii_case(from);
    let is_related = is_above(domain, from) || is_above(from, domain) || (is_above(organisation, domain) && is_above(organisation, from));
    is_same || (!is_strict && is_related)
}

#[cfg(test)]
mod tests {
    use super::is_aligned;

    #[test]
    fn domains_of_one_organisation_count_for_each_other_unless_they_must_be_the_same() {
        assert!(is_aligned("bounce.example.org", "incident.example.org", "example.org", false));
        assert!(is_aligned("mail.example.org", "example.org", "example.org", false));
        assert!(!is_aligned("mail.example.org", "example.org", "example.org", true));
        assert!(is_aligned("Example.org", "example.org", "example.org", true));
        assert!(!is_aligned("relay.example.net", "example.org", "example.org", false));
        assert!(!is_aligned("notexample.org", "example.org", "example.org", false));
    }
}
