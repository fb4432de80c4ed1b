//! `/staff/incidents/{slug}/benefits` and below.

mod list;
mod one;

pub use list::BenefitsPage;
pub use one::BenefitPage;
