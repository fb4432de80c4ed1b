//! The updates of an incident, newest first, each with its own address.

use domain::incident::{Incident, Update, UpdateKind};
use leptos::prelude::*;

use crate::{
    request::{use_request, use_words},
    words::Words,
};

/// When, what kind, and the heading of each.
#[component]
pub fn Updates(incident: Incident, updates: Vec<Update>, path: String) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    (!updates.is_empty()).then(|| {
        let rows = updates
            .into_iter()
            .map(|update| {
                let address = request.lang.path(&format!("{path}/updates/{}", update.update_id));
                view! {
                    <li>
                        <p class="timeline__when">{when(words, &incident, &update)}</p>
                        <h3><a href=address>{update.title}</a></h3>
                    </li>
                }
            })
            .collect_view();
        view! {
            <section class="stack" id="updates" aria-labelledby="updates-title">
                <h2 id="updates-title">{words.t("incident-updates")}</h2>
                <ul class="list timeline">{rows}</ul>
            </section>
        }
    })
}

/// `7 March 2031, 09:05 EST · Correction`.
pub fn when(words: Words, incident: &Incident, update: &Update) -> String {
    let kind = match update.kind {
        UpdateKind::Holding => words.t("update-holding"),
        UpdateKind::Facts => words.t("update-facts"),
        UpdateKind::Fixes => words.t("update-fixes"),
        UpdateKind::Deadline => words.t("update-deadline"),
        UpdateKind::Scam => words.t("update-scam"),
        UpdateKind::Correction => words.t("update-correction"),
        UpdateKind::Closing => words.t("update-closing"),
    };
    format!("{} · {kind}", words.moment(update.published_at, &incident.zone))
}
