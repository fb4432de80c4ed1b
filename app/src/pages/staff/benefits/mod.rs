//! `/staff/incidents/{slug}/benefits` and below.

mod gift;
mod list;
mod money;
mod one;

pub use gift::NewGiftPage;
pub use list::BenefitsPage;
pub use money::MoneyBenefitPage;
pub use one::BenefitPage;
