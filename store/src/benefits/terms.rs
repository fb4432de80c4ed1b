//! What a benefit's terms can be: they are kept as JSON, and the kind says which.

use domain::benefit::{BenefitKind, Goodwill, MoneyTerms, Protection};
use serde::{Serialize, de::DeserializeOwned};

/// The terms of one sort of benefit.
pub trait Terms: Serialize + DeserializeOwned + Send + Sync {
    /// The kinds of benefit that have them.
    const KINDS: &'static [BenefitKind];

    /// Which of these this one is.
    fn kind(&self) -> BenefitKind;
}

impl Terms for Protection {
    const KINDS: &'static [BenefitKind] = &[BenefitKind::Protection];

    fn kind(&self) -> BenefitKind {
        BenefitKind::Protection
    }
}

impl Terms for MoneyTerms {
    const KINDS: &'static [BenefitKind] = &[BenefitKind::Cash, BenefitKind::Expenses, BenefitKind::Time];

    fn kind(&self) -> BenefitKind {
        self.kind()
    }
}

impl Terms for Goodwill {
    const KINDS: &'static [BenefitKind] = &[BenefitKind::Goodwill];

    fn kind(&self) -> BenefitKind {
        BenefitKind::Goodwill
    }
}
