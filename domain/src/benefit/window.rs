//! Until when people can ask for a benefit.

/// The last day on which somebody still gets it (`YYYY-MM-DD`): so many days of grace after `last_day`. What is no day stays as it is.
#[must_use]
pub fn last_day_of_grace(last_day: &str, grace_days: i64) -> String {
    let grace = jiff::Span::new().try_days(grace_days).ok();
    let day = last_day.parse::<jiff::civil::Date>().ok().zip(grace).and_then(|(day, grace)| day.checked_add(grace).ok());
    day.map_or_else(|| last_day.to_owned(), |day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grace_runs_over_the_end_of_a_month_and_a_year() {
        assert_eq!(last_day_of_grace("2031-05-31", 0), "2031-05-31");
        assert_eq!(last_day_of_grace("2031-12-31", 14), "2032-01-14");
        assert_eq!(last_day_of_grace("2032-02-28", 1), "2032-02-29");
        assert_eq!(last_day_of_grace("9999-12-31", 14), "9999-12-31", "the calendar ends");
    }
}
