//! What stands in a feed, before it is Atom or JSON.

use domain::{
    clock::Timestamp,
    incident::{Incident, Section, Update},
    lang::Lang,
    slug::Slug,
};
use sha2::{Digest, Sha256};
use store::incidents::IncidentWords;
use uuid::Uuid;

use super::path;
use crate::{
    components::markdown::{escaped, to_html, to_text},
    error::PageError,
    pages::incident::kind,
    request::Request,
    site::Site,
    words::Words,
};

/// A feed holds the newest; whoever wants all has the page.
const MOST: usize = 100;

/// One feed.
pub struct Feed {
    /// The language of every word in it.
    pub lang: Lang,
    /// Never changes.
    pub id: Uuid,
    /// What it is about, and whose it is.
    pub title: String,
    /// The page it belongs to, without the language's prefix.
    pub page: String,
    /// Where it stands, without the language's prefix and without its ending.
    pub path: String,
    /// When anything in it last changed.
    pub updated: Timestamp,
    /// Newest change first.
    pub entries: Vec<Entry>,
}

/// One update, or the page of an incident itself.
pub struct Entry {
    /// Never changes: not with a correction, not when it is withdrawn, and it is the same in every feed of its language.
    pub id: Uuid,
    /// Its page, without the language's prefix.
    pub page: String,
    /// Its heading.
    pub title: String,
    /// What it says, through the allow-list of pages.
    pub html: String,
    /// The kind of update as programs read it, or `incident`.
    pub term: &'static str,
    /// The kind in words.
    pub label: String,
    /// When it first became public.
    pub published: Timestamp,
    /// When it last changed: published, corrected, or withdrawn.
    pub updated: Timestamp,
    /// `published`, `corrected` or `withdrawn`.
    pub state: &'static str,
}

/// The feed at the request's path.
///
/// # Errors
/// [`PageError::NotFound`] for an incident that is in no feed, or that of the store.
pub async fn feed(site: &Site, request: &Request) -> Result<Feed, PageError> {
    let slug = match request.path.strip_prefix("/incidents/") {
        Some(rest) => Some(rest.split('/').next().and_then(|slug| Slug::parse(slug).ok()).ok_or(PageError::NotFound)?),
        None => None,
    };
    let mut incidents = site.store.listed_incidents().await?;
    incidents.retain(|incident| slug.as_ref().is_none_or(|slug| incident.slug == *slug));
    if slug.is_some() && incidents.is_empty() {
        return Err(PageError::NotFound);
    }
    let words = Words(request.lang);
    let mut entries = Vec::new();
    for incident in &incidents {
        entries.extend(of_incident(site, incident, words).await?);
    }
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.updated, entry.id)));
    entries.truncate(MOST);
    let about = match (&slug, incidents.first()) {
        (Some(_), Some(incident)) => words.with("incident-title", &[("month", &words.month_of(incident))]),
        _ => words.t("feed-all-title"),
    };
    let title = format!("{about} – {}", site.settings.company.name);
    let is_practice = !incidents.is_empty() && incidents.iter().all(|incident| incident.is_practice);
    let id = match (&slug, incidents.first()) {
        (Some(_), Some(incident)) => id_of(incident.incident_id.0.as_bytes(), "feed", request.lang),
        _ => id_of(site.settings.public_url.as_bytes(), "feed of all", request.lang),
    };
    Ok(Feed {
        lang: request.lang,
        id,
        title: if is_practice { words.with("feed-practice", &[("title", &title)]) } else { title },
        page: slug.as_ref().map_or_else(|| "/".to_owned(), |slug| format!("/incidents/{slug}")),
        path: path(slug.as_ref()),
        // A site without an incident never changed.
        updated: entries.iter().map(|entry| entry.updated).max().unwrap_or(Timestamp::from_micros(0)),
        entries,
    })
}

async fn of_incident(site: &Site, incident: &Incident, words: Words) -> Result<Vec<Entry>, PageError> {
    let said = site.store.incident_words(incident.incident_id, words.0).await?;
    let changed = site.store.words_published_at(incident.incident_id).await?;
    let mut entries: Vec<Entry> = said.updates.iter().map(|update| of_update(incident, update, words)).collect();
    entries.extend(incident.published_at.map(|published| of_page(incident, &said, published, changed.unwrap_or(published), words)));
    Ok(entries)
}

/// The page itself: whoever reads the feed of a whole site hears of a new incident before it has its first update.
fn of_page(incident: &Incident, said: &IncidentWords, published: Timestamp, changed: Timestamp, words: Words) -> Entry {
    let html = [Section::Apology, Section::WhatHappened].map(|section| to_html(said.section(section))).concat();
    let title = to_text(said.section(Section::Title));
    Entry {
        id: id_of(incident.incident_id.0.as_bytes(), "entry", words.0),
        page: format!("/incidents/{}", incident.slug),
        title: if title.is_empty() { words.with("incident-title", &[("month", &words.month_of(incident))]) } else { title },
        html: practice(incident, words, html),
        term: "incident",
        label: words.t("feed-incident"),
        published,
        updated: changed.max(published),
        state: "published",
    }
}

fn of_update(incident: &Incident, update: &Update, words: Words) -> Entry {
    let time = |at| words.moment(at, &incident.zone);
    let line = |text: String| format!("<p><strong>{}</strong></p>", escaped(&text));
    let (title, html, updated, state) = match (&update.withdrawn, update.corrections.first()) {
        (Some(withdrawn), _) => {
            let html = line(words.with("update-withdrawn-on", &[("time", &time(withdrawn.at))])) + &to_html(&withdrawn.reason);
            (words.t("update-withdrawn-title"), html, withdrawn.at, "withdrawn")
        }
        (None, Some(last)) => {
            let corrected = |at| line(words.with("update-corrected-on", &[("time", &time(at))]));
            let told: String = update.corrections.iter().map(|one| corrected(one.at) + &to_html(&one.what_changed)).collect();
            (update.title.clone(), told + &to_html(&update.body), last.at, "corrected")
        }
        (None, None) => (update.title.clone(), to_html(&update.body), update.published_at, "published"),
    };
    Entry {
        id: id_of(update.update_id.0.as_bytes(), "entry", words.0),
        page: format!("/incidents/{}/updates/{}", incident.slug, update.update_id),
        title,
        html: practice(incident, words, html),
        term: update.kind.as_str(),
        label: kind(words, update.kind),
        published: update.published_at,
        updated: updated.max(update.published_at),
        state,
    }
}

/// An id that stays: made from what it names and its language alone (RFC 9562, version 8).
fn id_of(what: &[u8], part: &str, lang: Lang) -> Uuid {
    let hash =
        Sha256::new().chain_update(what).chain_update([0]).chain_update(part).chain_update([0]).chain_update(lang.as_str()).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Practice says so in every entry: a feed reader shows no band.
fn practice(incident: &Incident, words: Words, html: String) -> String {
    if incident.is_practice { format!("<p><strong>{}</strong></p>{html}", escaped(&words.t("chrome-practice"))) } else { html }
}
