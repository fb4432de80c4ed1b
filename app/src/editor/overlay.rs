//! Drafts over what is there: every part as the text that is edited, and back.

use domain::{
    clock::Timestamp,
    draft::{DateField, Part, Spot, fact_state, fix_state, ids, ids_text, is_day, state_text},
    exposure::{Category, CategorySet},
    guidance::Slot,
    ids::{FactId, FixId},
    incident::{Fact, FactState, Fix, FixState, Incident, Section},
    lang::Lang,
    publishing::{FactDraft, FixDraft, PerLang, WordsDraft},
};
use store::{drafts::Drafts, incidents::IncidentWords};

/// What stands at a spot of published words, as it is edited. Times are RFC 3339 in UTC.
pub fn text_of(words: &WordsDraft, spot: Spot) -> String {
    let lang = spot.lang.unwrap_or_default();
    let fact = |id: FactId| words.facts.iter().find(|fact| fact.fact_id == id);
    let fix = |id: FixId| words.fixes.iter().find(|fix| fix.fix_id == id);
    match spot.part {
        Part::Section(section) => {
            words.sections.iter().find(|(which, _)| *which == section).map(|(_, text)| text.get(lang).clone()).unwrap_or_default()
        }
        Part::Fact(id) => fact(id).map(|fact| fact.text.get(lang).clone()).unwrap_or_default(),
        Part::FactState(id) => fact(id)
            .map(|fact| state_text(fact.state.as_str(), fact.expected_on.as_deref().or(fact.corrected_on.as_deref())))
            .unwrap_or_default(),
        Part::Facts => ids_text(&words.facts.iter().map(|fact| fact.fact_id).collect::<Vec<_>>()),
        Part::Fix(id) => fix(id).map(|fix| fix.text.get(lang).clone()).unwrap_or_default(),
        Part::FixState(id) => fix(id).map(|fix| state_text(fix.state.as_str(), fix.on_date.as_deref())).unwrap_or_default(),
        Part::Fixes => ids_text(&words.fixes.iter().map(|fix| fix.fix_id).collect::<Vec<_>>()),
        Part::Date(field) => date_of(words, field),
        Part::Categories => words.categories.iter().map(Category::id).collect::<Vec<_>>().join(" "),
        Part::Slot(slot) => {
            words.slots.iter().find(|(name, _)| name == slot.as_str()).map(|(_, address)| address.clone()).unwrap_or_default()
        }
    }
}

fn date_of(words: &WordsDraft, field: DateField) -> String {
    let time = |time: Option<Timestamp>| time.map(|time| time.to_string()).unwrap_or_default();
    match field {
        DateField::Zone => words.zone.clone(),
        DateField::OccurredFrom => words.occurred_from.clone().unwrap_or_default(),
        DateField::OccurredTo => words.occurred_to.clone().unwrap_or_default(),
        DateField::SuspectedKnownBy => words.suspected_known_by.clone().unwrap_or_default(),
        DateField::Discovered => time(words.discovered_at),
        DateField::Determined => time(words.determined_at),
        DateField::Contained => time(words.contained_at),
        DateField::NextUpdate => time(words.next_update_at),
    }
}

/// An update that was published since has made a promise of its own.
pub fn drop_stale_promise(drafts: &mut Drafts, incident: &Incident) {
    let spot = Spot::shared(Part::Date(DateField::NextUpdate));
    if incident.published_at.is_some() && drafts.get(&spot).is_some_and(|draft| draft.edited_at < incident.as_of) {
        drafts.remove(&spot);
    }
}

/// `base` with everything that is drafted.
pub fn overlaid(base: &WordsDraft, drafts: &Drafts) -> WordsDraft {
    let text = |spot: Spot| drafts.get(&spot).map_or_else(|| text_of(base, spot), |draft| draft.body.clone());
    let shared = |part: Part| text(Spot::shared(part));
    let both = |part: Part| PerLang::from_fn(|lang| text(Spot::of(part, lang)));
    let day = |field: DateField| Some(shared(Part::Date(field))).filter(|day| is_day(day));
    let time = |field: DateField| Timestamp::parse(&shared(Part::Date(field))).ok();
    WordsDraft {
        based_on: base.based_on,
        stage: base.stage,
        zone: shared(Part::Date(DateField::Zone)),
        occurred_from: day(DateField::OccurredFrom),
        occurred_to: day(DateField::OccurredTo),
        discovered_at: time(DateField::Discovered),
        determined_at: time(DateField::Determined),
        contained_at: time(DateField::Contained),
        next_update_at: time(DateField::NextUpdate),
        categories: categories(&shared(Part::Categories)),
        suspected_known_by: day(DateField::SuspectedKnownBy),
        slots: slots(base, &shared),
        sections: Section::ALL.iter().map(|section| (*section, both(Part::Section(*section)))).collect(),
        facts: ids(&shared(Part::Facts)).into_iter().map(|id| fact(base, id, &shared(Part::FactState(id)), both(Part::Fact(id)))).collect(),
        fixes: ids(&shared(Part::Fixes))
            .into_iter()
            .map(|id| {
                let (state, on_date) = fix_state(&shared(Part::FixState(id))).unwrap_or((FixState::Planned, None));
                FixDraft { fix_id: id, state, on_date, text: both(Part::Fix(id)) }
            })
            .collect(),
    }
}

fn categories(text: &str) -> CategorySet {
    text.split(' ').filter_map(|id| Category::parse(id).ok()).collect()
}

/// Slots in the order of the catalogue; what this program does not know stays as it is.
fn slots(base: &WordsDraft, shared: &impl Fn(Part) -> String) -> Vec<(String, String)> {
    let known = Slot::ALL.iter().map(|slot| (slot.as_str().to_owned(), shared(Part::Slot(*slot))));
    let mut slots: Vec<(String, String)> = base.slots.clone();
    for (name, address) in known {
        match slots.iter_mut().find(|(slot, _)| *slot == name) {
            Some((_, old)) => *old = address,
            None => slots.push((name, address)),
        }
    }
    // However it came here: nothing else becomes a link on the page.
    slots.retain(|(_, address)| is_address(address));
    slots
}

/// Whether a browser may follow it from a page of ours: `https:`, `mailto:` or `tel:`, without what a browser would drop.
#[must_use]
pub fn is_address(address: &str) -> bool {
    ["https://", "mailto:", "tel:"].iter().any(|scheme| address.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
        && !address.chars().any(|c| c.is_control() || c.is_whitespace())
}

fn fact(base: &WordsDraft, id: FactId, state: &str, text: PerLang<String>) -> FactDraft {
    let before = base.facts.iter().find(|fact| fact.fact_id == id);
    let (state, day) = fact_state(state).unwrap_or((FactState::NotYetKnown, None));
    // What was said before stays beside a correction: the published words, or what they corrected.
    let earlier = before.map(|fact| fact.earlier_text.clone().unwrap_or_else(|| fact.text.clone()));
    let (state, earlier_text) = match (state, earlier) {
        (FactState::Corrected, Some(earlier)) => (FactState::Corrected, Some(earlier)),
        (FactState::Corrected, None) => (FactState::Known, None),
        (state, _) => (state, None),
    };
    FactDraft {
        fact_id: id,
        state,
        expected_on: day.clone().filter(|_| state == FactState::NotYetKnown),
        corrected_on: day.filter(|_| state == FactState::Corrected),
        text,
        earlier_text,
    }
}

/// An incident and its words in one language, as the page takes them.
pub fn as_public(incident: &Incident, words: &WordsDraft, lang: Lang) -> (Incident, IncidentWords) {
    let incident = Incident {
        zone: words.zone.clone(),
        occurred_from: words.occurred_from.clone(),
        occurred_to: words.occurred_to.clone(),
        discovered_at: words.discovered_at,
        determined_at: words.determined_at,
        contained_at: words.contained_at,
        next_update_at: words.next_update_at,
        categories: words.categories,
        suspected_known_by: words.suspected_known_by.clone(),
        slots: words.slots.clone(),
        ..incident.clone()
    };
    let fact = |fact: &FactDraft| Fact {
        fact_id: fact.fact_id,
        state: fact.state,
        expected_on: fact.expected_on.clone(),
        corrected_on: fact.corrected_on.clone(),
        text: fact.text.get(lang).clone(),
        earlier_text: fact.earlier_text.as_ref().map(|text| text.get(lang).clone()),
    };
    let fix = |fix: &FixDraft| Fix { fix_id: fix.fix_id, state: fix.state, on_date: fix.on_date.clone(), text: fix.text.get(lang).clone() };
    let words = IncidentWords {
        sections: words.sections.iter().map(|(section, text)| (*section, text.get(lang).clone())).collect(),
        facts: words.facts.iter().map(fact).collect(),
        fixes: words.fixes.iter().map(fix).collect(),
        ..IncidentWords::default()
    };
    (incident, words)
}

/// A stored time as a field shows it, `2031-03-09T14:20` in `zone`; empty for none.
#[must_use]
pub fn local_time(stored: &str, zone: &str) -> String {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    Timestamp::parse(stored).map(|time| time.to_jiff().to_zoned(zone).strftime("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default()
}

/// What was typed into a field of a time, in `zone`; `None` when it is none. Browsers leave out the seconds, people write a space.
#[must_use]
pub fn read_local(typed: &str, zone: &str) -> Option<Timestamp> {
    let zone = jiff::tz::TimeZone::get(zone).ok()?;
    if !typed.contains(['T', ' ']) {
        return None;
    }
    Some(typed.parse::<jiff::civil::DateTime>().ok()?.to_zoned(zone).ok()?.timestamp().into())
}

#[cfg(test)]
mod tests {
    use domain::{draft::ids_text, exposure::CategorySet, incident::Stage};
    use store::drafts::Draft;
    use uuid::Uuid;

    use super::*;

    fn base() -> WordsDraft {
        let text = |text: &str| PerLang::from_fn(|lang| format!("{text} {}", lang.as_str()));
        let fact = |number: u128, state| FactDraft {
            fact_id: FactId(Uuid::from_u128(number)),
            state,
            expected_on: (state == FactState::NotYetKnown).then(|| "2031-03-14".to_owned()),
            corrected_on: None,
            text: text(&format!("fact {number}")),
            earlier_text: None,
        };
        WordsDraft {
            based_on: 3,
            stage: Stage::Open,
            zone: "America/New_York".to_owned(),
            occurred_from: Some("2031-03-02".to_owned()),
            occurred_to: None,
            discovered_at: Timestamp::parse("2031-03-09T19:20:31.5Z").ok(),
            determined_at: None,
            contained_at: None,
            next_update_at: Timestamp::parse("2031-03-11T22:00:00Z").ok(),
            categories: ["ssn", "email"].into_iter().filter_map(|id| Category::parse(id).ok()).collect(),
            suspected_known_by: None,
            slots: vec![
                ("password_reset".to_owned(), "https://example.org/p".to_owned()),
                ("other".to_owned(), "https://x.org".to_owned()),
            ],
            sections: Section::ALL.iter().map(|section| (*section, text(section.as_str()))).collect(),
            facts: vec![fact(1, FactState::Known), fact(2, FactState::NotYetKnown)],
            fixes: vec![FixDraft { fix_id: FixId(Uuid::from_u128(9)), state: FixState::UnderWay, on_date: None, text: text("fix") }],
        }
    }

    fn draft(body: &str) -> Draft {
        Draft { version: 1, body: body.to_owned(), edited_by: "ana".to_owned(), edited_at: Timestamp::from_micros(0) }
    }

    #[test]
    fn without_drafts_nothing_is_changed_to_the_microsecond() {
        assert_eq!(overlaid(&base(), &Drafts::new()), base());
    }

    #[test]
    fn a_draft_changes_its_own_part_and_no_other() {
        let (one, two, new) = (FactId(Uuid::from_u128(1)), FactId(Uuid::from_u128(2)), FactId(Uuid::from_u128(3)));
        let drafts = Drafts::from([
            (Spot::of(Part::Section(Section::Apology), Lang::Es), draft("Lo sentimos.")),
            (Spot::shared(Part::Facts), draft(&ids_text(&[two, new, one]))),
            (Spot::of(Part::Fact(new), Lang::En), draft("A new fact")),
            (Spot::shared(Part::FactState(new)), draft("corrected 2031-03-10")),
            (Spot::shared(Part::FactState(one)), draft("corrected 2031-03-10")),
            (Spot::of(Part::Fact(one), Lang::En), draft("The right number")),
            (Spot::shared(Part::Categories), draft("")),
            (Spot::shared(Part::Slot(Slot::PasswordReset)), draft("")),
        ]);
        let words = overlaid(&base(), &drafts);
        assert_eq!(words.facts.iter().map(|fact| fact.fact_id).collect::<Vec<_>>(), [two, new, one]);
        assert_eq!(words.facts[0], base().facts[1]);
        assert_eq!(words.facts[1].state, FactState::Known, "what was never said cannot be corrected");
        let corrected = &words.facts[2];
        assert_eq!((corrected.text.en.as_str(), corrected.corrected_on.as_deref()), ("The right number", Some("2031-03-10")));
        assert_eq!(corrected.earlier_text.as_ref().map(|text| text.en.as_str()), Some("fact 1 en"));
        assert_eq!(words.categories, CategorySet::default());
        assert_eq!(words.slots, [("other".to_owned(), "https://x.org".to_owned())]);
        assert_eq!(words.sections[1].1.es, "Lo sentimos.");
        assert_eq!(words.sections[1].1.en, "apology en");
    }

    #[test]
    fn an_address_leads_where_a_page_of_ours_may_lead() {
        for address in ["https://example.org/p", "mailto:a@example.org", "tel:+1-888-555-0100"] {
            assert!(is_address(address), "{address}");
        }
        for address in ["javascript:alert(1)", "http://example.org", "https://", "https://a b", "java\nscript:x", " https://a", "data:x"] {
            assert!(!is_address(address), "{address}");
        }
        let drafts = Drafts::from([(Spot::shared(Part::Slot(Slot::PasswordReset)), draft("javascript:alert(1)"))]);
        assert!(overlaid(&base(), &drafts).slots.iter().all(|(_, address)| address.starts_with("https:")));
    }

    #[test]
    fn a_time_is_typed_in_the_incidents_zone() {
        let stored = read_local("2031-03-09T14:20", "America/New_York").unwrap();
        assert_eq!(stored.to_string(), "2031-03-09T18:20:00Z");
        assert_eq!(local_time(&stored.to_string(), "America/New_York"), "2031-03-09T14:20");
        assert_eq!(read_local("2031-03-09 14:20", "UTC").map(|time| time.to_string()).as_deref(), Some("2031-03-09T14:20:00Z"));
        for typed in ["2031-03-09", "yesterday", "2031-02-30T10:00", ""] {
            assert_eq!(read_local(typed, "UTC"), None, "{typed}");
        }
    }
}
