//! Static files: what the front-end build made and `public/`, out of the program itself.
//!
//! Style sheet, script and wasm stand under the hash of their content and may be kept for ever; the rest for an hour.

use std::{collections::HashMap, io::Write, sync::Arc};

use app::site::Assets;
use axum::{body::Body, response::Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

/// The folder the front-end build fills: `pkg/candor.{css,js,wasm}` and what lay in `public/`.
#[derive(RustEmbed)]
#[folder = "$SITE_FOLDER"]
struct Site;

/// Smaller ones gain nothing.
const WORTH_COMPRESSING: usize = 512;
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// One file in the forms in which it may be asked for.
struct File {
    plain: Bytes,
    gzip: Option<Bytes>,
    brotli: Option<Bytes>,
    content_type: HeaderValue,
    etag: HeaderValue,
    cache_control: HeaderValue,
}

/// Every static file by its address.
pub struct StaticFiles {
    files: HashMap<String, File>,
    hash: String,
}

impl StaticFiles {
    /// The files in the program. A debug build reads `CANDOR_SITE_DIR` instead where it is set, so that a style sheet can be
    /// changed without building the program.
    #[must_use]
    pub fn embedded() -> Arc<Self> {
        #[cfg(debug_assertions)]
        if let Some(folder) = std::env::var_os("CANDOR_SITE_DIR") {
            return Arc::new(Self::of(below(folder.as_ref(), "")));
        }
        let found = Site::iter().filter_map(|name| Some((name.to_string(), Site::get(&name)?.data.into_owned())));
        Arc::new(Self::of(found.collect()))
    }

    /// Lays out `files` (name below the site's folder, content).
    #[must_use]
    pub fn of(mut files: Vec<(String, Vec<u8>)>) -> Self {
        files.sort();
        let mut digest = Sha256::new();
        for (name, content) in files.iter().filter(|(name, _)| name.starts_with("pkg/")) {
            digest.update(name.as_bytes());
            digest.update(Sha256::digest(content));
        }
        let hash: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let mut served = HashMap::new();
        for (name, content) in files {
            match name.strip_prefix("pkg/") {
                Some("candor.wasm" | "candor_bg.wasm") => {
                    // Leptos asks for one or the other name, depending on how it was built.
                    let file = || File::new("candor.wasm", &content, FOR_EVER);
                    served.insert(format!("/pkg/{hash}/candor.wasm"), file());
                    served.insert(format!("/pkg/{hash}/candor_bg.wasm"), file());
                }
                Some(rest) if !is_precompressed(rest) => {
                    served.insert(format!("/pkg/{hash}/{rest}"), File::new(rest, &content, FOR_EVER));
                }
                Some(_) => {}
                None => {
                    served.insert(format!("/{name}"), File::new(&name, &content, AN_HOUR));
                }
            }
        }
        Self { files: served, hash }
    }

    /// The addresses pages link to; nothing when the front end was not built.
    #[must_use]
    pub fn assets(&self) -> Option<Assets> {
        let css = format!("/pkg/{}/candor.css", self.hash);
        self.files.contains_key(&css).then(|| Assets { css, open_js: "/open.js".to_owned(), passkey_js: "/passkey.js".to_owned() })
    }

    /// The folder Leptos' loader looks in: `pkg/HASH`.
    #[must_use]
    pub fn pkg_dir(&self) -> String {
        format!("pkg/{}", self.hash)
    }

    /// The file at `path`, as the client can read it.
    #[must_use]
    pub fn answer(&self, path: &str, headers: &HeaderMap) -> Option<Response> {
        let file = self.files.get(path)?;
        let mut response = Response::new(Body::empty());
        let known = headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
        if known.is_some_and(|known| known.split(',').any(|tag| tag.trim().as_bytes() == file.etag.as_bytes())) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        } else {
            let (body, encoding) = file.encoded(headers);
            if let Some(encoding) = encoding {
                response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
            }
            response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
            *response.body_mut() = Body::from(body);
        }
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, file.content_type.clone());
        headers.insert(header::ETAG, file.etag.clone());
        headers.insert(header::CACHE_CONTROL, file.cache_control.clone());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        Some(response)
    }
}

/// Every file below `folder`, by its name from there.
#[cfg(debug_assertions)]
fn below(folder: &std::path::Path, prefix: &str) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            found.extend(below(&entry.path(), &format!("{name}/")));
        } else if let Ok(content) = std::fs::read(entry.path()) {
            found.push((name, content));
        }
    }
    found
}

/// The front-end build may leave compressed copies; ours are made here, so that both always say the same.
fn is_precompressed(name: &str) -> bool {
    name.ends_with(".br") || name.ends_with(".gz")
}

impl File {
    fn new(name: &str, content: &[u8], cache_control: HeaderValue) -> Self {
        let guess = mime_guess::from_path(name).first_or_octet_stream();
        let is_text = guess.type_() == "text" || matches!(guess.subtype().as_str(), "javascript" | "json" | "xml" | "svg");
        let content_type = if is_text { format!("{guess}; charset=utf-8") } else { guess.to_string() };
        let etag: String = Sha256::digest(content).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let is_worth_it = content.len() >= WORTH_COMPRESSING && (is_text || guess.subtype() == "wasm");
        let smaller = |compressed: Vec<u8>| (compressed.len() < content.len()).then(|| Bytes::from(compressed));
        Self {
            plain: Bytes::copy_from_slice(content),
            gzip: is_worth_it.then(|| gzip(content)).and_then(smaller),
            brotli: is_worth_it.then(|| brotli(content)).and_then(smaller),
            content_type: HeaderValue::try_from(content_type).unwrap_or(HeaderValue::from_static("application/octet-stream")),
            etag: HeaderValue::try_from(format!("\"{etag}\"")).unwrap_or(HeaderValue::from_static("\"\"")),
            cache_control,
        }
    }

    fn encoded(&self, headers: &HeaderMap) -> (Bytes, Option<&'static str>) {
        match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if accepts(headers, "br") => (brotli.clone(), Some("br")),
            (_, Some(gzip)) if accepts(headers, "gzip") => (gzip.clone(), Some("gzip")),
            _ => (self.plain.clone(), None),
        }
    }
}

/// Whether `Accept-Encoding` names `encoding` and does not weigh it zero.
#[must_use]
pub fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    let Some(accepted) = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()) else { return false };
    accepted.split(',').any(|part| {
        let mut part = part.split(';').map(str::trim);
        let is_named = part.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let is_refused = part.any(|weight| weight.strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0)));
        is_named && !is_refused
    })
}

/// As small as gzip makes it.
pub(super) fn gzip(content: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    // Writing into memory does not fail.
    let _ = writer.write_all(content);
    writer.finish().unwrap_or_default()
}

/// As small as brotli makes it in a few milliseconds.
pub(super) fn brotli(content: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    // A window no larger than the content: its tables are what a compression costs in memory.
    let window = content.len().next_power_of_two().ilog2().clamp(16, 22);
    let params = brotli::enc::BrotliEncoderParams {
        quality: 9,
        lgwin: i32::try_from(window).unwrap_or(22),
        size_hint: content.len(),
        ..Default::default()
    };
    let _ = brotli::BrotliCompress(&mut &content[..], &mut compressed, &params);
    compressed
}
