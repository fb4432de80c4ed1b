//! `POST /staff/incidents/{slug}/requests/{number}`: taking, answering, re-issuing and closing. The field `act` says which.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{Path, State, rejection::FormRejection},
    response::Response,
};
use domain::{ids::StaffId, request::LONGEST_MESSAGE, staff::Work};
use http::request::Parts;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{
    Tx,
    audit::{Act, Chain},
    requests::{Answer, AnswerOutcome, Request as Asked},
};
use uuid::Uuid;

use super::{FormState, Mistake, Refused};
use crate::{
    error::PageError, pages::staff::find_request, request::Request, site::Site, staff::SupportDesk, visit::see_other, words::Words,
};

/// A reason holds at most so many characters.
pub const REASON_LENGTH: usize = 500;

/// What was pressed and typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct RequestForm {
    act: String,
    seen: String,
    answer: String,
    reissue_reason: String,
    close_reason: String,
}

/// The press of a button on the page of a request.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Path((slug, number)): Path<(String, String)>,
    parts: Parts,
    body: Result<Form<RequestForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match press(&site, &request, &slug, &number, &form).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn press(site: &Site, request: &Request, slug: &str, number: &str, form: &RequestForm) -> Result<Response, Refused> {
    let desk = SupportDesk::open(site, request, slug).await?;
    let asked = find_request(site, &desk, number).await?;
    let done = match form.act.as_str() {
        "take" => take(site, request, &desk, &asked, form).await?,
        "give-back" => give_back(site, &desk, &asked).await?,
        "answer" => answer(site, request, &desk, &asked, form).await?,
        "reissue" => reissue(site, request, &desk, &asked, form).await?,
        "close" => close(site, request, &desk, &asked, form).await?,
        _ => "",
    };
    let number = asked.number.as_str().to_lowercase();
    Ok(see_other(request, &format!("/staff/incidents/{slug}/requests/{number}?done={done}")))
}

/// Last in every transaction here.
async fn audit(site: &Site, tx: &mut Tx, desk: &SupportDesk, asked: &Asked, act: &str, more: Value) -> Result<(), PageError> {
    let mut details = json!({
        "number": asked.number.as_str(),
        "role": desk.staff.role_for(Work::Support, asked.incident_id),
        "person": asked.person_id.map(|person| person.to_string()),
    });
    if let (Value::Object(details), Value::Object(more)) = (&mut details, more) {
        details.extend(more);
    }
    let act = Act { actor: &desk.staff.actor(), act, about: Some(asked.request_id.0), details: &details };
    Ok(site.store.append_audit(tx, Chain::Incident(asked.incident_id), act, site.now()).await?)
}

async fn take(site: &Site, request: &Request, desk: &SupportDesk, asked: &Asked, form: &RequestForm) -> Result<&'static str, Refused> {
    let seen: Option<StaffId> = form.seen.parse::<Uuid>().ok().map(StaffId);
    let me = desk.staff.member.staff_id;
    if asked.taken_by == Some(me) {
        return Ok("taken");
    }
    let mut tx = site.store.write().await?;
    if !site.store.take_request(&mut tx, asked, me, seen, site.now()).await? {
        return Err(Refused::field("act", Words(request.lang).t("staff-request-taken-meanwhile")));
    }
    audit(site, &mut tx, desk, asked, "request.take", json!({ "from": seen.map(|staff| staff.to_string()) })).await?;
    tx.commit().await?;
    Ok("taken")
}

async fn give_back(site: &Site, desk: &SupportDesk, asked: &Asked) -> Result<&'static str, Refused> {
    let mut tx = site.store.write().await?;
    if site.store.give_back_request(&mut tx, asked, desk.staff.member.staff_id).await? {
        audit(site, &mut tx, desk, asked, "request.give_back", json!({})).await?;
        tx.commit().await?;
    }
    Ok("given-back")
}

async fn answer(site: &Site, request: &Request, desk: &SupportDesk, asked: &Asked, form: &RequestForm) -> Result<&'static str, Refused> {
    let words = Words(request.lang);
    let text = form.answer.replace("\r\n", "\n").trim().to_owned();
    let length = text.chars().count();
    let me = desk.staff.member.staff_id;
    let mistake = if text.is_empty() {
        Some(words.t("staff-request-answer-empty"))
    } else if length > LONGEST_MESSAGE {
        Some(words.with("ask-too-long", &[("most", &LONGEST_MESSAGE), ("length", &length)]))
    } else if asked.answer.as_ref() == Some(&text) {
        // The same form once more.
        return Ok(if site.store.answer_address(asked).await?.is_some() { "mailed" } else { "kept" });
    } else if asked.taken_by.is_some_and(|staff| staff != me) {
        Some(words.t("staff-request-taken-meanwhile"))
    } else if !desk.staff.is_confirmed(site.now()) {
        Some(words.t("staff-confirm-mistake"))
    } else {
        None
    };
    if let Some(words) = mistake {
        return Err(typed("answer", &form.answer, words));
    }
    let to = site.store.answer_address(asked).await?;
    let mut tx = site.store.write().await?;
    let answer = Answer { request: asked, text: &text, to: to.as_ref(), by: Some(me) };
    let done = match site.store.answer_request(&mut tx, answer, site.now()).await? {
        AnswerOutcome::Mailed => "mailed",
        AnswerOutcome::NoAddress => "kept",
        AnswerOutcome::NotOpen => return Err(typed("answer", &form.answer, words.t("staff-request-answered-meanwhile"))),
    };
    audit(site, &mut tx, desk, asked, "request.answer", json!({ "mailed": done == "mailed" })).await?;
    tx.commit().await?;
    Ok(done)
}

/// The page again, with what was typed.
pub(super) fn typed(field: &'static str, value: &str, words: String) -> Refused {
    Refused::Form(FormState { typed: BTreeMap::from([(field.to_owned(), value.to_owned())]), mistakes: vec![Mistake { field, words }] })
}

/// A reason somebody gave, or what is wrong with it.
pub(super) fn reason<'a>(words: Words, field: &'static str, text: &'a str) -> Result<&'a str, Refused> {
    let reason = text.trim();
    let length = reason.chars().count();
    match length {
        0 => Err(typed(field, text, words.t("staff-reason-empty"))),
        length if length > REASON_LENGTH => {
            Err(typed(field, text, words.with("ask-too-long", &[("most", &REASON_LENGTH), ("length", &length)])))
        }
        _ => Ok(reason),
    }
}

async fn reissue(site: &Site, request: &Request, desk: &SupportDesk, asked: &Asked, form: &RequestForm) -> Result<&'static str, Refused> {
    let words = Words(request.lang);
    let why = reason(words, "reissue_reason", &form.reissue_reason)?;
    if !desk.staff.is_confirmed(site.now()) {
        return Err(typed("reissue_reason", &form.reissue_reason, words.t("staff-confirm-mistake")));
    }
    let person = asked.person_id.ok_or(PageError::NotFound)?;
    let person = site.store.person(asked.incident_id, person).await?.ok_or(PageError::NotFound)?;
    let is_mailed = super::staff_person::reissue(site, desk, &person, why).await?;
    Ok(if is_mailed { "reissued" } else { "reissued-unmailed" })
}

async fn close(site: &Site, request: &Request, desk: &SupportDesk, asked: &Asked, form: &RequestForm) -> Result<&'static str, Refused> {
    let why = reason(Words(request.lang), "close_reason", &form.close_reason)?;
    let mut tx = site.store.write().await?;
    if site.store.close_request(&mut tx, asked, site.now()).await? {
        let reason = site.store.keep_reason(&mut tx, asked.incident_id, why).await?;
        audit(site, &mut tx, desk, asked, "request.close", json!({ "reason": reason.to_string() })).await?;
        tx.commit().await?;
    }
    Ok("closed")
}
