//! By when somebody acts on a claim.

use crate::{
    clock::Timestamp,
    request::{day_in_zone, working_days_after},
};

/// A claim is decided within so many working days of the day it was sent or appealed.
const DECIDED_WITHIN: u32 = 10;
/// Whoever is asked for something has at least so many days.
pub const ANSWER_DAYS: i64 = 30;

/// Whoever has not answered is reminded so many days before the last day, and the third time the day after it.
const REMIND_DAYS_BEFORE: [i64; 3] = [7, 2, -1];

/// The day by which a claim that is sent or appealed at `now` is decided, `YYYY-MM-DD`.
#[must_use]
pub fn decided_by(now: Timestamp, zone: &str) -> String {
    working_days_after(now, zone, DECIDED_WITHIN)
}

/// The day until which somebody who is asked at `now` can answer, `YYYY-MM-DD`.
#[must_use]
pub fn answer_by(now: Timestamp, zone: &str) -> String {
    crate::benefit::last_day_of_grace(&day_in_zone(now, zone), ANSWER_DAYS)
}

/// For the first, second and third reminder at `now`: the day (`YYYY-MM-DD`) on or before which the last day for an answer has to be. By UTC: a
/// reminder may come some hours early or late.
#[must_use]
pub fn remind_before(now: Timestamp) -> [String; 3] {
    REMIND_DAYS_BEFORE.map(|days| crate::benefit::last_day_of_grace(&day_in_zone(now, "UTC"), days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decision_comes_in_two_weeks_and_an_answer_has_thirty_days() {
        let sunday = Timestamp::parse("2031-03-09T14:20:00Z").unwrap();
        assert_eq!(decided_by(sunday, "America/New_York"), "2031-03-21");
        assert_eq!(answer_by(sunday, "America/New_York"), "2031-04-08");
        assert_eq!(remind_before(sunday), ["2031-03-16", "2031-03-11", "2031-03-08"]);
    }
}
