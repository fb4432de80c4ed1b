//! What we know, what we do not know yet, and what we got wrong.

use domain::{
    clock::Timestamp,
    incident::{Fact, FactState, Incident},
};
use leptos::prelude::*;

use crate::{components::markdown::InlineMarkdown, request::use_words, site::use_site, words::Words};

/// Whether a promised day is over in the incident's zone.
pub fn is_past(day: &str, incident: &Incident, now: Timestamp) -> bool {
    Words::end_of_day(day, &incident.zone).is_some_and(|end| end <= now)
}

/// The facts in their order, each with its state in words.
#[component]
pub fn Facts(incident: Incident, facts: Vec<Fact>) -> impl IntoView {
    (!facts.is_empty()).then(|| {
        let rows = facts.into_iter().map(|fact| view! { <Row incident=incident.clone() fact/> }).collect_view();
        view! { <ul class="list">{rows}</ul> }
    })
}

#[component]
fn Row(incident: Incident, fact: Fact) -> impl IntoView {
    let words = use_words();
    let day = |iso: &str| words.day_near(iso, incident.as_of, &incident.zone);
    let (class, tag) = match fact.state {
        FactState::Known => ("tag tag--done", words.t("fact-known")),
        FactState::NotYetKnown => ("tag tag--open", words.t("fact-not-yet-known")),
        FactState::Corrected => ("tag tag--plan", words.t("fact-corrected")),
    };
    // The words "we wrote before" are for whoever does not see the line through the text.
    let earlier = fact.earlier_text.map(|text| {
        view! { <span class="aside">{words.t("fact-earlier")}" "</span><s><InlineMarkdown text/></s><br/> }
    });
    let note = match (fact.expected_on, fact.corrected_on) {
        (Some(on), _) if is_past(&on, &incident, use_site().now()) => Some(words.with("fact-overdue", &[("day", &day(&on))])),
        (Some(on), _) => Some(words.with("fact-expected", &[("day", &day(&on))])),
        (None, Some(on)) => Some(words.with("fact-corrected-on", &[("day", &day(&on))])),
        (None, None) => None,
    };
    let note = note.map(|note| view! { " "<span class="quiet small">{note}</span> });
    view! {
        <li class="row"><span>{earlier}<InlineMarkdown text=fact.text/>{note}</span><span class=class>{tag}</span></li>
    }
}
