//! Everything we keep about a person, as one readable JSON object. The names of the fields are part of what people get:
//! they are English words, as in the imported list.

use axum::{
    Extension,
    body::Body,
    extract::State,
    response::{IntoResponse, Response},
};
use domain::{exposure::CategorySet, lang::Lang, person::Person};
use http::{HeaderValue, header, request::Parts};
use serde_json::{Value, json};

use super::{Mine, benefits};
use crate::{error::PageError, request::Request, site::Site};

/// `GET /me/data.json`: the object as a file to keep.
pub async fn download(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts) -> Response {
    match write(&site, &request).await {
        Ok(json) => file(json),
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

async fn write(site: &Site, request: &Request) -> Result<String, PageError> {
    let mine = Mine::load(site, request).await?;
    let all = export(site, &mine, request.lang).await?;
    serde_json::to_string_pretty(&all).map_err(|error| PageError::broken(&error))
}

fn file(json: String) -> Response {
    let mut response = Body::from(json).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"my-data.json\""));
    response
}

/// The object for the person of `mine`: no row of theirs is left out but those that only count (limits).
///
/// # Errors
/// When the store fails.
async fn export(site: &Site, mine: &Mine, lang: Lang) -> Result<Value, PageError> {
    let (incident, person) = (mine.incident(), mine.visit.person_id);
    let deliveries = site.store.deliveries_to(incident.incident_id, person).await?;
    let requests = mine.requests(site).await?;
    let helpers: Vec<Value> = site
        .store
        .helpers_of(incident.incident_id, person)
        .await?
        .iter()
        .map(|helper| {
            json!({
                // Their addresses are theirs.
                "name": helper.contact.name,
                "kind": helper.kind.as_str(),
                "since": helper.since.map(|at| at.to_string()),
                "last_here": helper.seen_at.map(|at| at.to_string()),
                "ended_at": helper.ended_at.map(|at| at.to_string()),
            })
        })
        .collect();
    let sent: Vec<Value> = deliveries
        .iter()
        .map(|delivery| {
            json!({
                "message": delivery.purpose.as_str(),
                "channel": "email",
                "state": delivery.state.as_str(),
                "sent_at": delivery.sent_at.map(|at| at.to_string()),
            })
        })
        .collect();
    let asked: Vec<Value> = requests
        .iter()
        .map(|request| {
            json!({
                "number": request.number.as_str(),
                "kind": request.kind.as_str(),
                "state": request.state.as_str(),
                "made_at": request.made_at.to_string(),
                "promised_on": request.promised_on,
                "message": request.text.message,
                "name": request.text.name,
                "answer_to": request.text.answer_to,
                "postal_address": request.text.postal_address,
                "answered_at": request.answered_at.map(|at| at.to_string()),
                "answer": request.answer,
            })
        })
        .collect();
    let pending = site.store.pending_change(incident.incident_id, person).await?;
    let pending =
        pending.map(|pending| json!({ "change": pending.change, "takes_effect_at": pending.takes_effect_at.map(|at| at.to_string()) }));
    let looked: Vec<Value> = site
        .store
        .acts_about(incident.incident_id, person.0, Some("person.view"))
        .await?
        .iter()
        .map(|view| json!({ "role": view.detail("role"), "at": view.at.to_string() }))
        .collect();
    let left_updates_at = site.store.left_updates_at(incident.incident_id, person).await?;
    let mut steps: Vec<_> = mine.ticks.iter().collect();
    steps.sort();
    let steps: Vec<Value> = steps
        .into_iter()
        .map(|(id, at)| {
            let title = site.guidance.action(id).map(|action| action.title.get(lang));
            json!({ "step": id, "title": title, "done_at": at.to_string() })
        })
        .collect();
    Ok(json!({
        "incident": { "name": incident.slug.as_str(), "page": format!("{}/incidents/{}", site.settings.public_url, incident.slug) },
        "written_at": site.now().to_string(),
        "you": about(&mine.person),
        "data_taken": {
            "confirmed": categories(site, mine.person.exposure.confirmed, lang),
            "suspected": categories(site, mine.person.exposure.suspected, lang),
            "note": "We keep the kind of data only, never the exposed value itself.",
        },
        "steps_done": steps,
        "what_we_sent_you": sent,
        "updates_by_mail_ended_at": left_updates_at.map(|at| at.to_string()),
        "what_you_asked": asked,
        "staff_who_looked_at_your_data": looked,
        "change_of_contact_under_way": pending,
        "who_helps_you": helpers,
        "codes": benefits::codes(site, mine).await?,
        "claims": benefits::claims(site, mine).await?,
        "this_visit": {
            "opened_at": mine.visit.opened_at.to_string(),
            "ends_at": mine.visit.ends_at.to_string(),
            "how_you_came": mine.visit.channel.as_str(),
            "how_you_showed_who_you_are": mine.visit.proof.map(|proof| proof.as_str()),
        },
    }))
}

fn about(person: &Person) -> Value {
    let contact = &person.contact;
    json!({
        "external_id": contact.external_id,
        "given_name": contact.given_name,
        "family_name": contact.family_name,
        "email": contact.email,
        "phone": contact.phone,
        "address1": contact.address1,
        "address2": contact.address2,
        "city": contact.city,
        "region": contact.region,
        "postal_code": contact.postal_code,
        "language": contact.language,
        "kind": person.kind.as_str(),
        "country": person.country,
        "region_code": person.region,
        "language_of_our_messages": person.lang.as_str(),
        "invitation_generation": person.generation,
    })
}

fn categories(site: &Site, set: CategorySet, lang: Lang) -> Vec<Value> {
    set.iter().map(|category| json!({ "id": category.id(), "label": site.guidance.category(category).label.get(lang) })).collect()
}
