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
    /// The same sum for everybody who proved who they are, without being asked for; by cheque to the address on file.
    Unasked {
        /// How much.
        amount: Money,
    },
    /// The same share of a fund for everybody who asked, known when the offer has closed.
    Share {
        /// What is shared.
        fund: Money,
        /// No more than this for one person.
        most: Money,
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
    /// The fixed sum, or the share.
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
            Self::Cash { .. } | Self::Unasked { .. } | Self::Share { .. } => BenefitKind::Cash,
            Self::Expenses { .. } => BenefitKind::Expenses,
            Self::Time { .. } => BenefitKind::Time,
        }
    }

    /// Whether there is nothing to fill in: everybody gets the same.
    #[must_use]
    pub const fn is_sum(&self) -> bool {
        matches!(self, Self::Cash { .. } | Self::Unasked { .. } | Self::Share { .. })
    }

    /// What each of so many claims gets of a fund, never above the most for one person; what cannot be shared to the cent stays in the fund.
    /// `None` where there is no fund.
    #[must_use]
    pub fn share(&self, claims: i64) -> Option<Money> {
        match self {
            Self::Share { fund, most } => Some(Money::new((fund.cents / claims.max(1)).min(most.cents), most.currency)),
            Self::Cash { .. } | Self::Unasked { .. } | Self::Expenses { .. } | Self::Time { .. } => None,
        }
    }

    /// What one line is worth under these terms; `None` when it is not for them, is no positive amount, or is too large to count.
    #[must_use]
    pub fn worth(&self, line: &ClaimLine) -> Option<Money> {
        match (self, line) {
            (Self::Cash { amount } | Self::Unasked { amount } | Self::Share { most: amount, .. }, ClaimLine::Cash) => Some(*amount),
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
            Self::Cash { amount } | Self::Unasked { amount } => *amount,
            Self::Expenses { most, .. } | Self::Share { most, .. } => *most,
            Self::Time { per_hour, most_hours } => Money::new(per_hour.cents.saturating_mul(*most_hours), per_hour.currency),
        }
    }

    /// What these lines are worth together, never above [`MoneyTerms::most`]; `None` when there are none or one of them is not for these terms.
    #[must_use]
    pub fn worth_together(&self, lines: &[ClaimLine]) -> Option<Money> {
        let once = !self.is_sum() || lines.len() == 1;
        let sum = lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(self.worth(line)?.cents))?;
        let most = self.most();
        (once && sum > 0).then(|| Money::new(sum.min(most.cents), most.currency))
    }

    /// Whether these terms give everything the others give: whatever may be asked under them is worth at least as much.
    #[must_use]
    pub fn is_at_least(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Cash { amount: a } | Self::Unasked { amount: a }, Self::Cash { amount: b })
            | (Self::Unasked { amount: a }, Self::Unasked { amount: b }) => a.currency == b.currency && a.cents >= b.cents,
            (Self::Share { fund: a, most }, Self::Share { fund: b, most: before }) => {
                a.currency == b.currency && a.cents >= b.cents && most.cents >= before.cents
            }
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
    fn a_fund_is_shared_to_the_cent_and_never_gives_more_than_it_holds_or_one_may_have() {
        let terms = MoneyTerms::Share { fund: Money::new(100_000, Usd), most: Money::new(2_500, Usd) };
        assert_eq!(terms.share(0), Some(Money::new(2_500, Usd)));
        assert_eq!(terms.share(40), Some(Money::new(2_500, Usd)));
        assert_eq!(terms.share(333), Some(Money::new(300, Usd)), "99,900 of 100,000");
        for claims in 1..2_000 {
            assert!(terms.share(claims).is_some_and(|share| share.cents * claims <= 100_000), "{claims}");
        }
        assert_eq!(terms.worth_together(&[ClaimLine::Cash]), Some(Money::new(2_500, Usd)), "at most");
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
        let unasked = MoneyTerms::Unasked { amount: Money::new(100, Usd) };
        assert!(unasked.is_at_least(&cash(100)) && !cash(100).is_at_least(&unasked), "whoever need not ask is not made to");
    }
}
