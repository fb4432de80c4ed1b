//! `/staff/incidents/{slug}/claims` and below.

mod list;
mod one;
mod signals;
mod together;

pub use list::StaffClaimsPage;
pub use one::StaffClaimPage;
pub(crate) use one::find as find_claim;
pub use together::ClaimsTogetherPage;
