//! The banner on the company's own home page: how long it has to stand.

use jiff::ToSpan;

use crate::clock::Timestamp;

/// Days that a notice on the home page stands at least where it replaces letters or mails (substitute notice: California Civil Code
/// § 1798.82(j)(3)(B), and other states alike).
pub const BANNER_DAYS: i64 = 30;

/// The first day on which a banner that was put up at `up` may come down, `YYYY-MM-DD` in `zone`: thirty whole days lie between.
#[must_use]
pub fn may_come_down_on(up: Timestamp, zone: &str) -> String {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let day = up.to_jiff().to_zoned(zone).date();
    day.checked_add((BANNER_DAYS + 1).days()).unwrap_or(day).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_whole_days_lie_between_by_the_calendar_of_the_incident() {
        let up = Timestamp::parse("2031-03-13T02:00:00Z").unwrap();
        assert_eq!(may_come_down_on(up, "America/New_York"), "2031-04-12");
        assert_eq!(may_come_down_on(up, "UTC"), "2031-04-13");
    }
}
