//! The mail worker, against a relay that keeps what it takes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod bounces;
mod contents;
mod mailouts;
mod notices;
pub mod preflight;
mod relay;
mod signed;
pub mod sink;
mod subscribers;
pub mod support;
