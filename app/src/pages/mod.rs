//! One page, one file.

pub mod accessibility;
pub mod check;
pub mod contact_stop;
pub mod copy;
pub mod enter;
pub mod error;
pub mod genuine;
pub mod help;
pub mod home;
pub mod incident;
pub mod leave;
pub mod me;
pub mod not_found;
pub mod open;
pub mod practice_mail;
pub mod privacy;
pub mod revisions;
pub mod scorecard;
pub mod send;
pub mod signout;
pub mod staff;
pub mod subscribe;
pub mod subscriptions;
pub mod update;
