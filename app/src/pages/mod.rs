//! One page, one file.

pub mod home;
pub mod not_found;
