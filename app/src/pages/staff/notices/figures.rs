//! The figures of a notice: how many messages are where, how far the stage is, how long the rest takes.

use leptos::prelude::*;

use crate::{islands::NoticeProgress, staff::notices::Figures, words::Words};

/// A table by state, and what follows from it. Without script it is as of when the page was loaded; with `moves`, the address of the
/// stream, the island moves it.
pub(super) fn figures(words: Words, figures: Figures, page: String, moves: Option<String>) -> AnyView {
    let rows: Vec<AnyView> = figures
        .counts
        .into_iter()
        .map(|(id, what, count)| view! { <tr><th scope="row">{what}</th><td class="num" id=id>{count}</td></tr> }.into_any())
        .collect();
    let again = words.t("staff-notices-reload");
    let island = moves.map(|url| view! { <NoticeProgress url point=figures.point.clone() page again/> });
    view! {
        <section class="stack" id="figures">
            <h2>{words.t("staff-notices-figures")}</h2>
            <p>
                <progress id="figure-bar" max="100" value=figures.percent.to_string() aria-label=words.t("staff-notices-figures")></progress>
                " "<span id="figure-percent">{figures.percent_words}</span>
            </p>
            <table><tbody>{rows}</tbody></table>
            <p id="figure-pace">{figures.pace}</p>
            <p class="quiet small" id="figure-put-off">{figures.put_off}</p>
            {island}
        </section>
    }
    .into_any()
}
