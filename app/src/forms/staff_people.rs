//! `POST /staff/incidents/{slug}/people`: finds a person. What was asked for is never in the address nor in the log.

use axum::{
    Extension, Form,
    extract::{Path, State, rejection::FormRejection},
    response::Response,
};
use domain::{code::TypedCode, email::EmailAddress, ids::IncidentId, person::Person, staff::Work};
use http::request::Parts;
use leptos::prelude::provide_context;
use serde::Deserialize;
use serde_json::json;
use store::{
    audit::{Act, Chain},
    people::Search,
};

use super::{Refused, staff_request::typed};
use crate::{
    error::PageError,
    render,
    request::Request,
    site::Site,
    staff::{SupportDesk, views::count_look},
    visit::see_other,
    words::Words,
};

/// No value that can be looked for is longer.
const LONGEST: usize = 1000;

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct FindForm {
    value: String,
}

/// Whom a press found: for the page that is being written.
#[derive(Clone)]
pub struct Found {
    /// In the order of their ids.
    pub people: Vec<Person>,
}

/// Finds by an e-mail address, a code or the company's number: one leads to that person's page, several to a list.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Path(slug): Path<String>,
    parts: Parts,
    body: Result<Form<FindForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match find(&site, &request, &slug, &form.value).await {
        Ok(people) => match people.as_slice() {
            [only] => see_other(&request, &format!("/staff/incidents/{slug}/people/{}", only.person_id)),
            _ => render::page(&site, &request, &parts, move || provide_context(Found { people: people.clone() })).await,
        },
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn find(site: &Site, request: &Request, slug: &str, value: &str) -> Result<Vec<Person>, Refused> {
    let desk = SupportDesk::open(site, request, slug).await?;
    let value = value.trim();
    if value.is_empty() || value.len() > LONGEST {
        return Err(typed("value", value, Words(request.lang).t("staff-people-empty")));
    }
    let incident = desk.incident.incident_id;
    let searches = searches(value);
    let people = look_for(site, incident, &searches).await?;
    let role = desk.staff.role_for(Work::Support, incident);
    let by: Vec<&str> = searches.iter().map(Search::kind).collect();
    let (now, actor) = (site.now(), desk.staff.actor());
    for _ in people.iter().filter(|_| people.len() > 1) {
        count_look(site, &desk.staff, incident).await?;
    }
    let mut tx = site.store.write().await?;
    // A list of several shows who they are: each of them is told. One alone is on the page that comes next.
    for person in people.iter().filter(|_| people.len() > 1) {
        let details = json!({ "role": role, "what": "found" });
        let act = Act { actor: &actor, act: "person.view", about: Some(person.person_id.0), details: &details };
        site.store.append_audit(&mut tx, Chain::Incident(incident), act, now).await?;
    }
    let details = json!({ "role": role, "by": by, "found": people.len() });
    let act = Act { actor: &actor, act: "person.find", about: None, details: &details };
    site.store.append_audit(&mut tx, Chain::Incident(incident), act, now).await?;
    tx.commit().await?;
    Ok(people)
}

/// What a text can mean. A company's number may look like anything, so it is always tried.
pub(super) fn searches(value: &str) -> Vec<Search> {
    if let Ok(email) = EmailAddress::parse(value) {
        return vec![Search::Email(email), Search::ExternalId(value.to_owned())];
    }
    let code = TypedCode::parse(value).ok().map(Search::Code);
    code.into_iter().chain([Search::ExternalId(value.to_owned())]).collect()
}

/// Everybody whom any of the searches finds.
pub(super) async fn look_for(site: &Site, incident: IncidentId, searches: &[Search]) -> Result<Vec<Person>, PageError> {
    let mut ids = Vec::new();
    for search in searches {
        ids.extend(site.store.find_people(incident, search).await?);
    }
    ids.sort();
    ids.dedup();
    Ok(site.store.people_by_ids(incident, &ids).await?)
}
