//! Server functions: what islands call. Each is a public endpoint of its own: who may call it stands in the list of routes and is
//! asked before its body is read; then it finds the visit or the desk itself and takes nothing on trust from the page.

pub mod keep_draft;
pub mod ticks;

#[cfg(feature = "ssr")]
mod endpoint;

#[cfg(feature = "ssr")]
pub use endpoint::{admit, post};
