//! One update: its words, what was corrected in them, or that it was withdrawn and why. Staff read their drafts through the
//! same component.

use domain::incident::{Incident, Update, UpdateCorrection};
use leptos::prelude::*;

use super::{became, when};
use crate::{components::markdown::Markdown, request::use_words};

/// The update.
#[component]
pub fn UpdateArticle(
    /// Of which incident.
    incident: Incident,
    /// Which update, in the reader's language.
    update: Update,
    /// Whether it is the page's own subject; otherwise its heading is one level lower.
    #[prop(default = false)]
    is_page: bool,
) -> impl IntoView {
    let words = use_words();
    let line = when(words, &incident, &update);
    let became = became(words, &incident, &update);
    let title = if update.withdrawn.is_some() { words.t("update-withdrawn-title") } else { update.title };
    let heading = if is_page { view! { <h1>{title}</h1> }.into_any() } else { view! { <h3 class="title">{title}</h3> }.into_any() };
    let body = match update.withdrawn {
        Some(withdrawn) => view! {
            <div class="note note--open">
                <p><strong>{became}</strong></p>
                <Markdown text=withdrawn.reason/>
            </div>
        }
        .into_any(),
        None => {
            let corrections: Vec<AnyView> = update
                .corrections
                .into_iter()
                .map(|correction| view! { <Corrected incident=incident.clone() correction/> }.into_any())
                .collect();
            view! { {corrections} <Markdown text=update.body/> }.into_any()
        }
    };
    view! {
        <article class="stack">
            <p class="timeline__when">{line}</p>
            {heading}
            {body}
        </article>
    }
    .into_any()
}

/// When it was corrected, what changed, and what stood there before.
#[component]
fn Corrected(incident: Incident, correction: UpdateCorrection) -> impl IntoView {
    let words = use_words();
    let time = words.moment(correction.at, &incident.zone);
    view! {
        <div class="note note--open stack">
            <p><strong>{words.with("update-corrected-on", &[("time", &time)])}</strong></p>
            <Markdown text=correction.what_changed/>
            <details class="fold">
                <summary>{words.t("update-before")}</summary>
                <div class="step__body stack">
                    <p><strong>{correction.earlier_title}</strong></p>
                    <Markdown text=correction.earlier_body/>
                </div>
            </details>
        </div>
    }
}
