//! Whether a request that changes something was sent by our own page (AC-53): `Sec-Fetch-Site` decides; without it `Origin`
//! must be ours; with neither, the form has to carry its token.

use http::{HeaderMap, header};

use super::host::Hosts;

/// What the headers say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sender {
    /// Our own page.
    OurPage,
    /// Somebody else's, or nobody's.
    Stranger,
    /// Nothing: the form's token decides.
    Unknown,
}

/// Who sent a request to `host`, as the browser says.
#[must_use]
pub fn sender(headers: &HeaderMap, hosts: &Hosts, host: &str) -> Sender {
    if let Some(site) = headers.get("sec-fetch-site") {
        return if site == "same-origin" { Sender::OurPage } else { Sender::Stranger };
    }
    match headers.get(header::ORIGIN).map(|origin| origin.to_str()) {
        None => Sender::Unknown,
        Some(Ok(origin)) if hosts.is_ours(origin, host) => Sender::OurPage,
        Some(_) => Sender::Stranger,
    }
}
