//! What was wrong, at the top of the page.

use leptos::prelude::*;

use crate::{components::head::PageHead, forms::use_form_state, request::use_words};

/// The page's title, with "Error: " before it when the form came back: the first thing a screen reader says.
#[component]
pub fn FormHead(
    /// What the page is.
    #[prop(into)]
    title: String,
) -> impl IntoView {
    let title = if use_form_state().mistakes.is_empty() { title } else { use_words().with("form-error-title", &[("title", &title)]) };
    view! { <PageHead title/> }.into_any()
}

/// All mistakes with a link to each field. Takes focus, also without script; nothing when there are none.
#[component]
pub fn ErrorSummary() -> impl IntoView {
    let (state, words) = (use_form_state(), use_words());
    if state.mistakes.is_empty() {
        return ().into_any();
    }
    let mistakes = state.mistakes.into_iter().map(|mistake| {
        view! { <li><a href=format!("#{}", mistake.field)>{mistake.words}</a></li> }
    });
    view! {
        <div class="summary" role="alert" tabindex="-1" autofocus aria-labelledby="summary-title">
            <h2 id="summary-title">{words.t("form-summary-title")}</h2>
            <ul>{mistakes.collect_view()}</ul>
        </div>
    }
    .into_any()
}
