//! A person's request for a benefit: how far it can be, and what may be done with it when.

mod act;
mod days;
mod number;

pub use act::{ClaimAct, Doer, next};
pub use days::{ANSWER_DAYS, answer_by, decided_by, remind_before};
pub use number::{BadClaimNumber, ClaimNumber};

use std::time::Duration;

use crate::incident::words;

/// A claim has so many lines at most.
pub const MOST_LINES: usize = 50;
/// The longest text of what a line is for.
pub const LONGEST_WHAT: usize = 200;
/// The longest text of an answer, an appeal, a question or a reason.
pub const LONGEST_WORDS: usize = 4000;

/// A family shares a computer; claims of so many other people from one network and browser are looked at twice.
pub const MANY_ON_ONE_DEVICE: i64 = 3;
/// Who fills a claim in and sends it within fewer seconds is perhaps no person.
pub const TOO_QUICK: Duration = Duration::from_secs(20);

/// Money that need not be asked for goes out so long after its person proved who they are: they may want it elsewhere.
pub const UNASKED_WAITS: Duration = Duration::from_secs(7 * 24 * 3600);

words! {
    /// How far a claim is.
    ClaimState {
        /// The person fills it in.
        Draft = "draft",
        /// Sent; nobody has taken it yet.
        Submitted = "submitted",
        /// A reviewer has it.
        InReview = "in_review",
        /// The person was asked for something.
        NeedsMore = "needs_more",
        /// Granted, whole or in part; money is on its way.
        Approved = "approved",
        /// Refused, with the reason.
        Denied = "denied",
        /// The person asked another reviewer to look again.
        Appealed = "appealed",
        /// The money has arrived.
        Paid = "paid",
        /// The person took it back.
        Withdrawn = "withdrawn",
    }
}

impl ClaimState {
    /// Whether it is settled: paid, or taken back. (Of what was paid in part an appeal is still possible.)
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Paid | Self::Withdrawn)
    }
}
