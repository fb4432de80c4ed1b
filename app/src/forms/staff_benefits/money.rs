//! The terms of a benefit of money.

use domain::{
    benefit::{BenefitKind, ExpenseKind, MoneyTerms},
    money::{Currency, Money},
};
use store::benefits::NewBenefit;

use super::reader::Reader;

/// No more hours than a year of working days.
const MOST_HOURS: i64 = 2_000;

/// A sum that need not be asked for, in the form.
pub(crate) const UNASKED: &str = "unasked";

/// A share of a fund, in the form.
pub(crate) const SHARE: &str = "share";

/// The name of the box of a kind of expense.
#[must_use]
pub(crate) fn expense_field(kind: ExpenseKind) -> String {
    format!("expense-{}", kind.as_str())
}

impl Reader<'_> {
    /// Nothing when its kind was not chosen.
    pub(super) fn money_benefit(&mut self, today: &str) -> Option<NewBenefit<MoneyTerms>> {
        // Everything is read before anything is missed: all mistakes stand on the page at once.
        let (terms, last_day) = (self.money_terms(), self.day("last_day", today));
        let (grace_days, eligible) = (self.grace_days(), self.eligible());
        Some(NewBenefit { terms: terms?, last_day, grace_days, eligible })
    }

    /// A share of a fund: shared out after a day that people know.
    fn share_terms(&mut self, most: Option<Money>) -> Option<MoneyTerms> {
        let currency = Currency::parse(&self.field("currency")).unwrap_or(Currency::Usd);
        let fund = Money::parse(&self.field("fund"), currency).ok().filter(|money| money.cents > 0);
        if fund.is_none() || fund.zip(most).is_some_and(|(fund, most)| fund.cents < most.cents) {
            self.wrong("fund", self.words.t("benefits-bad-fund"));
        }
        if self.field("last_day").is_empty() {
            self.wrong("last_day", self.words.t("benefits-share-no-day"));
        }
        Some(MoneyTerms::Share { fund: fund?, most: most? })
    }

    fn money_terms(&mut self) -> Option<MoneyTerms> {
        let currency = Currency::parse(&self.field("currency")).unwrap_or(Currency::Usd);
        let amount = Money::parse(&self.field("amount"), currency).ok().filter(|money| money.cents > 0);
        if amount.is_none() {
            self.wrong("amount", self.words.t("benefits-bad-amount"));
        }
        if self.field("kind") == SHARE {
            return self.share_terms(amount);
        }
        if self.field("kind") == UNASKED {
            return Some(MoneyTerms::Unasked { amount: amount? });
        }
        match BenefitKind::parse(&self.field("kind")) {
            Some(BenefitKind::Cash) => Some(MoneyTerms::Cash { amount: amount? }),
            Some(BenefitKind::Expenses) => {
                let kinds = ExpenseKind::ALL.iter().copied().filter(|kind| self.typed.contains_key(&expense_field(*kind))).collect();
                Some(MoneyTerms::Expenses { most: amount?, kinds })
            }
            Some(BenefitKind::Time) => {
                let most_hours = self.field("most_hours").parse::<i64>().unwrap_or(0);
                if !(1..=MOST_HOURS).contains(&most_hours) {
                    self.wrong("most_hours", self.words.with("benefits-bad-hours", &[("most", &MOST_HOURS)]));
                }
                Some(MoneyTerms::Time { per_hour: amount?, most_hours })
            }
            _ => {
                self.wrong("kind", self.words.t("benefits-no-kind"));
                None
            }
        }
    }
}
