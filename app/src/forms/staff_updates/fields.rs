//! What was typed, read.

use domain::{
    clock::Timestamp,
    exposure::{Category, CategorySet},
    incident::{Incident, UpdateKind},
    lang::Lang,
    place::{Country, Region},
    publishing::{LONGEST_BODY, LONGEST_TITLE, NewUpdate, PerLang, PostText, UpdateAudience},
};

use super::{Mistake, Typed};
use crate::{staff::publishing::moment, words::Words};

/// The name of the box of a category.
#[must_use]
pub fn category_field(category: Category) -> String {
    format!("category-{}", category.id())
}

/// Reads fields and gathers what is wrong with them.
pub(crate) struct Reader<'a> {
    pub words: Words,
    pub typed: &'a Typed,
    pub mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    pub fn field(&self, name: &str) -> String {
        self.typed.get(name).map_or("", |value| value.trim()).to_owned()
    }

    pub fn wrong(&mut self, field: &'static str, words: String) {
        self.mistakes.push(Mistake { field, words });
    }

    /// A text that must be there and no longer than `most` characters.
    pub fn text(&mut self, field: &'static str, most: usize) -> String {
        let text = self.field(field);
        let length = text.chars().count();
        if text.is_empty() {
            self.wrong(field, self.words.with("staff-updates-empty", &[("field", &label(self.words, field))]));
        } else if length > most {
            self.wrong(field, self.words.with("ask-too-long", &[("most", &most), ("length", &length)]));
        }
        text
    }

    /// Heading and text in every language.
    pub fn post(&mut self) -> PerLang<PostText> {
        PerLang {
            en: PostText { title: self.text("title_en", LONGEST_TITLE), body: self.text("body_en", LONGEST_BODY) },
            es: PostText { title: self.text("title_es", LONGEST_TITLE), body: self.text("body_es", LONGEST_BODY) },
        }
    }

    /// One text in every language.
    pub fn both(&mut self, en: &'static str, es: &'static str) -> PerLang<String> {
        PerLang { en: self.text(en, LONGEST_BODY), es: self.text(es, LONGEST_BODY) }
    }

    /// A day and an hour in the incident's zone, later than `now`; nothing when neither was typed.
    pub fn later(&mut self, day: &'static str, hour: &'static str, incident: &Incident, now: Timestamp) -> Option<Timestamp> {
        let (typed_day, typed_hour) = (self.field(day), self.field(hour));
        if typed_day.is_empty() && typed_hour.is_empty() {
            return None;
        }
        match moment(&typed_day, &typed_hour, &incident.zone) {
            Some(time) if time > now => Some(time),
            Some(_) => {
                self.wrong(day, self.words.t("staff-updates-passed"));
                None
            }
            None => {
                self.wrong(day, self.words.t("staff-updates-no-time"));
                None
            }
        }
    }

    /// A new update.
    pub fn update(&mut self, incident: &Incident, now: Timestamp) -> Option<NewUpdate> {
        let kind = UpdateKind::parse(&self.field("kind"));
        if kind.is_none() {
            self.wrong("kind", self.words.t("staff-updates-no-kind"));
        }
        let texts = self.post();
        let audience = self.audience();
        let mistakes = self.mistakes.len();
        let next_update_at = self.later("next_day", "next_hour", incident, now);
        let is_needed = kind != Some(UpdateKind::Closing) && audience.is_public();
        if next_update_at.is_none() && is_needed && self.mistakes.len() == mistakes {
            self.wrong("next_day", self.words.t("staff-updates-refused-promise"));
        }
        let by_mail = self.typed.contains_key("by_mail");
        Some(NewUpdate { kind: kind?, texts, next_update_at, audience, by_mail })
    }

    /// Everybody, or the affected people to whom all of what is ticked applies.
    pub fn audience(&mut self) -> UpdateAudience {
        if self.field("audience") != "affected" {
            return UpdateAudience::Everybody;
        }
        let langs = Lang::ALL.into_iter().filter(|lang| self.typed.contains_key(&format!("lang-{}", lang.as_str()))).collect();
        UpdateAudience::Affected { categories: self.categories(), places: self.places(), langs }
    }

    /// The kinds of data that were ticked.
    pub fn categories(&self) -> CategorySet {
        let ticked = |field: &String| field.strip_prefix("category-").and_then(|id| Category::parse(id).ok());
        self.typed.keys().filter_map(ticked).collect()
    }

    /// Countries and regions by their codes.
    pub fn places(&mut self) -> Vec<String> {
        let mut places = Vec::new();
        for word in self.field("places").split([',', ' ', ';']).filter(|word| !word.is_empty()) {
            match place(word) {
                Some(place) => places.push(place),
                None => self.wrong("places", self.words.with("staff-updates-no-place", &[("word", &word)])),
            }
        }
        places
    }
}

/// What a field is called: several are empty at once, and each says which it is.
fn label(words: Words, field: &str) -> String {
    match field {
        "title_en" => words.t("staff-updates-heading-en"),
        "body_en" => words.t("staff-updates-text-en"),
        "title_es" => words.t("staff-updates-heading-es"),
        "body_es" => words.t("staff-updates-text-es"),
        "what_changed_en" => words.t("staff-updates-changed-en"),
        "what_changed_es" => words.t("staff-updates-changed-es"),
        "reason_en" => words.t("staff-updates-reason-en"),
        "reason_es" => words.t("staff-updates-reason-es"),
        _ => words.t("staff-updates-reason"),
    }
}

/// A country or region by its code.
fn place(word: &str) -> Option<String> {
    let (country, region) = word.split_once('-').map_or((word, None), |(country, region)| (country, Some(region)));
    let country = Country::parse(country)?;
    match region {
        Some(region) => Region::parse(region, country).map(|region| region.as_str().to_owned()),
        None => Some(country.as_str().to_owned()),
    }
}
