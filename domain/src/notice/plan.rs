//! How fast a notice may go, from how many calls can be answered.

use std::time::Duration;

use crate::clock::Timestamp;

/// One hour in microseconds.
const HOUR: i64 = 3_600_000_000;
/// So much may leave at once after a rest: what a worker leases in one go.
const BURST: i64 = 2_000_000;

/// What support can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallPlan {
    /// Calls that can be answered in an hour.
    pub calls_per_hour: i64,
    /// How many of a hundred people who are told call; from 1 to 100.
    pub callers_per_hundred: i64,
}

impl CallPlan {
    /// The most calls somebody can plan for.
    pub const MOST_CALLS: i64 = 1_000_000;

    /// Nothing when the numbers make no sense.
    #[must_use]
    pub fn new(calls_per_hour: i64, callers_per_hundred: i64) -> Option<Self> {
        let makes_sense = (1..=Self::MOST_CALLS).contains(&calls_per_hour) && (1..=100).contains(&callers_per_hundred);
        makes_sense.then_some(Self { calls_per_hour, callers_per_hundred })
    }

    /// Messages an hour after which no more people call than can be answered: rounded down, and never none.
    #[must_use]
    pub fn per_hour(self) -> i64 {
        (self.calls_per_hour * 100 / self.callers_per_hundred).max(1)
    }
}

/// How long so many messages take at that pace; `None` when there is none.
#[must_use]
pub fn takes(messages: i64, per_hour: i64) -> Option<Duration> {
    let seconds = messages.max(0).saturating_mul(3600).checked_add(per_hour - 1)?.checked_div(per_hour).filter(|_| per_hour > 0)?;
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

/// A notice's pace, kept beside it so that several servers keep it together: when the next message is due, if they leave evenly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaceOf {
    /// Messages an hour; never 0.
    pub per_hour: i64,
    /// When the next message is due, in microseconds since 1970; in the past after a rest.
    pub next_at: i64,
}

impl PaceOf {
    const fn each(self) -> i64 {
        let each = HOUR / if self.per_hour > 0 { self.per_hour } else { 1 };
        if each > 0 { each } else { 1 }
    }

    /// How many may be begun now. A rest is not caught up, but for what leaves within two seconds.
    #[must_use]
    pub fn room(self, now: Timestamp) -> i64 {
        let burst = BURST.max(self.each());
        let next = self.next_at.max(now.as_micros());
        (now.as_micros().saturating_add(burst).saturating_sub(next) / self.each()).max(0)
    }

    /// When the next message is due once `begun` more were begun.
    #[must_use]
    pub fn after(self, begun: i64, now: Timestamp) -> i64 {
        self.next_at.max(now.as_micros()).saturating_add(begun.saturating_mul(self.each()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_calls_an_hour_and_one_caller_in_fifty_are_two_thousand_messages_an_hour() {
        let plan = CallPlan::new(40, 2).unwrap();
        assert_eq!(plan.per_hour(), 2_000);
        assert_eq!(takes(100_000, plan.per_hour()), Some(Duration::from_secs(50 * 3600)));
        assert_eq!(takes(1, 3600), Some(Duration::from_secs(1)));
        assert_eq!(takes(1, 0), None);
        assert_eq!(CallPlan::new(1, 100).unwrap().per_hour(), 1);
        assert!(CallPlan::new(0, 2).is_none() && CallPlan::new(40, 0).is_none() && CallPlan::new(40, 101).is_none());
    }

    #[test]
    fn however_often_somebody_asks_no_more_leaves_in_an_hour_than_the_pace_and_two_seconds() {
        for per_hour in [1, 60, 3_600, 720_000] {
            let begun_at = Timestamp::from_micros(1_900_000_000_000_000);
            let (mut pace, mut begun, mut now) = (PaceOf { per_hour, next_at: 0 }, 0, begun_at);
            while now.since(begun_at) < Duration::from_secs(3600) {
                let some = pace.room(now).min(64);
                pace.next_at = pace.after(some, now);
                begun += some;
                now = now.plus(Duration::from_millis(150));
            }
            let most = per_hour + (per_hour * 2 / 3600).max(1);
            assert!((per_hour..=most + 1).contains(&begun), "{begun} at {per_hour} an hour");
        }
    }
}
