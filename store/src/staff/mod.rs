//! Staff: who they are, what they may do, and their sessions.

mod members;
mod sessions;

pub use members::{Member, MemberState, StaffContact};
pub use sessions::{OpenedSession, StaffCookie, StaffSession};
