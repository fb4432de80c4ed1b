//! The content policy of a page (DESIGN.md, "Pages and forms").

use crate::routes::Scripts;

/// Everything is refused but what stands here; `frame-ancestors` keeps the page out of every frame.
const BASE: &str = "default-src 'none'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
                    base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

/// The policy of the one page that other sites may show in a frame. It runs no script and sends nothing.
#[must_use]
pub fn framed_policy() -> String {
    BASE.replace("frame-ancestors 'none'", "frame-ancestors *").replace("form-action 'self'", "form-action 'none'")
}

/// The policy of a page that runs `scripts`. Islands need the very nonce that stands on their loader; without one they get
/// no script at all.
#[must_use]
pub fn content_policy(scripts: Scripts, nonce: Option<&str>) -> String {
    match (scripts, nonce) {
        (Scripts::Own, _) => format!("{BASE}; script-src 'self'"),
        (Scripts::Islands, Some(nonce)) => format!("{BASE}; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'"),
        (Scripts::None, _) | (Scripts::Islands, None) => BASE.to_owned(),
    }
}
