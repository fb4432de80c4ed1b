//! `/staff/incidents/{slug}/facts` and `/fixes`.

use domain::{
    draft::{Spot, fact_state, fix_state},
    incident::{FactState, FixState},
    lang::Lang,
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{
    Asked, begin, form, framed, page,
    parts::{area, lang_name, version},
};
use crate::{
    components::{advice::advice_on, form::ErrorSummary},
    editor::{Edited, Entries},
    error::PageError,
    forms::editor::NEW_ID,
    words::Words,
};

/// `/staff/incidents/{slug}/facts`.
#[component]
pub fn FactsPage() -> impl IntoView {
    page(|asked| write(asked, Entries::Facts))
}

/// `/staff/incidents/{slug}/fixes`.
#[component]
pub fn FixesPage() -> impl IntoView {
    page(|asked| write(asked, Entries::Fixes))
}

async fn write(asked: Asked, list: Entries) -> Result<AnyView, PageError> {
    let (desk, edited) = begin(&asked).await?;
    let words = asked.words;
    let order = Spot::shared(list.order());
    let order_name = Edited::field(order);
    let ids = list.ids(&edited);
    // A form that came back shows what stood on it.
    let shown = asked.state.typed.get(&order_name).cloned().unwrap_or_else(|| domain::draft::ids_text(&ids));
    let shown_ids = domain::draft::ids::<Uuid>(&shown);
    let entries: Vec<AnyView> = shown_ids.iter().enumerate().map(|(at, id)| entry(&asked, &edited, list, at + 1, *id)).collect();
    // One that was kept while it was written stands above by now.
    let new = asked.state.typed.get(NEW_ID).and_then(|id| id.parse().ok()).filter(|id| !shown_ids.contains(id));
    let new = new.unwrap_or_else(|| domain::ids::new_uuid(asked.site.now(), &*asked.site.entropy));
    let lead = match list {
        Entries::Facts => words.t("staff-editor-facts-lead"),
        Entries::Fixes => words.t("staff-editor-fixes-lead"),
    };
    let fields = view! {
        <div id="entries" class="stack-l" tabindex="-1">
            <input type="hidden" name=order_name value=shown/>
            {version(&asked, &edited, order)}
            {entries}
            {new_entry(&asked, &edited, list, new)}
        </div>
    };
    let fields = form(&asked, &edited, list.step(), fields.into_any());
    let inner = view! { <ErrorSummary/><p>{lead}</p>{fields} };
    Ok(framed(&asked, desk, &edited, list.step(), inner.into_any()))
}

fn entry(asked: &Asked, edited: &Edited, list: Entries, number: usize, id: Uuid) -> AnyView {
    let words = asked.words;
    let texts: Vec<AnyView> = Lang::ALL
        .into_iter()
        .map(|lang| {
            let other = if lang == Lang::En { Lang::Es } else { Lang::En };
            let value = |lang| edited.value(Spot::of(list.text(id), lang));
            let advice = advice_on(words, &value(lang), &value(other), lang, false);
            area(asked, edited, Spot::of(list.text(id), lang), lang_name(words, lang), 3, advice)
        })
        .collect();
    let spot = Spot::shared(list.state(id));
    let (state, day) = match list {
        Entries::Facts => fact_state(&edited.value(spot)).map(|(state, day)| (state.as_str(), day)),
        Entries::Fixes => fix_state(&edited.value(spot)).map(|(state, day)| (state.as_str(), day)),
    }
    .unwrap_or_default();
    let title = match list {
        Entries::Facts => words.with("staff-editor-fact-number", &[("number", &number)]),
        Entries::Fixes => words.with("staff-editor-fix-number", &[("number", &number)]),
    };
    let press = |what: &str, label: String| {
        let named = format!("{label}: {title}");
        view! { <button class="button button--quiet" name="do" value=format!("{what}.{id}") aria-label=named>{label}</button> }.into_any()
    };
    let away = if list.is_public(edited, id) {
        view! { <span class="quiet small">{words.t("staff-editor-stays")}</span> }.into_any()
    } else {
        press("away", words.t("staff-editor-away"))
    };
    view! {
        <fieldset class="card stack">
            <legend>{title.clone()}</legend>
            <div class="pair">{texts}</div>
            {state_fields(asked, list, &Edited::field(spot), state, &day.unwrap_or_default())}
            {version(asked, edited, spot)}
            <p class="actions">{press("up", words.t("staff-editor-up"))}{press("down", words.t("staff-editor-down"))}{away}</p>
        </fieldset>
    }
    .into_any()
}

fn new_entry(asked: &Asked, edited: &Edited, list: Entries, id: Uuid) -> AnyView {
    let words = asked.words;
    let title = match list {
        Entries::Facts => words.t("staff-editor-new-fact"),
        Entries::Fixes => words.t("staff-editor-new-fix"),
    };
    let texts = Lang::ALL.map(|lang| area(asked, edited, Spot::of(list.text(id), lang), lang_name(words, lang), 3, ().into_any()));
    let state = Spot::shared(list.state(id));
    view! {
        <fieldset class="card stack">
            <legend>{title}</legend>
            <input type="hidden" name=NEW_ID value=id.to_string()/>
            <div class="pair">{texts.into_iter().collect_view()}</div>
            {state_fields(asked, list, &Edited::field(state), list.states()[usize::from(list == Entries::Fixes)], "")}
            {version(asked, edited, state)}
        </fieldset>
    }
    .into_any()
}

/// The state and its day.
fn state_fields(asked: &Asked, list: Entries, name: &str, state: &str, day: &str) -> AnyView {
    let words = asked.words;
    let typed = |name: &str, value: &str| asked.state.typed.get(name).cloned().unwrap_or_else(|| value.to_owned());
    let (state, day_name) = (typed(name, state), format!("{name}.day"));
    let day = typed(&day_name, day);
    let options: Vec<AnyView> = list
        .states()
        .into_iter()
        .map(|word| view! { <option value=word selected=word == state>{state_words(words, list, word)}</option> }.into_any())
        .collect();
    let hint = match list {
        Entries::Facts => words.t("staff-editor-fact-day"),
        Entries::Fixes => words.t("staff-editor-fix-day"),
    };
    let (id, day_id) = (name.to_owned(), day_name.clone());
    view! {
        <div class="pair">
            <div class="field">
                <label class="field__label" for=id.clone()>{words.t("staff-editor-state")}</label>
                <select id=id name=name.to_owned()>{options}</select>
            </div>
            <div class="field">
                <label class="field__label" for=day_id.clone()>{hint}</label>
                <input type="date" id=day_id name=day_name value=day/>
            </div>
        </div>
    }
    .into_any()
}

/// A state in words.
pub(super) fn state_words(words: Words, list: Entries, state: &str) -> String {
    match list {
        Entries::Facts => match FactState::parse(state) {
            Some(FactState::Known) => words.t("fact-known"),
            Some(FactState::NotYetKnown) => words.t("fact-not-yet-known"),
            Some(FactState::Corrected) => words.t("fact-corrected"),
            None => String::new(),
        },
        Entries::Fixes => match FixState::parse(state) {
            Some(FixState::Done) => words.t("fix-done"),
            Some(FixState::UnderWay) => words.t("fix-under-way"),
            Some(FixState::Planned) => words.t("fix-planned"),
            None => String::new(),
        },
    }
}
