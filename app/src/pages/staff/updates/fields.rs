//! Fields that several forms about updates have.

use domain::{
    incident::{Incident, UpdateKind},
    lang::Lang,
};
use leptos::prelude::*;

use crate::{
    components::{
        advice::advice_on,
        form::{CategoriesAndPlaces, FieldKind, TextField, TickBox},
    },
    forms::{
        staff_updates::{DO, DRAFT_ID, DRAFT_VERSION},
        use_form_state,
    },
    islands::KeepDraft,
    request::{use_request, use_words},
    site::use_site,
    staff::publishing::{lang_words, update_kind_words},
};

/// Heading and text of an update in both languages, beside each other where there is room.
#[component]
pub fn PostFields(
    /// What stands in the fields when nothing was typed yet: English heading and text, then Spanish.
    #[prop(optional)]
    values: [String; 4],
) -> impl IntoView {
    let words = use_words();
    let [title_en, body_en, title_es, body_es] = values;
    let markdown = words.t("staff-updates-markdown");
    view! {
        <fieldset class="stack"><legend><h2>{words.t("staff-updates-english")}</h2></legend>
            <TextField name="title_en" label=words.t("staff-updates-heading-en") value=title_en/>
            <TextField name="body_en" label=words.t("staff-updates-text-en") hint=markdown.clone() kind=FieldKind::Lines value=body_en.clone()/>
            <AdviceOn name="body_en" other="body_es" lang=Lang::En values=[body_en.clone(), body_es.clone()]/>
        </fieldset>
        <fieldset class="stack"><legend><h2>{words.t("staff-updates-spanish")}</h2></legend>
            <TextField name="title_es" label=words.t("staff-updates-heading-es") value=title_es/>
            <TextField name="body_es" label=words.t("staff-updates-text-es") hint=markdown kind=FieldKind::Lines value=body_es.clone()/>
            <AdviceOn name="body_es" other="body_en" lang=Lang::Es values=[body_es, body_en]/>
        </fieldset>
    }
    .into_any()
}

/// What could be better in a text; nothing before anything was written in either language.
#[component]
pub fn AdviceOn(
    /// The field.
    name: &'static str,
    /// The field with the same in the other language.
    other: &'static str,
    /// The language of the field.
    lang: Lang,
    /// What stands in both when nothing was typed yet.
    #[prop(optional)]
    values: [String; 2],
) -> impl IntoView {
    let (state, words) = (use_form_state(), use_words());
    let [value, other_value] = values;
    let text = state.typed.get(name).cloned().unwrap_or(value);
    let there = state.typed.get(other).cloned().unwrap_or(other_value);
    let is_empty = text.trim().is_empty() && there.trim().is_empty();
    let advice = (!is_empty).then(|| advice_on(words, text.trim(), there.trim(), lang, false));
    view! { <div id=format!("{name}.advice")>{advice}</div> }.into_any()
}

/// Which draft the form is filled from. A page that was opened afresh has the id of one that is made with the first word.
#[component]
pub fn DraftFields() -> impl IntoView {
    let (site, state) = (use_site(), use_form_state());
    let fresh = || domain::ids::new_uuid(site.now(), &*site.entropy).to_string();
    let id = state.typed.get(DRAFT_ID).cloned().unwrap_or_else(fresh);
    let version = state.typed.get(DRAFT_VERSION).cloned().unwrap_or_else(|| "0".to_owned());
    view! { <input type="hidden" name=DRAFT_ID value=id/><input type="hidden" name=DRAFT_VERSION value=version/> }.into_any()
}

/// Keeps the form without proposing anything, and while somebody types.
#[component]
pub fn KeepUpdate(
    /// Of which incident.
    incident: Incident,
) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let list = format!("/staff/incidents/{}/updates", incident.slug);
    let frames =
        Lang::ALL.map(|lang| (lang_words(words, lang), format!("{}?beside=yes", lang.path(&format!("{list}/drafts/{{{DRAFT_ID}}}")))));
    view! {
        <button class="button button--quiet" name=DO value="keep">{words.t("staff-updates-keep")}</button>
        <KeepDraft
            page=request.path.clone()
            lang=request.lang.as_str().to_owned()
            is_whole=true
            failed=words.t("staff-keep-update-failed")
            kept_href=request.lang.path(&list)
            kept_words=words.t("staff-keep-update-link")
            preview_words=words.t("staff-keep-preview")
            previews=frames.to_vec()
        />
    }
    .into_any()
}

/// What an update is about.
#[component]
pub fn Kinds() -> impl IntoView {
    let (state, words) = (use_form_state(), use_words());
    let typed = state.typed.get("kind").map_or(UpdateKind::Facts.as_str(), String::as_str).to_owned();
    let mistake = state.mistake("kind").map(|words| view! { <span class="field__error">{words.to_owned()}</span> });
    let options: Vec<AnyView> = UpdateKind::ALL
        .iter()
        .map(|kind| {
            let is_chosen = typed == kind.as_str();
            view! { <option value=kind.as_str() selected=is_chosen>{update_kind_words(words, *kind)}</option> }.into_any()
        })
        .collect();
    view! {
        <div class="field">
            <label class="field__label" for="kind">{words.t("staff-updates-kind")}</label>
            {mistake}
            <select id="kind" name="kind">{options}</select>
        </div>
    }
    .into_any()
}

/// Everybody, or the affected people to whom all of what is ticked applies.
#[component]
pub fn AudienceFields(incident: Incident) -> impl IntoView {
    let (state, words) = (use_form_state(), use_words());
    let is_affected = state.typed("audience") == "affected";
    let langs: Vec<AnyView> = Lang::ALL
        .iter()
        .map(|lang| view! { <TickBox name=format!("lang-{}", lang.as_str()) label=lang_words(words, *lang)/> }.into_any())
        .collect();
    view! {
        <fieldset class="field">
            <legend>{words.t("staff-updates-audience")}</legend>
            <div class="choice"><input type="radio" id="audience" name="audience" value="everybody" checked=!is_affected/><label for="audience">{words.t("staff-updates-for-everybody")}</label></div>
            <div class="choice"><input type="radio" id="audience-affected" name="audience" value="affected" checked=is_affected/><label for="audience-affected">{words.t("staff-updates-only-affected")}</label></div>
        </fieldset>
        <details class="fold" open=is_affected>
            <summary>{words.t("staff-updates-which")}</summary>
            <div class="step__body stack">
                <p>{words.t("staff-updates-which-hint")}</p>
                {view! { <CategoriesAndPlaces incident/> }.into_any()}
                <fieldset class="field"><legend>{words.t("staff-updates-langs")}</legend>{langs}</fieldset>
            </div>
        </details>
    }
    .into_any()
}

/// Whether it also goes out by mail: it does unless somebody takes the tick off.
#[component]
pub fn ByMail() -> impl IntoView {
    let (state, words) = (use_form_state(), use_words());
    let is_ticked = state.typed.is_empty() || state.typed.contains_key("by_mail");
    view! {
        <fieldset class="field">
            <legend>{words.t("staff-mail-legend")}</legend>
            <span class="field__hint" id="by_mail-hint">{words.t("staff-mail-hint")}</span>
            <div class="choice">
                <input type="checkbox" id="by_mail" name="by_mail" value="on" checked=is_ticked aria-describedby="by_mail-hint"/>
                <label for="by_mail">{words.t("staff-mail-choice")}</label>
            </div>
        </fieldset>
    }
    .into_any()
}
