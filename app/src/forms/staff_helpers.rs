//! `POST /staff/incidents/{slug}/people/{id}/helpers`: staff let a parent, an executor or a named helper in, send their invitation
//! again, or end it. The field `act` says which.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{Path, State, rejection::FormRejection},
    response::Response,
};
use domain::{
    helper::HelperKind,
    ids::{HelperId, PersonId},
    lang::Lang,
    person::Person,
    staff::Work,
};
use http::request::Parts;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{
    Tx,
    helpers::{Added, Helper, NewHelper},
};

use super::{
    FormState, Mistake, Refused,
    helpers::{contact, full_words, tell_person},
    staff_request::REASON_LENGTH,
};
use crate::{error::PageError, request::Request, site::Site, staff::SupportDesk, visit::see_other, words::Words};

/// What was pressed and typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct StaffHelpersForm {
    act: String,
    helper: String,
    kind: String,
    name: String,
    email: String,
    lang: String,
    reason: String,
    end_reason: String,
}

/// The press of a button.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Path((slug, id)): Path<(String, String)>,
    parts: Parts,
    body: Result<Form<StaffHelpersForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match press(&site, &request, &slug, &id, &form).await {
        Ok(done) => see_other(&request, &format!("/staff/incidents/{slug}/people/{id}/helpers?done={done}")),
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn press(site: &Site, request: &Request, slug: &str, id: &str, form: &StaffHelpersForm) -> Result<&'static str, Refused> {
    let desk = SupportDesk::open(site, request, slug).await?;
    let id: PersonId = id.parse().map_err(|_| PageError::NotFound)?;
    let person = site.store.person(desk.incident.incident_id, id).await?.ok_or(PageError::NotFound)?;
    let words = Words(request.lang);
    match form.act.as_str() {
        "add" => add(site, &desk, words, &person, form).await,
        "again" => again(site, &desk, words, &person, form).await,
        "end" => end(site, &desk, words, &person, form).await,
        _ => Ok(""),
    }
}

/// The page again with all that was typed.
fn refused(form: &StaffHelpersForm, mistakes: Vec<Mistake>) -> Refused {
    let typed = [
        ("helper", &form.helper),
        ("kind", &form.kind),
        ("name", &form.name),
        ("email", &form.email),
        ("lang", &form.lang),
        ("reason", &form.reason),
        ("end_reason", &form.end_reason),
    ];
    let typed: BTreeMap<String, String> =
        typed.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name.to_owned(), text.clone())).collect();
    Refused::Form(FormState { typed, mistakes })
}

/// A reason, and the second factor of the last ten minutes.
fn reason<'a>(
    site: &Site,
    desk: &SupportDesk,
    words: Words,
    form: &StaffHelpersForm,
    (field, text): (&'static str, &'a str),
) -> Result<&'a str, Refused> {
    let length = text.trim().chars().count();
    let words = match length {
        0 => words.t("staff-reason-empty"),
        length if length > REASON_LENGTH => words.with("ask-too-long", &[("most", &REASON_LENGTH), ("length", &length)]),
        _ if !desk.staff.is_confirmed(site.now()) => words.t("staff-confirm-mistake"),
        _ => return Ok(text.trim()),
    };
    Err(refused(form, vec![Mistake { field, words }]))
}

/// Last in every transaction here: keeps the reason sealed and writes the act down about the person.
async fn note(site: &Site, tx: &mut Tx, desk: &SupportDesk, helper: &Helper, act: &str, why: &str) -> Result<(), PageError> {
    let reason = site.store.keep_reason(tx, helper.incident_id, why).await?;
    let more: Value = json!({ "role": desk.staff.role_for(Work::Support, helper.incident_id), "reason": reason.to_string() });
    Ok(site.store.note_helper(tx, helper, act, &desk.staff.actor(), more, site.now()).await?)
}

async fn add(site: &Site, desk: &SupportDesk, words: Words, person: &Person, form: &StaffHelpersForm) -> Result<&'static str, Refused> {
    let kind = HelperKind::parse(&form.kind).filter(|kind| kind.fits(person.kind));
    let Some(kind) = kind else {
        return Err(refused(form, vec![Mistake { field: "kind", words: words.t("staff-helpers-no-kind") }]));
    };
    // The parent reads a child's mail at the address of the list, and may have an invitation of their own there.
    let own = person.contact.email.as_deref().filter(|_| kind == HelperKind::Helper);
    let contact = contact(words, ("name", &form.name), ("email", &form.email), own).map_err(|mistakes| refused(form, mistakes))?;
    if desk.incident.is_practice && contact.email_address().is_some_and(|email| !email.is_reserved_example()) {
        return Err(refused(form, vec![Mistake { field: "email", words: words.t("staff-helpers-practice") }]));
    }
    let why = reason(site, desk, words, form, ("reason", &form.reason))?;
    let new = NewHelper {
        incident_id: person.incident_id,
        person_id: person.person_id,
        kind,
        contact,
        lang: Lang::from_tag(&form.lang),
        made_by: desk.staff.actor(),
    };
    let now = site.now();
    let mut tx = site.store.write().await?;
    let helper = match site.store.add_helper(&mut tx, &new, now).await? {
        Added::Named(helper) => helper,
        full => return Err(refused(form, vec![Mistake { field: "email", words: full_words(words, &full) }])),
    };
    site.store.mail_helper(&mut tx, &helper, now).await?;
    tell_person(site, &mut tx, person, &helper, true).await?;
    note(site, &mut tx, desk, &helper, "helper.name", why).await?;
    tx.commit().await?;
    Ok("named")
}

/// The helper the form names, if they help this person.
async fn which(site: &Site, person: &Person, form: &StaffHelpersForm) -> Result<Helper, Refused> {
    let id: HelperId = form.helper.parse().map_err(|_| PageError::NotFound)?;
    let helper = site.store.helper(person.incident_id, id).await?.filter(|helper| helper.person_id == person.person_id);
    Ok(helper.ok_or(PageError::NotFound)?)
}

async fn again(site: &Site, desk: &SupportDesk, words: Words, person: &Person, form: &StaffHelpersForm) -> Result<&'static str, Refused> {
    let helper = which(site, person, form).await?;
    let why = reason(site, desk, words, form, ("end_reason", &form.end_reason))?;
    let mut tx = site.store.write().await?;
    if site.store.invite_helper_again(&mut tx, &helper, site.now()).await? {
        note(site, &mut tx, desk, &helper, "helper.again", why).await?;
        tx.commit().await?;
    }
    Ok("again")
}

async fn end(site: &Site, desk: &SupportDesk, words: Words, person: &Person, form: &StaffHelpersForm) -> Result<&'static str, Refused> {
    let helper = which(site, person, form).await?;
    let why = reason(site, desk, words, form, ("end_reason", &form.end_reason))?;
    let mut tx = site.store.write().await?;
    if site.store.end_helper(&mut tx, person.incident_id, person.person_id, helper.helper_id, site.now()).await? {
        note(site, &mut tx, desk, &helper, "helper.end", why).await?;
        tx.commit().await?;
    }
    Ok("ended")
}
