//! For whom a request is. A name that is not ours is answered 421: nothing of it reaches a link, a cache or a mail (AC-19).

use http::{HeaderMap, Request, header};
use url::{Host, Url};

/// The hosts we answer for.
#[derive(Clone, Debug)]
pub struct Hosts {
    origin: String,
    hosts: Vec<String>,
    is_loopback: bool,
}

impl Hosts {
    /// The host of `public_url`; when that is this machine, all its names, with the same port.
    #[must_use]
    pub fn of(public_url: &str) -> Self {
        let mut hosts = Vec::new();
        let mut is_loopback = false;
        if let Ok(url) = Url::parse(public_url) {
            let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
            let name = url.host_str().unwrap_or_default();
            hosts.push(format!("{name}{port}"));
            is_loopback = match url.host() {
                Some(Host::Domain(name)) => name == "localhost",
                Some(Host::Ipv4(address)) => address.is_loopback(),
                Some(Host::Ipv6(address)) => address.is_loopback(),
                None => false,
            };
            if is_loopback {
                hosts.extend(["localhost", "127.0.0.1", "[::1]"].map(|name| format!("{name}{port}")));
            } else if url.port().is_none() {
                // Some clients write the usual port out.
                hosts.push(format!("{name}:{}", url.port_or_known_default().unwrap_or(443)));
            }
        }
        Self { origin: public_url.to_owned(), hosts, is_loopback }
    }

    /// The host this request is for, if it is one of ours and said once.
    #[must_use]
    pub fn asked<'a, B>(&self, asked: &'a Request<B>) -> Option<&'a str> {
        let host = asked.uri().authority().map_or_else(|| the_one(asked.headers()), |authority| Some(authority.as_str()))?;
        self.hosts.iter().any(|ours| ours.eq_ignore_ascii_case(host)).then_some(host)
    }

    /// Whether `origin` is ours, for a request to `host` (one of ours).
    #[must_use]
    pub fn is_ours(&self, origin: &str, host: &str) -> bool {
        origin == self.origin || (self.is_loopback && origin.strip_prefix("http://").is_some_and(|name| name.eq_ignore_ascii_case(host)))
    }
}

fn the_one(headers: &HeaderMap) -> Option<&str> {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().ok(),
        _ => None,
    }
}
