//! People: sealed on their row, found by keyed hash, and seen only once their import is accepted.

mod acts;
mod insert;
mod reads;
mod row;
mod story;

pub use acts::{Mark, Reissued};
pub(crate) use insert::insert_person;
pub use reads::{MOST_SHARING, PeopleCounts};
pub(crate) use row::SealedPerson;
pub use story::{PastAct, PastInvitation, PastMail, PastVisit, PersonMarks, Search};
