//! Reads a folder into an incident, or says all that is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    clock::Timestamp,
    exposure::{Category, CategorySet},
    ids::{FactId, FixId, IncidentId, UpdateId},
    incident::{Fact, FactState, Fix, FixState, Incident, Section, Stage, Update, UpdateKind},
    lang::Lang,
    plain::hedges,
};
use store::incidents::IncidentWords;

use super::{
    Faults, NewIncident, Reading, Source,
    model::{IncidentFile, Stamp},
    stamp::Calendar,
    texts::Texts,
};

const FILE: &str = "incident.toml";

/// Reads the incident in `source`.
///
/// # Errors
/// Everything that is missing or wrong, by file.
pub fn read(source: &Source, reading: &Reading<'_>) -> Result<NewIncident, Faults> {
    let mut faults = Faults::default();
    let Some(text) = source.get(FILE) else {
        faults.add(FILE, "is missing; docs/incident-folder.md shows what it holds");
        return Err(faults);
    };
    let file: IncidentFile = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            faults.add(FILE, error.to_string().trim());
            return Err(faults);
        }
    };
    let Some(calendar) = Calendar::new(&file.zone, reading.shift_days) else {
        faults.add(FILE, format!("there is no zone `{}`; write an IANA name such as \"America/New_York\"", file.zone));
        return Err(faults);
    };
    let mut reader = Reader { calendar: &calendar, now: reading.now, faults };
    let incident = reader.incident(&file, reading);
    let mut entries = reader.entries(&file, reading);
    // Newest first, as pages show them.
    entries.updates.sort_by_key(|(_, update)| std::cmp::Reverse((update.published_at, update.update_id)));
    let mut faults = reader.faults;
    let words = Lang::ALL
        .map(|lang| {
            let texts = Texts { source, lang, calendar: &calendar, values: reading.values };
            (lang, words(&texts, &entries, &mut faults))
        })
        .to_vec();
    strangers(source, &entries, &mut faults);
    if faults.0.is_empty() { Ok(NewIncident { incident, words }) } else { Err(faults) }
}

/// Facts, fixes and updates by their name in the folder, without words.
struct Entries {
    facts: Vec<(String, Fact)>,
    fixes: Vec<(String, Fix)>,
    updates: Vec<(String, Update)>,
}

struct Reader<'a> {
    calendar: &'a Calendar,
    now: Timestamp,
    faults: Faults,
}

impl Reader<'_> {
    fn fault(&mut self, words: impl std::fmt::Display) {
        self.faults.add(FILE, words);
    }

    fn day(&mut self, what: &str, stamp: Option<&Stamp>) -> Option<String> {
        let text = stamp?.to_string();
        let day = self.calendar.day(&text);
        if day.is_none() {
            self.fault(format!("`{what}` is `{text}`; write a day such as 2031-03-02"));
        }
        day
    }

    fn time(&mut self, what: &str, stamp: Option<&Stamp>) -> Option<Timestamp> {
        let text = stamp?.to_string();
        let time = self.calendar.time(&text);
        if time.is_none() {
            self.fault(format!("`{what}` is `{text}`; write a time such as 2031-03-02T14:20 (in the incident's zone)"));
        }
        time
    }

    /// A time that cannot lie ahead.
    fn past(&mut self, what: &str, stamp: Option<&Stamp>) -> Option<Timestamp> {
        let time = self.time(what, stamp)?;
        if time > self.now {
            self.fault(format!("`{what}` is later than now; it says when something happened"));
        }
        Some(time)
    }

    fn incident(&mut self, file: &IncidentFile, reading: &Reading<'_>) -> Incident {
        let stage = file.stage.as_deref().unwrap_or("open");
        let stage = Stage::parse(stage).filter(|stage| *stage != Stage::Draft).unwrap_or_else(|| {
            self.fault(format!("`stage` is `{stage}`; write open, contained, resolved or closed"));
            Stage::Open
        });
        let categories = self.categories(&file.categories);
        let mut slots = Vec::new();
        for (slot, address) in &file.slots {
            if !["https://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme)) {
                self.fault(format!("the slot `{slot}` leads to `{address}`; write an https:, mailto: or tel: address"));
            }
            slots.push((slot.clone(), address.clone()));
        }
        let (occurred_from, occurred_to) =
            (self.day("occurred_from", file.occurred_from.as_ref()), self.day("occurred_to", file.occurred_to.as_ref()));
        if let (Some(from), Some(to)) = (&occurred_from, &occurred_to)
            && from > to
        {
            self.fault("`occurred_to` is before `occurred_from`; swap them");
        }
        Incident {
            incident_id: IncidentId::new(reading.now, reading.entropy),
            slug: reading.slug.clone(),
            is_practice: reading.is_practice,
            stage,
            zone: file.zone.clone(),
            occurred_from,
            occurred_to,
            discovered_at: self.past("discovered_at", file.discovered_at.as_ref()),
            determined_at: self.past("determined_at", file.determined_at.as_ref()),
            contained_at: self.past("contained_at", file.contained_at.as_ref()),
            published_at: None,
            as_of: self.past("as_of", Some(&file.as_of)).unwrap_or(reading.now),
            next_update_at: self.time("next_update_at", file.next_update_at.as_ref()),
            categories,
            slots,
            suspected_known_by: self.day("suspected_known_by", file.suspected_known_by.as_ref()),
        }
    }

    fn categories(&mut self, ids: &[String]) -> CategorySet {
        let mut set = CategorySet::default();
        for id in ids {
            match Category::parse(id) {
                Ok(category) => set.insert(category),
                Err(_) => self.fault(format!("there is no category `{id}`; docs/incident-folder.md lists all")),
            }
        }
        set
    }

    fn entries(&mut self, file: &IncidentFile, reading: &Reading<'_>) -> Entries {
        let mut names = BTreeSet::new();
        for id in file
            .fact
            .iter()
            .map(|f| ("fact", &f.id))
            .chain(file.fix.iter().map(|f| ("fix", &f.id)))
            .chain(file.update.iter().map(|u| ("update", &u.id)))
        {
            if !names.insert(id) {
                self.fault(format!("the {} `{}` stands twice; give each its own id", id.0, id.1));
            }
        }
        Entries {
            facts: file.fact.iter().map(|entry| (entry.id.clone(), self.fact(entry, reading))).collect(),
            fixes: file.fix.iter().map(|entry| (entry.id.clone(), self.fix(entry, reading))).collect(),
            updates: file.update.iter().filter_map(|entry| Some((entry.id.clone(), self.update(entry, reading)?))).collect(),
        }
    }

    fn fact(&mut self, entry: &super::model::FactEntry, reading: &Reading<'_>) -> Fact {
        let id = &entry.id;
        let state = FactState::parse(&entry.state).unwrap_or_else(|| {
            self.fault(format!("the fact `{id}` has the state `{}`; write known, not_yet_known or corrected", entry.state));
            FactState::Known
        });
        let expected_on = self.day("expected_on", entry.expected_on.as_ref());
        let corrected_on = self.day("corrected_on", entry.corrected_on.as_ref());
        if (state == FactState::NotYetKnown) != entry.expected_on.is_some() {
            self.fault(format!("the fact `{id}`: `expected_on`, the day we expect to know, belongs to not_yet_known and to nothing else"));
        }
        if (state == FactState::Corrected) != entry.corrected_on.is_some() {
            self.fault(format!("the fact `{id}`: `corrected_on`, the day of the correction, belongs to corrected and to nothing else"));
        }
        let fact_id = FactId::new(reading.now, reading.entropy);
        Fact { fact_id, state, expected_on, corrected_on, text: String::new(), earlier_text: None }
    }

    fn fix(&mut self, entry: &super::model::FixEntry, reading: &Reading<'_>) -> Fix {
        let id = &entry.id;
        let state = FixState::parse(&entry.state).unwrap_or_else(|| {
            self.fault(format!("the fix `{id}` has the state `{}`; write done, under_way or planned", entry.state));
            FixState::Planned
        });
        let on_date = self.day("on", entry.on.as_ref());
        if state != FixState::UnderWay && entry.on.is_none() {
            self.fault(format!("the fix `{id}` needs `on`, the day it was or will be done: we promise nothing without a date"));
        }
        Fix { fix_id: FixId::new(reading.now, reading.entropy), state, on_date, text: String::new() }
    }

    fn update(&mut self, entry: &super::model::UpdateEntry, reading: &Reading<'_>) -> Option<Update> {
        let kind = UpdateKind::parse(&entry.kind);
        if kind.is_none() {
            let words = "write holding, facts, fixes, deadline, scam, correction or closing";
            self.fault(format!("the update `{}` has the kind `{}`; {words}", entry.id, entry.kind));
        }
        let published_at = self.past("published_at", Some(&entry.published_at))?;
        let update_id = UpdateId::new(published_at, reading.entropy);
        Some(Update::new(update_id, kind?, published_at))
    }
}

/// The words of one language; whatever is missing becomes a fault.
fn words(texts: &Texts<'_>, entries: &Entries, faults: &mut Faults) -> IncidentWords {
    let sections: Vec<(Section, String)> =
        Section::ALL.iter().map(|section| (*section, texts.file(&format!("{}.md", section.as_str()), faults))).collect();
    for (section, text) in &sections {
        if matches!(section, Section::Title | Section::Apology) {
            for hedge in hedges(text, texts.lang) {
                let path = texts.path(&format!("{}.md", section.as_str()));
                faults.add(&path, format!("says “{hedge}”; an apology says what we did, and that we are sorry, without a hedge"));
            }
        }
    }
    let mut facts = texts.parts("facts.md", faults);
    let mut earlier = texts.parts("facts-earlier.md", faults);
    let mut fixes = texts.parts("fixes.md", faults);
    let words = IncidentWords {
        sections,
        facts: entries
            .facts
            .iter()
            .map(|(id, fact)| Fact {
                text: take(&mut facts, id, &texts.path("facts.md"), faults),
                earlier_text: (fact.state == FactState::Corrected).then(|| take(&mut earlier, id, &texts.path("facts-earlier.md"), faults)),
                ..fact.clone()
            })
            .collect(),
        fixes: entries
            .fixes
            .iter()
            .map(|(id, fix)| Fix { text: take(&mut fixes, id, &texts.path("fixes.md"), faults), ..fix.clone() })
            .collect(),
        updates: entries
            .updates
            .iter()
            .map(|(id, update)| {
                let (title, body) = texts.update(id, faults);
                Update { title, body, ..update.clone() }
            })
            .collect(),
        ..IncidentWords::default()
    };
    for (file, rest) in [("facts.md", facts), ("facts-earlier.md", earlier), ("fixes.md", fixes)] {
        for id in rest.keys() {
            faults.add(&texts.path(file), format!("has `## {id}`, which incident.toml does not have (or not as corrected)"));
        }
    }
    words
}

fn take(parts: &mut BTreeMap<String, String>, id: &str, path: &str, faults: &mut Faults) -> String {
    let text = parts.remove(id).unwrap_or_default();
    if text.is_empty() {
        faults.add(path, format!("lacks the text of `{id}`; write it under `## {id}`"));
    }
    text
}

/// Files nobody asked for: most likely a misspelt name, and then a text that would never be seen.
fn strangers(source: &Source, entries: &Entries, faults: &mut Faults) {
    let known: BTreeSet<String> = Lang::ALL
        .iter()
        .flat_map(|lang| {
            let sections = Section::ALL.iter().map(|section| format!("{}.md", section.as_str()));
            let lists = ["facts.md", "facts-earlier.md", "fixes.md"].map(str::to_owned);
            let updates = entries.updates.iter().map(|(id, _)| format!("updates/{id}.md"));
            sections.chain(lists).chain(updates).map(move |name| format!("{}/{name}", lang.as_str()))
        })
        .collect();
    for path in source.paths().filter(|path| path.contains('/') && !known.contains(*path)) {
        faults.add(path, "belongs to nothing in incident.toml; rename or remove it");
    }
}
