//! What a benefit of money pays: a fixed sum, what somebody spent, or hours they lost.

use serde::{Deserialize, Serialize};

use super::BenefitKind;
use crate::{incident::words, money::Money};

words! {
    /// What somebody spent money on because of an incident.
    ExpenseKind {
        /// Money that was stolen and that no bank gave back.
        Fraud = "fraud",
        /// Freezing or watching a credit file.
        Credit = "credit",
        /// A new passport, licence, card or account.
        Documents = "documents",
        /// A lawyer, accountant or notary.
        Advice = "advice",
        /// Post, telephone, travel.
        Small = "small",
        /// Anything else.
        Other = "other",
    }
}

/// The steps hours are counted in.
pub const MINUTES_PER_STEP: i64 = 15;
const STEPS_PER_HOUR: i64 = 60 / MINUTES_PER_STEP;

/// The terms of a benefit of money. A claim keeps those of the day it was begun: later ones can only help.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MoneyTerms {
    /// The same sum for everybody.
    Cash {
        /// How much.
        amount: Money,
    },
    /// What was spent, with papers.
    Expenses {
        /// No more than this for one person.
        most: Money,
        /// On these kinds of things; empty for all.
        kinds: Vec<ExpenseKind>,
    },
    /// Hours lost, on the person's own word.
    Time {
        /// For an hour.
        per_hour: Money,
        /// No more hours than this for one person.
        most_hours: i64,
    },
}

/// One thing somebody asks money for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClaimLine {
    /// The fixed sum.
    Cash,
    /// Something that was paid.
    Expense {
        /// On what.
        on: ExpenseKind,
        /// What it was, in the person's words.
        what: String,
        /// When it was paid: `YYYY-MM-DD`.
        day: String,
        /// How much, as it was paid.
        cents: i64,
    },
    /// Time that was lost.
    Time {
        /// With what, in the person's words.
        what: String,
        /// In steps of a quarter of an hour.
        steps: i64,
    },
}

impl MoneyTerms {
    /// Which kind of benefit it is.
    #[must_use]
    pub const fn kind(&self) -> BenefitKind {
        match self {
            Self::Cash { .. } => BenefitKind::Cash,
            Self::Expenses { .. } => BenefitKind::Expenses,
            Self::Time { .. } => BenefitKind::Time,
        }
    }

    /// What one line is worth under these terms; `None` when it is not for them, is no positive amount, or is too large to count.
    #[must_use]
    pub fn worth(&self, line: &ClaimLine) -> Option<Money> {
        match (self, line) {
            (Self::Cash { amount }, ClaimLine::Cash) => Some(*amount),
            (Self::Expenses { most, kinds }, ClaimLine::Expense { on, cents, .. }) => {
                ((kinds.is_empty() || kinds.contains(on)) && *cents > 0).then(|| Money::new(*cents, most.currency))
            }
            // Half a cent is the person's.
            (Self::Time { per_hour, .. }, ClaimLine::Time { steps, .. }) if *steps > 0 => {
                let cents = per_hour.cents.checked_mul(*steps)?.checked_add(STEPS_PER_HOUR / 2)? / STEPS_PER_HOUR;
                Some(Money::new(cents, per_hour.currency))
            }
            _ => None,
        }
    }

    /// The most one person can have.
    #[must_use]
    pub fn most(&self) -> Money {
        match self {
            Self::Cash { amount } => *amount,
            Self::Expenses { most, .. } => *most,
            Self::Time { per_hour, most_hours } => Money::new(per_hour.cents.saturating_mul(*most_hours), per_hour.currency),
        }
    }

    /// What these lines are worth together, never above [`MoneyTerms::most`]; `None` when there are none or one of them is not for these terms.
    #[must_use]
    pub fn worth_together(&self, lines: &[ClaimLine]) -> Option<Money> {
        let once = !matches!(self, Self::Cash { .. }) || lines.len() == 1;
        let sum = lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(self.worth(line)?.cents))?;
        let most = self.most();
        (once && sum > 0).then(|| Money::new(sum.min(most.cents), most.currency))
    }

    /// Whether these terms give everything the others give: whatever may be asked under them is worth at least as much.
    #[must_use]
    pub fn is_at_least(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Cash { amount: a }, Self::Cash { amount: b }) => a.currency == b.currency && a.cents >= b.cents,
            (Self::Expenses { most: a, kinds }, Self::Expenses { most: b, kinds: before }) => {
                let keeps = kinds.is_empty() || !before.is_empty() && before.iter().all(|kind| kinds.contains(kind));
                a.currency == b.currency && a.cents >= b.cents && keeps
            }
            (Self::Time { per_hour: a, most_hours }, Self::Time { per_hour: b, most_hours: before }) => {
                a.currency == b.currency && a.cents >= b.cents && most_hours >= before
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency::{Eur, Usd};

    fn time(steps: i64) -> ClaimLine {
        ClaimLine::Time { what: "on the telephone".to_owned(), steps }
    }

    fn expense(on: ExpenseKind, cents: i64) -> ClaimLine {
        ClaimLine::Expense { on, what: "a new card".to_owned(), day: "2031-03-12".to_owned(), cents }
    }

    #[test]
    fn hours_are_paid_in_quarters_up_to_the_most_and_half_a_cent_is_the_persons() {
        let terms = MoneyTerms::Time { per_hour: Money::new(2501, Usd), most_hours: 2 };
        assert_eq!(terms.worth(&time(1)), Some(Money::new(625, Usd)));
        assert_eq!(terms.worth(&time(2)), Some(Money::new(1251, Usd)), "1250.5 cents");
        assert_eq!(terms.worth_together(&[time(4), time(3)]), Some(Money::new(2501 + 1876, Usd)));
        assert_eq!(terms.worth_together(&[time(400)]), Some(Money::new(5002, Usd)), "two hours at most");
        for nothing in [vec![], vec![time(0)], vec![time(-4)], vec![time(i64::MAX)], vec![time(4), ClaimLine::Cash]] {
            assert_eq!(terms.worth_together(&nothing), None, "{nothing:?}");
        }
    }

    #[test]
    fn what_was_spent_on_other_things_is_not_for_these_terms() {
        let terms = MoneyTerms::Expenses { most: Money::new(50_000, Usd), kinds: vec![ExpenseKind::Credit, ExpenseKind::Documents] };
        assert_eq!(
            terms.worth_together(&[expense(ExpenseKind::Credit, 1_000), expense(ExpenseKind::Documents, 2_550)]),
            Some(Money::new(3_550, Usd))
        );
        assert_eq!(terms.worth_together(&[expense(ExpenseKind::Fraud, 1_000)]), None);
        assert_eq!(terms.worth_together(&[expense(ExpenseKind::Credit, 90_000)]), Some(Money::new(50_000, Usd)));
        assert_eq!(
            terms.worth_together(&[expense(ExpenseKind::Credit, i64::MAX), expense(ExpenseKind::Credit, 1)]),
            None,
            "no wrapped sum"
        );
    }

    #[test]
    fn the_fixed_sum_is_asked_for_once() {
        let terms = MoneyTerms::Cash { amount: Money::new(10_000, Eur) };
        assert_eq!(terms.worth_together(&[ClaimLine::Cash]), Some(Money::new(10_000, Eur)));
        assert_eq!(terms.worth_together(&[ClaimLine::Cash, ClaimLine::Cash]), None);
    }

    #[test]
    fn later_terms_count_only_when_they_take_nothing_away() {
        let cash = |cents| MoneyTerms::Cash { amount: Money::new(cents, Usd) };
        assert!(cash(100).is_at_least(&cash(100)) && cash(101).is_at_least(&cash(100)) && !cash(99).is_at_least(&cash(100)));
        let spent = |cents, kinds: &[ExpenseKind]| MoneyTerms::Expenses { most: Money::new(cents, Usd), kinds: kinds.to_vec() };
        assert!(spent(100, &[]).is_at_least(&spent(100, &[ExpenseKind::Fraud])));
        assert!(!spent(200, &[ExpenseKind::Fraud]).is_at_least(&spent(100, &[])), "fewer kinds");
        assert!(!spent(200, &[]).is_at_least(&cash(100)));
    }
}
