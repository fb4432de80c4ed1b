//! `POST /me/helpers`: a person names somebody who helps them, confirms it with six digits sent to their own address, or ends it.
//! The field `act` says which.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{
    code::OneTimeCode,
    email::EmailAddress,
    helper::{HelperContact, HelperKind, MOST_HELPERS},
    ids::HelperId,
    lang::Lang,
    person::Person,
    request::LONGEST_NAME,
    visit::ONE_TIME_CODE,
};
use http::request::Parts;
use serde::Deserialize;
use serde_json::json;
use store::{
    budgets::{Decision, Limit},
    helpers::{Added, Helper, NamingOutcome, NewHelper},
    outbox::OutgoingMail,
    visits::Visit,
};

use super::{FormState, Mistake, Refused};
use crate::{
    error::{PageError, seconds_until},
    request::Request,
    site::Site,
    visit::{pressed_form, see_other},
    words::Words,
};

/// Who stands in the log when the person did it.
pub const PERSON: &str = "the person";

/// What was pressed and typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct HelpersForm {
    act: String,
    helper: String,
    digits: String,
    name: String,
    email: String,
    lang: String,
}

/// One step.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<HelpersForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    let visit = match pressed_form(&site, &request, &parts, &request.path, &form.typed()).await {
        Ok(visit) => visit,
        Err(response) => return response,
    };
    let done = match form.act.as_str() {
        "code" => prove(&site, &request, &visit, &form).await,
        "drop" => drop_asked(&site, &visit).await,
        "end" => end(&site, &visit, &form).await,
        _ => ask(&site, &request, &visit, &form).await,
    };
    match done {
        Ok(done) => see_other(&request, &format!("/me/helpers{done}")),
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

impl HelpersForm {
    fn typed(&self) -> BTreeMap<String, String> {
        let fields = [("name", &self.name), ("email", &self.email), ("lang", &self.lang)];
        fields.into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect()
    }

    fn refused(&self, field: &'static str, words: String) -> Refused {
        Refused::Form(FormState { typed: self.typed(), mistakes: vec![Mistake { field, words }] })
    }
}

/// A name and an address, or what is wrong with them. `own` is the address of the person who would be helped.
pub(super) fn contact(
    words: Words,
    (name_field, name): (&'static str, &str),
    (email_field, email): (&'static str, &str),
    own: Option<&str>,
) -> Result<HelperContact, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = name.chars().count();
    if name.is_empty() {
        mistakes.push(Mistake { field: name_field, words: words.t("helpers-no-name") });
    } else if length > LONGEST_NAME {
        let words = words.with("ask-too-long", &[("most", &LONGEST_NAME), ("length", &length)]);
        mistakes.push(Mistake { field: name_field, words });
    }
    let email = EmailAddress::parse(email).ok();
    match &email {
        None => mistakes.push(Mistake { field: email_field, words: words.t("help-bad-email") }),
        Some(email) if Some(email.as_str()) == own => mistakes.push(Mistake { field: email_field, words: words.t("helpers-own-address") }),
        Some(_) => {}
    }
    match email {
        Some(email) if mistakes.is_empty() => Ok(HelperContact { name, email: email.as_str().to_owned() }),
        _ => Err(mistakes),
    }
}

/// Why somebody could not be named.
pub(super) fn full_words(words: Words, full: &Added) -> String {
    match full {
        Added::TooMany => words.with("helpers-too-many", &[("most", &MOST_HELPERS)]),
        _ => words.t("helpers-already"),
    }
}

async fn person_of(site: &Site, visit: &Visit) -> Result<Person, PageError> {
    site.store.person(visit.incident_id, visit.person_id).await?.ok_or(PageError::SignInFirst)
}

/// Keeps whom they name and mails six digits to the person's own address.
async fn ask(site: &Site, request: &Request, visit: &Visit, form: &HelpersForm) -> Result<&'static str, Refused> {
    let words = Words(request.lang);
    let person = person_of(site, visit).await?;
    // Without an address, or for somebody who has died, staff do it: the page says so and has no form.
    let Some(own) = person.contact.email_address().filter(|_| HelperKind::Helper.fits(person.kind)) else { return Ok("") };
    let contact = contact(words, ("name", &form.name), ("email", &form.email), Some(own.as_str()))
        .map_err(|mistakes| Refused::Form(FormState { typed: form.typed(), mistakes }))?;
    let now = site.now();
    let mut tx = site.store.write().await?;
    let limit = Limit::per_hour(site.settings.budgets.codes_per_hour);
    if let Decision::TryAgain(until) = site.store.spend(&mut tx, visit.way_in().codes(), limit, now).await? {
        let minutes = i64::try_from(seconds_until(until, now).div_ceil(60)).unwrap_or(i64::MAX);
        let words = words.with("visit-codes-spent", &[("minutes", &minutes)]);
        return Err(Refused::TooOften(FormState { typed: form.typed(), mistakes: vec![Mistake { field: "email", words }] }, until));
    }
    let new = NewHelper {
        incident_id: visit.incident_id,
        person_id: visit.person_id,
        kind: HelperKind::Helper,
        contact,
        lang: Lang::from_tag(&form.lang),
        made_by: PERSON.to_owned(),
    };
    let code = site.store.ask_helper(&mut tx, &new, now).await?.map_err(|full| form.refused("email", full_words(words, &full)))?;
    let mail = OutgoingMail::helper_code(own.as_str(), request.lang, code.as_str());
    let mail = site.store.enqueue(&mut tx, Some(visit.incident_id), &mail, Some(now.plus(ONE_TIME_CODE)), now).await?;
    site.store.mail_is_for(&mut tx, mail, visit.person_id).await?;
    site.store.forget_kept_form(&mut tx, visit, &request.path).await?;
    tx.commit().await?;
    Ok("")
}

/// Six digits: right, the helper gets a mail of their own and the person's address is told.
async fn prove(site: &Site, request: &Request, visit: &Visit, form: &HelpersForm) -> Result<&'static str, Refused> {
    let words = Words(request.lang);
    let code = OneTimeCode::parse(&form.digits).map_err(|_| Refused::field("digits", words.t("enter-not-six")))?;
    let Some(asked) = site.store.asked_helper(visit.incident_id, visit.person_id).await? else { return Ok("") };
    let now = site.now();
    let mut tx = site.store.write().await?;
    let mistake = match site.store.prove_helper(&mut tx, &asked, &code, now).await? {
        NamingOutcome::Named(helper) => {
            site.store.mail_helper(&mut tx, &helper, now).await?;
            tell_person(site, &mut tx, &person_of(site, visit).await?, &helper, false).await?;
            site.store.note_helper(&mut tx, &helper, "helper.name", PERSON, json!({}), now).await?;
            tx.commit().await?;
            return Ok("?done=named");
        }
        NamingOutcome::Wrong(tries) => words.with("enter-wrong", &[("tries", &tries)]),
        NamingOutcome::Over => words.t("helpers-code-over"),
        NamingOutcome::NoRoom => words.t("helpers-already"),
    };
    // The try is counted also when it was wrong.
    tx.commit().await?;
    Err(Refused::field("digits", mistake))
}

/// Queues the mail that tells the person's own address who gets in from now on. Without one, or when it is the helper's, nothing.
pub(super) async fn tell_person(
    site: &Site,
    tx: &mut store::Tx,
    person: &Person,
    helper: &Helper,
    is_by_staff: bool,
) -> Result<(), PageError> {
    let Some(own) = person.contact.email_address().filter(|own| own.as_str() != helper.contact.email) else { return Ok(()) };
    let mail = OutgoingMail::helper_named(own.as_str(), person.lang, &helper.contact.name, helper.kind, is_by_staff);
    let mail = site.store.enqueue(tx, Some(person.incident_id), &mail, None, site.now()).await?;
    Ok(site.store.mail_is_for(tx, mail, person.person_id).await?)
}

async fn drop_asked(site: &Site, visit: &Visit) -> Result<&'static str, Refused> {
    let mut tx = site.store.write().await?;
    site.store.forget_asked_helper(&mut tx, visit.incident_id, visit.person_id).await?;
    tx.commit().await?;
    Ok("")
}

async fn end(site: &Site, visit: &Visit, form: &HelpersForm) -> Result<&'static str, Refused> {
    let id: HelperId = form.helper.parse().map_err(|_| PageError::NotFound)?;
    let helper = site.store.helper(visit.incident_id, id).await?.filter(|helper| helper.person_id == visit.person_id);
    let helper = helper.ok_or(PageError::NotFound)?;
    let now = site.now();
    let mut tx = site.store.write().await?;
    if site.store.end_helper(&mut tx, visit.incident_id, visit.person_id, id, now).await? {
        site.store.note_helper(&mut tx, &helper, "helper.end", PERSON, json!({}), now).await?;
        tx.commit().await?;
    }
    Ok("?done=ended")
}
