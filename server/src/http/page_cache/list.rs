//! Which pages are published, and when the next date changes one of them.

use app::words::Words;
use domain::{
    clock::Timestamp,
    incident::{FactState, FixState, Incident},
    lang::Lang,
};
use store::{Store, StoreError, incidents::IncidentWords};

/// Pages that are there whatever is published.
const ALWAYS: [&str; 5] = ["/", "/accessibility", "/feed.atom", "/feed.json", "/privacy"];
/// Files that are made from what is published; without language.
const FILES: [&str; 3] = ["/.well-known/security.txt", "/robots.txt", "/sitemap.xml"];

/// What is published.
pub struct Listed {
    /// Every path, with the language's prefix.
    pub paths: Vec<String>,
    /// The first time after now at which a page says something else.
    pub next_change: Option<Timestamp>,
}

/// Asks the database what is published at `now`.
///
/// # Errors
/// When it is away.
pub async fn published(store: &Store, now: Timestamp) -> Result<Listed, StoreError> {
    let mut pages: Vec<String> = ALWAYS.map(str::to_owned).to_vec();
    let mut changes = Vec::new();
    let in_feeds: Vec<_> = store.listed_incidents().await?.into_iter().map(|incident| incident.incident_id).collect();
    for incident in store.published_incidents().await? {
        let words = store.incident_words(incident.incident_id, Lang::En).await?;
        let page = format!("/incidents/{}", incident.slug);
        pages.extend(words.updates.iter().map(|update| format!("{page}/updates/{}", update.update_id)));
        pages.push(format!("{page}/revisions"));
        if in_feeds.contains(&incident.incident_id) {
            pages.extend([".atom", ".json"].map(|ending| format!("{}{ending}", app::feeds::path(Some(&incident.slug)))));
        }
        if store.shows_scorecard(incident.incident_id).await? {
            pages.push(format!("{page}/claims"));
        }
        pages.push(format!("{page}.json"));
        pages.push(app::banner::path(&incident.slug));
        pages.push(page);
        changes.extend(dates(&incident, &words));
    }
    let mut paths: Vec<String> = Lang::ALL.iter().flat_map(|lang| pages.iter().map(|path| lang.path(path))).collect();
    paths.extend(FILES.map(str::to_owned));
    // The contact file carries a date a year ahead; a day is often enough to move it.
    changes.push(now.plus(std::time::Duration::from_secs(24 * 3600)));
    let next_change = changes.into_iter().filter(|change| *change > now).min();
    Ok(Listed { paths, next_change })
}

/// Every date after which the page of an incident says something else: a promise that passed is late.
fn dates(incident: &Incident, words: &IncidentWords) -> Vec<Timestamp> {
    let facts = words.facts.iter().filter(|fact| fact.state == FactState::NotYetKnown).filter_map(|fact| fact.expected_on.as_deref());
    let fixes = words.fixes.iter().filter(|fix| fix.state != FixState::Done).filter_map(|fix| fix.on_date.as_deref());
    let days = facts.chain(fixes).filter_map(|day| Words::end_of_day(day, &incident.zone));
    // Late is what is past its moment, so one microsecond after it.
    let next = incident.next_update_at.map(|time| Timestamp::from_micros(time.as_micros().saturating_add(1)));
    days.chain(next).collect()
}
