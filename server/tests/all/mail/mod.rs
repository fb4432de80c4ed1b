//! The mail worker, against a relay that keeps what it takes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod contents;
mod relay;
mod sink;
pub mod support;
