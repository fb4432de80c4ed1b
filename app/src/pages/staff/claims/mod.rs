//! `/staff/incidents/{slug}/claims` and below.

mod evidence;
mod list;
mod one;
mod paper;
mod signals;
mod together;

pub use evidence::StaffEvidencePage;
pub use list::StaffClaimsPage;
pub use one::StaffClaimPage;
pub(crate) use one::find as find_claim;
pub use paper::PaperClaimPage;
pub(crate) use paper::find as find_any_claim;
pub use together::ClaimsTogetherPage;
