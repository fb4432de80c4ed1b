//! What differs between an incident's words before and after: by part, with what stood there before.

use domain::{
    incident::Section,
    lang::Lang,
    publishing::{FactDraft, FixDraft, PerLang, WordsDraft},
};

use crate::words::Words;

/// One part that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// What it is called on the page, and what was done to it.
    pub label: String,
    /// What stood there before, Markdown; nothing when it was added, or is no text.
    pub before: Option<String>,
}

/// The parts that differ, in the order of the page.
#[must_use]
pub fn changes(words: Words, before: &WordsDraft, after: &WordsDraft) -> Vec<Changed> {
    let lang = words.0;
    let mut changed = Vec::new();
    for section in Section::ALL {
        let text = |draft: &WordsDraft| {
            let text = draft.sections.iter().find(|(which, _)| which == section).map(|(_, text)| text);
            text.map(|text| said(text, lang)).unwrap_or_default()
        };
        let (old, new) = (text(before), text(after));
        if old != new {
            changed.push(Changed { label: section_words(words, *section), before: (!old.is_empty()).then_some(old) });
        }
    }
    changed.extend(facts(words, before, after));
    changed.extend(fixes(words, before, after));
    if rest(before) != rest(after) {
        changed.push(Changed { label: words.t("revisions-dates"), before: None });
    }
    changed
}

/// The text in `lang`, or in the other language when it is missing.
fn said(text: &PerLang<String>, lang: Lang) -> String {
    let ours = text.get(lang);
    let other = Lang::ALL.into_iter().find(|other| *other != lang).map(|other| text.get(other).clone());
    if ours.trim().is_empty() { other.unwrap_or_default() } else { ours.clone() }
}

fn facts(words: Words, before: &WordsDraft, after: &WordsDraft) -> Vec<Changed> {
    let find = |draft: &WordsDraft, fact: &FactDraft| draft.facts.iter().find(|other| other.fact_id == fact.fact_id).cloned();
    let text = |fact: &FactDraft| said(&fact.text, words.0);
    let mut changed = Vec::new();
    for fact in &after.facts {
        match find(before, fact) {
            None => changed.push(Changed { label: words.with("revisions-fact-new", &[("text", &text(fact))]), before: None }),
            Some(old) if old != *fact => {
                let before = (text(&old) != text(fact)).then(|| text(&old));
                changed.push(Changed { label: words.with("revisions-fact-changed", &[("text", &text(fact))]), before });
            }
            Some(_) => {}
        }
    }
    for fact in before.facts.iter().filter(|fact| find(after, fact).is_none()) {
        changed.push(Changed { label: words.t("revisions-fact-gone"), before: Some(text(fact)) });
    }
    changed
}

fn fixes(words: Words, before: &WordsDraft, after: &WordsDraft) -> Vec<Changed> {
    let find = |draft: &WordsDraft, fix: &FixDraft| draft.fixes.iter().find(|other| other.fix_id == fix.fix_id).cloned();
    let text = |fix: &FixDraft| said(&fix.text, words.0);
    let mut changed = Vec::new();
    for fix in &after.fixes {
        match find(before, fix) {
            None => changed.push(Changed { label: words.with("revisions-fix-new", &[("text", &text(fix))]), before: None }),
            Some(old) if old != *fix => {
                let before = (text(&old) != text(fix)).then(|| text(&old));
                changed.push(Changed { label: words.with("revisions-fix-changed", &[("text", &text(fix))]), before });
            }
            Some(_) => {}
        }
    }
    for fix in before.fixes.iter().filter(|fix| find(after, fix).is_none()) {
        changed.push(Changed { label: words.t("revisions-fix-gone"), before: Some(text(fix)) });
    }
    changed
}

/// All that is neither a text nor a fact nor a fix.
fn rest(words: &WordsDraft) -> WordsDraft {
    WordsDraft { based_on: 0, sections: Vec::new(), facts: Vec::new(), fixes: Vec::new(), ..words.clone() }
}

fn section_words(words: Words, section: Section) -> String {
    match section {
        Section::Title => words.t("revisions-heading"),
        Section::Apology => words.t("revisions-apology"),
        Section::WhatHappened => words.t("incident-what-happened"),
        Section::WhatInformation => words.t("incident-what-information"),
        Section::WhatWeAreDoing => words.t("incident-what-we-are-doing"),
        Section::WhatYouCanDo => words.t("incident-what-you-can-do"),
        Section::MoreInformation => words.t("incident-more-information"),
    }
}
