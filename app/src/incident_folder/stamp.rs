//! Dates and times of a folder, in the incident's zone and moved by whole days.

use domain::clock::Timestamp;
use jiff::{ToSpan, civil, tz::TimeZone};

/// Reads dates and times.
pub struct Calendar {
    zone: TimeZone,
    shift_days: i64,
}

impl Calendar {
    /// For a zone by its IANA name; `None` when there is no such zone.
    pub fn new(zone: &str, shift_days: i64) -> Option<Self> {
        let zone = TimeZone::get(zone).ok()?;
        Some(Self { zone, shift_days })
    }

    /// A day, `YYYY-MM-DD`, moved.
    pub fn day(&self, text: &str) -> Option<String> {
        self.moved(text.parse().ok()?).map(|day| day.to_string())
    }

    fn moved(&self, day: civil::Date) -> Option<civil::Date> {
        day.checked_add(self.shift_days.days()).ok()
    }

    /// A time with its offset, or without and then in the incident's zone, moved by days and kept at its hour.
    pub fn time(&self, text: &str) -> Option<Timestamp> {
        let zoned = match text.parse::<jiff::Timestamp>() {
            Ok(time) => time.to_zoned(self.zone.clone()),
            // A day alone is no time: whoever reads "by 11 March" may mean the end of it.
            Err(_) if !text.contains(['T', ' ']) => return None,
            Err(_) => text.parse::<civil::DateTime>().ok()?.to_zoned(self.zone.clone()).ok()?,
        };
        Some(zoned.checked_add(self.shift_days.days()).ok()?.timestamp().into())
    }
}

/// By how many whole days to move `as_of` so that it is the last such hour that is not later than `now`.
pub fn days_until_now(as_of: &str, zone: &str, now: Timestamp) -> Option<i64> {
    let as_of = Calendar::new(zone, 0)?.time(as_of)?;
    let micros = now.as_micros() - as_of.as_micros();
    let guess = micros.div_euclid(24 * 3_600_000_000);
    // A day with a change of clocks is not 24 hours long: the guess can be one off.
    [guess + 1, guess, guess - 1]
        .into_iter()
        .find(|days| Calendar::new(zone, *days).and_then(|calendar| calendar.time(&as_of.to_string())).is_some_and(|moved| moved <= now))
}
