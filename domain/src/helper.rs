//! Somebody who helps a person: a parent, an executor, or whom the person named. What each may do on that person's page.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{email::EmailAddress, incident::words, person::Kind};

words! {
    /// In what capacity somebody helps.
    HelperKind {
        /// A parent or guardian of a minor.
        Parent = "parent",
        /// The executor or family of somebody who has died.
        Executor = "executor",
        /// Somebody the person named.
        Helper = "helper",
    }
}

words! {
    /// What can be done on a person's page, as far as it matters who does it.
    Doing {
        /// Seeing what happened, what was taken and which steps help.
        See = "see",
        /// Ticking a step.
        Tick = "tick",
        /// Asking staff for help, and reading the answers to one's own questions.
        Ask = "ask",
        /// Asking for a benefit in the person's name.
        Claim = "claim",
        /// Reading and downloading all that we keep: addresses, messages, what others asked.
        Keep = "keep",
        /// What only the person does: changing the contact, naming and ending helpers, saying "this is not me", the pages for
        /// somebody who is afraid of another.
        Own = "own",
    }
}

impl HelperKind {
    /// Whether somebody who helps in this capacity may do that. A parent or executor stands in for somebody who cannot read the page
    /// themselves and so sees all that is kept; a named helper sees what is needed to help. Nobody but the person changes who
    /// gets in.
    #[must_use]
    pub const fn may(self, doing: Doing) -> bool {
        match doing {
            Doing::See | Doing::Tick | Doing::Ask | Doing::Claim => true,
            Doing::Keep => matches!(self, Self::Parent | Self::Executor),
            Doing::Own => false,
        }
    }
}

impl HelperKind {
    /// Whether somebody can help a person of that kind in this capacity: an adult has no parent here who reads everything, and for
    /// somebody who has died the family or executor answers.
    #[must_use]
    pub const fn fits(self, person: Kind) -> bool {
        match self {
            Self::Parent => matches!(person, Kind::Minor),
            Self::Executor => matches!(person, Kind::Deceased),
            Self::Helper => !matches!(person, Kind::Deceased),
        }
    }
}

/// A person has at most so many helpers at a time.
pub const MOST_HELPERS: i64 = 5;

/// What is sealed on a helper's row: all that names or reaches them. Hidden when printed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelperContact {
    /// What they are called.
    pub name: String,
    /// An address that passed [`EmailAddress::parse`].
    pub email: String,
}

impl HelperContact {
    /// The address.
    #[must_use]
    pub fn email_address(&self) -> Option<EmailAddress> {
        EmailAddress::parse(&self.email).ok()
    }
}

impl fmt::Debug for HelperContact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HelperContact(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_helper_sees_ticks_asks_and_claims() {
        for kind in HelperKind::ALL {
            for doing in [Doing::See, Doing::Tick, Doing::Ask, Doing::Claim] {
                assert!(kind.may(doing), "{kind:?} {doing:?}");
            }
        }
    }

    #[test]
    fn only_a_parent_or_an_executor_reads_all_that_we_keep() {
        let keeps: Vec<_> = HelperKind::ALL.iter().filter(|kind| kind.may(Doing::Keep)).collect();
        assert_eq!(keeps, [&HelperKind::Parent, &HelperKind::Executor]);
    }

    #[test]
    fn a_child_has_parents_somebody_who_died_has_executors_and_an_adult_has_neither() {
        let fitting = |person| HelperKind::ALL.iter().copied().filter(|kind| kind.fits(person)).collect::<Vec<_>>();
        assert_eq!(fitting(Kind::Adult), [HelperKind::Helper]);
        assert_eq!(fitting(Kind::Minor), [HelperKind::Parent, HelperKind::Helper]);
        assert_eq!(fitting(Kind::Deceased), [HelperKind::Executor]);
    }

    #[test]
    fn nobody_but_the_person_changes_who_gets_in() {
        assert!(HelperKind::ALL.iter().all(|kind| !kind.may(Doing::Own)));
    }
}
