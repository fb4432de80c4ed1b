//! `/staff/incidents/{slug}/preview`: the public page itself, made from what is drafted, in the language of the address.

use leptos::prelude::*;

use super::{Asked, begin, page, steps};
use crate::{components::head::NoIndex, editor::Step, error::PageError, pages::incident::IncidentView};

/// `/staff/incidents/{slug}/preview`.
#[component]
pub fn PreviewPage() -> impl IntoView {
    page(write)
}

async fn write(asked: Asked) -> Result<AnyView, PageError> {
    let (_, edited) = begin(&asked).await?;
    let words = asked.words;
    let lang = asked.request.lang;
    let (incident, mut said) = edited.as_public(lang);
    said.updates = asked.site.store.incident_words(incident.incident_id, lang).await?.updates;
    if asked.is_beside {
        return Ok(view! { <NoIndex/><IncidentView incident said/> }.into_any());
    }
    let other = if lang == domain::lang::Lang::En { domain::lang::Lang::Es } else { domain::lang::Lang::En };
    let path = Step::Preview.path(&edited.incident);
    let send = lang.path(&Step::Send.path(&edited.incident));
    Ok(view! {
        <NoIndex/>
        <div class="wrap stack">
            {steps(&asked, &edited, Some(Step::Preview))}
            <div class="note note--open stack">
                <p><strong>{words.t("staff-editor-preview-title")}</strong>" "{words.t("staff-editor-preview-text")}</p>
                <p class="actions">
                    <a class="button" href=send>{words.t("staff-editor-preview-next")}</a>
                    <a href=other.path(&path) lang=other.as_str() hreflang=other.as_str()>{words.t("staff-editor-preview-other")}</a>
                </p>
            </div>
        </div>
        <IncidentView incident said/>
    }
    .into_any())
}
