//! One page, one file.

pub mod error;
pub mod home;
pub mod incident;
pub mod not_found;
pub mod update;
