//! `/staff/incidents/{slug}/benefits` and below.

mod list;
mod money;
mod one;

pub use list::BenefitsPage;
pub use money::MoneyBenefitPage;
pub use one::BenefitPage;
