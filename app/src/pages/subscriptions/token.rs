//! `/subscriptions/confirm` and `/subscriptions/open`: the same for everybody, whatever stands behind the `#`, which no server is told.

use leptos::prelude::*;

use crate::{
    components::form::{ErrorSummary, FieldKind, FormHead, FormToken, TextField},
    request::{use_request, use_words},
    site::use_site,
};

/// Where the link leads that asks for a confirmation. With `open.js` one button confirms; without it the pasted code does.
#[component]
pub fn ConfirmPage() -> impl IntoView {
    let words = use_words();
    view! {
        <TokenPage
            path="/subscriptions/confirm"
            title=words.t("subscriptions-confirm-title")
            text=words.t("subscriptions-confirm-text")
            button=words.t("subscriptions-confirm-button")
        />
    }
    .into_any()
}

/// Where the link leads to what somebody chose.
#[component]
pub fn OpenSubscriptionPage() -> impl IntoView {
    let words = use_words();
    view! {
        <TokenPage
            path="/subscriptions/open"
            title=words.t("subscriptions-title")
            text=words.t("subscriptions-open-text")
            button=words.t("subscriptions-open-button")
        />
    }
    .into_any()
}

#[component]
fn TokenPage(path: &'static str, title: String, text: String, button: String) -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    let action = request.lang.path(path);
    view! {
        <FormHead title=title.clone()/>
        <main id="main"><div class="wrap stack-l">
            <form id="open-link" class="stack" method="post" action=action.clone() hidden>
                <h1>{title.clone()}</h1>
                <p>{text.clone()}</p>
                <FormToken/>
                <input type="hidden" name="token" value="" autocomplete="off"/>
                <p class="actions"><button class="button">{button.clone()}</button></p>
                <p class="quiet">{words.t("subscriptions-scanners")}</p>
            </form>
            <section id="open-code" class="stack">
                <ErrorSummary/>
                <h1>{title}</h1>
                <p>{text}</p>
                <form class="stack" method="post" action=action>
                    <FormToken/>
                    <TextField name="code" kind=FieldKind::Code label=words.t("subscriptions-code") hint=words.t("subscriptions-code-hint")/>
                    <p class="actions"><button class="button">{button}</button></p>
                </form>
                <p><a href=request.lang.path("/subscriptions/link")>{words.t("subscribe-have-link")}</a></p>
            </section>
        </div></main>
        <script src=site.assets.open_js.clone()></script>
    }
    .into_any()
}
