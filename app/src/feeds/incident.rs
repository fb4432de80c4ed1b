//! One incident for machines: `docs/machines.md` says what each field means, `docs/schemas/incident-1.schema.json` which there are.

use std::collections::BTreeMap;

use domain::{
    clock::Timestamp,
    incident::{Fact, Fix, FixState, Incident, Update},
    lang::Lang,
    slug::Slug,
};
use serde::Serialize;
use store::incidents::IncidentWords;

use super::{path, pretty, said::Said};
use crate::{error::PageError, pages::incident::is_past, request::Request, site::Site};

/// Grows when a field changes its meaning or goes; a new field does not change it.
const SCHEMA: &str = "candor/incident/1";

#[derive(Serialize)]
struct Machine {
    schema: &'static str,
    language: &'static str,
    variants: Vec<Variant>,
    company: String,
    slug: String,
    is_practice: bool,
    stage: &'static str,
    zone: String,
    as_of: String,
    published_at: Option<String>,
    occurred_from: Option<String>,
    occurred_to: Option<String>,
    discovered_at: Option<String>,
    determined_at: Option<String>,
    contained_at: Option<String>,
    next_update: Option<Next>,
    is_partly_untranslated: bool,
    texts: BTreeMap<&'static str, Said>,
    categories: Vec<Category>,
    facts: Vec<MachineFact>,
    fixes: Vec<MachineFix>,
    updates: Vec<MachineUpdate>,
    contacts: Contacts,
}

#[derive(Serialize)]
struct Variant {
    language: &'static str,
    page: String,
    json: String,
    atom: Option<String>,
    json_feed: Option<String>,
}

#[derive(Serialize)]
struct Next {
    by: String,
    is_late: bool,
}

#[derive(Serialize)]
struct Category {
    id: String,
    label: String,
}

#[derive(Serialize)]
struct MachineFact {
    id: String,
    state: &'static str,
    expected_on: Option<String>,
    corrected_on: Option<String>,
    said: Said,
    earlier: Option<Said>,
}

#[derive(Serialize)]
struct MachineFix {
    id: String,
    state: &'static str,
    on: Option<String>,
    is_late: bool,
    said: Said,
}

#[derive(Serialize)]
struct MachineUpdate {
    id: String,
    page: String,
    kind: &'static str,
    published_at: String,
    /// Null once it was withdrawn.
    title: Option<String>,
    said: Option<Said>,
    corrections: Vec<Correction>,
    withdrawn: Option<Withdrawn>,
}

#[derive(Serialize)]
struct Correction {
    at: String,
    what_changed: Said,
    earlier_title: String,
    earlier: Said,
}

#[derive(Serialize)]
struct Withdrawn {
    at: String,
    reason: Said,
}

#[derive(Serialize)]
struct Contacts {
    phone: Option<String>,
    phone_hours: Option<String>,
    email: String,
    postal_address: Option<String>,
    help: String,
}

/// The incident whose address ends in `.json`.
///
/// # Errors
/// [`PageError::NotFound`], or that of the store.
pub async fn write(site: &Site, request: &Request) -> Result<String, PageError> {
    let name = request.path.strip_prefix("/incidents/").and_then(|name| name.strip_suffix(".json"));
    let slug = name.and_then(|slug| Slug::parse(slug).ok()).ok_or(PageError::NotFound)?;
    let incident = site.store.published_incident(&slug).await?.ok_or(PageError::NotFound)?;
    let words = site.store.incident_words(incident.incident_id, request.lang).await?;
    let has_feed = site.store.listed_incidents().await?.iter().any(|listed| listed.incident_id == incident.incident_id);
    pretty(&machine(site, &incident, words, request.lang, has_feed))
}

fn machine(site: &Site, incident: &Incident, words: IncidentWords, lang: Lang, has_feed: bool) -> Machine {
    let (now, zone) = (site.now(), &incident.zone);
    let time = |time: Option<Timestamp>| time.map(|time| in_zone(time, zone));
    let label = |category| site.guidance.category(category).label.get(lang).to_owned();
    Machine {
        schema: SCHEMA,
        language: lang.as_str(),
        variants: Lang::ALL.map(|lang| variant(site, &incident.slug, lang, has_feed)).into(),
        company: site.settings.company.name.clone(),
        slug: incident.slug.to_string(),
        is_practice: incident.is_practice,
        stage: incident.stage.as_str(),
        zone: zone.clone(),
        as_of: in_zone(incident.as_of, zone),
        published_at: time(incident.published_at),
        occurred_from: incident.occurred_from.clone(),
        occurred_to: incident.occurred_to.clone(),
        discovered_at: time(incident.discovered_at),
        determined_at: time(incident.determined_at),
        contained_at: time(incident.contained_at),
        next_update: incident.next_update_at.map(|next| Next { by: in_zone(next, zone), is_late: next < now }),
        is_partly_untranslated: words.is_partly_untranslated,
        texts: words.sections.iter().map(|(section, text)| (section.as_str(), Said::new(text))).collect(),
        categories: incident.categories.iter().map(|one| Category { id: one.id().to_owned(), label: label(one) }).collect(),
        facts: words.facts.into_iter().map(fact).collect(),
        fixes: words.fixes.into_iter().map(|one| fix(one, incident, now)).collect(),
        updates: words.updates.into_iter().map(|one| update(site, one, incident, lang)).collect(),
        contacts: contacts(site, lang),
    }
}

fn variant(site: &Site, slug: &Slug, lang: Lang, has_feed: bool) -> Variant {
    let address = |path: String| format!("{}{}", site.settings.public_url, lang.path(&path));
    let feed = |ending: &str| has_feed.then(|| address(format!("{}{ending}", path(Some(slug)))));
    Variant {
        language: lang.as_str(),
        page: address(format!("/incidents/{slug}")),
        json: address(format!("/incidents/{slug}.json")),
        atom: feed(".atom"),
        json_feed: feed(".json"),
    }
}

fn fact(fact: Fact) -> MachineFact {
    MachineFact {
        id: fact.fact_id.to_string(),
        state: fact.state.as_str(),
        expected_on: fact.expected_on,
        corrected_on: fact.corrected_on,
        said: Said::new(&fact.text),
        earlier: fact.earlier_text.as_deref().map(Said::new),
    }
}

fn fix(fix: Fix, incident: &Incident, now: Timestamp) -> MachineFix {
    let is_late = fix.state != FixState::Done && fix.on_date.as_deref().is_some_and(|day| is_past(day, incident, now));
    MachineFix { id: fix.fix_id.to_string(), state: fix.state.as_str(), on: fix.on_date, is_late, said: Said::new(&fix.text) }
}

fn update(site: &Site, update: Update, incident: &Incident, lang: Lang) -> MachineUpdate {
    let time = |at| in_zone(at, &incident.zone);
    let page = lang.path(&format!("/incidents/{}/updates/{}", incident.slug, update.update_id));
    let stands = update.withdrawn.is_none();
    let corrections = update.corrections.into_iter().map(|one| Correction {
        at: time(one.at),
        what_changed: Said::new(&one.what_changed),
        earlier_title: one.earlier_title,
        earlier: Said::new(&one.earlier_body),
    });
    MachineUpdate {
        id: update.update_id.to_string(),
        page: format!("{}{page}", site.settings.public_url),
        kind: update.kind.as_str(),
        published_at: time(update.published_at),
        title: stands.then_some(update.title),
        said: stands.then(|| Said::new(&update.body)),
        corrections: corrections.collect(),
        withdrawn: update.withdrawn.map(|one| Withdrawn { at: time(one.at), reason: Said::new(&one.reason) }),
    }
}

fn contacts(site: &Site, lang: Lang) -> Contacts {
    let company = &site.settings.company;
    let given = |text: &String| (!text.is_empty()).then(|| text.clone());
    let hours = match lang {
        Lang::En => &company.phone_hours_en,
        Lang::Es => &company.phone_hours_es,
    };
    Contacts {
        phone: given(&company.phone),
        phone_hours: given(hours),
        email: company.email.clone(),
        postal_address: given(&company.postal_address),
        help: format!("{}{}", site.settings.public_url, lang.path("/help")),
    }
}

/// RFC 3339 with the offset that holds in `zone` at that moment.
fn in_zone(time: Timestamp, zone: &str) -> String {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    time.to_jiff().to_zoned(zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}
