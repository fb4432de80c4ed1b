//! Which act leads from which state to which. What is not here is refused, whoever asks.

use super::ClaimState;
use crate::incident::words;

words! {
    /// Something done with a claim.
    ClaimAct {
        /// The person sends it.
        Submit = "submit",
        /// A reviewer takes it.
        Take = "take",
        /// The reviewer gives it back to the queue.
        PutBack = "put_back",
        /// The reviewer asks for something, with the reason and an example.
        AskMore = "ask_more",
        /// The person gives what was asked for.
        Answer = "answer",
        /// Granted, whole or in part.
        Approve = "approve",
        /// Refused, with the reason and what was looked at.
        Deny = "deny",
        /// The person asks that somebody else looks again.
        Appeal = "appeal",
        /// Granted without being asked for, because the offer says so; no claim that somebody sent.
        Grant = "grant",
        /// The money arrived.
        Pay = "pay",
        /// The person takes it back.
        Withdraw = "withdraw",
        /// Where the money goes was changed: after the decision somebody looks again before it goes (AC-28).
        Redirect = "redirect",
    }
}

words! {
    /// Who does it.
    Doer {
        /// The person whose claim it is, or who acts for them.
        Person = "person",
        /// A reviewer.
        Reviewer = "reviewer",
        /// The program: what came back from the bank, what has its time.
        Program = "program",
    }
}

impl ClaimAct {
    /// Whose act it is.
    #[must_use]
    pub const fn doer(self) -> Doer {
        match self {
            Self::Submit | Self::Answer | Self::Appeal | Self::Withdraw => Doer::Person,
            Self::Take | Self::PutBack | Self::AskMore | Self::Approve | Self::Deny => Doer::Reviewer,
            Self::Grant | Self::Pay | Self::Redirect => Doer::Program,
        }
    }
}

/// Where `act` leads from `state`; `None` when it is not allowed there. An appeal of a claim that was granted in part asks for the rest: what
/// was granted is paid meanwhile.
#[must_use]
pub const fn next(state: ClaimState, act: ClaimAct) -> Option<ClaimState> {
    use ClaimAct as A;
    use ClaimState as S;
    Some(match (state, act) {
        (S::Draft, A::Submit) => S::Submitted,
        (S::Draft, A::Grant) => S::Approved,
        (S::Submitted | S::Appealed, A::Take) => S::InReview,
        (S::InReview, A::PutBack) => S::Submitted,
        (S::InReview, A::AskMore) => S::NeedsMore,
        (S::NeedsMore, A::Answer) => S::InReview,
        (S::InReview, A::Approve) => S::Approved,
        (S::InReview | S::NeedsMore, A::Deny) => S::Denied,
        (S::Denied | S::Approved | S::Paid, A::Appeal) => S::Appealed,
        (S::Approved, A::Pay) => S::Paid,
        (S::Submitted | S::Approved | S::Denied, A::Redirect) => S::Submitted,
        (S::InReview | S::NeedsMore | S::Appealed, A::Redirect) => state,
        (S::Draft | S::Submitted | S::InReview | S::NeedsMore | S::Denied | S::Appealed, A::Withdraw) => S::Withdrawn,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_stays_over_but_what_was_paid_in_part_can_be_appealed() {
        for act in ClaimAct::ALL {
            assert_eq!(next(ClaimState::Withdrawn, *act), None, "{act:?}");
            assert_eq!(next(ClaimState::Paid, *act).is_some(), *act == ClaimAct::Appeal, "{act:?}");
        }
    }

    #[test]
    fn money_is_paid_only_on_what_was_granted() {
        for state in ClaimState::ALL {
            assert_eq!(next(*state, ClaimAct::Pay).is_some(), *state == ClaimState::Approved, "{state:?}");
        }
    }

    #[test]
    fn money_that_goes_elsewhere_is_looked_at_again() {
        for state in [ClaimState::Approved, ClaimState::Denied] {
            assert_eq!(next(state, ClaimAct::Redirect), Some(ClaimState::Submitted), "{state:?}");
        }
        for state in [ClaimState::Draft, ClaimState::Paid, ClaimState::Withdrawn] {
            assert_eq!(next(state, ClaimAct::Redirect), None, "{state:?}");
        }
    }

    #[test]
    fn what_somebody_sent_is_never_granted_by_the_program() {
        for state in ClaimState::ALL {
            assert_eq!(next(*state, ClaimAct::Grant).is_some(), *state == ClaimState::Draft, "{state:?}");
        }
    }

    #[test]
    fn nobody_but_the_reviewer_grants_or_refuses() {
        for act in [ClaimAct::Approve, ClaimAct::Deny] {
            assert_eq!(act.doer(), Doer::Reviewer);
        }
    }

    #[test]
    fn every_state_but_a_draft_is_reached_by_some_act() {
        for goal in ClaimState::ALL {
            let reached = ClaimState::ALL.iter().any(|from| ClaimAct::ALL.iter().any(|act| next(*from, *act) == Some(*goal)));
            assert_eq!(reached, *goal != ClaimState::Draft, "{goal:?}");
        }
    }
}
