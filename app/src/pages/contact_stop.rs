//! `/contact/stop`: the same for everybody, whatever stands behind the `#`, which no server is told.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::{
    components::form::{ErrorSummary, FieldKind, FormHead, FormToken, TextField},
    request::{use_request, use_words},
    site::use_site,
};

/// Where the link in the mail to the old address leads. With `open.js` one button stops the change; without it the typed code
/// does.
#[component]
pub fn ContactStopPage() -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    let action = request.lang.path("/contact/stop");
    if use_query_map().read_untracked().get("done").as_deref() == Some("stopped") {
        return view! {
            <FormHead title=words.t("contact-stop-title")/>
            <main id="main"><div class="wrap stack">
                <h1>{words.t("contact-stop-done-title")}</h1>
                <p class="note note--done" role="status">{words.t("contact-stop-done")}</p>
                <p><a href=request.lang.path("/help")>{words.t("contact-stop-help")}</a></p>
            </div></main>
        }
        .into_any();
    }
    view! {
        <FormHead title=words.t("contact-stop-title")/>
        <main id="main"><div class="wrap stack-l">
            <form id="open-link" class="stack" method="post" action=action.clone() hidden>
                <h1>{words.t("contact-stop-title")}</h1>
                <p>{words.t("contact-stop-text")}</p>
                <FormToken/>
                <input type="hidden" name="token" value="" autocomplete="off"/>
                <p class="actions"><button class="button">{words.t("contact-stop-press")}</button></p>
            </form>
            <section id="open-code" class="stack">
                <ErrorSummary/>
                <h1>{words.t("contact-stop-title")}</h1>
                <p>{words.t("contact-stop-text")}</p>
                <form class="stack" method="post" action=action>
                    <FormToken/>
                    <TextField name="code" kind=FieldKind::Code label=words.t("contact-stop-label") hint=words.t("contact-stop-hint")/>
                    <p class="actions"><button class="button">{words.t("contact-stop-press")}</button></p>
                </form>
            </section>
        </div></main>
        <script src=site.assets.open_js.clone()></script>
    }
    .into_any()
}
