//! Whose browser this is when it is a member of staff's, and the desks at which they work.

pub mod bank;
pub mod benefits;
pub mod checklist;
mod desk;
mod known_browser;
pub mod names;
pub mod needs;
mod news;
pub mod notices;
pub mod passkeys;
pub mod passwords;
pub mod publishing;
mod session;
pub mod tax;
mod tries;
pub mod views;

pub use desk::{
    AcceptDesk, ApproveDesk, AuditDesk, ChecklistDesk, ClaimsDesk, ComplianceDesk, Desk, NoticeDesk, PublishingDesk, ReadDesk, SupportDesk,
    TeamDesk, desks_of, team_desk,
};
pub use known_browser::{has_mark, is_known, with_known_browser};
pub use news::{note, tell, tell_and_note};
pub use session::{COOKIE, Once, Staff, pending, signed_in, with_staff_cookie, without_staff_cookie};
pub use tries::{Factor, count_try};
