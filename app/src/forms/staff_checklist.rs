//! `POST /staff/incidents/{slug}/checklist`: marks a step as done, takes that back, or adds a step.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{Path, State, rejection::FormRejection},
    response::Response,
};
use domain::{clock::Timestamp, ids::ChecklistItemId, incident::Incident, plan::LONGEST_FIELD};
use http::request::Parts;
use store::{
    Tx,
    checklist::{ChecklistItem, Due, StepWords},
};

use super::{FormState, Mistake, Refused};
use crate::{
    error::PageError,
    request::Request,
    site::Site,
    staff::{ChecklistDesk, checklist::checklist_seen},
    visit::see_other,
    words::Words,
};

type Typed = BTreeMap<String, String>;

/// The fields that come back with a mistake.
const FIELDS: [&str; 4] = ["item", "text", "who", "by"];

/// Takes the form.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Path(slug): Path<String>,
    parts: Parts,
    body: Result<Form<Typed>, FormRejection>,
) -> Response {
    let typed = body.map(|Form(typed)| typed).unwrap_or_default();
    match act(&site, &request, &slug, typed).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn act(site: &Site, request: &Request, slug: &str, mut typed: Typed) -> Result<Response, Refused> {
    let desk = ChecklistDesk::open(site, request, slug).await?;
    let words = Words(request.lang);
    let moved = || Refused::field("steps", words.t("staff-check-moved"));
    let field = |name: &str| typed.get(name).map_or("", String::as_str);
    let item: ChecklistItemId = field("item").parse().map_err(|_| moved())?;
    let version: i64 = field("plan").parse().map_err(|_| moved())?;
    let (actor, incident, now) = (desk.staff.actor(), &desk.incident, site.now());
    let id = incident.incident_id;
    let is_changed = match field("act") {
        "done" => {
            let tx = begun(site, words, incident, version).await?;
            site.store.do_checklist_item(tx, &actor, id, item, now).await?
        }
        "undo" => {
            let seen = field("seen").parse().map(Timestamp::from_micros).map_err(|_| moved())?;
            site.store.undo_checklist_item(site.store.write().await?, &actor, id, (item, seen), now).await?
        }
        "add" => {
            let new = match read(words, &typed, item, incident) {
                Ok(new) => new,
                Err(mistakes) => {
                    typed.retain(|field, _| FIELDS.contains(&field.as_str()));
                    return Err(Refused::Form(FormState { typed, mistakes }));
                }
            };
            let tx = begun(site, words, incident, version).await?;
            // A second press of one form adds nothing and shows the list as the first did.
            site.store.add_checklist_item(tx, &actor, id, &new, now).await?;
            true
        }
        _ => false,
    };
    if is_changed { Ok(see_other(request, &format!("/staff/incidents/{}/checklist", incident.slug))) } else { Err(moved()) }
}

/// A transaction in which the checklist is there: begun from the plan that the page showed, if nobody has begun it.
async fn begun(site: &Site, words: Words, incident: &Incident, version: i64) -> Result<Tx, Refused> {
    let planned = checklist_seen(site, words, incident, version).await?.ok_or(PageError::NotFound)?;
    let mut tx = site.store.write().await?;
    site.store.begin_checklist(&mut tx, incident.incident_id, &planned, site.now()).await?;
    Ok(tx)
}

fn read(words: Words, typed: &Typed, item_id: ChecklistItemId, incident: &Incident) -> Result<ChecklistItem, Vec<Mistake>> {
    let field = |name: &str| typed.get(name).map_or("", |value| value.trim()).to_owned();
    let (text, who, by) = (field("text"), field("who"), field("by"));
    let mut mistakes = Vec::new();
    if text.is_empty() {
        mistakes.push(Mistake { field: "text", words: words.t("staff-check-no-text") });
    }
    for (field, value) in [("text", &text), ("who", &who)] {
        if value.chars().count() > LONGEST_FIELD {
            mistakes.push(Mistake { field, words: words.with("staff-check-too-long", &[("most", &LONGEST_FIELD)]) });
        }
    }
    let due = match read_time(&by, &incident.zone) {
        _ if by.is_empty() => Due::Open,
        Some(time) => Due::At(time),
        None => {
            mistakes.push(Mistake { field: "by", words: words.t("staff-check-bad-time") });
            Due::Open
        }
    };
    if mistakes.is_empty() { Ok(ChecklistItem { item_id, words: StepWords { text, who }, due, done: None }) } else { Err(mistakes) }
}

/// `2031-03-12 17:00` in the incident's zone.
fn read_time(text: &str, zone: &str) -> Option<Timestamp> {
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let time: jiff::civil::DateTime = text.parse().ok()?;
    Some(time.to_zoned(zone).ok()?.timestamp().into())
}
