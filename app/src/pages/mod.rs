//! One page, one file.

pub mod error;
pub mod home;
pub mod not_found;
