//! Why a command did not do what it was asked, and the exit code that says so.

use std::process::ExitCode;

use store::{OpenError, StoreError};
use thiserror::Error;

/// Each case is an exit code. The words say what happened, then what to do.
#[derive(Debug, Error)]
pub enum Failure {
    /// The rules forbid it (1).
    #[error("{0}")]
    Refused(String),
    /// What was given cannot be used (2).
    #[error("{0}")]
    BadInput(String),
    /// Database, disk, key or network (3).
    #[error("{0}")]
    Environment(String),
}

impl Failure {
    /// 1, 2 or 3.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Refused(_) => 1,
            Self::BadInput(_) => 2,
            Self::Environment(_) => 3,
        })
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Environment(error.to_string())
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        Self::Environment(error.to_string())
    }
}

impl From<crate::sealed_files::BadPlace> for Failure {
    fn from(error: crate::sealed_files::BadPlace) -> Self {
        Self::BadInput(error.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Environment(error.to_string())
    }
}

impl From<crate::mail::TemplateError> for Failure {
    fn from(error: crate::mail::TemplateError) -> Self {
        Self::Environment(error.to_string())
    }
}
