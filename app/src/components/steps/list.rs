//! Lists of steps: the first screen with its meter, and what is folded below it.

use leptos::prelude::*;

use super::{ListView, Step, StepBody, StepView, StepsContext, progress_words};
use crate::words::Words;

/// The steps of one person in the parts of the page.
#[component]
pub fn Steps(
    /// What is shown.
    list: ListView,
    /// A line to begin with.
    lead: String,
    /// What all steps share.
    shared: StepsContext,
) -> impl IntoView {
    let words = Words(shared.lang);
    let (max, value) = (list.progress.total.max(1).to_string(), list.progress.done.to_string());
    view! {
        <section class="stack" id="steps" aria-labelledby="steps-title">
            <h2 id="steps-title">{words.t("steps-title")}</h2>
            <p>{lead}</p>
            <progress class="meter" id="steps-meter" max=max value=value aria-labelledby="steps-words"></progress>
            <p class="quiet small" id="steps-words" role="status">{progress_words(words, list.progress)}</p>
            <First steps=list.first shared=shared.clone()/>
            <Strip steps=list.strip words/>
        </section>
        <section class="stack" aria-labelledby="steps-more">
            <h2 id="steps-more">{words.t("steps-more-title")}</h2>
            <FoldedSteps title=words.t("steps-more") steps=list.more shared=shared.clone()/>
            <FoldedSteps title=words.t("steps-if-misused") steps=list.if_misused shared=shared.clone()/>
            <FoldedSteps title=words.t("steps-rights") steps=list.rights shared=shared.clone()/>
            <FoldedSteps title=words.t("steps-beside") steps=list.beside shared/>
        </section>
    }
}

/// The first screen. The first step that is not ticked is the one to do now.
#[component]
fn First(steps: Vec<StepView>, shared: StepsContext) -> impl IntoView {
    let next = steps.iter().position(|step| !step.is_done);
    let items: Vec<_> =
        steps.into_iter().enumerate().map(|(at, step)| view! { <Step step shared=shared.clone() is_next=Some(at) == next/> }).collect();
    view! { <ul class="list">{items}</ul> }
}

/// What concerns everybody, in one slim line each.
#[component]
fn Strip(steps: Vec<StepView>, words: Words) -> impl IntoView {
    let items: Vec<_> = steps
        .into_iter()
        .map(|step| view! { <li><details class="fold"><summary>{step.title.clone()}</summary><StepBody step words/></details></li> })
        .collect();
    (!items.is_empty())
        .then(|| view! { <div class="strip"><h3>{words.t("steps-everybody")}</h3><ul class="strip__list">{items}</ul></div> })
}

/// Steps under a heading that opens when pressed.
#[component]
pub fn FoldedSteps(
    /// The heading.
    title: String,
    /// In their order; none, and nothing is shown.
    steps: Vec<StepView>,
    /// What all steps share.
    shared: StepsContext,
) -> impl IntoView {
    let count = Words(shared.lang).with("steps-count", &[("count", &steps.len())]);
    let items: Vec<_> = steps.into_iter().map(|step| view! { <Step step shared=shared.clone()/> }).collect();
    (!items.is_empty()).then(|| {
        view! { <details class="fold"><summary>{title}" "<span class="quiet small">{count}</span></summary><ul class="list">{items}</ul></details> }
    })
}
