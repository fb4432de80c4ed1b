//! The updates of an incident, newest first, each with its own address.

use domain::incident::{Incident, Stage, Update, UpdateKind};
use leptos::prelude::*;

use crate::{
    feeds,
    request::{use_request, use_words},
    site::use_site,
    words::Words,
};

/// When, what kind, the heading of each, and what became of it.
#[component]
pub fn Updates(incident: Incident, updates: Vec<Update>, path: String) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    (!updates.is_empty()).then(|| {
        let rows = updates
            .into_iter()
            .map(|update| {
                let address = request.lang.path(&format!("{path}/updates/{}", update.update_id));
                let what_became = became(words, &incident, &update).map(|became| view! { <p class="quiet small">{became}</p> });
                let line = when(words, &incident, &update);
                let title = if update.withdrawn.is_some() { words.t("update-withdrawn-title") } else { update.title };
                view! {
                    <li>
                        <p class="timeline__when">{line}</p>
                        <h3><a href=address>{title}</a></h3>
                        {what_became}
                    </li>
                }
            })
            .collect_view();
        view! {
            <section class="stack" id="updates" aria-labelledby="updates-title">
                <h2 id="updates-title">{words.t("incident-updates")}</h2>
                <ul class="list timeline">{rows}</ul>
                <p><a href=request.lang.path(&format!("{path}/revisions"))>{words.t("incident-revisions")}</a></p>
                <FeedLine incident/>
            </section>
        }
    })
}

/// The way to hear of the next ones.
#[component]
pub fn ByMail(incident: Incident) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    // Nothing more comes when it is over.
    (incident.stage != Stage::Closed).then(|| {
        let address = request.lang.path(&format!("/subscribe?incident={}", incident.slug));
        view! { <p class="actions"><a class="button button--quiet" href=address>{words.t("incident-by-mail")}</a></p> }.into_any()
    })
}

/// That it was corrected or withdrawn, and when.
pub fn became(words: Words, incident: &Incident, update: &Update) -> Option<String> {
    let time = |at| words.moment(at, &incident.zone);
    match (&update.withdrawn, update.corrections.first()) {
        (Some(withdrawn), _) => Some(words.with("update-withdrawn-on", &[("time", &time(withdrawn.at))])),
        (None, Some(correction)) => Some(words.with("update-corrected-on", &[("time", &time(correction.at))])),
        (None, None) => None,
    }
}

/// `7 March 2031, 09:05 EST · Correction`.
pub fn when(words: Words, incident: &Incident, update: &Update) -> String {
    format!("{} · {}", words.moment(update.published_at, &incident.zone), kind(words, update.kind))
}

/// What an update is about, in words.
pub fn kind(words: Words, kind: UpdateKind) -> String {
    match kind {
        UpdateKind::Holding => words.t("update-holding"),
        UpdateKind::Facts => words.t("update-facts"),
        UpdateKind::Fixes => words.t("update-fixes"),
        UpdateKind::Deadline => words.t("update-deadline"),
        UpdateKind::Scam => words.t("update-scam"),
        UpdateKind::Correction => words.t("update-correction"),
        UpdateKind::Closing => words.t("update-closing"),
    }
}

/// Where a feed reader finds these updates; nothing where no feed has them (a draft, practice beside what is real).
#[component]
fn FeedLine(incident: Incident) -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    Suspend::new(async move {
        let listed = site.store.listed_incidents().await.unwrap_or_default();
        let address = request.lang.path(&format!("{}.atom", feeds::path(Some(&incident.slug))));
        let is_listed = listed.iter().any(|listed| listed.incident_id == incident.incident_id);
        is_listed.then(|| view! { <p><a href=address>{words.t("incident-feed")}</a></p> })
    })
}
