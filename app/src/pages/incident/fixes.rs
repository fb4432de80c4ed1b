//! What was done about the cause, what is being done, and what will be done by when.

use domain::incident::{Fix, FixState, Incident};
use leptos::prelude::*;

use super::facts::is_past;
use crate::{components::markdown::InlineMarkdown, request::use_words, site::use_site};

/// The fixes in their order.
#[component]
pub fn Fixes(incident: Incident, fixes: Vec<Fix>) -> impl IntoView {
    (!fixes.is_empty()).then(|| {
        let rows = fixes.into_iter().map(|fix| view! { <Row incident=incident.clone() fix/> }).collect_view();
        view! { <ul class="list">{rows}</ul> }
    })
}

#[component]
fn Row(incident: Incident, fix: Fix) -> impl IntoView {
    let words = use_words();
    let is_late = fix.state != FixState::Done && fix.on_date.as_deref().is_some_and(|day| is_past(day, &incident, use_site().now()));
    let day = fix.on_date.map(|iso| words.day_near(&iso, incident.as_of, &incident.zone));
    let (class, tag) = match (fix.state, day) {
        (FixState::Done, Some(day)) => ("tag tag--done", words.with("fix-done-on", &[("day", &day)])),
        (FixState::Done, None) => ("tag tag--done", words.t("fix-done")),
        (FixState::UnderWay | FixState::Planned, Some(day)) if is_late => ("tag tag--open", words.with("fix-late", &[("day", &day)])),
        (FixState::UnderWay, Some(day)) => ("tag tag--open", words.with("fix-under-way-by", &[("day", &day)])),
        (FixState::UnderWay, None) => ("tag tag--open", words.t("fix-under-way")),
        (FixState::Planned, Some(day)) => ("tag tag--plan", words.with("fix-planned-by", &[("day", &day)])),
        (FixState::Planned, None) => ("tag tag--plan", words.t("fix-planned")),
    };
    view! { <li class="row"><span><InlineMarkdown text=fix.text/></span><span class=class>{tag}</span></li> }
}
