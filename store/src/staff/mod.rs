//! Staff: who they are, what they may do, how they sign in, and their sessions.

mod argon;
mod enrolment;
mod factors;
mod hashers;
mod members;
mod passkeys;
mod questions;
mod sessions;
mod totp;

pub use argon::{Argon, Verified};
pub use enrolment::{Enrolling, Invited};
pub use factors::{Credentials, Given};
pub use hashers::{Lane, Place};
pub use members::{Member, MemberState, StaffContact};
pub use passkeys::{KeptPasskey, NewPasskey, PasskeyUse};
pub use questions::{Ask, Asked};
pub use sessions::{OpenedSession, StaffCookie, StaffSession};
pub use totp::Seed;
