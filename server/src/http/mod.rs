//! HTTP: the accept loop, the checks before routing, the routes.

pub mod bounce_hook;
pub mod connection;
mod counted;
mod evidence;
pub mod files;
mod form_body;
pub mod front;
mod headers;
mod host;
pub mod listener;
mod network;
pub mod page_cache;
mod paper;
mod public_files;
mod router;
mod same_site;
mod upload;
mod watch;

pub use page_cache::published_paths;
pub use router::{in_front, router, router_with, router_with_pages};
pub use upload::Lists;
