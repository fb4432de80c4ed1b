//! `/staff/notices`, `/staff/incidents/{slug}/notices` and below.

mod act;
mod checks;
mod figures;
mod list;
mod one;
mod preview;
mod write;

pub use list::NoticesPage;
pub use one::NoticePage;
pub use preview::NoticePreviewPage;
pub(super) use preview::message;
pub use write::NewNoticePage;
