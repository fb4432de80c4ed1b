//! Fields and advice, used on several pages.

use domain::{
    advice::{Advice, Kind, advise, grade},
    draft::{Part, Spot},
    incident::Section,
    lang::Lang,
};
use leptos::prelude::*;

use super::Asked;
use crate::{components::form::in_textarea, editor::Edited, words::Words};

/// The longest words quoted in advice.
const QUOTED: usize = 90;

/// The text field of a spot in its language, with what is said about the text beside it.
pub(super) fn area(asked: &Asked, edited: &Edited, spot: Spot, label: String, rows: u32, advice: AnyView) -> AnyView {
    let name = Edited::field(spot);
    let value = asked.state.typed.get(&name).cloned().unwrap_or_else(|| edited.value(spot));
    let advice_id = format!("{name}.advice");
    view! {
        <div class="stack">
            <div class="field">
                <label class="field__label" for=name.clone()>{label}</label>
                <textarea id=name.clone() name=name rows=rows.to_string() lang=spot.lang.map(Lang::as_str) spellcheck="true"
                    aria-describedby=advice_id.clone()>{in_textarea(&value)}</textarea>
                {version(asked, edited, spot)}
            </div>
            <div id=advice_id>{advice}</div>
        </div>
    }
    .into_any()
}

/// The hidden field with the version that stands on the page; the one that stood there when the form came back.
pub(super) fn version(asked: &Asked, edited: &Edited, spot: Spot) -> AnyView {
    let name = Edited::version_field(spot);
    let version = asked.state.typed.get(&name).cloned().unwrap_or_else(|| edited.version(spot).to_string());
    view! { <input type="hidden" name=name value=version/> }.into_any()
}

/// What could be better in a text; an empty one is missing or not translated.
pub(super) fn advice_on(words: Words, text: &str, other: &str, lang: Lang, is_apology: bool) -> AnyView {
    if let Some(kind) = domain::advice::emptiness(text, other) {
        return view! { <p class="advice">{advice_words(words, kind)}</p> }.into_any();
    }
    let advice = advise(text, lang, is_apology);
    let level = grade(text, lang).map(|grade| {
        // Whole grades: the formulas are no finer than that.
        let grade = (1_u32..=20).find(|whole| f64::from(*whole) >= grade - 0.5).unwrap_or(20);
        view! { <p class="quiet small">{words.with("staff-editor-grade", &[("grade", &grade)])}</p> }
    });
    let rows: Vec<AnyView> = advice.iter().map(|advice| advice_row(words, advice)).collect();
    let list = (!rows.is_empty()).then(|| view! { <ul class="advice">{rows}</ul> });
    view! { {list}{level} }.into_any()
}

fn advice_row(words: Words, advice: &Advice) -> AnyView {
    let mut quoted: String = advice.quoted.chars().take(QUOTED).collect();
    if quoted.len() < advice.quoted.len() {
        quoted.push('…');
    }
    view! { <li><q>{quoted}</q>" "{advice_words(words, advice.kind)}</li> }.into_any()
}

/// What to write instead.
pub(super) fn advice_words(words: Words, kind: Kind) -> String {
    match kind {
        Kind::NotTranslated => words.t("staff-advice-not-translated"),
        Kind::Missing => words.t("staff-advice-missing"),
        Kind::Blank => words.t("staff-advice-blank"),
        Kind::SorryIf => words.t("staff-advice-sorry-if"),
        Kind::If => words.t("staff-advice-if"),
        Kind::MayHave => words.t("staff-advice-may-have"),
        Kind::Seriously => words.t("staff-advice-seriously"),
        Kind::Sophisticated => words.t("staff-advice-sophisticated"),
        Kind::Caution => words.t("staff-advice-caution"),
        Kind::Unfortunately => words.t("staff-advice-unfortunately"),
        Kind::Inconvenience => words.t("staff-advice-inconvenience"),
        Kind::ThirdParty => words.t("staff-advice-third-party"),
        Kind::NoEvidence => words.t("staff-advice-no-evidence"),
        Kind::NoNumber => words.t("staff-advice-no-number"),
        Kind::LawTalk => words.t("staff-advice-law-talk"),
        Kind::OtherWord => words.t("staff-advice-other-word"),
        Kind::VagueTime => words.t("staff-advice-vague-time"),
        Kind::RelativeDay => words.t("staff-advice-relative-day"),
        Kind::TimeWithoutZone => words.t("staff-advice-time-without-zone"),
        Kind::ShortDate => words.t("staff-advice-short-date"),
        Kind::Exclamation => words.t("staff-advice-exclamation"),
        Kind::LongSentence => words.t("staff-advice-long-sentence"),
        Kind::Hard => words.t("staff-advice-hard"),
    }
}

/// The name of a language, in the reader's.
pub(super) fn lang_name(words: Words, lang: Lang) -> String {
    match lang {
        Lang::En => words.t("staff-editor-english"),
        Lang::Es => words.t("staff-editor-spanish"),
    }
}

/// What a section is called on the public page.
pub(super) fn section_title(words: Words, section: Section) -> String {
    match section {
        Section::Title => words.t("staff-editor-section-title"),
        Section::Apology => words.t("staff-editor-section-apology"),
        Section::WhatHappened => words.t("incident-what-happened"),
        Section::WhatInformation => words.t("incident-what-information"),
        Section::WhatWeAreDoing => words.t("incident-what-we-are-doing"),
        Section::WhatYouCanDo => words.t("incident-what-you-can-do"),
        Section::MoreInformation => words.t("incident-more-information"),
    }
}

/// What a part is called, where several of different kinds stand together.
pub(super) fn part_title(words: Words, part: Part) -> String {
    match part {
        Part::Section(section) => section_title(words, section),
        Part::Fact(_) => words.t("staff-editor-part-fact"),
        Part::FactState(_) => words.t("staff-editor-part-fact-state"),
        Part::Facts => words.t("staff-editor-part-facts"),
        Part::Fix(_) => words.t("staff-editor-part-fix"),
        Part::FixState(_) => words.t("staff-editor-part-fix-state"),
        Part::Fixes => words.t("staff-editor-part-fixes"),
        Part::Date(_) => words.t("staff-editor-part-date"),
        Part::Categories => words.t("staff-editor-step-categories"),
        Part::Slot(_) => words.t("staff-editor-part-slot"),
    }
}
