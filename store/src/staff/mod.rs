//! Staff: who they are, what they may do, how they sign in, and their sessions.

mod argon;
mod enrolment;
mod factors;
mod members;
mod sessions;
mod totp;

pub use argon::{Argon, Verified};
pub use enrolment::{Enrolling, Invited};
pub use factors::{Credentials, Given};
pub use members::{Member, MemberState, StaffContact};
pub use sessions::{OpenedSession, StaffCookie, StaffSession};
pub use totp::Seed;
