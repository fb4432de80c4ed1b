//! `/subscriptions/link`: "send me my link". The same answer for every address.

use leptos::prelude::*;

use crate::{
    components::form::{ErrorSummary, FieldKind, FormHead, FormToken, TextField},
    components::head::{NoIndex, PageHead},
    request::{use_request, use_words},
};

/// The question.
#[component]
pub fn LinkPage() -> impl IntoView {
    let words = use_words();
    view! {
        <FormHead title=words.t("subscriptions-link-title")/>
        <main id="main"><div class="wrap stack">
            <ErrorSummary/>
            <h1>{words.t("subscriptions-link-title")}</h1>
            <LinkForm/>
        </div></main>
    }
    .into_any()
}

/// The form, which also stands where somebody came without their link.
#[component]
pub fn LinkForm() -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <p>{words.t("subscriptions-link-text")}</p>
        <form class="stack" method="post" action=request.lang.path("/subscriptions/link")>
            <FormToken/>
            <TextField name="email" kind=FieldKind::Email label=words.t("check-label") hint=words.t("subscriptions-link-hint")/>
            <p class="actions"><button class="button">{words.t("subscriptions-link-button")}</button></p>
        </form>
    }
    .into_any()
}

/// What everybody sees who asked.
#[component]
pub fn LinkSentPage() -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <PageHead title=words.t("subscriptions-link-sent-title")/>
        <NoIndex/>
        <main id="main"><div class="wrap stack">
            <h1>{words.t("subscriptions-link-sent-title")}</h1>
            <p class="lead">{words.t("subscriptions-link-sent-text")}</p>
            <p>{words.t("subscribe-sent-wait")}</p>
            <ul>
                <li><a href=request.lang.path("/subscribe")>{words.t("subscriptions-sign-up")}</a></li>
                <li><a href=request.lang.path("/help")>{words.t("subscribe-have-help")}</a></li>
            </ul>
        </div></main>
    }
}
