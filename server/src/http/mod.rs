//! HTTP: the accept loop, the checks before routing, the routes.

pub mod connection;
pub mod files;
pub mod front;
pub mod listener;
mod router;

pub use router::{router, router_with};
