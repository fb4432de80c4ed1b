//! One page: its bytes and headers, ready to go out.

use std::sync::OnceLock;

use axum::{body::Body, response::Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use sha2::{Digest, Sha256};

use crate::http::files::{accepts, brotli, gzip};

/// Caches may keep a page for so long without asking; after that they must ask.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=10, must-revalidate");
/// What is not there now may be there in a second.
const NOT_KEPT: HeaderValue = HeaderValue::from_static("no-store");
/// Belongs to one answer or one connection, or is set here.
const DROPPED: [HeaderName; 7] = [
    header::DATE,
    header::CONNECTION,
    header::SET_COOKIE,
    header::CONTENT_LENGTH,
    header::TRANSFER_ENCODING,
    header::CACHE_CONTROL,
    header::ETAG,
];

/// A page in one encoding.
struct Form {
    headers: HeaderMap,
    /// Without length and type, for "you have it already".
    unchanged: HeaderMap,
    body: Bytes,
    etag: HeaderValue,
}

/// A page in every encoding it was compressed to so far.
pub struct Entry {
    status: StatusCode,
    plain: Form,
    gzip: OnceLock<Form>,
    brotli: OnceLock<Form>,
}

impl Entry {
    /// A page with the headers its router gave it.
    pub fn new(status: StatusCode, given: &HeaderMap, body: Bytes) -> Self {
        let mut headers = given.clone();
        for name in DROPPED {
            headers.remove(name);
        }
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        headers.insert(header::CACHE_CONTROL, if status == StatusCode::OK { KEPT } else { NOT_KEPT });
        Self { status, plain: Form::new(headers, body, None), gzip: OnceLock::new(), brotli: OnceLock::new() }
    }

    /// Makes the compressed forms. Takes some milliseconds: not for an async thread.
    pub fn compress(&self) {
        let form = |body: Vec<u8>, encoding| Form::new(self.plain.headers.clone(), body.into(), Some(encoding));
        self.brotli.get_or_init(|| form(brotli(&self.plain.body), "br"));
        self.gzip.get_or_init(|| form(gzip(&self.plain.body), "gzip"));
    }

    /// The answer for a client that reads what `asked` says.
    pub fn answer(&self, method: &Method, asked: &HeaderMap) -> Response {
        let form = match (self.brotli.get(), self.gzip.get()) {
            (Some(form), _) if accepts(asked, "br") => form,
            (_, Some(form)) if accepts(asked, "gzip") => form,
            _ => &self.plain,
        };
        if self.status == StatusCode::OK && asked.get(header::IF_NONE_MATCH).is_some_and(|known| knows(known, &form.etag)) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            *response.headers_mut() = form.unchanged.clone();
            return response;
        }
        let body = if *method == Method::HEAD { Body::empty() } else { Body::from(form.body.clone()) };
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = form.headers.clone();
        response
    }
}

impl Form {
    fn new(mut headers: HeaderMap, body: Bytes, encoding: Option<&'static str>) -> Self {
        let hash: String = Sha256::digest(&body).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let etag = HeaderValue::try_from(format!("\"{hash}\"")).unwrap_or(HeaderValue::from_static("\"\""));
        headers.insert(header::ETAG, etag.clone());
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
        let mut unchanged = headers.clone();
        for name in [header::CONTENT_LENGTH, header::CONTENT_TYPE, header::CONTENT_ENCODING] {
            unchanged.remove(name);
        }
        Self { headers, unchanged, body, etag }
    }
}

/// Whether `If-None-Match` names this tag (weakly compared, RFC 9110 13.1.2) or any.
fn knows(known: &HeaderValue, etag: &HeaderValue) -> bool {
    let Ok(known) = known.to_str() else { return false };
    known.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/").as_bytes() == etag.as_bytes())
}
