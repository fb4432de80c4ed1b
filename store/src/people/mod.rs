//! People: sealed on their row, found by keyed hash, and seen only once their import is accepted.

mod insert;
mod reads;
mod row;

pub(crate) use insert::insert_person;
pub use reads::PeopleCounts;
pub(crate) use row::SealedPerson;
