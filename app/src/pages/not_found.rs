//! What everybody sees who asks for an address that is not there.

use leptos::prelude::*;

use crate::request::use_words;

/// The shared 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    let words = use_words();
    view! { <main id="main"><div class="wrap"><h1>{words.t("not-found-title")}</h1></div></main> }
}
