//! Why a list was not read.

use domain::import::BadHeader;
use store::{StoreError, imports::ImportError};
use thiserror::Error;

use crate::cli::Failure;

/// Why a list was not read. The words say what to do.
#[derive(Debug, Error)]
pub enum ImportFailure {
    /// The header row cannot be used.
    #[error(transparent)]
    Header(#[from] BadHeader),
    /// A practice list that would reach somebody.
    #[error(
        "line {0} has an e-mail address outside the domains reserved for examples (example.org, example.com, example.net and those \
         ending in .example, .test, .invalid, .localhost): a practice incident takes no other. Nothing was stored."
    )]
    NotReserved(u64),
    /// The file is not the one that was begun.
    #[error("the file changed while it was being read: nobody in it is visible. Run the same command again for the file as it is now")]
    FileChanged,
    /// It cannot be read.
    #[error("the file cannot be read: {0}")]
    File(#[from] std::io::Error),
    /// The store refused.
    #[error(transparent)]
    Store(#[from] ImportError),
}

impl From<StoreError> for ImportFailure {
    fn from(error: StoreError) -> Self {
        Self::Store(error.into())
    }
}

impl From<ImportFailure> for Failure {
    fn from(failure: ImportFailure) -> Self {
        let words = failure.to_string();
        match failure {
            ImportFailure::Header(_) | ImportFailure::File(_) | ImportFailure::Store(ImportError::NotThere(_)) => Self::BadInput(words),
            ImportFailure::NotReserved(_) | ImportFailure::FileChanged => Self::Refused(words),
            ImportFailure::Store(error) => error.into(),
        }
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::NotThere(_) => Self::BadInput(error.to_string()),
            ImportError::NotFinished(_) | ImportError::ReasonNeeded | ImportError::RestsOn(_) => Self::Refused(error.to_string()),
            ImportError::LeaseLost | ImportError::Store(_) => Self::Environment(error.to_string()),
        }
    }
}
