//! The terms of a gift.

use domain::{
    benefit::{Goodwill, LONGEST_GIFT},
    publishing::PerLang,
};
use store::benefits::NewBenefit;

use super::reader::Reader;

impl Reader<'_> {
    pub(super) fn gift(&mut self, today: &str) -> NewBenefit<Goodwill> {
        let terms = Goodwill {
            what: PerLang { en: self.text("what_en", LONGEST_GIFT), es: self.text("what_es", LONGEST_GIFT) },
            url: self.url(),
            use_by: self.day("use_by", today),
            low_at: self.low_at(),
        };
        NewBenefit { terms, last_day: self.day("last_day", today), grace_days: self.grace_days(), eligible: self.eligible() }
    }
}
