//! Publishing: proposals, who approved them, what became public and when. Every published change is a revision, written in the
//! transaction that makes it, with the number that tells every server to make its pages anew, and with its row in the log.

mod apply;
mod audience;
mod decide;
mod due;
mod posts;
mod proposals;
mod revisions;
mod words;

pub(crate) use apply::publish_from_command_line;
pub use decide::Approved;
pub(crate) use posts::audience_of;
pub use proposals::{Counts, StoredProposal};
pub use revisions::Revision;
pub use words::{preview_incident, preview_words};

use domain::publishing::Refusal;
use thiserror::Error;

use crate::StoreError;

/// Why nothing was proposed, decided or published. The transaction must then be dropped.
#[derive(Debug, Error)]
pub enum PublishError {
    /// A rule forbids it.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for PublishError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

const fn nonsense(table: &'static str, column: &'static str) -> StoreError {
    StoreError::Nonsense { table, column }
}
