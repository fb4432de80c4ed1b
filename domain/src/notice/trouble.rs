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

    /// Whether it is too much.
    #[must_use]
    pub fn trouble(&self, limits: Limits) -> Option<Trouble> {
        let above = |count: u64, limit: u32| limit > 0 && self.tried >= ENOUGH && count * 100 > self.tried * u64::from(limit);
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
    fn more_than_five_in_a_hundred_that_come_back_are_too_many_and_a_few_messages_say_nothing() {
        assert_eq!(window(99, 99, 0).trouble(LIMITS), None);
        assert_eq!(window(100, 5, 0).trouble(LIMITS), None);
        assert_eq!(window(100, 6, 0).trouble(LIMITS), Some(Trouble::Bounces));
        assert_eq!(window(100, 0, 51).trouble(LIMITS), Some(Trouble::Errors));
        assert_eq!(window(100, 100, 100).trouble(Limits { bounces_per_hundred: 0, errors_per_hundred: 0 }), None);
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
