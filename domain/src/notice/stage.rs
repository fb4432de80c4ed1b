//! Stages: a notice goes to a few first, so that what is wrong with it is wrong for a few.

use crate::incident::words;

words! {
    /// How many of its people a notice goes to before somebody looks and lets it go on.
    NoticeStage {
        /// One in a hundred.
        First = "first",
        /// One in ten, the first included.
        Second = "second",
        /// Everybody.
        All = "all",
    }
}

impl NoticeStage {
    /// What is released after it.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        match self {
            Self::First => Some(Self::Second),
            Self::Second => Some(Self::All),
            Self::All => None,
        }
    }

    /// Of every hundred people, how many it reaches.
    #[must_use]
    pub const fn percent(self) -> i64 {
        match self {
            Self::First => 1,
            Self::Second => 10,
            Self::All => 100,
        }
    }

    /// How many of `everybody` have been written to when it is over: rounded up, and never nobody. `None` for all of them, those
    /// added meanwhile included.
    #[must_use]
    pub fn reaches(self, everybody: i64) -> Option<i64> {
        match self {
            Self::All => None,
            _ => Some((everybody.max(0).saturating_mul(self.percent()).saturating_add(99) / 100).max(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_is_rounded_up_and_reaches_somebody() {
        assert_eq!(NoticeStage::First.reaches(100_000), Some(1_000));
        assert_eq!(NoticeStage::Second.reaches(100_000), Some(10_000));
        assert_eq!(NoticeStage::First.reaches(101), Some(2));
        assert_eq!(NoticeStage::First.reaches(3), Some(1));
        assert_eq!(NoticeStage::First.reaches(0), Some(1));
        assert_eq!(NoticeStage::All.reaches(3), None);
    }

    #[test]
    fn stages_come_one_after_the_other() {
        assert_eq!(NoticeStage::First.next().and_then(NoticeStage::next), Some(NoticeStage::All));
        assert_eq!(NoticeStage::All.next(), None);
    }
}
