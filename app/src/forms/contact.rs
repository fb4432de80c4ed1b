//! `POST /me/contact`: a person changes their e-mail address, postal address or language. The field `act` says which step:
//! asking, the six digits, or stopping.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{
    code::OneTimeCode,
    email::EmailAddress,
    lang::Lang,
    person::{ContactChange, Person},
    request::LONGEST_NAME,
    visit::ONE_TIME_CODE,
};
use http::request::Parts;
use serde::Deserialize;
use store::{
    budgets::{Decision, Limit},
    contact_changes::ChangeOutcome,
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

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    act: String,
    digits: String,
    email: String,
    address1: String,
    address2: String,
    city: String,
    region: String,
    postal_code: String,
    lang: String,
}

/// One step of a change.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<ContactForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    let visit = match pressed_form(&site, &request, &parts, &request.path, &form.typed()).await {
        Ok(visit) => visit,
        Err(response) => return response,
    };
    let done = match form.act.as_str() {
        "code" => prove(&site, &request, &visit, &form).await,
        "stop" => stop(&site, &visit).await,
        _ => ask(&site, &request, &visit, &form).await,
    };
    match done {
        Ok(done) => see_other(&request, &format!("/me/contact{done}")),
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

impl ContactForm {
    fn typed(&self) -> BTreeMap<String, String> {
        let fields = [
            ("email", &self.email),
            ("address1", &self.address1),
            ("address2", &self.address2),
            ("city", &self.city),
            ("region", &self.region),
            ("postal_code", &self.postal_code),
            ("lang", &self.lang),
        ];
        fields.into_iter().map(|(name, value)| (name.to_owned(), value.clone())).collect()
    }

    /// What is to be changed, or what is wrong with it.
    fn change(&self, words: Words, person: &Person) -> Result<ContactChange, Refused> {
        let mut mistakes = Vec::new();
        let email = EmailAddress::parse(self.email.trim()).ok();
        if email.is_none() {
            mistakes.push(Mistake { field: "email", words: words.t("help-bad-email") });
        }
        let lines = [
            ("address1", &self.address1),
            ("address2", &self.address2),
            ("city", &self.city),
            ("region", &self.region),
            ("postal_code", &self.postal_code),
        ];
        for (field, value) in lines {
            let length = value.chars().count();
            if length > LONGEST_NAME {
                mistakes.push(Mistake { field, words: words.with("ask-too-long", &[("most", &LONGEST_NAME), ("length", &length)]) });
            }
        }
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let change = ContactChange {
            email: email.map(|email| email.as_str().to_owned()),
            address1: line(&self.address1),
            address2: line(&self.address2),
            city: line(&self.city),
            region: line(&self.region),
            postal_code: line(&self.postal_code),
            lang: Lang::from_tag(&self.lang),
        };
        if mistakes.is_empty() && change == ContactChange::of(person) {
            mistakes.push(Mistake { field: "email", words: words.t("contact-nothing-changed") });
        }
        if mistakes.is_empty() { Ok(change) } else { Err(Refused::Form(FormState { typed: self.typed(), mistakes })) }
    }
}

/// Keeps what is asked for and mails six digits to the new address, or to the one on file when that stays.
async fn ask(site: &Site, request: &Request, visit: &Visit, form: &ContactForm) -> Result<&'static str, Refused> {
    let words = Words(request.lang);
    let person = site.store.person(visit.incident_id, visit.person_id).await?.ok_or(PageError::SignInFirst)?;
    let change = form.change(words, &person)?;
    let now = site.now();
    let mut tx = site.store.write().await?;
    let limit = Limit::per_hour(site.settings.budgets.codes_per_hour);
    if let Decision::TryAgain(until) = site.store.spend(&mut tx, visit.way_in().codes(), limit, now).await? {
        let minutes = i64::try_from(seconds_until(until, now).div_ceil(60)).unwrap_or(i64::MAX);
        let words = words.with("visit-codes-spent", &[("minutes", &minutes)]);
        return Err(Refused::TooOften(FormState { typed: form.typed(), mistakes: vec![Mistake { field: "email", words }] }, until));
    }
    let code = site.store.ask_contact_change(&mut tx, visit.incident_id, visit.person_id, &change, now).await?;
    // Another one waits: its page says so.
    let Some(code) = code else { return Ok("") };
    let mail = OutgoingMail::contact_code(change.email.as_deref().unwrap_or_default(), request.lang, code.as_str());
    let mail = site.store.enqueue(&mut tx, Some(visit.incident_id), &mail, Some(now.plus(ONE_TIME_CODE)), now).await?;
    site.store.mail_is_for(&mut tx, mail, visit.person_id).await?;
    site.store.forget_kept_form(&mut tx, visit, &request.path).await?;
    tx.commit().await?;
    Ok("")
}

/// Six digits: right, the change waits and the old address is told at once, in the language it was written to so far.
async fn prove(site: &Site, request: &Request, visit: &Visit, form: &ContactForm) -> Result<&'static str, Refused> {
    let words = Words(request.lang);
    let code = OneTimeCode::parse(&form.digits).map_err(|_| Refused::field("digits", words.t("enter-not-six")))?;
    let (incident, id) = (visit.incident_id, visit.person_id);
    let pending = site.store.pending_change(incident, id).await?.filter(|pending| pending.takes_effect_at.is_none());
    let Some(pending) = pending else { return Ok("") };
    let now = site.now();
    let mut tx = site.store.write().await?;
    let outcome = site.store.prove_contact_change(&mut tx, incident, &pending, &code, now).await?;
    match outcome {
        ChangeOutcome::Waits(takes_effect, stop) => {
            let person = site.store.person(incident, id).await?.ok_or(PageError::SignInFirst)?;
            if let Some(old) = person.contact.email_address() {
                let zone = site.store.incident(incident).await?.zone;
                let time = Words(person.lang).moment(takes_effect, &zone);
                let mail = OutgoingMail::contact_change(old.as_str(), person.lang, &time, &stop);
                site.store.tell_old_address(&mut tx, incident, id, &mail, now).await?;
            }
            site.store.note_contact_change(&mut tx, incident, id, "contact.ask", "the person", now).await?;
            tx.commit().await?;
            Ok("?done=waits")
        }
        // The try is counted also when it was wrong.
        ChangeOutcome::Wrong(tries) => {
            tx.commit().await?;
            Err(Refused::field("digits", words.with("enter-wrong", &[("tries", &tries)])))
        }
        ChangeOutcome::Over => {
            tx.commit().await?;
            Err(Refused::field("digits", words.t("contact-code-over")))
        }
    }
}

async fn stop(site: &Site, visit: &Visit) -> Result<&'static str, Refused> {
    let mut tx = site.store.write().await?;
    if site.store.stop_own_change(&mut tx, visit.incident_id, visit.person_id, site.now()).await? {
        site.store.note_contact_change(&mut tx, visit.incident_id, visit.person_id, "contact.stop", "the person", site.now()).await?;
        tx.commit().await?;
    }
    Ok("?done=stopped")
}
