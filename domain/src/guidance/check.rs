//! What must be true of a catalogue before anybody reads it. The rules are those of `domain/data/guidance/check.py` that
//! matter to a reader: nothing missing, nothing unknown, both languages alike, links that lead where they say.

use std::{collections::HashSet, fmt};

use thiserror::Error;

use super::{
    ActionStage, Audience, LinkKind, Slot,
    raw::{RawAction, RawCatalogue, RawLink},
};
use crate::exposure::{CATEGORY_POSITIONS, Category};

/// Why a catalogue cannot be used: every fault, one a line.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub struct BadCatalogue(pub Vec<String>);

impl fmt::Display for BadCatalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the guidance catalogue cannot be used:\n{}", self.0.join("\n"))
    }
}

/// Everything wrong with `raw`.
pub(super) fn faults(raw: &RawCatalogue) -> Vec<String> {
    let mut faults = Vec::new();
    if raw.meta.schema != 1 {
        faults.push(format!("meta: schema {} is not 1", raw.meta.schema));
    }
    categories(raw, &mut faults);
    let mut seen = HashSet::new();
    for action in &raw.action {
        if !seen.insert(&action.id) {
            faults.push(format!("action {}: stands twice", action.id));
        }
        let mut wrong = |what: String| faults.push(format!("action {}: {what}", action.id));
        words_of(action, raw, &mut wrong);
        texts_of(action, &mut wrong);
        for link in &action.links {
            link_faults(link, &mut wrong);
        }
    }
    contacts(raw, &mut faults);
    faults
}

fn categories(raw: &RawCatalogue, faults: &mut Vec<String>) {
    let mut seen = HashSet::new();
    for category in &raw.category {
        if !seen.insert(category.id.as_str()) {
            faults.push(format!("category {}: stands twice", category.id));
        }
        if Category::parse(&category.id).is_err() {
            faults.push(format!("category {}: this program does not know it", category.id));
        }
        if !(1..=3).contains(&category.severity) {
            faults.push(format!("category {}: severity must be 1, 2 or 3", category.id));
        }
        if [&category.label_en, &category.label_es, &category.risk_en, &category.risk_es].iter().any(|text| text.trim().is_empty()) {
            faults.push(format!("category {}: a text is empty", category.id));
        }
    }
    faults.extend(CATEGORY_POSITIONS.iter().filter(|id| !seen.contains(*id)).map(|id| format!("category {id}: is absent")));
}

fn words_of(action: &RawAction, raw: &RawCatalogue, wrong: &mut impl FnMut(String)) {
    if ActionStage::parse(&action.stage).is_none() {
        wrong(format!("stage {} is not known", action.stage));
    }
    if !["free", "paid"].contains(&action.cost.as_str()) {
        wrong(format!("cost {} is not known", action.cost));
    }
    if !raw.deadline.contains_key(&action.deadline) {
        wrong(format!("deadline {} is not defined", action.deadline));
    }
    if action.slot.as_deref().is_some_and(|slot| Slot::parse(slot).is_none()) {
        wrong("slot is not known".to_owned());
    }
    if action.for_whom.is_empty() || action.for_whom.iter().any(|word| Audience::parse(word).is_none()) {
        wrong("for_whom is empty or not known".to_owned());
    }
    let is_for_all = action.applies_to == ["all"];
    if action.applies_to.is_empty() || !is_for_all && action.applies_to.iter().any(|id| Category::parse(id).is_err()) {
        wrong("applies_to names no known category, or `all` beside others".to_owned());
    }
    if action.regions.is_empty() || !action.regions.iter().all(|region| is_region(region)) {
        wrong("regions are empty or not `*`, `EU`, a country or a subdivision".to_owned());
    }
    if action.minutes == 0 || action.priority == 0 {
        wrong("minutes and priority must be above zero".to_owned());
    }
}

fn texts_of(action: &RawAction, wrong: &mut impl FnMut(String)) {
    let texts = [&action.id, &action.title_en, &action.title_es, &action.why_en, &action.why_es];
    let is_empty = |text: &&String| text.trim().is_empty();
    if texts.iter().any(is_empty) || action.steps_en.iter().chain(&action.steps_es).any(|text| text.trim().is_empty()) {
        wrong("a text is empty".to_owned());
    }
    if action.steps_en.is_empty() || action.steps_en.len() != action.steps_es.len() {
        wrong("the languages have different numbers of steps".to_owned());
    }
    if action.need_en.is_some() != action.need_es.is_some() || action.cost_note_en.is_some() != action.cost_note_es.is_some() {
        wrong("need or cost_note stands in one language only".to_owned());
    }
    if action.cost == "paid" && action.cost_note_en.is_none() {
        wrong("a paid step needs a cost_note".to_owned());
    }
    if action.links.is_empty() && action.slot.is_none() && action.no_link_reason.is_none() {
        wrong("there is no link, no slot and no reason why".to_owned());
    }
    if action.sources.is_empty() {
        wrong("there is no source".to_owned());
    }
}

/// A link from the catalogue becomes an `href`: only these two schemes may ever stand there.
fn link_faults(link: &RawLink, wrong: &mut impl FnMut(String)) {
    let is_web = |url: &str| {
        url.strip_prefix("https://").is_some_and(|rest| !rest.is_empty())
            && !url.contains(|c: char| c.is_whitespace() || "\"<>".contains(c))
    };
    let is_phone = |url: &str| {
        url.strip_prefix("tel:")
            .is_some_and(|number| number.len() >= 2 && number.trim_start_matches('+').bytes().all(|b| b.is_ascii_digit()))
    };
    let fits = match LinkKind::parse(&link.kind) {
        Some(LinkKind::Phone) => is_phone(&link.url),
        Some(_) => is_web(&link.url),
        None => false,
    };
    if !fits || link.url_es.as_deref().is_some_and(|url| !is_web(url)) || link.label.trim().is_empty() {
        wrong(format!("the link {:?} of kind {:?} has no label or leads nowhere", link.url, link.kind));
    }
}

fn is_region(region: &str) -> bool {
    let is_code = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    match region.split_once('-') {
        _ if region == "*" => true,
        Some((country, part)) => is_code(country, 2..=2) && is_code(part, 2..=3),
        None => is_code(region, 2..=2),
    }
}

fn contacts(raw: &RawCatalogue, faults: &mut Vec<String>) {
    for wanted in ["equifax", "experian", "transunion"] {
        if !raw.contacts.cra.iter().any(|bureau| bureau.id == wanted) {
            faults.push(format!("contacts: {wanted} is absent"));
        }
    }
    let mut seen = HashSet::new();
    for office in &raw.contacts.state {
        if !office.region.as_ref().is_some_and(|region| region.starts_with("US-") && seen.insert(region)) {
            faults.push(format!("contacts: the office {} has no region of its own", office.name));
        }
    }
}
