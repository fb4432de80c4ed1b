//! The score sheet of a practice run, below its incident's clocks.

use domain::drill::{Milestone, Reached, Score};
use leptos::prelude::*;

use super::clocks::span;
use crate::words::Words;

/// The sheet as a table.
pub fn sheet(words: Words, score: &Score) -> AnyView {
    let rows = score.reached.iter().map(|line| row(words, line)).collect_view();
    let told = words.with("staff-drill-told", &[("told", &words.number(score.told)), ("people", &words.number(score.people))]);
    let title = words.t("staff-drill-title");
    view! {
        <section class="stack">
            <h2>{title.clone()}</h2>
            <p>{told}</p>
            <div class="scroll" tabindex="0" role="region" aria-label=title>
                <table>
                    <thead><tr>
                        <th scope="col">{words.t("staff-drill-step")}</th>
                        <th scope="col" class="num">{words.t("staff-drill-reached")}</th>
                        <th scope="col" class="num">{words.t("staff-drill-goal")}</th>
                        <th scope="col">{words.t("staff-drill-done")}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn row(words: Words, line: &Reached) -> AnyView {
    let reached = match line.after_ms {
        None => words.t("staff-drill-not-reached"),
        Some(ms) if ms < 60_000 => words.with("staff-drill-seconds", &[("seconds", &format!("{}.{}", ms / 1000, ms % 1000 / 100))]),
        Some(ms) => span(words, ms / 60_000),
    };
    let (class, done) =
        if line.is_in_time() { ("tag tag--done", words.t("staff-drill-yes")) } else { ("tag tag--open", words.t("staff-drill-no")) };
    view! {
        <tr>
            <th scope="row">{milestone_words(words, line.milestone)}</th>
            <td class="num">{reached}</td>
            <td class="num">{span(words, line.goal_minutes)}</td>
            <td><span class=class>{done}</span></td>
        </tr>
    }
    .into_any()
}

fn milestone_words(words: Words, milestone: Milestone) -> String {
    match milestone {
        Milestone::Opened => words.t("staff-drill-opened"),
        Milestone::FirstWord => words.t("staff-drill-first-word"),
        Milestone::ListRead => words.t("staff-drill-list-read"),
        Milestone::ListAccepted => words.t("staff-drill-list-accepted"),
        Milestone::NoticeBegun => words.t("staff-drill-notice-begun"),
        Milestone::EverybodyTold => words.t("staff-drill-everybody-told"),
        Milestone::PageOpened => words.t("staff-drill-page-opened"),
    }
}
