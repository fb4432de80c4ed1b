//! What everybody sees who asks for an address that is not there.

use leptos::prelude::*;

use crate::{
    components::head::{NoIndex, PageHead},
    request::{use_request, use_words},
};

/// The shared 404. It shows nothing of the address that was asked for, so that it is the same for every one.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    let (request, words) = (use_request(), use_words());
    view! {
        <PageHead title=words.t("not-found-title")/>
        <NoIndex/>
        <main id="main"><div class="wrap stack">
            <h1>{words.t("not-found-title")}</h1>
            <p class="lead">{words.t("not-found-text")}</p>
            <p class="actions"><a class="button" href=request.lang.path("/")>{words.t("not-found-home")}</a></p>
            <p><a href=request.lang.path("/help")>{words.t("not-found-help")}</a></p>
        </div></main>
    }
}
