//! The body of a form: read whole, within bounds, before its route sees it.

use std::time::Duration;

use app::refusal::Refusal;
use axum::body::Body;
use bytes::Bytes;
use http::{HeaderMap, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::time::timeout;

const FORM: &str = "application/x-www-form-urlencoded";

/// The body, if it comes in time and is no longer than `most` bytes.
///
/// # Errors
/// Too large (nothing of a body that says so itself is read), too slow, or broken off.
pub async fn read(headers: &HeaderMap, body: Body, most: usize, patience: Duration) -> Result<Bytes, Refusal> {
    if says_more(headers, most) {
        return Err(Refusal::TooLarge);
    }
    match timeout(patience, Limited::new(body, most).collect()).await {
        Err(_) => Err(Refusal::TooSlow),
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Refusal::TooLarge),
        Ok(Err(_)) => Err(Refusal::NotUnderstood),
    }
}

/// Whether the body says itself that it is longer than `most` bytes.
#[must_use]
pub fn says_more(headers: &HeaderMap, most: usize) -> bool {
    let said = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    said.is_some_and(|length| length > most as u64)
}

/// Whether the body says that it is a form.
#[must_use]
pub fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(FORM))
}

/// The form's token, if every field stands once. What stands twice means one thing to one reader and another to the next
/// (ASVS 15.3.7).
///
/// # Errors
/// When a field stands twice.
pub fn token(body: &[u8]) -> Result<Option<String>, Refusal> {
    let mut names = Vec::new();
    let mut token = None;
    for (name, value) in url::form_urlencoded::parse(body) {
        if names.contains(&name) {
            return Err(Refusal::NotUnderstood);
        }
        if name == app::form_token::FIELD {
            token = Some(value.into_owned());
        }
        names.push(name);
    }
    Ok(token)
}
