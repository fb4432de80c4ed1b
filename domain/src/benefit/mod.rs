//! What a person can have because of an incident: identity protection, money, a voucher.

mod eligible;
mod goodwill;
mod money;
mod protection;
mod window;

pub use eligible::Eligible;
pub use goodwill::{Goodwill, LONGEST_GIFT};
pub use money::{ClaimLine, ExpenseKind, MINUTES_PER_STEP, MoneyTerms};
pub use protection::{
    CodeTrouble, LONGEST_ASKS, LONGEST_CODE, LONGEST_PROVIDER, LONGEST_URL, MOST_CODES, MOST_GRACE_DAYS, MOST_MONTHS, Protection, RedItem,
    read_code,
};
pub use window::last_day_of_grace;

use crate::incident::words;

words! {
    /// What a benefit gives.
    BenefitKind {
        /// Months with a provider of identity protection, by an activation code.
        Protection = "protection",
        /// A fixed sum, or a share of a fund.
        Cash = "cash",
        /// What somebody spent because of the incident, with papers, up to a cap.
        Expenses = "expenses",
        /// Hours somebody lost because of the incident, on their own word.
        Time = "time",
        /// A voucher or credit without strings. No compensation, and never counted against it.
        Goodwill = "goodwill",
    }
}

words! {
    /// How far a benefit is.
    BenefitState {
        /// Staff write it.
        Draft = "draft",
        /// People can have it while its window lasts.
        Open = "open",
        /// Nobody can ask for it any more; what was asked for goes on.
        Closed = "closed",
    }
}
