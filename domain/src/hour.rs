//! The clocks of an incident that staff watch: the first word, and the seven days in which the open questions are answered.

use std::time::Duration;

use crate::{clock::Timestamp, incident::Incident};

/// From discovery to the first public word: speak within the hour, before everything is known (DESIGN.md).
pub const FIRST_WORD: Duration = Duration::from_secs(60 * 60);
/// From discovery to the day by which the open questions are answered, the first day counted.
pub const ASSESSMENT_DAYS: i64 = 7;

/// Whether the first word came in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstWord {
    /// Nobody knows when the incident was discovered, so no clock runs.
    NotDiscovered,
    /// It is out; so many whole minutes after discovery.
    Out {
        /// Minutes from discovery, begun ones not counted.
        minutes: i64,
        /// Whether that was within the hour.
        in_time: bool,
    },
    /// It is not out; there is so much time left.
    Left {
        /// Whole minutes, begun ones counted.
        minutes: i64,
    },
    /// It is not out, and the hour is over.
    Late {
        /// Whole minutes since the hour ended.
        minutes: i64,
    },
}

const fn minutes(duration: Duration) -> i64 {
    (duration.as_secs() / 60).cast_signed()
}

/// How the first word stands at `now`.
#[must_use]
pub fn first_word(incident: &Incident, now: Timestamp) -> FirstWord {
    let Some(discovered) = incident.discovered_at else { return FirstWord::NotDiscovered };
    let due = discovered.plus(FIRST_WORD);
    match incident.published_at {
        Some(out) => FirstWord::Out { minutes: minutes(out.since(discovered)), in_time: out <= due },
        None if now < due => FirstWord::Left { minutes: minutes(due.since(now) + Duration::from_secs(59)) },
        None => FirstWord::Late { minutes: minutes(now.since(due)) },
    }
}

/// Which day of the assessment it is in the incident's zone: 1 is the day of discovery. `None` before anything was discovered.
#[must_use]
pub fn assessment_day(incident: &Incident, now: Timestamp) -> Option<i64> {
    let zone = jiff::tz::TimeZone::get(&incident.zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let day = |time: Timestamp| time.to_jiff().to_zoned(zone.clone()).date();
    let discovered = day(incident.discovered_at?);
    let days = day(now).since(discovered).map_or(0, |span| i64::from(span.get_days()));
    Some(days.max(0) + 1)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{exposure::CategorySet, ids::IncidentId, incident::Stage, slug::Slug};

    fn time(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn incident(discovered: Option<&str>, published: Option<&str>) -> Incident {
        Incident {
            incident_id: IncidentId(Uuid::nil()),
            slug: Slug::parse("march-2031").unwrap(),
            is_practice: false,
            stage: Stage::Draft,
            zone: "America/New_York".to_owned(),
            occurred_from: None,
            occurred_to: None,
            discovered_at: discovered.map(time),
            determined_at: None,
            contained_at: None,
            published_at: published.map(time),
            as_of: time("2031-03-02T14:30:00Z"),
            next_update_at: None,
            categories: CategorySet::default(),
            suspected_known_by: None,
            slots: Vec::new(),
        }
    }

    #[test]
    fn the_hour_runs_down_and_then_counts_up() {
        let draft = incident(Some("2031-03-02T14:30:00Z"), None);
        let at = |text| first_word(&draft, time(text));
        assert_eq!(at("2031-03-02T14:30:00Z"), FirstWord::Left { minutes: 60 });
        assert_eq!(at("2031-03-02T15:29:30Z"), FirstWord::Left { minutes: 1 });
        assert_eq!(at("2031-03-02T15:30:00Z"), FirstWord::Late { minutes: 0 });
        assert_eq!(at("2031-03-02T16:31:59Z"), FirstWord::Late { minutes: 61 });
        assert_eq!(first_word(&incident(None, None), time("2031-03-02T14:30:00Z")), FirstWord::NotDiscovered);
    }

    #[test]
    fn what_is_out_says_how_long_it_took() {
        let later = time("2031-03-20T00:00:00Z");
        let out = |at| first_word(&incident(Some("2031-03-02T14:30:00Z"), Some(at)), later);
        assert_eq!(out("2031-03-02T15:12:59Z"), FirstWord::Out { minutes: 42, in_time: true });
        assert_eq!(out("2031-03-02T15:30:00Z"), FirstWord::Out { minutes: 60, in_time: true });
        assert_eq!(out("2031-03-02T15:30:01Z"), FirstWord::Out { minutes: 60, in_time: false });
    }

    #[test]
    fn days_are_those_of_the_incidents_zone() {
        // Nine in the evening of 2 March in New York, where summer time begins on the 9th.
        let incident = incident(Some("2031-03-03T02:00:00Z"), None);
        let day = |text| assessment_day(&incident, time(text));
        assert_eq!(day("2031-03-03T02:00:00Z"), Some(1));
        assert_eq!(day("2031-03-03T05:00:00Z"), Some(2), "midnight in New York");
        assert_eq!(day("2031-03-09T03:59:00Z"), Some(7));
        assert_eq!(day("2031-04-09T12:00:00Z"), Some(39), "months do not wrap");
        assert_eq!(day("2031-03-01T02:00:00Z"), Some(1), "a clock that went back");
    }
}
