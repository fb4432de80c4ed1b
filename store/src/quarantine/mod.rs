//! Rows that wait for a person to look at them, sealed with their line and reason.

mod lines;
mod release;
mod row;

pub use lines::{WAITING_PAGE, WaitingLine};
pub use release::{ReleaseError, Released};
pub use row::{QuarantinedRow, Waiting};
pub(crate) use row::{SealedRow, insert_quarantined};
