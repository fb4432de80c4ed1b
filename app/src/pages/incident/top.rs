//! The first screen: how far it is, as of when, the apology, and the two things a reader may want.

use domain::{
    clock::Timestamp,
    incident::{Incident, Section, Stage},
};
use leptos::prelude::*;
use store::incidents::IncidentWords;

use crate::{
    components::markdown::Markdown,
    request::{use_request, use_words},
    site::use_site,
    words::Words,
};

/// Stage, heading, apology, and what to press.
#[component]
pub fn Top(incident: Incident, said: IncidentWords) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let as_of = words.with("incident-as-of", &[("time", &words.moment(incident.as_of, &incident.zone))]);
    let next = next_update(words, &incident, use_site().now());
    // A closed incident's invitations open nothing any more.
    let actions = (incident.stage != Stage::Closed).then(|| {
        view! {
            <p class="actions">
                <a class="button" href=request.lang.path("/code")>{words.t("incident-see-yours")}</a>
                <a class="button button--quiet" href=request.lang.path("/check")>{words.t("incident-check")}</a>
            </p>
        }
    });
    view! {
        <section class="stack">
            <p class="stage">
                <Stamp stage=incident.stage/>
                <span class="quiet small">{as_of}" "{next}</span>
            </p>
            <h1>{said.section(Section::Title).to_owned()}</h1>
            {said.is_partly_untranslated.then(|| view! { <p class="note note--open">{words.t("incident-untranslated")}</p> })}
            <div class="lead sorry"><Markdown text=said.section(Section::Apology)/></div>
            {actions}
        </section>
    }
}

/// The stage as a tag.
#[component]
pub fn Stamp(stage: Stage) -> impl IntoView {
    let words = use_words();
    let (class, text) = match stage {
        Stage::Draft | Stage::Open => ("tag tag--open", words.t("stage-open")),
        Stage::Contained => ("tag tag--open", words.t("stage-contained")),
        Stage::Resolved => ("tag tag--done", words.t("stage-resolved")),
        Stage::Closed => ("tag tag--done", words.t("stage-closed")),
    };
    view! { <span class=class>{text}</span> }
}

/// When the next word comes, or that it is late: a promise that passed is never left standing as if it had not.
pub fn next_update(words: Words, incident: &Incident, now: Timestamp) -> String {
    let Some(next) = incident.next_update_at else { return String::new() };
    let time = words.moment(next, &incident.zone);
    if next < now { words.with("incident-next-late", &[("time", &time)]) } else { words.with("incident-next", &[("time", &time)]) }
}
