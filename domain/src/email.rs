//! E-mail addresses.

use std::fmt;

use thiserror::Error;

/// An address we could write to: one `@`, a domain with a dot, no spaces or control characters; kept in lower case
/// (data rules of the import). It hides when printed with `{:?}`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

/// The text is no e-mail address we could write to.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("this is not an e-mail address we could write to")]
pub struct BadEmail;

impl EmailAddress {
    /// Reads an address: trims, lowers, checks the shape.
    ///
    /// # Errors
    /// When nothing could be delivered to it: no or two `@`, no dot in the domain, spaces, over 254 bytes (RFC 5321).
    pub fn parse(text: &str) -> Result<Self, BadEmail> {
        let text = text.trim().to_lowercase();
        let (local, domain) = text.split_once('@').ok_or(BadEmail)?;
        let local_fits = !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c) || (!c.is_ascii() && c.is_alphanumeric()));
        let domain_fits = domain.contains('.')
            && domain.split('.').all(|label| {
                (1..=63).contains(&label.len())
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || (!c.is_ascii() && c.is_alphanumeric()))
            });
        if local_fits && domain_fits && text.len() <= 254 { Ok(Self(text)) } else { Err(BadEmail) }
    }

    /// The address, in lower case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after the `@`.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }

    /// What a forwarded link may show: the first letter, and the first letter and the ending of the domain
    /// (`a•••@e•••.org`). The number of dots says nothing about lengths.
    #[must_use]
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.split_once('@').unwrap_or_default();
        let ending = domain.rsplit('.').next().unwrap_or_default();
        let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
        format!("{}•••@{}•••.{ending}", first(local), first(domain))
    }

    /// Whether the domain is reserved for examples (RFC 2606, RFC 6761): all that may enter a practice incident.
    #[must_use]
    pub fn is_reserved_example(&self) -> bool {
        let domain = self.domain();
        ["example", "test", "invalid", "localhost"].contains(&domain.rsplit('.').next().unwrap_or_default())
            || ["example.org", "example.com", "example.net"]
                .iter()
                .any(|reserved| domain == *reserved || domain.ends_with(&format!(".{reserved}")))
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(hidden)")
    }
}
