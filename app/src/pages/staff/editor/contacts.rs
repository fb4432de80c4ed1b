//! `/staff/incidents/{slug}/contacts`.

use domain::{
    draft::{Part, Spot},
    guidance::Slot,
};
use leptos::prelude::*;

use super::{Asked, begin, form, framed, page, parts::version};
use crate::{
    components::form::{ErrorSummary, TextField},
    editor::Step,
    error::PageError,
    forms::editor::SLOTS,
    pages::incident::Ways,
    words::Words,
};

/// `/staff/incidents/{slug}/contacts`.
#[component]
pub fn ContactsPage() -> impl IntoView {
    page(write)
}

async fn write(asked: Asked) -> Result<AnyView, PageError> {
    let (desk, edited) = begin(&asked).await?;
    let words = asked.words;
    let fields: Vec<AnyView> = SLOTS
        .into_iter()
        .map(|slot| {
            let spot = Spot::shared(Part::Slot(slot));
            let (label, hint) = slot_words(words, slot);
            let hidden = version(&asked, &edited, spot);
            view! { <TextField name=slot.as_str() label=label hint=hint value=edited.value(spot)/>{hidden} }.into_any()
        })
        .collect();
    let fields = form(&asked, &edited, Step::Contacts, view! { <div class="stack">{fields}</div> }.into_any());
    let inner = view! {
        <ErrorSummary/>
        <p>{words.t("staff-editor-contacts-lead")}</p>
        {fields}
        <section class="card stack">
            <h2>{words.t("staff-editor-ways")}</h2>
            <p>{words.t("staff-editor-ways-lead")}</p>
            <Ways/>
        </section>
    };
    Ok(framed(&asked, desk, &edited, Step::Contacts, inner.into_any()))
}

/// What a page of the company is called, and what it is for.
fn slot_words(words: Words, slot: Slot) -> (String, String) {
    match slot {
        Slot::PasswordReset => (words.t("staff-editor-slot-password"), words.t("staff-editor-slot-password-hint")),
        Slot::MonitoringEnrollment => (words.t("staff-editor-slot-monitoring"), words.t("staff-editor-slot-monitoring-hint")),
        _ => (words.t("staff-editor-slot-privacy"), words.t("staff-editor-slot-privacy-hint")),
    }
}
