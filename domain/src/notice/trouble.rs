//! When a notice stops by itself: too much of it comes back, or too much of it cannot be handed over.

use crate::incident::words;

words! {
    /// Why a notice stopped by itself.
    Trouble {
        /// Too many messages were refused for good.
        Bounces = "bounces",
        /// Too many messages were put off, or could not be sent at all.
        Errors = "errors",
    }
}

/// How much is too much; 0 never stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Of a hundred messages, refused for good.
    pub bounces_per_hundred: u32,
    /// Of a hundred messages, put off or impossible to send.
    pub errors_per_hundred: u32,
}

/// Fewer messages than this say nothing about the rest.
const ENOUGH: u64 = 100;
/// So many standard deviations above the limit are no chance: a notice of which two in a hundred come back has seven among its first 128 now and then.
const DEVIATIONS: u64 = 3;
/// After so many, what came before counts half: what goes wrong now shows soon, also late in a long notice.
const MANY: u64 = 2_000;

/// What became of the latest messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    tried: u64,
    bounced: u64,
    failed: u64,
}

impl Window {
    /// Counts more messages: all that were tried, and of these the refused and those that could not be handed over.
    pub fn add(&mut self, tried: u64, bounced: u64, failed: u64) {
        if self.tried >= MANY {
            (self.tried, self.bounced, self.failed) = (self.tried / 2, self.bounced / 2, self.failed / 2);
        }
        (self.tried, self.bounced, self.failed) = (self.tried + tried, self.bounced + bounced, self.failed + failed);
    }

    /// Whether it is too much: above the limit by more than chance brings about (three standard deviations of a binomial distribution).
    #[must_use]
    pub fn trouble(&self, limits: Limits) -> Option<Trouble> {
        let above = |count: u64, limit: u32| limit > 0 && self.tried >= ENOUGH && is_above(count, self.tried, u64::from(limit));
        if above(self.bounced, limits.bounces_per_hundred) {
            Some(Trouble::Bounces)
        } else if above(self.failed, limits.errors_per_hundred) {
            Some(Trouble::Errors)
        } else {
            None
        }
    }

    /// Tried, refused, and not handed over: for the log.
    #[must_use]
    pub const fn counts(&self) -> (u64, u64, u64) {
        (self.tried, self.bounced, self.failed)
    }
}

/// Whether `count` of `tried` is more than `limit` in a hundred, and not by chance. In whole numbers: (100·count − tried·limit)² over the variance.
const fn is_above(count: u64, tried: u64, limit: u64) -> bool {
    let excess = (count * 100).saturating_sub(tried * limit);
    excess > 0 && excess * excess > DEVIATIONS * DEVIATIONS * tried * limit * 100_u64.saturating_sub(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { bounces_per_hundred: 5, errors_per_hundred: 50 };

    fn window(tried: u64, bounced: u64, failed: u64) -> Window {
        let mut window = Window::default();
        window.add(tried, bounced, failed);
        window
    }

    #[test]
    fn clearly_more_than_five_in_a_hundred_that_come_back_are_too_many_and_a_few_messages_say_nothing() {
        assert_eq!(window(99, 99, 0).trouble(LIMITS), None);
        assert_eq!(window(100, 5, 0).trouble(LIMITS), None);
        assert_eq!(window(100, 12, 0).trouble(LIMITS), Some(Trouble::Bounces));
        assert_eq!(window(2_000, 130, 0).trouble(LIMITS), Some(Trouble::Bounces), "many messages tell six from five");
        assert_eq!(window(100, 0, 66).trouble(LIMITS), Some(Trouble::Errors));
        assert_eq!(window(100, 100, 100).trouble(Limits { bounces_per_hundred: 0, errors_per_hundred: 0 }), None);
    }

    #[test]
    fn a_run_of_bad_luck_at_the_beginning_stops_nothing() {
        assert_eq!(window(128, 7, 0).trouble(LIMITS), None);
        assert_eq!(window(100, 0, 51).trouble(LIMITS), None);
    }

    #[test]
    fn what_goes_wrong_late_shows_within_a_few_hundred_messages() {
        let mut window = Window::default();
        for _ in 0..10_000 {
            window.add(100, 0, 0);
        }
        let mut wrong = 0;
        while window.trouble(LIMITS).is_none() {
            window.add(10, 10, 0);
            wrong += 10;
        }
        assert!(wrong <= 300, "{wrong}");
    }
}
