//! `/check`: "am I affected?", answered by mail and never on the screen.

use leptos::prelude::*;

use crate::{
    components::form::{ErrorSummary, FieldKind, FormHead, FormToken, TextField},
    components::head::{NoIndex, PageHead},
    forms::use_form_state,
    request::{use_request, use_words},
};

/// The question.
#[component]
pub fn CheckPage() -> impl IntoView {
    let (request, words, state) = (use_request(), use_words(), use_form_state());
    // Ticked until somebody takes the tick away.
    let wants_reminder = state.mistakes.is_empty() || !state.typed("remind").is_empty();
    view! {
        <FormHead title=words.t("check-title")/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <ErrorSummary/>
                <h1>{words.t("check-title")}</h1>
                <p>{words.t("check-text")}</p>
                <form class="stack" method="post" action=request.lang.path("/check")>
                    <FormToken/>
                    <TextField name="email" kind=FieldKind::Email label=words.t("check-label") hint=words.t("check-hint")/>
                    <p class="choice">
                        <input type="checkbox" id="remind" name="remind" value="yes" checked=wants_reminder/>
                        <label for="remind">{words.t("check-remind")}</label>
                    </p>
                    <p class="actions"><button class="button">{words.t("check-button")}</button></p>
                </form>
            </section>
            <section class="stack">
                <h2>{words.t("check-why-title")}</h2>
                <p>{words.t("check-why-text")}</p>
                <ul>
                    <li><a href=request.lang.path("/code")>{words.t("check-have-code")}</a></li>
                    <li><a href=request.lang.path("/help")>{words.t("check-help")}</a></li>
                </ul>
            </section>
        </div></main>
    }
}

/// What everybody sees who asked: the same bytes, whatever the answer will be.
#[component]
pub fn CheckSentPage() -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <PageHead title=words.t("check-sent-title")/>
        <NoIndex/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <h1>{words.t("check-sent-title")}</h1>
                <p class="lead">{words.t("check-sent-text")}</p>
                <p>{words.t("check-sent-wait")}</p>
                <ul>
                    <li><a href=request.lang.path("/check")>{words.t("check-sent-other")}</a></li>
                    <li><a href=request.lang.path("/subscribe")>{words.t("subscriptions-sign-up")}</a></li>
                    <li><a href=request.lang.path("/help")>{words.t("check-help")}</a></li>
                </ul>
            </section>
        </div></main>
    }
}
