//! `POST /staff/team` and `/staff/team/{id}`: owners add people, give and take roles, reset and remove accounts.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{Path, State, rejection::FormRejection},
    response::Response,
};
use domain::{
    email::EmailAddress,
    ids::{IncidentId, StaffId},
    request::LONGEST_NAME,
    slug::Slug,
    staff::{AccountChange, Grant, Role},
};
use http::request::Parts;
use leptos::prelude::provide_context;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{
    Tx,
    audit::{Act, Chain},
    outbox::OutgoingMail,
    staff::{Invited, Member, MemberState},
};

use super::{answered, enrol::link};
use crate::{
    error::PageError,
    forms::{FormState, Mistake, Refused, count_press},
    render,
    request::Request,
    site::Site,
    staff::{TeamDesk, team_desk, tell},
    visit::see_other,
    words::Words,
};

/// A link just made: the page shows it this once.
#[derive(Clone, Debug)]
pub struct NewLink(pub String);

/// Whom to add, and as what.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AddForm {
    email: String,
    name: String,
    role: String,
    incident: String,
}

/// Adds somebody.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<AddForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(add(&site, &request, &parts, form).await, &site, &request, &parts).await
}

/// The desk, for what changes something.
async fn desk(site: &Site, request: &Request) -> Result<TeamDesk, PageError> {
    let desk = team_desk(site, request).await?;
    if desk.staff.is_confirmed(site.now()) { Ok(desk) } else { Err(PageError::ConfirmFirst) }
}

async fn add(site: &Site, request: &Request, parts: &Parts, form: AddForm) -> Result<Response, Refused> {
    let desk = desk(site, request).await?;
    count_press(site, request).await?;
    let (words, now) = (Words(request.lang), site.now());
    let wrong = |field: &'static str, words: String| {
        let typed = [("email", &form.email), ("name", &form.name), ("role", &form.role), ("incident", &form.incident)];
        let typed: BTreeMap<String, String> = typed.into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect();
        Refused::Form(FormState { typed, mistakes: vec![Mistake { field, words }] })
    };
    let email = EmailAddress::parse(&form.email).map_err(|_| wrong("email", words.t("staff-team-bad-email")))?;
    let name = form.name.trim();
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return Err(wrong("name", words.t("staff-enrol-no-name")));
    }
    let grant = grant(site, &form.role, &form.incident).await?.ok_or_else(|| wrong("role", words.t("staff-team-no-role")))?;
    let mut tx = site.store.write().await?;
    let invited = site.store.invite_member(&mut tx, name, &email, now).await?;
    let Invited::Link { staff_id, .. } = invited else {
        return Err(wrong("email", words.t("staff-team-is-there")));
    };
    site.store.give_role(&mut tx, staff_id, grant, now).await?;
    let link = mailed_link(site, request, &mut tx, &email, &invited).await?;
    note(site, &desk, &mut tx, "staff.add", staff_id, &details(grant)).await?;
    tx.commit().await?;
    Ok(render::page(site, request, parts, move || provide_context(link.clone())).await)
}

/// The link of an invitation; also queued as a mail, which leaves if mail is set up.
async fn mailed_link(site: &Site, request: &Request, tx: &mut Tx, email: &EmailAddress, invited: &Invited) -> Result<NewLink, PageError> {
    let Invited::Link { token, expires_at, .. } = invited else { return Err(PageError::NotFound) };
    let link = link(&site.settings.public_url, request.lang, token);
    let mail = OutgoingMail::staff_enrolment(email.as_str(), request.lang, &link);
    site.store.enqueue(tx, None, &mail, Some(*expires_at), site.now()).await?;
    Ok(NewLink(link))
}

/// What to do about a member: `give`, `take`, `reset`, `remove`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MemberForm {
    act: String,
    role: String,
    incident: String,
}

/// Changes a member's roles or account.
pub async fn post_member(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Path(id): Path<String>,
    parts: Parts,
    body: Result<Form<MemberForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(change(&site, &request, &parts, &id, &form).await, &site, &request, &parts).await
}

/// The member of this id, while they are one.
///
/// # Errors
/// [`PageError::NotFound`] when nobody is.
pub async fn member_of(site: &Site, id: &str) -> Result<Member, PageError> {
    let id: StaffId = id.parse().map_err(|_| PageError::NotFound)?;
    let member = site.store.member(id).await?.ok_or(PageError::NotFound)?;
    if member.state == MemberState::Removed { Err(PageError::NotFound) } else { Ok(member) }
}

async fn change(site: &Site, request: &Request, parts: &Parts, id: &str, form: &MemberForm) -> Result<Response, Refused> {
    let desk = desk(site, request).await?;
    count_press(site, request).await?;
    let member = member_of(site, id).await?;
    let words = Words(request.lang);
    let grant = grant(site, &form.role, &form.incident).await?;
    let is_own = member.staff_id == desk.staff.member.staff_id;
    // So that one owner is always left: nobody takes the last one's keys but themselves, and they cannot.
    let is_all_owner = grant.is_some_and(|grant| grant.role == Role::Owner && grant.incident.is_none());
    if is_own && (["reset", "remove"].contains(&form.act.as_str()) || (form.act == "take" && is_all_owner)) {
        return Err(Refused::field("act", words.t("staff-team-not-yourself")));
    }
    let (staff, now, no_role) = (member.staff_id, site.now(), || Refused::field("role", words.t("staff-team-no-role")));
    let mut tx = site.store.write().await?;
    let (act, change, details) = match form.act.as_str() {
        "give" => {
            let grant = grant.ok_or_else(no_role)?;
            site.store.give_role(&mut tx, staff, grant, now).await?;
            ("staff.role.give", AccountChange::Roles, details(grant))
        }
        "take" => {
            let grant = grant.ok_or_else(no_role)?;
            site.store.take_role(&mut tx, staff, grant).await?;
            ("staff.role.take", AccountChange::Roles, details(grant))
        }
        "remove" => {
            site.store.remove_member(&mut tx, staff, now).await?;
            ("staff.remove", AccountChange::Removed, json!({}))
        }
        "reset" => {
            let invited = site.store.reset_member(&mut tx, staff, now).await?;
            let email = EmailAddress::parse(&member.contact.email).map_err(|_| PageError::NotFound)?;
            let link = mailed_link(site, request, &mut tx, &email, &invited).await?;
            tell(site, &mut tx, &member.contact.email, request.lang, AccountChange::Reset).await?;
            note(site, &desk, &mut tx, "staff.reset", staff, &json!({})).await?;
            tx.commit().await?;
            return Ok(render::page(site, request, parts, move || provide_context(link.clone())).await);
        }
        _ => return Err(no_role()),
    };
    tell(site, &mut tx, &member.contact.email, request.lang, change).await?;
    note(site, &desk, &mut tx, act, staff, &details).await?;
    tx.commit().await?;
    let back = if act == "staff.remove" { "/staff/team".to_owned() } else { format!("/staff/team/{staff}") };
    Ok(see_other(request, &back))
}

/// The role that was chosen, and where: nothing as the incident means all of them.
async fn grant(site: &Site, role: &str, incident: &str) -> Result<Option<Grant>, PageError> {
    let Some(role) = Role::parse(role) else { return Ok(None) };
    let incident: Option<IncidentId> = if incident.is_empty() {
        None
    } else {
        let slug = Slug::parse(incident).map_err(|_| PageError::NotFound)?;
        Some(site.store.find_incident(&slug).await?.ok_or(PageError::NotFound)?.incident_id)
    };
    Ok(Some(Grant { incident, role }))
}

fn details(grant: Grant) -> Value {
    json!({ "role": grant.role.as_str(), "incident": grant.incident.map(|incident| incident.to_string()) })
}

async fn note(site: &Site, desk: &TeamDesk, tx: &mut Tx, act: &str, about: StaffId, details: &Value) -> Result<(), PageError> {
    let actor = desk.staff.actor();
    let act = Act { actor: &actor, act, about: Some(about.0), details };
    Ok(site.store.append_audit(tx, Chain::Installation, act, site.now()).await?)
}
