//! `/subscriptions/leave/{token}`: one button, what still comes, and the way back. Opening it changes nothing: mail scanners do.

use leptos::prelude::*;

use super::error::ErrorPage;
use crate::{
    components::form::FormHead,
    error::PageError,
    forms::leave::Leaver,
    request::{Request, use_request},
    site::{Site, use_site},
    words::Words,
};

/// `/subscriptions/leave/{token}`.
#[component]
pub fn LeavePage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request).await;
        if let Some(response) = response {
            provide_context(response);
        }
        page.unwrap_or_else(|error| view! { <ErrorPage error/> }.into_any())
    })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let leaver = Leaver::of(site, request).await?;
    let words = Words(request.lang);
    let incident = match leaver.incident() {
        Some(incident) => format!("/incidents/{}", site.public_words.of(site, incident, request.lang).await?.0.slug),
        None => "/".to_owned(),
    };
    let incident = request.lang.path(&incident);
    if leaver.has_left(site).await? {
        let (back, how) = match leaver {
            Leaver::Person(..) => ("/me#updates", [words.t("leave-back"), words.t("leave-back-link")]),
            Leaver::Subscriber { .. } => ("/subscribe", [words.t("leave-back-subscriber"), words.t("leave-back-subscriber-link")]),
        };
        let (back, [how, link]) = (request.lang.path(back), how);
        return Ok(view! {
            <FormHead title=words.t("leave-done-title")/>
            <main id="main"><div class="wrap stack">
                <h1>{words.t("leave-done-title")}</h1>
                <p class="note note--done" role="status">{words.t("leave-done")}</p>
                {still(words)}
                <h2>{words.t("leave-back-title")}</h2>
                <p>{how}" "<a href=back>{link}</a></p>
                <p><a href=incident>{words.t("leave-incident")}</a></p>
            </div></main>
        }
        .into_any());
    }
    Ok(view! {
        <FormHead title=words.t("leave-title")/>
        <main id="main"><div class="wrap stack">
            <h1>{words.t("leave-title")}</h1>
            <p>{if leaver.incident().is_some() { words.t("leave-text") } else { words.t("leave-text-every") }}</p>
            {still(words)}
            <form method="post" action=request.lang.path(&request.path)>
                <p class="actions"><button class="button">{words.t("leave-button")}</button></p>
            </form>
            <p><a href=incident>{words.t("leave-incident")}</a></p>
        </div></main>
    }
    .into_any())
}

/// What comes all the same.
fn still(words: Words) -> AnyView {
    view! {
        <h2>{words.t("leave-still-title")}</h2>
        <ul class="prose-list">
            <li>{words.t("leave-still-law")}</li>
            <li>{words.t("leave-still-asked")}</li>
        </ul>
    }
    .into_any()
}
