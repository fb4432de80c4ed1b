//! Whose browser this is when it is a member of staff's, and the desks at which they work.

mod desk;
pub mod needs;
mod session;

pub use desk::{
    AcceptDesk, ApproveDesk, AuditDesk, ComplianceDesk, Desk, NoticeDesk, PublishingDesk, ReadDesk, SupportDesk, TeamDesk, desks_of,
    team_desk,
};
pub use session::{COOKIE, Once, Staff, pending, signed_in, with_staff_cookie, without_staff_cookie};
