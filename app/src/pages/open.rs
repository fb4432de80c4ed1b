//! `/open` and `/code`: the same for everybody, whatever stands behind the `#`, which no server is told.

use leptos::prelude::*;

use crate::{
    components::form::{ErrorSummary, FieldKind, FormHead, FormToken, TextField},
    request::{use_request, use_words},
    site::use_site,
};

/// Where the link of our mail leads. With `open.js` one button opens the page of the link; without it, and without a
/// token, the typed code does.
#[component]
pub fn OpenPage() -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    let action = request.lang.path("/open");
    view! {
        <FormHead title=words.t("open-title")/>
        <main id="main"><div class="wrap stack-l">
            <form id="open-link" class="stack" method="post" action=action.clone() hidden>
                <h1>{words.t("open-link-title")}</h1>
                <p>{words.t("open-link-text")}</p>
                <FormToken/>
                <input type="hidden" name="token" value="" autocomplete="off"/>
                <p class="actions"><button class="button">{words.t("open-link-button")}</button></p>
                <p class="quiet">{words.t("open-link-scanners")}</p>
            </form>
            <CodeForm action/>
        </div></main>
        <script src=site.assets.open_js.clone()></script>
    }
}

/// Where the letter's QR code leads.
#[component]
pub fn CodePage() -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <FormHead title=words.t("code-title")/>
        <main id="main"><div class="wrap stack-l"><CodeForm action=request.lang.path("/code")/></div></main>
    }
}

/// The form for a code from a mail or a letter, and where to turn without one.
#[component]
fn CodeForm(action: String) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <section id="open-code" class="stack">
            <ErrorSummary/>
            <h1>{words.t("code-title")}</h1>
            <p>{words.t("code-text")}</p>
            <form class="stack" method="post" action=action>
                <FormToken/>
                <TextField name="code" kind=FieldKind::Code label=words.t("code-label") hint=words.t("code-hint")/>
                <p class="actions"><button class="button">{words.t("code-button")}</button></p>
            </form>
            <h2>{words.t("code-none-title")}</h2>
            <ul>
                <li><a href=request.lang.path("/check")>{words.t("code-none-check")}</a></li>
                <li><a href=request.lang.path("/help")>{words.t("code-none-help")}</a></li>
            </ul>
        </section>
    }
}
