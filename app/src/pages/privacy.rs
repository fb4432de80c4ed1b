//! `/privacy`: what this site keeps, for what, and for how long. It says only what the program does.

use leptos::prelude::*;

use super::incident::Ways;
use crate::{
    components::head::{AddressLinks, PageHead},
    request::{use_request, use_words},
};

/// `/privacy`.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <PageHead title=words.t("privacy-title") description=words.t("privacy-lead")/>
        <AddressLinks path="/privacy"/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack"><h1>{words.t("privacy-title")}</h1><p class="lead">{words.t("privacy-lead")}</p></section>
            <section class="stack">
                <h2>{words.t("privacy-reading-title")}</h2>
                <p>{words.t("privacy-reading")}</p>
                <p>{words.t("privacy-reading-limits")}</p>
            </section>
            <section class="stack">
                <h2>{words.t("privacy-check-title")}</h2>
                <p>{words.t("privacy-check")}</p>
                <p>{words.t("privacy-check-reminder")}</p>
            </section>
            <section class="stack">
                <h2>{words.t("privacy-updates-title")}</h2>
                <p>{words.t("privacy-updates")}</p>
                <p>{words.t("privacy-updates-left")}</p>
            </section>
            <section class="stack">
                <h2>{words.t("privacy-own-title")}</h2>
                <p>{words.t("privacy-own-list")}</p>
                <p>{words.t("privacy-own-added")}</p>
                <p>{words.t("privacy-own-sealed")}</p>
                <p>{words.t("privacy-own-cookie")}</p>
            </section>
            <section class="stack">
                <h2>{words.t("privacy-ask-title")}</h2>
                <p>{words.t("privacy-ask")}" "<a href=request.lang.path("/code")>{words.t("privacy-ask-own")}</a></p>
            </section>
            <section class="card stack"><h2>{words.t("privacy-person-title")}</h2><Ways/></section>
        </div></main>
    }
}
