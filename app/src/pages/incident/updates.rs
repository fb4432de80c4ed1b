//! The updates of an incident, newest first, each with its own address.

use domain::incident::{Incident, Update, UpdateKind};
use leptos::prelude::*;

use crate::{
    request::{use_request, use_words},
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
            </section>
        }
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
