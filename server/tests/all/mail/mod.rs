//! The mail worker, against a relay that keeps what it takes.

mod contents;
mod relay;
mod sink;
mod support;
