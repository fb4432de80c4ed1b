//! Dates and numbers in the reader's language. Dates carry their zone.

use domain::{clock::Timestamp, incident::Incident, lang::Lang};
use icu_datetime::{
    DateTimeFormatter,
    fieldsets::{MD, YM, YMD},
    input::Date,
};
use icu_decimal::{DecimalFormatter, input::Decimal};
use icu_locale_core::{Locale, locale};

use super::Words;

impl Words {
    pub(super) const fn locale(self) -> Locale {
        match self.0 {
            // Day before month, as the pages are drawn; Spanish with the comma that Latin America and the US write.
            Lang::En => locale!("en-GB"),
            Lang::Es => locale!("es-US"),
        }
    }

    /// `9 March 2031`, `9 de marzo de 2031`, from `YYYY-MM-DD`; the text itself if it is no date.
    #[must_use]
    pub fn date(self, iso: &str) -> String {
        iso.parse::<jiff::civil::Date>().map_or_else(|_| iso.to_owned(), |date| self.civil_date(date))
    }

    fn civil_date(self, date: jiff::civil::Date) -> String {
        let formatter = DateTimeFormatter::try_new(self.locale().into(), YMD::long());
        let day = Date::try_new_gregorian(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs());
        match (formatter, day) {
            (Ok(formatter), Ok(day)) => formatter.format(&day.to_any()).to_string(),
            _ => date.to_string(),
        }
    }

    /// `9 March`, `9 de marzo`, for a day within a text that says the year; the text itself if it is no date.
    #[must_use]
    pub fn day_month(self, iso: &str) -> String {
        let Ok(date) = iso.parse::<jiff::civil::Date>() else { return iso.to_owned() };
        let formatter = DateTimeFormatter::try_new(self.locale().into(), MD::long());
        let day = Date::try_new_gregorian(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs());
        match (formatter, day) {
            (Ok(formatter), Ok(day)) => formatter.format(&day.to_any()).to_string(),
            _ => date.to_string(),
        }
    }

    /// `March 2031`, `marzo de 2031`: the month by which people will remember an incident.
    #[must_use]
    pub fn month_of(self, incident: &Incident) -> String {
        let day = incident.occurred_to.as_deref().or(incident.occurred_from.as_deref()).and_then(|day| day.parse().ok());
        let known = incident.discovered_at.unwrap_or(incident.as_of);
        let day: jiff::civil::Date = day.unwrap_or_else(|| in_zone(known, &incident.zone).date());
        let formatter = DateTimeFormatter::try_new(self.locale().into(), YM::long());
        let date = Date::try_new_gregorian(day.year().into(), day.month().unsigned_abs(), day.day().unsigned_abs());
        match (formatter, date) {
            (Ok(formatter), Ok(date)) => formatter.format(&date.to_any()).to_string(),
            _ => day.strftime("%Y-%m").to_string(),
        }
    }

    /// The day `iso`, with its year only when that is not the year of `near`.
    #[must_use]
    pub fn day_near(self, iso: &str, near: Timestamp, zone: &str) -> String {
        match iso.parse::<jiff::civil::Date>() {
            Ok(date) if date.year() == in_zone(near, zone).year() => self.day_month(iso),
            _ => self.date(iso),
        }
    }

    /// `9 March 2031, 14:20 EST`, `9 de marzo de 2031, 14:20 (hora del este)`.
    #[must_use]
    pub fn moment(self, time: Timestamp, zone: &str) -> String {
        let zoned = in_zone(time, zone);
        let hour = format!("{:02}:{:02}", zoned.hour(), zoned.minute());
        let zone = self.zone_name(&zoned.strftime("%Z").to_string());
        self.with("date-moment", &[("date", &self.civil_date(zoned.date())), ("hour", &hour), ("zone", &zone)])
    }

    /// `14:20 EST`, `14:20 (hora del este)`: where the day is today.
    #[must_use]
    pub fn hour(self, time: Timestamp, zone: &str) -> String {
        let zoned = in_zone(time, zone);
        let hour = format!("{:02}:{:02}", zoned.hour(), zoned.minute());
        let zone = self.zone_name(&zoned.strftime("%Z").to_string());
        self.with("date-hour", &[("hour", &hour), ("zone", &zone)])
    }

    /// The day of `time` in `zone`, without the hour.
    #[must_use]
    pub fn day(self, time: Timestamp, zone: &str) -> String {
        self.civil_date(in_zone(time, zone).date())
    }

    /// The first moment after the day `iso` in `zone`: what was promised for that day is late from then on.
    #[must_use]
    pub fn end_of_day(iso: &str, zone: &str) -> Option<Timestamp> {
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let next = iso.parse::<jiff::civil::Date>().ok()?.tomorrow().ok()?;
        Some(next.to_zoned(zone).ok()?.timestamp().into())
    }

    /// US zones by the names people use; every other as the zone database abbreviates it.
    fn zone_name(self, abbreviation: &str) -> String {
        match abbreviation {
            "EST" | "EDT" => self.with("date-zone-eastern", &[("short", &abbreviation)]),
            "CST" | "CDT" => self.with("date-zone-central", &[("short", &abbreviation)]),
            "MST" | "MDT" => self.with("date-zone-mountain", &[("short", &abbreviation)]),
            "PST" | "PDT" => self.with("date-zone-pacific", &[("short", &abbreviation)]),
            other => other.to_owned(),
        }
    }

    /// `41,200`.
    #[must_use]
    pub fn number(self, number: i64) -> String {
        DecimalFormatter::try_new(self.locale().into(), icu_decimal::options::DecimalFormatterOptions::default())
            .map_or_else(|_| number.to_string(), |formatter| formatter.format(&Decimal::from(number)).to_string())
    }
}

fn in_zone(time: Timestamp, zone: &str) -> jiff::Zoned {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    time.to_jiff().to_zoned(zone)
}
