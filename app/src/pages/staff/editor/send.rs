//! `/staff/incidents/{slug}/send`: what goes to a second person, and what could still be better.

use std::collections::BTreeMap;

use domain::{
    advice::{Kind, advise, emptiness, is_apology},
    incident::Section,
    lang::Lang,
};
use leptos::prelude::*;

use super::{
    Asked, begin, framed, page,
    parts::{lang_name, section_title},
};
use crate::{
    components::{
        advice::advice_words,
        form::{ErrorSummary, FormToken},
    },
    editor::{Edited, Step},
    error::PageError,
};

/// `/staff/incidents/{slug}/send`.
#[component]
pub fn SendPage() -> impl IntoView {
    page(write)
}

async fn write(asked: Asked) -> Result<AnyView, PageError> {
    let (desk, edited) = begin(&asked).await?;
    let words = asked.words;
    let waiting = asked.site.store.count_proposals(edited.incident.incident_id).await?.waiting;
    let updates = asked.request.lang.path(&super::page_path(&edited.incident, "updates"));
    let is_sent = asked.done.as_deref() == Some("sent");
    let waits = (waiting > 0).then(|| {
        let text = words.with("staff-editor-send-waiting", &[("count", &waiting)]);
        view! { <p>{text}" "<a href=updates>{words.t("staff-editor-send-waiting-link")}</a></p> }
    });
    let inner = if is_sent {
        view! { <p class="note note--done" role="status">{words.t("staff-editor-sent")}</p><p>{words.t("staff-editor-sent-next")}</p>{waits} }
            .into_any()
    } else {
        view! { <ErrorSummary/>{waits}{checks(&asked, &edited)}{button(&asked, &edited)} }.into_any()
    };
    Ok(framed(&asked, desk, &edited, Step::Send, inner))
}

/// What could be better, text by text. Nothing of it holds anybody back.
fn checks(asked: &Asked, edited: &Edited) -> AnyView {
    let words = asked.words;
    let mut rows: Vec<AnyView> = Vec::new();
    for section in Section::ALL.iter().copied() {
        for lang in Lang::ALL {
            let other = if lang == Lang::En { Lang::Es } else { Lang::En };
            let text = edited.section(section, lang);
            let mut found: BTreeMap<Kind, usize> = BTreeMap::new();
            if let Some(kind) = emptiness(text, edited.section(section, other)) {
                found.insert(kind, 1);
            }
            for advice in advise(text, lang, is_apology(section)) {
                *found.entry(advice.kind).or_default() += 1;
            }
            let place = words.with("staff-editor-text-in", &[("what", &section_title(words, section)), ("lang", &lang_name(words, lang))]);
            let href =
                format!("{}#section.{}.{}", asked.request.lang.path(&Step::Texts.path(&edited.incident)), section.as_str(), lang.as_str());
            rows.extend(
                found
                    .into_keys()
                    .map(|kind| view! { <li><a href=href.clone()>{place.clone()}</a>": "{advice_words(words, kind)}</li> }.into_any()),
            );
        }
    }
    if rows.is_empty() {
        return view! { <p class="note note--done">{words.t("staff-editor-send-clean")}</p> }.into_any();
    }
    let count = rows.len();
    view! {
        <section class="stack">
            <h2>{words.with("staff-editor-send-advice", &[("count", &count)])}</h2>
            <p>{words.t("staff-editor-send-advice-lead")}</p>
            <ul class="list">{rows}</ul>
        </section>
    }
    .into_any()
}

fn button(asked: &Asked, edited: &Edited) -> AnyView {
    let words = asked.words;
    let is_public = edited.incident.published_at.is_some();
    let lead = if is_public { words.t("staff-editor-send-lead-public") } else { words.t("staff-editor-send-lead") };
    if is_public && !edited.is_changed() {
        return view! { <p>{words.t("staff-editor-send-nothing")}</p> }.into_any();
    }
    let saved_at = edited.saved_at().map(|time| time.to_string()).unwrap_or_default();
    view! {
        <form id="send" class="stack" method="post" action=asked.request.lang.path(&Step::Send.path(&edited.incident)) tabindex="-1">
            <FormToken/>
            <input type="hidden" name="saved_at" value=saved_at/>
            <p>{lead}</p>
            <p class="actions"><button class="button">{words.t("staff-editor-send-button")}</button></p>
        </form>
    }
    .into_any()
}
