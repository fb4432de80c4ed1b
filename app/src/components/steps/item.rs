//! One step: tick, title with minutes, reason, how, and where to go.

use std::{
    collections::HashMap,
    sync::{LazyLock, PoisonError, RwLock},
};

use domain::lang::Lang;
use leptos::prelude::*;

use super::{StepView, StepsContext};
use crate::{islands::TickStep, render::without_markers, words::Words};

/// One step of a list.
#[component]
pub fn Step(
    /// What is shown.
    step: StepView,
    /// What all steps share.
    shared: StepsContext,
    /// Whether this is the step to do now: its first link is the one strong button of the page.
    #[prop(optional)]
    is_next: bool,
) -> impl IntoView {
    let words = Words(shared.lang);
    let class = if step.is_done { "step step--ticked" } else { "step" };
    let label = words.with("steps-tick", &[("title", &step.title)]);
    let anchor = format!("step-{}", step.id);
    view! {
        <li class=class id=anchor>
            <TickStep step=step.id.clone() is_done=step.is_done label action=shared.action
                lang=shared.lang.as_str().to_owned() form_token=shared.form_token/>
            <div class="stack">
                <div class="row"><h3>{step.title.clone()}</h3><span class="quiet small">{step.note.clone()}</span></div>
                <StepBody step words is_next/>
            </div>
        </li>
    }
}

/// What a step says under its title; a ticked one keeps it out of sight.
#[component]
pub fn StepBody(
    /// What is shown.
    step: StepView,
    /// In this language.
    words: Words,
    /// Whether this is the step to do now.
    #[prop(optional)]
    is_next: bool,
) -> impl IntoView {
    // Our own markup, escaped by the renderer below: the body of a step is the same for everybody who has it.
    view! { <div class="step__body stack" inner_html=kept_body(step, words, is_next)></div> }
}

/// All that decides a body: the step, the language, and whether it is the step to do now.
type BodyKey = (StepView, Lang, bool);

/// What was written before, by all that decides it. Steps are most of a personal page: writing them anew for each visitor
/// would be most of its work.
static BODIES: LazyLock<RwLock<HashMap<BodyKey, String>>> = LazyLock::new(RwLock::default);

/// No installation has so many: steps in two languages, with the addresses of each incident.
const MOST_BODIES: usize = 4096;

fn kept_body(step: StepView, words: Words, is_next: bool) -> String {
    // What stands beside the body does not decide it.
    let key = (StepView { is_done: false, ..step }, words.0, is_next);
    if let Some(body) = BODIES.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return body.clone();
    }
    let body = without_markers(&body(key.0.clone(), words, is_next).to_html());
    let mut bodies = BODIES.write().unwrap_or_else(PoisonError::into_inner);
    if bodies.len() >= MOST_BODIES {
        bodies.clear();
    }
    bodies.insert(key, body.clone());
    body
}

fn body(step: StepView, words: Words, is_next: bool) -> impl IntoView {
    let how = step.how.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
    let need = step.need.map(|need| view! { <p class="small">{words.t("steps-need")}" "{need}</p> });
    let cost = step.cost_note.map(|note| view! { <p class="small">{words.t("steps-cost")}" "{note}</p> });
    let links: Vec<_> = step
        .links
        .into_iter()
        .enumerate()
        .map(|(at, link)| {
            let class = if is_next && at == 0 { "button" } else { "button button--quiet" };
            view! { <a class=class href=link.url>{link.label}</a> }
        })
        .collect();
    view! {
        <p class="quiet">{step.why}</p>
        <details open=is_next><summary>{words.t("steps-how")}</summary><ol>{how}</ol>{need}</details>
        {cost}
        {(!links.is_empty()).then(|| view! { <p class="actions">{links}</p> })}
    }
}
