//! Where mail goes and who it comes from, from the settings.

use std::sync::Arc;

use app::site::Company;
use domain::{bounce::ReturnAddress, notice::Limits};
use lettre::{
    Address,
    message::Mailbox,
    transport::smtp::{authentication::Credentials, client::TlsParameters, extension::ClientId},
};
use url::Url;
use uuid::Uuid;

use super::dkim::Signer;
use crate::{
    cli::Failure,
    config::{Config, Dkim},
};

/// How the connection to the relay is protected.
#[derive(Clone)]
pub enum Protection {
    /// Not at all: a relay on this machine, or one the operator named with `smtp://`.
    Plain,
    /// TLS from `STARTTLS` on; without it nothing is sent.
    StartTls(TlsParameters),
    /// TLS from the first byte.
    Tls(TlsParameters),
}

/// The relay that takes our mail.
#[derive(Clone)]
pub struct RelaySettings {
    /// Host name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// TLS or not.
    pub protection: Protection,
    /// User and password, if the relay wants them.
    pub credentials: Option<Credentials>,
    /// How we introduce ourselves.
    pub hello: ClientId,
}

/// All that sending needs from the settings.
#[derive(Clone)]
pub struct MailSettings {
    /// The relay; nothing means that no mail leaves.
    pub relay: Option<RelaySettings>,
    /// Messages a second at most; 0 means as many as the relay takes.
    pub per_second: u32,
    /// When a notice stops by itself.
    pub trouble: Limits,
    /// `From`, and where answers go.
    pub from: Mailbox,
    /// Where reports of mail that did not arrive go; without it they go to `from`.
    pub return_address: Option<ReturnAddress>,
    /// What signs each message; without it the relay does, or nobody.
    pub dkim: Option<Arc<Signer>>,
    /// The origin every link begins with, without a slash at the end.
    pub public_url: String,
    /// Its host: the right side of every `Message-ID`.
    pub host: String,
    /// Who speaks.
    pub company: Company,
}

impl MailSettings {
    /// Reads the settings.
    ///
    /// # Errors
    /// Bad input, with the name of the setting and what it should be.
    pub fn from_config(config: &Config) -> Result<Self, Failure> {
        let bad = |what: &str| Failure::BadInput(what.to_owned());
        let public_url = config.public_url.trim_end_matches('/').to_owned();
        let url = Url::parse(&public_url).map_err(|_| bad("public_url must be an address such as https://incident.example.org"))?;
        let host = url.host_str().ok_or_else(|| bad("public_url must name a host"))?.to_owned();
        let name = &config.company.name;
        if name.chars().any(char::is_control) {
            return Err(bad("company.name must be one line"));
        }
        let address: Address = config.company.email.parse().map_err(|_| bad("company.email must be an e-mail address"))?;
        let return_address = match config.bounce_address.as_str() {
            "" => None,
            text => {
                let address = ReturnAddress::parse(text);
                Some(address.ok_or_else(|| bad("bounce_address must be an e-mail address with at most 31 letters before the @"))?)
            }
        };
        Ok(Self {
            relay: relay(&config.smtp, &host)?,
            per_second: config.mail_per_second,
            trouble: Limits { bounces_per_hundred: config.notice_stops_at_bounces, errors_per_hundred: config.notice_stops_at_errors },
            dkim: signer(&config.dkim, address.domain())?.map(Arc::new),
            from: Mailbox::new(Some(name.clone()), address),
            return_address,
            public_url,
            host,
            company: config.company.clone(),
        })
    }
}

impl MailSettings {
    /// The envelope sender of a message, where reports about it go: always the same for the same message.
    #[must_use]
    pub fn envelope_from(&self, id: Uuid) -> Address {
        let own = self.return_address.as_ref().and_then(|address| address.of(id).parse().ok());
        own.unwrap_or_else(|| self.from.email.clone())
    }
}

/// The signer of the settings. It signs for the domain of `From` or one above it: any other counts for nothing (DMARC, RFC 7489, 3.1.1).
fn signer(dkim: &Dkim, from: &str) -> Result<Option<Signer>, Failure> {
    let Some(file) = &dkim.key else { return Ok(None) };
    let domain = if dkim.domain.is_empty() { from } else { dkim.domain.as_str() };
    if !is_above(domain, from) {
        return Err(Failure::BadInput(format!("dkim.domain must be {from}, the domain of company.email, or one above it")));
    }
    let refused = |why: String| Failure::BadInput(format!("dkim.key {}: {why}", file.display()));
    let pem = std::fs::read_to_string(file).map(zeroize::Zeroizing::new).map_err(|error| refused(error.to_string()))?;
    Signer::new(&pem, domain, &dkim.selector).map(Some).map_err(|error| refused(error.to_string()))
}

/// Whether `domain` is `of`, or one above it with a dot of its own.
pub(super) fn is_above(domain: &str, of: &str) -> bool {
    let (domain, of) = (domain.to_ascii_lowercase(), of.to_ascii_lowercase());
    domain.contains('.') && (of == domain || of.strip_suffix(&domain).is_some_and(|rest| rest.ends_with('.')))
}

fn relay(address: &str, our_host: &str) -> Result<Option<RelaySettings>, Failure> {
    if address.is_empty() {
        return Ok(None);
    }
    // The address may hold a password: it is not repeated in the error.
    let bad = || {
        Failure::BadInput(
            "smtp must be smtp://host:port (plain), smtp+starttls://user:password@host:port or smtps://user:password@host:port".to_owned(),
        )
    };
    let url = Url::parse(address).map_err(|_| bad())?;
    let host = url.host_str().ok_or_else(bad)?.trim_matches(['[', ']']).to_owned();
    let tls = || TlsParameters::new(host.clone()).map_err(|error| Failure::Environment(format!("TLS for {host}: {error}")));
    let (protection, port) = match url.scheme() {
        "smtp" => (Protection::Plain, 25),
        "smtp+starttls" => (Protection::StartTls(tls()?), 587),
        "smtps" => (Protection::Tls(tls()?), 465),
        _ => return Err(bad()),
    };
    let decode = |text: &str| percent_encoding_decode(text);
    let credentials = url.password().map(|password| Credentials::new(decode(url.username()), decode(password)));
    if credentials.is_some() && matches!(protection, Protection::Plain) && !is_loopback(&host) {
        return Err(Failure::BadInput("smtp:// would send the password in clear; use smtp+starttls:// or smtps://".to_owned()));
    }
    Ok(Some(RelaySettings {
        port: url.port().unwrap_or(port),
        hello: our_host.parse().map_or_else(|_| ClientId::Domain(our_host.to_owned()), ClientId::Ipv4),
        host,
        protection,
        credentials,
    }))
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// `%40` as `@`, in the user and the password of the relay's address.
fn percent_encoding_decode(text: &str) -> String {
    let key = format!("v={}", text.replace('+', "%2B"));
    url::form_urlencoded::parse(key.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_must_be_of_the_domain_that_speaks_or_one_above_it() {
        assert!(is_above("example.org", "mail.Example.org") && is_above("mail.example.org", "mail.example.org"));
        for other in ["ample.org", "org", "other.org", "x.mail.example.org", ""] {
            assert!(!is_above(other, "mail.example.org"), "{other}");
        }
    }

    #[test]
    fn a_password_is_never_sent_in_clear_to_another_machine_nor_repeated_in_an_error() {
        let error = relay("smtp://candor:geheim@mail.example.org", "example.org").err().map(|error| error.to_string()).unwrap();
        assert!(!error.contains("geheim"));
        assert!(relay("smtp://candor:geheim@127.0.0.1:2525", "example.org").is_ok());
        let relay = relay("smtps://a%40b:p%2B+%25@mail.example.org", "example.org").unwrap().unwrap();
        assert_eq!((relay.port, relay.credentials), (465, Some(Credentials::new("a@b".to_owned(), "p++%".to_owned()))));
    }

    #[test]
    fn what_is_no_relay_is_refused_and_an_empty_one_sends_nothing() {
        assert!(relay("mail.example.org", "example.org").is_err());
        assert!(relay("http://mail.example.org", "example.org").is_err());
        assert!(relay("", "example.org").unwrap().is_none());
    }
}
