//! A gift: a voucher or credit without strings. It is no compensation, takes nothing from it, and can be refused.

use serde::{Deserialize, Serialize};

use crate::publishing::PerLang;

/// The longest text of what a gift is.
pub const LONGEST_GIFT: usize = 200;

/// The terms of a benefit of kind `goodwill`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goodwill {
    /// What it is, in words: "a voucher for 20 dollars".
    pub what: PerLang<String>,
    /// Where its code is used: `https://…`.
    pub url: String,
    /// The last day on which the code is taken (`YYYY-MM-DD`); none when it does not end.
    pub use_by: Option<String>,
    /// With so few codes left staff are told.
    pub low_at: i64,
}
