//! The score sheet of a practice run: when each step was reached, counted from the discovery, against its goal.

use serde::{Deserialize, Serialize};

use crate::{clock::Timestamp, incident::words};

words! {
    /// What is reached in a practice run, in this order.
    Milestone {
        /// The incident is open here, with its texts.
        Opened = "incident_opened",
        /// The page is public, with a second person's approval.
        FirstWord = "first_word_public",
        /// The list was read by the real import.
        ListRead = "list_read",
        /// A second person accepted it.
        ListAccepted = "list_accepted",
        /// The notice is on its way.
        NoticeBegun = "notice_begun",
        /// Everybody on the list was told.
        EverybodyTold = "everybody_told",
        /// One of them followed the link in their mail, typed their code and saw their page.
        PageOpened = "page_opened",
    }
}

impl Milestone {
    /// Minutes from the discovery by which it should be reached; those of the plan to begin with.
    #[must_use]
    pub const fn goal_minutes(self) -> i64 {
        match self {
            Self::Opened => 10,
            Self::FirstWord => 60,
            Self::ListRead => 24 * 60,
            Self::ListAccepted => 36 * 60,
            Self::NoticeBegun | Self::EverybodyTold | Self::PageOpened => 72 * 60,
        }
    }
}

/// One line of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// What.
    pub milestone: Milestone,
    /// Milliseconds from the discovery; nothing when it was not reached.
    pub after_ms: Option<i64>,
    /// By when it should be reached.
    pub goal_minutes: i64,
}

impl Reached {
    /// Whether it was reached in time.
    #[must_use]
    pub fn is_in_time(&self) -> bool {
        self.after_ms.is_some_and(|ms| ms <= self.goal_minutes * 60_000)
    }
}

/// The sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// When the practice breach was discovered.
    pub discovered_at: Timestamp,
    /// People on the list.
    pub people: i64,
    /// Of them, those to whom the notice went out: into the practice box, to nobody.
    pub told: i64,
    /// Every milestone, in order.
    pub reached: Vec<Reached>,
}

impl Score {
    /// An empty sheet.
    #[must_use]
    pub fn new(discovered_at: Timestamp) -> Self {
        let line = |milestone: &Milestone| Reached { milestone: *milestone, after_ms: None, goal_minutes: milestone.goal_minutes() };
        Self { discovered_at, people: 0, told: 0, reached: Milestone::ALL.iter().map(line).collect() }
    }

    /// Writes down that `milestone` was reached at `now`.
    pub fn reach(&mut self, milestone: Milestone, now: Timestamp) {
        let ms = i64::try_from(now.since(self.discovered_at).as_millis()).unwrap_or(i64::MAX);
        if let Some(line) = self.reached.iter_mut().find(|line| line.milestone == milestone) {
            line.after_ms = Some(ms);
        }
    }

    /// Whether everybody on the list was told: what a practice run is for.
    #[must_use]
    pub const fn has_told_everybody(&self) -> bool {
        self.people > 0 && self.told == self.people
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_milestone_that_was_not_reached_is_not_in_time() {
        let start = Timestamp::from_micros(0);
        let mut score = Score::new(start);
        assert_eq!(score.reached.len(), Milestone::ALL.len());
        score.reach(Milestone::Opened, Timestamp::from_micros(10 * 60_000_000));
        score.reach(Milestone::FirstWord, Timestamp::from_micros(60 * 60_000_000 + 1000));
        let in_time: Vec<bool> = score.reached.iter().map(Reached::is_in_time).collect();
        assert_eq!(in_time[..3], [true, false, false]);
        assert!(!score.has_told_everybody(), "nobody is not everybody");
    }
}
