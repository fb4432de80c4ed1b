//! DKIM (RFC 6376; RFC 8463 for Ed25519): signs what we wrote, so that receivers can tell that nobody changed it on the way and that the
//! domain is ours. The signing itself is `ring`'s; here is what is signed (docs/decisions/0018-dkim-with-ring.md).

mod canon;
mod key;
#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::clock::Timestamp;
use sha2::{Digest, Sha256};
use thiserror::Error;

pub use key::{KeyKind, NewKey, new_key};

use canon::{body_relaxed, field_relaxed, head_and_body};
use key::Key;

/// The headers that are signed, in this order. `From` stands twice, so that nobody can put another one on top; one that is not there is
/// signed as missing.
pub const SIGNED: [&str; 10] =
    ["from", "from", "to", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post", "mime-version", "content-type"];

/// Why there is nothing to sign with, or nothing was signed.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum DkimError {
    /// The file holds no key that can be used.
    #[error("the file holds no private key (PEM) of RSA with at least 2048 bits, nor of Ed25519")]
    Key,
    /// The selector or the domain cannot stand in a name.
    #[error("the selector and the domain must be letters, digits, dots and dashes")]
    Name,
    /// The signature could not be made.
    #[error("the message could not be signed")]
    Sign,
    /// No key could be made.
    #[error("no key could be made")]
    Make,
}

/// Signs for one domain with one key.
pub struct Signer {
    key: Key,
    domain: String,
    selector: String,
}

impl Signer {
    /// With the key in `pem`.
    ///
    /// # Errors
    /// See [`DkimError`].
    pub fn new(pem: &str, domain: &str, selector: &str) -> Result<Self, DkimError> {
        let is_name = |text: &str| {
            let is_label = |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            text.len() <= 200 && text.split('.').all(is_label)
        };
        if !is_name(domain) || !is_name(selector) {
            return Err(DkimError::Name);
        }
        Ok(Self { key: Key::parse(pem)?, domain: domain.to_ascii_lowercase(), selector: selector.to_ascii_lowercase() })
    }

    /// The domain it signs for.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The name of the record with the public key.
    #[must_use]
    pub fn record_name(&self) -> String {
        record_name(&self.selector, &self.domain)
    }

    /// What that record says (RFC 6376, 3.6.1).
    #[must_use]
    pub fn record(&self) -> String {
        self.key.record()
    }

    /// The header `DKIM-Signature` for a message, with its line end: it goes on top. The same message signed at the same time gets the same
    /// one.
    ///
    /// # Errors
    /// [`DkimError::Sign`], which never happens with a key that was read.
    pub fn header(&self, message: &str, at: Timestamp) -> Result<String, DkimError> {
        let (head, body) = head_and_body(message);
        let mut fields = canon::fields(head);
        let mut signed = String::with_capacity(head.len());
        for name in SIGNED {
            // The lowest first, and each once.
            if let Some(at) = fields.iter().rposition(|(found, _)| found.eq_ignore_ascii_case(name)) {
                let (name, value) = fields.remove(at);
                signed.push_str(&field_relaxed(name, value));
                signed.push_str("\r\n");
            }
        }
        let hash = STANDARD.encode(Sha256::digest(body_relaxed(body)));
        let seconds = at.as_micros().div_euclid(1_000_000);
        let mut header = format!(
            "DKIM-Signature: v=1; a={}; c=relaxed/relaxed; d={};\r\n\ts={}; t={seconds};\r\n\th={};\r\n\tbh={hash};\r\n\tb=",
            self.key.algorithm(),
            self.domain,
            self.selector,
            folded_list(&SIGNED),
        );
        let (name, value) = header.split_once(':').unwrap_or_default();
        // Signed with the rest, its own value left empty, and without a line end (RFC 6376, 3.7).
        signed.push_str(&field_relaxed(name, value));
        let signature = STANDARD.encode(self.key.sign(signed.as_bytes())?);
        for (at, piece) in signature.as_bytes().chunks(72).enumerate() {
            let fold = if at == 0 { "" } else { "\r\n\t" };
            let _ = write!(header, "{fold}{}", String::from_utf8_lossy(piece));
        }
        header.push_str("\r\n");
        Ok(header)
    }
}

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({}, hidden)", self.record_name())
    }
}

/// Where a public key stands.
#[must_use]
pub fn record_name(selector: &str, domain: &str) -> String {
    format!("{selector}._domainkey.{domain}")
}

/// Names with colons between, folded where a line would be long.
fn folded_list(names: &[&str]) -> String {
    let (mut list, mut line) = (String::new(), 0);
    for (at, name) in names.iter().enumerate() {
        let colon = if at == 0 { "" } else { ":" };
        list.push_str(colon);
        line += name.len() + 1;
        if line > 66 {
            list.push_str("\r\n\t ");
            line = name.len();
        }
        list.push_str(name);
    }
    list
}
