//! The rules by which a list of affected people is read. What a row says is either understood whole or kept for a person
//! to look at; nothing of what was exposed gets in.

mod amiss;
mod columns;
mod exposed;
mod report;
mod row;
mod state;

pub use amiss::{is_amiss, shown};
pub use columns::{BadHeader, Column, Columns};
pub use exposed::looks_like_exposed_value;
pub use report::{Quarantine, Report, Warning};
pub use row::{LONGEST_VALUE, ListedPerson, Reading, read_row};
pub use state::{ImportState, ReadOptions};
