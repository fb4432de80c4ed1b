//! What we tell this person and not everybody, and what we had to correct in what everybody was told.

use domain::incident::Update;
use leptos::prelude::*;

use crate::{
    me::Mine,
    pages::incident::{UpdateArticle, became},
    request::{use_request, use_words},
};

/// The updates for this person, newest first, and the corrected or withdrawn ones of the public page; nothing when there are none.
#[component]
pub fn News(
    /// Whose.
    mine: Mine,
) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let (incident, said) = (&mine.public.0, &mine.public.1);
    let theirs: Vec<Update> = said.for_some.iter().filter(|update| update.audience.includes(&mine.person)).cloned().collect();
    let theirs: Vec<AnyView> =
        theirs.into_iter().map(|update| view! { <li><UpdateArticle incident=incident.clone() update/></li> }.into_any()).collect();
    let wrong: Vec<AnyView> = said
        .updates
        .iter()
        .filter_map(|update| {
            let became = became(words, incident, update)?;
            let address = request.lang.path(&format!("/incidents/{}/updates/{}", incident.slug, update.update_id));
            let title = if update.withdrawn.is_some() { words.t("update-withdrawn-title") } else { update.title.clone() };
            Some(view! { <li><a href=address>{title}</a>" "<span class="quiet small">{became}</span></li> }.into_any())
        })
        .collect();
    let (has_theirs, has_wrong) = (!theirs.is_empty(), !wrong.is_empty());
    (has_theirs || has_wrong).then(|| {
        view! {
            <section class="stack" aria-labelledby="news-title">
                <h2 id="news-title">{words.t("me-news")}</h2>
                {has_theirs.then(|| view! { <p>{words.t("me-news-yours")}</p><ul class="list">{theirs}</ul> })}
                {has_wrong.then(|| view! { <p>{words.t("me-news-corrected")}</p><ul class="list">{wrong}</ul> })}
            </section>
        }
    })
}
