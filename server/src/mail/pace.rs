//! How fast mail may leave: the operator's limit, and patience with a relay that is away.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// The first pause after a failed connection.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
/// The longest.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Shared by all senders.
pub(super) struct Pace {
    per_message: Option<Duration>,
    state: Mutex<State>,
}

struct State {
    /// When the next message may leave.
    next: Instant,
    /// Until when the relay is left alone, and how long the pause was.
    quiet_until: Option<Instant>,
    pause: Duration,
}

impl Pace {
    pub(super) fn new(per_second: u32) -> Self {
        let per_message = (per_second > 0).then(|| Duration::from_secs(1) / per_second);
        let state = State { next: Instant::now(), quiet_until: None, pause: Duration::ZERO };
        Self { per_message, state: Mutex::new(state) }
    }

    /// How many rows to hold at most: what can leave in about two seconds.
    pub(super) fn hold_at_most(&self) -> usize {
        self.per_message.map_or(usize::MAX, |per_message| {
            usize::try_from((Duration::from_secs(2).as_nanos() / per_message.as_nanos().max(1)).max(1)).unwrap_or(usize::MAX)
        })
    }

    /// Waits for this message's turn. Codes count, and do not wait.
    pub(super) async fn turn(&self, waits: bool) {
        let Some(per_message) = self.per_message else { return };
        let at = {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            let at = state.next.max(Instant::now());
            state.next = at + per_message;
            at
        };
        if waits {
            tokio::time::sleep_until(at).await;
        }
    }

    /// The relay answered.
    pub(super) fn relay_is_back(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        (state.quiet_until, state.pause) = (None, Duration::ZERO);
    }

    /// The relay did not: it is left alone, twice as long each time.
    pub(super) fn relay_is_away(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        // Many senders fail at once: that is one failure.
        if state.quiet_until.is_none_or(|until| until <= now) {
            state.pause = if state.pause.is_zero() { FIRST_PAUSE } else { (state.pause * 2).min(LONGEST_PAUSE) };
            state.quiet_until = Some(now + state.pause);
        }
    }

    /// Until when the relay is left alone.
    pub(super) fn quiet_until(&self) -> Option<Instant> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).quiet_until.filter(|until| *until > Instant::now())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn ten_a_second_take_a_second_for_ten_more() {
        let pace = Pace::new(10);
        let begun = Instant::now();
        for _ in 0..11 {
            pace.turn(true).await;
        }
        assert_eq!(begun.elapsed().as_millis(), 1000);
        assert_eq!(pace.hold_at_most(), 20);
        assert_eq!(Pace::new(0).hold_at_most(), usize::MAX);
    }

    #[tokio::test(start_paused = true)]
    async fn a_relay_that_stays_away_is_asked_less_and_less_often_and_many_failures_at_once_are_one() {
        let pace = Pace::new(0);
        let mut pauses = Vec::new();
        for _ in 0..10 {
            for _ in 0..16 {
                pace.relay_is_away();
            }
            let until = pace.quiet_until().unwrap();
            pauses.push((until - Instant::now()).as_millis());
            tokio::time::sleep_until(until).await;
        }
        assert_eq!(pauses, [250, 500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
        pace.relay_is_back();
        assert_eq!(pace.quiet_until(), None);
    }
}
