//! What staff write before it is public, in parts that can be saved one by one: two people who write in different places never
//! meet, and two who write in one place are shown each other's words.

use crate::{
    guidance::Slot,
    ids::{FactId, FixId},
    incident::{FactState, FixState, Section, words},
    lang::Lang,
};

/// Characters of one part at most.
pub const LONGEST_PART: usize = 10_000;
/// Facts, and fixes, at most.
pub const MOST_ENTRIES: usize = 40;

words! {
    /// A date of an incident, told in its zone.
    DateField {
        /// The IANA zone in which the others are told.
        Zone = "zone",
        /// First day of the breach.
        OccurredFrom = "occurred_from",
        /// Last day of the breach.
        OccurredTo = "occurred_to",
        /// When we found out.
        Discovered = "discovered_at",
        /// When we knew that people were affected.
        Determined = "determined_at",
        /// When the cause was stopped.
        Contained = "contained_at",
        /// When the next update was promised for.
        NextUpdate = "next_update_at",
        /// When we expect to know about suspected data.
        SuspectedKnownBy = "suspected_known_by",
    }
}

/// One thing that is written and saved by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A text of the page, in a language.
    Section(Section),
    /// A fact's text, in a language.
    Fact(FactId),
    /// What can be said of a fact: see [`fact_state`].
    FactState(FactId),
    /// Which facts there are, in their order: see [`ids`].
    Facts,
    /// A fix's text, in a language.
    Fix(FixId),
    /// How far a fix is: see [`fix_state`].
    FixState(FixId),
    /// Which fixes there are, in their order.
    Fixes,
    /// A date.
    Date(DateField),
    /// The kinds of data, by their ids.
    Categories,
    /// Where a step of the guidance leads.
    Slot(Slot),
}

impl Part {
    /// As it stands in the database and in the names of fields: `section.title`, `fact.…`.
    #[must_use]
    pub fn to_text(self) -> String {
        match self {
            Self::Section(section) => format!("section.{}", section.as_str()),
            Self::Fact(id) => format!("fact.{id}"),
            Self::FactState(id) => format!("fact-state.{id}"),
            Self::Facts => "facts".to_owned(),
            Self::Fix(id) => format!("fix.{id}"),
            Self::FixState(id) => format!("fix-state.{id}"),
            Self::Fixes => "fixes".to_owned(),
            Self::Date(field) => format!("date.{}", field.as_str()),
            Self::Categories => "categories".to_owned(),
            Self::Slot(slot) => format!("slot.{}", slot.as_str()),
        }
    }

    /// Reads it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('.') {
            None => [Self::Facts, Self::Fixes, Self::Categories].into_iter().find(|part| part.to_text() == text),
            Some(("section", name)) => Section::parse(name).map(Self::Section),
            Some(("fact", id)) => id.parse().ok().map(Self::Fact),
            Some(("fact-state", id)) => id.parse().ok().map(Self::FactState),
            Some(("fix", id)) => id.parse().ok().map(Self::Fix),
            Some(("fix-state", id)) => id.parse().ok().map(Self::FixState),
            Some(("date", name)) => DateField::parse(name).map(Self::Date),
            Some(("slot", name)) => Slot::parse(name).map(Self::Slot),
            Some(_) => None,
        }
    }

    /// Whether it stands once in each language.
    #[must_use]
    pub const fn has_language(self) -> bool {
        matches!(self, Self::Section(_) | Self::Fact(_) | Self::Fix(_))
    }
}

/// A part in its language; `None` for what languages share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// What.
    pub part: Part,
    /// In which language.
    pub lang: Option<Lang>,
}

impl Spot {
    /// A text in a language.
    #[must_use]
    pub const fn of(part: Part, lang: Lang) -> Self {
        Self { part, lang: Some(lang) }
    }

    /// What languages share.
    #[must_use]
    pub const fn shared(part: Part) -> Self {
        Self { part, lang: None }
    }

    /// The word for the language in the database.
    #[must_use]
    pub const fn lang_word(self) -> &'static str {
        match self.lang {
            Some(lang) => lang.as_str(),
            None => "-",
        }
    }

    /// Reads both words; `None` for a part that has no language in one, or the other way around.
    #[must_use]
    pub fn parse(part: &str, lang: &str) -> Option<Self> {
        let part = Part::parse(part)?;
        let lang = Lang::ALL.into_iter().find(|known| known.as_str() == lang);
        (part.has_language() == lang.is_some()).then_some(Self { part, lang })
    }
}

/// What was typed, as it is kept: lines end as one byte, nothing around it.
#[must_use]
pub fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| *c == '\n' || *c == '\t' || !c.is_control())
        .collect::<String>()
        .trim()
        .to_owned()
}

/// A fact's state with its day, as one text: `not_yet_known 2031-03-14`.
#[must_use]
pub fn state_text(state: &str, day: Option<&str>) -> String {
    day.map_or_else(|| state.to_owned(), |day| format!("{state} {day}"))
}

/// Reads a fact's state with its day.
#[must_use]
pub fn fact_state(text: &str) -> Option<(FactState, Option<String>)> {
    let (state, day) = split_state(text);
    Some((FactState::parse(state)?, day))
}

/// Reads a fix's state with its day.
#[must_use]
pub fn fix_state(text: &str) -> Option<(FixState, Option<String>)> {
    let (state, day) = split_state(text);
    Some((FixState::parse(state)?, day))
}

fn split_state(text: &str) -> (&str, Option<String>) {
    text.split_once(' ').map_or((text, None), |(state, day)| (state, is_day(day).then(|| day.to_owned())))
}

/// Whether a text is a day, `YYYY-MM-DD`.
#[must_use]
pub fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

/// Ids one after another with a space between, as an order is kept; what is none is passed over.
#[must_use]
pub fn ids<T: std::str::FromStr>(text: &str) -> Vec<T> {
    text.split(' ').filter_map(|id| id.parse().ok()).collect()
}

/// Writes them.
#[must_use]
pub fn ids_text<T: ToString>(ids: &[T]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn every_part_reads_back_as_it_was_written() {
        let (fact, fix) = (FactId(Uuid::from_u128(7)), FixId(Uuid::from_u128(8)));
        let mut parts =
            vec![Part::Fact(fact), Part::FactState(fact), Part::Facts, Part::Fix(fix), Part::FixState(fix), Part::Fixes, Part::Categories];
        parts.extend(Section::ALL.iter().map(|section| Part::Section(*section)));
        parts.extend(DateField::ALL.iter().map(|field| Part::Date(*field)));
        parts.extend(Slot::ALL.iter().map(|slot| Part::Slot(*slot)));
        for part in parts {
            assert_eq!(Part::parse(&part.to_text()), Some(part));
            let lang = part.has_language().then_some(Lang::Es);
            let spot = Spot { part, lang };
            assert_eq!(Spot::parse(&part.to_text(), spot.lang_word()), Some(spot));
        }
        for text in ["", "section", "section.", "section.nothing", "fact.7", "fact.x", "slot.y", "."] {
            assert_eq!(Part::parse(text), None, "{text}");
        }
        assert_eq!(Spot::parse("section.title", "-"), None);
        assert_eq!(Spot::parse("facts", "en"), None);
    }

    #[test]
    fn a_state_keeps_its_day_and_refuses_another() {
        assert_eq!(fact_state("not_yet_known 2031-03-14"), Some((FactState::NotYetKnown, Some("2031-03-14".to_owned()))));
        assert_eq!(fact_state("known"), Some((FactState::Known, None)));
        assert_eq!(fix_state("done 2031-02-30"), Some((FixState::Done, None)));
        assert_eq!(fix_state("finished"), None);
    }

    #[test]
    fn what_is_typed_is_kept_without_what_browsers_add() {
        assert_eq!(tidy("  a\r\nb\rc\u{0}\u{7} \n"), "a\nb\nc");
    }
}
