//! When the mail of a day is made.

use jiff::{ToSpan, civil::time, tz::TimeZone};

use crate::clock::Timestamp;

/// The hour of the incident's zone at which the day's updates go out in one mail.
pub const DIGEST_HOUR: i8 = 17;

/// The last day whose hour has come, and that moment; nothing for a zone that is none.
#[must_use]
pub fn digest_due(zone: &str, now: Timestamp) -> Option<(String, Timestamp)> {
    let zone = TimeZone::get(zone).ok()?;
    let today = now.to_jiff().to_zoned(zone.clone()).date();
    [today, today.checked_sub(1.day()).ok()?].into_iter().find_map(|day| {
        let at: Timestamp = day.to_datetime(time(DIGEST_HOUR, 0, 0, 0)).to_zoned(zone.clone()).ok()?.timestamp().into();
        (at <= now).then(|| (day.to_string(), at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_over_at_its_hour_in_the_incidents_own_zone() {
        let due = |now: &str| digest_due("America/New_York", Timestamp::parse(now).unwrap()).map(|(day, at)| (day, at.to_string()));
        // Five in the afternoon there is 21:00 UTC in summer time.
        assert_eq!(due("2031-03-12T20:59:59Z").unwrap().0, "2031-03-11");
        let (day, at) = due("2031-03-12T21:00:00Z").unwrap();
        assert!(day == "2031-03-12" && at.starts_with("2031-03-12T21:00:00"), "{day} {at}");
        assert_eq!(due("2031-03-13T02:00:00Z").unwrap().0, "2031-03-12");
        // In winter time it is 22:00 UTC.
        assert_eq!(due("2031-01-12T21:30:00Z").unwrap().0, "2031-01-11");
        assert_eq!(digest_due("Nowhere/Else", Timestamp::parse("2031-03-12T21:00:00Z").unwrap()), None);
    }
}
