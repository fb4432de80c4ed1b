//! Imports: one reading of one file, in chunks with a checkpoint, invisible until it is accepted.
//!
//! A chunk's rows, counts and place in the file are one transaction, so that a killed reading goes on where it was and ends
//! with the report of an uninterrupted one. Whoever holds the lease reads; each chunk checks it (fencing), so that a reader
//! that was thought dead cannot write.

mod accept;
mod begin;
mod chunk;
mod copy;
mod dry;
mod error;
mod list;
mod merge;
mod prepare;
mod probe;
mod rows;
mod uploader;
mod write;

pub use begin::{Begun, LEASE, Lease};
pub use chunk::{Chunk, ChunkBuilder};
pub use dry::DryRun;
pub use error::ImportError;
pub use list::Import;
pub use write::LARGEST_CHUNK;
