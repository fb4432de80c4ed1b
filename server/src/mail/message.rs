//! The bytes of a message: RFC 5322 headers through a builder, one recipient, text and HTML.

use std::time::{Duration, SystemTime};

use domain::{clock::Timestamp, email::EmailAddress};
use lettre::{
    Address, Message,
    message::{
        MultiPart, SinglePart,
        header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue},
    },
};
use sha2::{Digest, Sha256};
use thiserror::Error;
use uuid::Uuid;

use super::{MailSettings, templates::Written};

/// A message that can go out: the same row gives the same bytes, however often it is tried.
pub struct Composed {
    /// The one recipient.
    pub to: Address,
    /// The envelope sender: reports about this message go there.
    pub envelope_from: Address,
    /// Headers and parts, ASCII, lines end in CR LF, not yet dot-stuffed. The signature (DKIM) stands on top, if we sign.
    pub bytes: String,
    /// SHA-256 of what we wrote, without the signature: it stays the same when the key is another.
    pub sha256: [u8; 32],
    /// `<id@host>`.
    pub message_id: String,
}

/// The message must not go out: trying again would not help.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Unsendable {
    /// The address is none, or more than one, or holds a line break.
    #[error("the recipient is no single address")]
    Recipient,
    /// A value for a header holds a line break or another control character.
    #[error("a header would hold a control character")]
    Header,
    /// The builder refused.
    #[error("the message cannot be put together")]
    Build,
    /// It cannot be signed.
    #[error("the message cannot be signed")]
    Sign,
}

/// Puts a message together. `id` is the delivery's or the mail's: the `Message-ID` is made of it, so that a message that
/// goes out twice is known as one. `begun_at` is when it was first tried, and the `Date`.
///
/// # Errors
/// See [`Unsendable`].
pub fn compose(settings: &MailSettings, id: Uuid, to: &str, written: &Written, begun_at: Timestamp) -> Result<Composed, Unsendable> {
    // Asked again here, whoever wrote the row: nothing but one address, one line per header.
    let to = EmailAddress::parse(to).map_err(|_| Unsendable::Recipient)?;
    let to: Address = to.as_str().parse().map_err(|_| Unsendable::Recipient)?;
    if written.subject.chars().any(char::is_control) {
        return Err(Unsendable::Header);
    }
    let message_id = format!("<{id}@{}>", settings.host);
    let date = SystemTime::UNIX_EPOCH + Duration::from_micros(u64::try_from(begun_at.as_micros()).unwrap_or(0));
    let part = |kind: ContentType, body: &str| {
        let part = SinglePart::builder().header(kind).header(ContentTransferEncoding::QuotedPrintable);
        part.body(body.to_owned())
    };
    let parts = MultiPart::alternative()
        .boundary(format!("candor-{}", id.simple()))
        .singlepart(part(ContentType::TEXT_PLAIN, &written.text))
        .singlepart(part(ContentType::TEXT_HTML, &written.html));
    let mut message = Message::builder()
        .from(settings.from.clone())
        .to(to.clone().into())
        .subject(written.subject.clone())
        .date(date)
        .message_id(Some(message_id.clone()))
        // No machine is to answer it (RFC 3834); people may.
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()));
    if let Some(page) = &written.leave_page {
        message = message.raw_header(leave_page(page)?).raw_header(one_click());
    }
    let message = message.multipart(parts).map_err(|_| Unsendable::Build)?;
    let bytes = String::from_utf8(message.formatted()).map_err(|_| Unsendable::Build)?;
    if !bytes.is_ascii() && to.to_string().is_ascii() {
        return Err(Unsendable::Build);
    }
    let sha256 = Sha256::digest(&bytes).into();
    let bytes = match &settings.dkim {
        Some(signer) => signer.header(&bytes, begun_at).map_err(|_| Unsendable::Sign)? + &bytes,
        None => bytes,
    };
    Ok(Composed { to, envelope_from: settings.envelope_from(id), bytes, sha256, message_id })
}

/// Where to leave (RFC 2369). The address is ours and plain ASCII, and must stand in one piece.
fn leave_page(page: &str) -> Result<HeaderValue, Unsendable> {
    if !page.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>')) {
        return Err(Unsendable::Header);
    }
    let value = format!("<{page}>");
    Ok(HeaderValue::dangerous_new_pre_encoded(HeaderName::new_from_ascii_str("List-Unsubscribe"), value.clone(), value))
}

/// That a mail program may do so with one `POST` (RFC 8058).
fn one_click() -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click".to_owned())
}
