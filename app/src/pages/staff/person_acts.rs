//! The forms below a person's story: each says before the press what it will do.

use domain::person::{Kind, Person};
use leptos::prelude::*;
use store::people::PersonMarks;

use super::{confirm::ConfirmOr, person_story::mark_words};
use crate::{
    components::form::{FormToken, TextField},
    forms::{staff_request::REASON_LENGTH, use_form_state},
    request::{use_request, use_words},
};

/// Send a new invitation, say what became of them, put doubles together.
#[component]
pub fn PersonActs(
    /// Whom.
    person: Person,
    /// What stands beside them.
    marks: PersonMarks,
    /// Whether the second factor was given within the last ten minutes.
    is_confirmed: bool,
) -> impl IntoView {
    let (request, words, state) = (use_request(), use_words(), use_form_state());
    let here = request.lang.path(&request.path);
    let has_address = person.contact.email_address().is_some();
    let act = |act: &'static str| view! { <FormToken/><input type="hidden" name="act" value=act/> };
    let limit = words.with("ask-limit", &[("most", &REASON_LENGTH)]);
    let chosen = state.typed("mark");
    let is_moved = marks.moved_at.is_some();
    let options: Vec<_> = [
        ("deceased", person.kind != Kind::Deceased),
        ("minor", person.kind != Kind::Minor),
        ("adult", person.kind != Kind::Adult),
        ("moved", !is_moved),
        ("address-good", is_moved),
    ]
    .into_iter()
    .filter(|(_, fits)| *fits)
    .map(|(mark, _)| view! { <option value=mark selected=chosen == mark>{mark_words(words, mark)}</option> })
    .collect();
    view! {
        <section class="stack">
            <h2>{words.t("staff-request-reissue")}</h2>
            <p>{if has_address { words.t("staff-request-reissue-mail") } else { words.t("staff-request-reissue-no-mail") }}</p>
            <form class="stack" method="post" action=here.clone()>
                {act("reissue")}
                <TextField name="reissue_reason" label=words.t("staff-request-reason") hint=limit.clone()/>
                <ConfirmOr is_confirmed><button class="button button--quiet">{words.t("staff-request-reissue-button")}</button></ConfirmOr>
            </form>
        </section>
        <section class="stack">
            <h2>{words.t("staff-person-mark")}</h2>
            <p>{words.t("staff-person-mark-what")}</p>
            <form class="stack" method="post" action=here.clone()>
                {act("mark")}
                <div class="field">
                    <label class="field__label" for="mark">{words.t("staff-person-mark-label")}</label>
                    <select class="field__input" id="mark" name="mark">{options}</select>
                </div>
                <TextField name="mark_reason" label=words.t("staff-request-reason") hint=limit.clone()/>
                <ConfirmOr is_confirmed><button class="button button--quiet">{words.t("staff-person-mark-button")}</button></ConfirmOr>
            </form>
        </section>
        <section class="stack">
            <h2>{words.t("staff-person-merge")}</h2>
            <p>{words.t("staff-person-merge-what")}</p>
            <form class="stack" method="post" action=here autocomplete="off">
                {act("merge")}
                <TextField name="merge_other" label=words.t("staff-person-merge-label") hint=words.t("staff-person-merge-hint")/>
                <TextField name="merge_reason" label=words.t("staff-request-reason") hint=limit/>
                <ConfirmOr is_confirmed><button class="button button--quiet">{words.t("staff-person-merge-button")}</button></ConfirmOr>
            </form>
        </section>
    }
    .into_any()
}
