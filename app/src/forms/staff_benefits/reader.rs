//! What is common to offers, and the terms of identity protection.

use domain::{
    benefit::{Eligible, LONGEST_ASKS, LONGEST_PROVIDER, LONGEST_URL, MOST_GRACE_DAYS, MOST_MONTHS, Protection, RedItem},
    incident::Incident,
    person::Kind,
    publishing::PerLang,
};
use store::benefits::NewBenefit;

use super::{Typed, kind_field};
use crate::{
    forms::{Mistake, staff_updates},
    staff::benefits::floor,
    words::Words,
};

/// Reads the form; each mistake is kept with its field.
pub(super) struct Reader<'a> {
    pub words: Words,
    pub typed: &'a Typed,
    pub mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    pub(super) fn field(&self, name: &str) -> String {
        self.typed.get(name).map(|text| text.trim().to_owned()).unwrap_or_default()
    }

    pub(super) fn wrong(&mut self, field: &'static str, words: String) {
        self.mistakes.push(Mistake { field, words });
    }

    pub(super) fn benefit(&mut self, incident: &Incident, today: &str) -> NewBenefit {
        let terms = self.terms(incident, today);
        NewBenefit { terms, last_day: self.day("last_day", today), grace_days: self.grace_days(), eligible: self.eligible() }
    }

    /// Who can have it: everybody, unless something is ticked or typed.
    pub(super) fn eligible(&mut self) -> Eligible {
        let mut conditions = staff_updates::Reader { words: self.words, typed: self.typed, mistakes: Vec::new() };
        let (categories, places) = (conditions.categories(), conditions.places());
        self.mistakes.append(&mut conditions.mistakes);
        let kinds = Kind::ALL.into_iter().filter(|kind| self.typed.contains_key(&kind_field(*kind))).collect();
        Eligible { categories, places, kinds }
    }

    /// None where nothing was typed.
    pub(super) fn grace_days(&mut self) -> i64 {
        let text = self.field("grace_days");
        let days = if text.is_empty() { 0 } else { text.parse::<i64>().unwrap_or(-1) };
        if !(0..=MOST_GRACE_DAYS).contains(&days) {
            self.wrong("grace_days", self.words.with("benefits-bad-grace", &[("most", &MOST_GRACE_DAYS)]));
        }
        days
    }

    fn terms(&mut self, incident: &Incident, today: &str) -> Protection {
        let asks = PerLang { en: self.text("asks_en", LONGEST_ASKS), es: self.text("asks_es", LONGEST_ASKS) };
        let terms = Protection {
            provider: self.text("provider", LONGEST_PROVIDER),
            url: self.url(),
            months: self.months(incident),
            enrol_by: self.day("enrol_by", today).unwrap_or_default(),
            asks,
            red: RedItem::ALL.iter().copied().filter(|item| self.typed.contains_key(&format!("red-{}", item.as_str()))).collect(),
            low_at: self.low_at(),
        };
        if terms.enrol_by.is_empty() && self.mistakes.iter().all(|mistake| mistake.field != "enrol_by") {
            self.wrong("enrol_by", self.words.t("benefits-no-day"));
        }
        terms
    }

    pub(super) fn text(&mut self, field: &'static str, most: usize) -> String {
        let text = self.field(field);
        let length = text.chars().count();
        if text.is_empty() || text.chars().any(char::is_control) {
            self.wrong(field, self.words.t("benefits-empty"));
        } else if length > most {
            self.wrong(field, self.words.with("ask-too-long", &[("most", &most), ("length", &length)]));
        }
        text
    }

    pub(super) fn url(&mut self) -> String {
        let text = self.field("url");
        let is_address = url::Url::parse(&text).is_ok_and(|url| url.scheme() == "https" && url.has_host() && url.username().is_empty());
        if !is_address || text.len() > LONGEST_URL {
            self.wrong("url", self.words.t("benefits-bad-url"));
        }
        text
    }

    /// No fewer than any state asks for the data of the incident.
    fn months(&mut self, incident: &Incident) -> i64 {
        let months = self.field("months").parse::<i64>().unwrap_or(0);
        let floor = floor(incident).map_or(1, |(duty, _)| duty.months);
        if !(1..=MOST_MONTHS).contains(&months) {
            self.wrong("months", self.words.t("benefits-bad-months"));
        } else if months < floor {
            self.wrong("months", self.words.with("benefits-too-few-months", &[("months", &floor)]));
        }
        months
    }

    pub(super) fn low_at(&mut self) -> i64 {
        let low_at = self.field("low_at").replace([',', ' '], "").parse::<i64>().unwrap_or(-1);
        if !(0..=100_000_000).contains(&low_at) {
            self.wrong("low_at", self.words.t("benefits-bad-number"));
        }
        low_at
    }

    /// A day that has not passed; nothing when none was typed.
    pub(super) fn day(&mut self, field: &'static str, today: &str) -> Option<String> {
        let text = self.field(field);
        if text.is_empty() {
            return None;
        }
        match text.parse::<jiff::civil::Date>() {
            Ok(day) if day.to_string().as_str() >= today => Some(day.to_string()),
            _ => {
                self.wrong(field, self.words.t("benefits-bad-day"));
                None
            }
        }
    }
}
