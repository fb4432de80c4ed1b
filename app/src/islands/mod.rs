//! Small controls that need the browser. The page works when they never wake up. They get plain values and finished words.

mod copy_text;
mod keep_draft;
mod notice_progress;
mod tick_step;
#[cfg(feature = "hydrate")]
mod time;
mod upload_progress;
mod visit_timer;

pub use copy_text::CopyText;
pub use keep_draft::KeepDraft;
pub use notice_progress::NoticeProgress;
pub use tick_step::TickStep;
pub use upload_progress::UploadProgress;
pub use visit_timer::VisitTimer;
