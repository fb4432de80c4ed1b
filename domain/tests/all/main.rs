//! The rules, as sentences.
#![expect(clippy::unwrap_used, reason = "a test that cannot begin should stop")]

mod clock;
mod code;
mod email;
mod exposure;
mod guidance;
mod import;
mod lang;
mod law;
mod request;
mod slug;
