//! Reading a list of affected people: one thread parses and seals, the database writes beside it.

pub(crate) mod counted;
mod dry;
mod failure;
mod file;
mod practice;
mod read;
mod rows;
mod run;

pub use dry::dry_run;
pub use failure::ImportFailure;
pub use file::ListFile;
pub(crate) use practice::check_addresses;
pub use rows::{Row, RowReader};
pub use run::{Job, Notes, run};
