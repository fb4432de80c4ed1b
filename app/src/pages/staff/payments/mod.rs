//! `/staff/incidents/{slug}/payments` and below.

mod list;
mod one;

pub use list::PaymentsPage;
pub use one::PaymentBatchPage;
pub(crate) use one::find as find_batch;
