//! Why an import does not go on.

use domain::ids::ImportId;
use thiserror::Error;

use crate::StoreError;

/// Why an import did not do what it was asked.
#[derive(Debug, Error)]
pub enum ImportError {
    /// Another process has taken over: begin again from its checkpoint.
    #[error("another process has taken over this import")]
    LeaseLost,
    /// There is no such import.
    #[error("there is no import {0}; `candor import list` shows all")]
    NotThere(ImportId),
    /// Accepting what is not read to its end.
    #[error("import {0} is not read to its end: run the import of its file again, which goes on where it was")]
    NotFinished(ImportId),
    /// Accepting without saying why.
    #[error("accepting a list makes its people visible and can reach them: say why with --reason")]
    ReasonNeeded,
    /// Accepting an import some of whose people came with another that is not accepted: they would stay invisible.
    #[error("some people of this list came in with import {0}, which is not accepted: accept that one first")]
    RestsOn(ImportId),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ImportError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
