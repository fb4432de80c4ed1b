//! `POST /staff/incidents/{slug}/people/{id}`: what staff do with one person. The field `act` says which.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{Path, State, rejection::FormRejection},
    response::Response,
};
use domain::{
    ids::{BenefitId, PersonId},
    person::{Kind, Person},
    staff::Work,
};
use http::request::Parts;
use leptos::prelude::provide_context;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{
    Tx,
    audit::{Act, Chain},
    claims::ClaimError,
    people::Mark,
};

use super::{
    FormState, Mistake, Refused,
    staff_people::{look_for, searches},
    staff_request::{REASON_LENGTH, typed},
};
use crate::{
    claims::{begin, choices},
    error::PageError,
    render,
    request::Request,
    site::Site,
    staff::{SupportDesk, views::count_look},
    visit::see_other,
    words::Words,
};

/// What was pressed and typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    act: String,
    show_reason: String,
    reissue_reason: String,
    mark: String,
    mark_reason: String,
    merge_other: String,
    merge_reason: String,
    paper: String,
}

/// In the context of a page that shows the contact unmasked.
#[derive(Clone, Copy, Debug)]
pub struct ContactShown;

/// What a press leads to.
enum Done {
    /// The page with the contact unmasked, this once.
    Show,
    /// The page that says what happened.
    Said(&'static str),
}

/// The press of a button on the page of a person.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Path((slug, id)): Path<(String, String)>,
    parts: Parts,
    body: Result<Form<PersonForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match press(&site, &request, &slug, &id, &form).await {
        Ok(Done::Show) => render::page(&site, &request, &parts, || provide_context(ContactShown)).await,
        Ok(Done::Said(done)) => see_other(&request, &format!("/staff/incidents/{slug}/people/{id}?done={done}")),
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn press(site: &Site, request: &Request, slug: &str, id: &str, form: &PersonForm) -> Result<Done, Refused> {
    let desk = SupportDesk::open(site, request, slug).await?;
    let id: PersonId = id.parse().map_err(|_| PageError::NotFound)?;
    let person = site.store.person(desk.incident.incident_id, id).await?.ok_or(PageError::NotFound)?;
    let words = Words(request.lang);
    Ok(match form.act.as_str() {
        "show" => {
            show(site, &desk, &person, reason(words, form, "show_reason", &form.show_reason)?).await?;
            Done::Show
        }
        "reissue" => {
            let why = reason(words, form, "reissue_reason", &form.reissue_reason)?;
            confirmed(site, &desk, words, form, "reissue_reason")?;
            Done::Said(if reissue(site, &desk, &person, why).await? { "reissued" } else { "reissued-unmailed" })
        }
        "paper" => {
            paper(site, &desk, &person, &form.paper).await?;
            Done::Said("paper")
        }
        "mark" => {
            mark(site, &desk, words, &person, form).await?;
            Done::Said("marked")
        }
        "merge" => {
            merge(site, &desk, words, &person, form).await?;
            Done::Said("merged")
        }
        _ => Done::Said(""),
    })
}

/// Begins a claim for who wants it on paper; with one there is, nothing more.
async fn paper(site: &Site, desk: &SupportDesk, person: &Person, benefit: &str) -> Result<(), Refused> {
    let benefit: BenefitId = benefit.parse().map_err(|_| PageError::NotFound)?;
    let all = choices(site, &desk.incident, person).await?;
    let choice = all.into_iter().find(|choice| choice.benefit.benefit_id == benefit).ok_or(PageError::NotFound)?;
    if choice.claim.is_some() {
        return Ok(());
    }
    let mut tx = site.store.write().await?;
    let (claim, _) = begin(site, &mut tx, &choice.benefit, (person.person_id, person.lang)).await.map_err(|error| match error {
        ClaimError::Store(error) => Refused::from(error),
        // Somebody began it in the same moment.
        ClaimError::Refused(_) => PageError::NotFound.into(),
    })?;
    let (actor, details) = (desk.staff.actor(), json!({ "number": claim.number.as_str() }));
    let act = Act { actor: &actor, act: "claim.paper", about: Some(person.person_id.0), details: &details };
    site.store.append_audit(&mut tx, Chain::Incident(person.incident_id), act, site.now()).await?;
    Ok(tx.commit().await?)
}

/// The page again with all that was typed.
fn again(form: &PersonForm, field: &'static str, words: String) -> Refused {
    let typed = [
        ("show_reason", &form.show_reason),
        ("reissue_reason", &form.reissue_reason),
        ("mark", &form.mark),
        ("mark_reason", &form.mark_reason),
        ("merge_other", &form.merge_other),
        ("merge_reason", &form.merge_reason),
    ];
    let typed: BTreeMap<String, String> =
        typed.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.to_owned(), text.clone())).collect();
    Refused::Form(FormState { typed, mistakes: vec![Mistake { field, words }] })
}

fn reason<'a>(words: Words, form: &PersonForm, field: &'static str, text: &'a str) -> Result<&'a str, Refused> {
    let length = text.trim().chars().count();
    match length {
        0 => Err(again(form, field, words.t("staff-reason-empty"))),
        length if length > REASON_LENGTH => {
            Err(again(form, field, words.with("ask-too-long", &[("most", &REASON_LENGTH), ("length", &length)])))
        }
        _ => Ok(text.trim()),
    }
}

fn confirmed(site: &Site, desk: &SupportDesk, words: Words, form: &PersonForm, field: &'static str) -> Result<(), Refused> {
    if desk.staff.is_confirmed(site.now()) { Ok(()) } else { Err(again(form, field, words.t("staff-confirm-mistake"))) }
}

/// Last in every transaction here: keeps the reason sealed and writes the act down.
async fn audit(site: &Site, tx: &mut Tx, desk: &SupportDesk, person: &Person, act: &str, why: &str, more: Value) -> Result<(), PageError> {
    let reason = site.store.keep_reason(tx, person.incident_id, why).await?;
    let mut details = json!({ "role": desk.staff.role_for(Work::Support, person.incident_id), "reason": reason.to_string() });
    if let (Value::Object(details), Value::Object(more)) = (&mut details, more) {
        details.extend(more);
    }
    let act = Act { actor: &desk.staff.actor(), act, about: Some(person.person_id.0), details: &details };
    Ok(site.store.append_audit(tx, Chain::Incident(person.incident_id), act, site.now()).await?)
}

/// Before the contact is shown: who looked, and why.
async fn show(site: &Site, desk: &SupportDesk, person: &Person, why: &str) -> Result<(), PageError> {
    count_look(site, &desk.staff, person.incident_id).await?;
    let mut tx = site.store.write().await?;
    audit(site, &mut tx, desk, person, "person.view", why, json!({ "what": "contact" })).await?;
    Ok(tx.commit().await?)
}

/// Sends a new invitation: older ones open nothing from now on. Says whether a mail is queued. The caller has asked for the
/// second factor and for the reason.
///
/// # Errors
/// When the store fails.
pub(super) async fn reissue(site: &Site, desk: &SupportDesk, person: &Person, why: &str) -> Result<bool, PageError> {
    let mut tx = site.store.write().await?;
    let made = site.store.invite_again(&mut tx, person, site.now()).await?;
    let more = json!({ "generation": made.generation, "mailed": made.is_mailed });
    audit(site, &mut tx, desk, person, "invitation.reissue", why, more).await?;
    tx.commit().await?;
    Ok(made.is_mailed)
}

async fn mark(site: &Site, desk: &SupportDesk, words: Words, person: &Person, form: &PersonForm) -> Result<(), Refused> {
    let mark = match form.mark.as_str() {
        "deceased" => Mark::Kind(Kind::Deceased),
        "minor" => Mark::Kind(Kind::Minor),
        "adult" => Mark::Kind(Kind::Adult),
        "moved" => Mark::Moved,
        "address-good" => Mark::AddressGood,
        _ => return Err(again(form, "mark", words.t("staff-person-mark-none"))),
    };
    let why = reason(words, form, "mark_reason", &form.mark_reason)?;
    confirmed(site, desk, words, form, "mark_reason")?;
    let mut tx = site.store.write().await?;
    if site.store.mark_person(&mut tx, person, mark, site.now()).await? {
        if let Mark::Kind(kind) = mark {
            end_unfit(site, &mut tx, desk, person, kind).await?;
        }
        audit(site, &mut tx, desk, person, "person.mark", why, json!({ "mark": form.mark })).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Whoever helped in a capacity that no longer fits, such as the parent of somebody who is an adult, does not get in any more.
async fn end_unfit(site: &Site, tx: &mut Tx, desk: &SupportDesk, person: &Person, kind: Kind) -> Result<(), PageError> {
    for helper in site.store.helpers_of(person.incident_id, person.person_id).await? {
        if !helper.kind.fits(kind) && site.store.end_helper(tx, person.incident_id, person.person_id, helper.helper_id, site.now()).await? {
            let role = json!({ "role": desk.staff.role_for(Work::Support, person.incident_id) });
            site.store.note_helper(tx, &helper, "helper.end", &desk.staff.actor(), role, site.now()).await?;
        }
    }
    Ok(())
}

async fn merge(site: &Site, desk: &SupportDesk, words: Words, person: &Person, form: &PersonForm) -> Result<(), Refused> {
    let other = form.merge_other.trim();
    if other.is_empty() {
        return Err(again(form, "merge_other", words.t("staff-people-empty")));
    }
    let why = reason(words, form, "merge_reason", &form.merge_reason)?;
    let mut found = look_for(site, person.incident_id, &searches(other)).await?;
    found.retain(|found| found.person_id != person.person_id);
    let [double] = found.as_slice() else {
        return Err(again(form, "merge_other", words.t("staff-person-merge-not-one")));
    };
    confirmed(site, desk, words, form, "merge_reason")?;
    let mut tx = site.store.write().await?;
    if !site.store.merge_people(&mut tx, person.incident_id, person.person_id, double.person_id, site.now()).await? {
        return Err(typed("merge_other", "", words.t("staff-person-merge-not-one")));
    }
    audit(site, &mut tx, desk, person, "person.merge", why, json!({ "double": double.person_id.to_string() })).await?;
    Ok(tx.commit().await.map_err(PageError::from)?)
}
