//! What is to be read before it is approved: through the very components the public reads it with.

use domain::{
    incident::{Incident, Update},
    lang::Lang,
    publishing::{PerLang, Proposal},
};
use leptos::{context::Provider, prelude::*};
use store::publishing::preview_words;

use crate::{
    pages::{
        incident::{IncidentBody, UpdateArticle},
        revisions::{ChangedPart, changes},
    },
    request::{Request, use_request, use_words},
    staff::publishing::Preview,
    words::Words,
};

/// The proposal as the public will see it: an update in every language, a whole page in the reader's with a link to the other.
#[component]
pub fn PreviewOf(
    /// What it is about.
    incident: Incident,
    /// What it would be.
    preview: Preview,
) -> impl IntoView {
    let words = use_words();
    match preview {
        Preview::Update(update) => view! { <Both incident update=*update/> }.into_any(),
        Preview::Page(incident, said) => {
            let (request, lang) = (use_request(), words.0);
            let other = if lang == Lang::En { Lang::Es } else { Lang::En };
            let href = other.path(&request.path);
            view! {
                <p><a href=href hreflang=other.as_str()>{words.t("staff-updates-other-language")}</a></p>
                <div class="card stack-l">{view! { <IncidentBody incident=*incident said=said.get(lang).clone()/> }.into_any()}</div>
            }
            .into_any()
        }
        Preview::Nothing => view! { <p>{words.t("staff-updates-refused-not-there")}</p> }.into_any(),
    }
}

#[component]
fn Both(incident: Incident, update: PerLang<Update>) -> impl IntoView {
    let request = use_request();
    Lang::ALL
        .map(|lang| {
            let (update, incident) = (update.get(lang).clone(), incident.clone());
            let there = Request { lang, ..request.clone() };
            view! {
                <div class="card" lang=lang.as_str()>
                    <Provider value=there>{view! { <UpdateArticle incident update/> }.into_any()}</Provider>
                </div>
            }
            .into_any()
        })
        .into_iter()
        .collect_view()
}

/// The parts of the page that a proposal changes; nothing for one that brings no words, or brings the first.
#[component]
pub fn ChangesOf(
    /// The proposal.
    proposal: Proposal,
    /// The words as they stand.
    before: Option<domain::publishing::WordsDraft>,
) -> impl IntoView {
    let words: Words = use_words();
    let (Proposal::Texts { words: after }, Some(before)) = (&proposal, before) else { return ().into_any() };
    let parts: Vec<AnyView> =
        changes(words, &before, after).into_iter().map(|changed| view! { <ChangedPart changed/> }.into_any()).collect();
    let is_untranslated = Lang::ALL.iter().any(|lang| preview_words(after, *lang).is_partly_untranslated);
    let is_empty = parts.is_empty();
    view! {
        <section class="stack">
            <h2>{words.t("staff-updates-changes")}</h2>
            {if is_empty { view! { <p>{words.t("staff-updates-no-changes")}</p> }.into_any() } else { view! { <ul>{parts}</ul> }.into_any() }}
            {is_untranslated.then(|| view! { <p class="note note--open">{words.t("staff-updates-untranslated")}</p> })}
        </section>
    }
    .into_any()
}
