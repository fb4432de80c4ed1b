//! `POST /hooks/bounces`: another machine of the operator's hands in a report of mail that did not arrive. It signs what it sends (HMAC-SHA-256,
//! RFC 2104) with a secret that both have; a call that is old, or comes twice, is refused. No cookie counts, and no page is shown.

use std::{fmt, sync::Arc, time::Duration};

use app::{error::PageError, request::Request, site::Site};
use axum::{Extension, body::Bytes, extract::State, response::Response};
use http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use ring::hmac;
use serde_json::{Value, json};
use store::budgets::{Counted, Decision, Limit};

use crate::{
    bounce::{Counts, Ours, take},
    cli::Failure,
    config::Config,
    mail::MailSettings,
};

/// Seconds since 1970 UTC at which the call was signed.
pub const TIMESTAMP: &str = "candor-timestamp";
/// `v1=` and the signature in hexadecimal: over `v1:`, the timestamp, `:`, and the body.
pub const SIGNATURE: &str = "candor-signature";
/// A call is good this long before and after its timestamp: clocks differ.
const GOOD_FOR: Duration = Duration::from_secs(300);
/// Characters of a secret at least.
const SHORTEST_SECRET: usize = 32;

/// What checks the calls.
#[derive(Clone)]
pub struct BounceHook {
    key: Arc<hmac::Key>,
    ours: Arc<Ours>,
}

impl fmt::Debug for BounceHook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BounceHook(hidden)")
    }
}

impl BounceHook {
    /// From the settings; nothing when no secret is set: then nobody may call.
    ///
    /// # Errors
    /// Bad input: the secret is too short, or the settings of mail cannot be used.
    pub fn from_config(config: &Config) -> Result<Option<Self>, Failure> {
        if config.bounce_secret.is_empty() {
            return Ok(None);
        }
        if config.bounce_secret.chars().count() < SHORTEST_SECRET {
            return Err(Failure::BadInput(format!("bounce_secret must have at least {SHORTEST_SECRET} characters")));
        }
        let ours = Ours::of(&MailSettings::from_config(config)?);
        Ok(Some(Self::new(config.bounce_secret.as_bytes(), ours)))
    }

    /// With this secret.
    #[must_use]
    pub fn new(secret: &[u8], ours: Ours) -> Self {
        Self { key: Arc::new(hmac::Key::new(hmac::HMAC_SHA256, secret)), ours: Arc::new(ours) }
    }

    /// The value of [`SIGNATURE`] for a call.
    #[must_use]
    pub fn sign(&self, timestamp: &str, body: &[u8]) -> String {
        let signature = hmac::sign(&self.key, &signed(timestamp, body));
        let hex: String = signature.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("v1={hex}")
    }

    /// The signature, when it is right and of now.
    fn checked(&self, headers: &HeaderMap, body: &[u8], now: i64) -> Option<Vec<u8>> {
        let value = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let timestamp = value(TIMESTAMP)?;
        let at: i64 = timestamp.parse().ok()?;
        let signature = unhex(value(SIGNATURE)?.strip_prefix("v1=")?)?;
        let is_of_now = now.abs_diff(at) <= GOOD_FOR.as_secs();
        // In the same time for every wrong one.
        let is_right = hmac::verify(&self.key, &signed(timestamp, body), &signature).is_ok();
        (is_of_now && is_right).then_some(signature)
    }
}

fn signed(timestamp: &str, body: &[u8]) -> Vec<u8> {
    [b"v1:", timestamp.as_bytes(), b":", body].concat()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let is_hex = text.len().is_multiple_of(2) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| (0..text.len()).step_by(2).filter_map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect())
}

/// Answers a call: what the report did, as JSON.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Extension(hook): Extension<Option<BounceHook>>,
    parts: Parts,
    body: Bytes,
) -> Response {
    let Some(hook) = hook else { return PageError::NotFound.respond(&site, &request, &parts).await };
    let now = site.now();
    let seconds = now.as_micros().div_euclid(1_000_000);
    let Some(signature) = hook.checked(&parts.headers, &body, seconds) else {
        tracing::warn!("refused: a call of /hooks/bounces is not signed with our secret, or not of now");
        return answer(StatusCode::UNAUTHORIZED, &json!({ "error": "not_signed" }));
    };
    // Twice as long as a call is good: it may be signed ahead of our clock.
    let once = Limit { most: 1, per: GOOD_FOR * 2 + Duration::from_secs(60) };
    match site.store.spend_together(Counted::SignedCall(&signature), once, now).await {
        Ok(Decision::Allowed) => {}
        Ok(Decision::TryAgain(_)) => return answer(StatusCode::CONFLICT, &json!({ "error": "replayed" })),
        Err(error) => return PageError::from(error).respond(&site, &request, &parts).await,
    }
    let mut counts = Counts::default();
    match take(&site.store, &hook.ours, &body, now, &mut counts).await {
        Ok(()) => answer(StatusCode::OK, &json!(counts)),
        Err(error) => PageError::from(error).respond(&site, &request, &parts).await,
    }
}

fn answer(status: StatusCode, value: &Value) -> Response {
    let mut response = Response::new(value.to_string().into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hook() -> BounceHook {
        BounceHook::new(&[7; 32], Ours { return_address: None, host: "incident.example.org".to_owned() })
    }

    fn headers(timestamp: &str, signature: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(TIMESTAMP, timestamp.parse().unwrap());
        headers.insert(SIGNATURE, signature.parse().unwrap());
        headers
    }

    #[test]
    fn a_signature_holds_for_its_body_and_its_time_alone() {
        let hook = hook();
        let good = hook.sign("1000", b"body");
        assert!(hook.checked(&headers("1000", &good), b"body", 1000).is_some());
        assert!(hook.checked(&headers("1000", &good), b"body", 1300).is_some());
        assert!(hook.checked(&headers("1000", &good), b"body", 1301).is_none());
        assert!(hook.checked(&headers("1000", &good), b"body", 699).is_none());
        assert!(hook.checked(&headers("1001", &good), b"body", 1000).is_none());
        assert!(hook.checked(&headers("1000", &good), b"bod", 1000).is_none());
        for other in ["", "v1=", "v1=zz", "v1=é", &good[3..], &good[..good.len() - 2], &good.replace("v1", "v2")] {
            let Ok(value) = HeaderValue::from_str(other) else { continue };
            let mut headers = headers("1000", "x");
            headers.insert(SIGNATURE, value);
            assert!(hook.checked(&headers, b"body", 1000).is_none(), "{other}");
        }
        let other = BounceHook::new(&[8; 32], Ours { return_address: None, host: String::new() });
        assert!(other.checked(&headers("1000", &good), b"body", 1000).is_none());
    }
}
