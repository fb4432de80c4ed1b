//! Preflight: whether the records of our domains say that the mail we are about to send is ours. Receivers of great numbers of mail look at
//! SPF, DKIM, DMARC and the name of the sender, and refuse or hide what lacks one of them.

mod dmarc;
mod dns;
mod kept;
mod spf;

use std::net::IpAddr;

use domain::preflight::{Check, Finding};

pub use dns::{Away, Dns};
pub use kept::Kept;

use super::{MailSettings, dkim::Signer};
use crate::{cli::Failure, config::Config};
use spf::Spf;

/// What is looked at.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// The domain of `From`.
    pub from: String,
    /// The domain of the envelope sender.
    pub sender: String,
    /// What signs.
    pub signer: Option<&'a Signer>,
    /// The machines that send.
    pub addresses: Vec<IpAddr>,
}

impl<'a> Subject<'a> {
    /// Of our mail, as it is set.
    #[must_use]
    pub fn of(settings: &'a MailSettings, addresses: Vec<IpAddr>) -> Self {
        let from = settings.from.email.domain().to_ascii_lowercase();
        let sender = settings.return_address.as_ref().map_or_else(|| from.clone(), |address| address.domain().to_owned());
        Self { from, sender, signer: settings.dkim.as_deref(), addresses }
    }
}

/// Looks at everything, by the settings. It asks the DNS, which may take seconds; pages have [`Kept`].
///
/// # Errors
/// Bad input when the settings of mail or the name server cannot be used.
pub async fn run(config: &Config) -> Result<Vec<Finding>, Failure> {
    let settings = MailSettings::from_config(config)?;
    let dns = Dns::new(&config.resolver)?;
    Ok(look(&dns, &Subject::of(&settings, config.mail_addresses.clone())).await)
}

/// Looks at everything.
pub async fn look(dns: &Dns, subject: &Subject<'_>) -> Vec<Finding> {
    let (spf, dkim, dmarc, reverse) = tokio::join!(spf(dns, subject), dkim(dns, subject), dmarc::look(dns, subject), reverse(dns, subject));
    [spf, vec![dkim], vec![dmarc], reverse].concat()
}

async fn spf(dns: &Dns, subject: &Subject<'_>) -> Vec<Finding> {
    let domain = subject.sender.clone();
    if subject.addresses.is_empty() {
        return vec![match spf::record(dns, &domain).await {
            Ok(spf::Record::One(_)) => Finding::SpfThere { domain },
            Ok(spf::Record::None) => Finding::SpfNone { domain },
            Ok(spf::Record::Several) => Finding::SpfSeveral { domain },
            Err(Away) => Finding::NotLooked { check: Check::Spf },
        }];
    }
    let mut findings: Vec<Finding> = Vec::new();
    for address in &subject.addresses {
        let (domain, result) = (domain.clone(), spf::check(dns, &domain, *address).await);
        let address = address.to_string();
        let finding = match result {
            Ok(Spf::Pass) => Finding::SpfCovers { domain, address },
            Ok(Spf::Fail) => Finding::SpfRefuses { domain, address },
            Ok(Spf::SoftFail | Spf::Neutral) => Finding::SpfDoubts { domain, address },
            Ok(Spf::Unclear) => Finding::SpfUnclear { domain, address },
            Ok(Spf::None) => Finding::SpfNone { domain },
            Ok(Spf::Several) => Finding::SpfSeveral { domain },
            Ok(Spf::Broken) => Finding::SpfBroken { domain },
            Err(Away) => Finding::NotLooked { check: Check::Spf },
        };
        // What is wrong with the record itself is said once, not for every machine.
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    findings
}

async fn dkim(dns: &Dns, subject: &Subject<'_>) -> Finding {
    let Some(signer) = subject.signer else { return Finding::DkimNotOurs };
    let (name, record) = (signer.record_name(), signer.record());
    match dns.txt(&name).await {
        Err(Away) => Finding::NotLooked { check: Check::Dkim },
        Ok(found) if found.is_empty() => Finding::DkimMissing { name, record },
        Ok(found) => {
            let ours = tags(&record);
            let is_ours = |text: &String| {
                let tags = tags(text);
                let value = |name: &str, unless_there: &str| {
                    tags.iter().find(|(found, _)| found == name).map_or_else(|| unless_there.to_owned(), |(_, value)| value.clone())
                };
                let key = |name: &str| ours.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone()).unwrap_or_default();
                value("v", "DKIM1") == "DKIM1" && value("k", "rsa") == key("k") && value("p", "") == key("p")
            };
            if found.len() == 1 && found.iter().all(is_ours) { Finding::DkimMatches { name } } else { Finding::DkimOther { name, record } }
        }
    }
}

async fn reverse(dns: &Dns, subject: &Subject<'_>) -> Vec<Finding> {
    if subject.addresses.is_empty() {
        return vec![Finding::SenderUnknown];
    }
    let mut findings = Vec::new();
    for address in &subject.addresses {
        findings.push(reverse_of(dns, *address).await.unwrap_or(Finding::NotLooked { check: Check::ReverseDns }));
    }
    findings.dedup();
    findings
}

async fn reverse_of(dns: &Dns, address: IpAddr) -> Result<Finding, Away> {
    let names = dns.names_of(address).await?;
    for name in &names {
        if dns.addresses_of(name, address.is_ipv4()).await?.contains(&address) {
            return Ok(Finding::ReverseMatches { address: address.to_string(), name: name.clone() });
        }
    }
    let address = address.to_string();
    Ok(match names.into_iter().next() {
        Some(name) => Finding::ReverseOther { address, name },
        None => Finding::ReverseNone { address },
    })
}

/// `name=value; name=value`: names in lower case, values without any space (RFC 6376, 3.2).
pub(super) fn tags(record: &str) -> Vec<(String, String)> {
    let pairs = record.split(';').filter_map(|tag| tag.split_once('='));
    pairs.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.split_whitespace().collect())).collect()
}
