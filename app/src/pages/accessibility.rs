//! `/accessibility`: what works, what we know does not, and how to get it another way.

use leptos::prelude::*;

use super::incident::Ways;
use crate::{
    components::head::{AddressLinks, PageHead},
    request::use_words,
};

/// `/accessibility`.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    let words = use_words();
    view! {
        <PageHead title=words.t("accessibility-title") description=words.t("accessibility-lead")/>
        <AddressLinks path="/accessibility"/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack"><h1>{words.t("accessibility-title")}</h1><p class="lead">{words.t("accessibility-lead")}</p></section>
            <section class="stack">
                <h2>{words.t("accessibility-works-title")}</h2>
                <ul class="prose-list">
                    <li>{words.t("accessibility-works-script")}</li>
                    <li>{words.t("accessibility-works-keyboard")}</li>
                    <li>{words.t("accessibility-works-zoom")}</li>
                    <li>{words.t("accessibility-works-colour")}</li>
                    <li>{words.t("accessibility-works-time")}</li>
                    <li>{words.t("accessibility-works-words")}</li>
                    <li>{words.t("accessibility-works-print")}</li>
                </ul>
            </section>
            <section class="stack">
                <h2>{words.t("accessibility-gaps-title")}</h2>
                <p>{words.t("accessibility-gaps-tested")}</p>
                <p>{words.t("accessibility-gaps-others")}</p>
            </section>
            <section class="card stack">
                <h2>{words.t("accessibility-other-title")}</h2>
                <p>{words.t("accessibility-other")}</p>
                <Ways/>
            </section>
        </div></main>
    }
}
