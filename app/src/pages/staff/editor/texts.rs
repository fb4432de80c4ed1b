//! `/staff/incidents/{slug}/texts`: heading, apology and sections, both languages side by side, with advice beside each.

use domain::{
    advice::is_apology,
    draft::{Part, Spot},
    incident::Section,
    lang::Lang,
};
use leptos::prelude::*;

use super::{
    Asked, begin, form, framed, page,
    parts::{area, lang_name, section_title},
};
use crate::{
    components::advice::advice_on,
    editor::{Edited, Step},
    error::PageError,
};

/// `/staff/incidents/{slug}/texts`.
#[component]
pub fn TextsPage() -> impl IntoView {
    page(write)
}

async fn write(asked: Asked) -> Result<AnyView, PageError> {
    let (desk, edited) = begin(&asked).await?;
    let words = asked.words;
    let sections: Vec<AnyView> = Section::ALL.iter().map(|section| one(&asked, &edited, *section)).collect();
    let fields = form(&asked, &edited, Step::Texts, view! { {sections} }.into_any());
    let inner = view! {
        <p>{words.t("staff-editor-texts-lead")}</p>
        <p class="quiet small">{words.t("staff-editor-markdown")}</p>
        {fields}
    };
    Ok(framed(&asked, desk, &edited, Step::Texts, inner.into_any()))
}

fn one(asked: &Asked, edited: &Edited, section: Section) -> AnyView {
    let words = asked.words;
    let rows = if section == Section::Title { 2 } else { 7 };
    let title = section_title(words, section);
    let fields: Vec<AnyView> = Lang::ALL
        .into_iter()
        .map(|lang| {
            let other = if lang == Lang::En { Lang::Es } else { Lang::En };
            let advice = advice_on(words, edited.section(section, lang), edited.section(section, other), lang, is_apology(section));
            let label = words.with("staff-editor-text-in", &[("what", &title), ("lang", &lang_name(words, lang))]);
            area(asked, edited, Spot::of(Part::Section(section), lang), label, rows, advice)
        })
        .collect();
    view! { <section class="stack"><h2>{title}</h2><div class="pair">{fields}</div></section> }.into_any()
}
