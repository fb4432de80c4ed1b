//! Server functions: what islands call. Each is a public endpoint of its own: it finds the visit itself and takes nothing
//! on trust from the page.

pub mod ticks;

#[cfg(feature = "ssr")]
mod endpoint;

#[cfg(feature = "ssr")]
pub use endpoint::post;
