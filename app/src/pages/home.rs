//! `/`: the one open incident, a list of them, or "nothing to report".

use leptos::prelude::*;

use crate::request::use_words;

/// `/`.
#[component]
pub fn HomePage() -> impl IntoView {
    let words = use_words();
    view! {
        <main id="main"><div class="wrap">
            {Suspend::new(async move { view! { <h1>{words.t("home-nothing-title")}</h1> } })}
        </div></main>
    }
}
