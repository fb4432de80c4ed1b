//! Fields and advice, used on several pages.

use domain::{
    draft::{Part, Spot},
    incident::Section,
    lang::Lang,
};
use leptos::prelude::*;

use super::Asked;
use crate::{components::form::in_textarea, editor::Edited, words::Words};

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

/// The hidden fields with the version that stands on the page, and with the place beside it where words of this page may wait; those
/// that stood there when the form came back.
pub(super) fn version(asked: &Asked, edited: &Edited, spot: Spot) -> AnyView {
    let name = Edited::version_field(spot);
    let version = asked.state.typed.get(&name).cloned().unwrap_or_else(|| edited.version(spot).to_string());
    let beside_name = Edited::beside_field(spot);
    let beside = asked.state.typed(&beside_name);
    view! { <input type="hidden" name=name value=version/><input type="hidden" name=beside_name value=beside/> }.into_any()
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
