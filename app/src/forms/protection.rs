//! `POST /me/protection`: a person takes their code, or says that it did not work.

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{
    benefit::CodeTrouble,
    incident::Incident,
    person::Person,
    request::{RequestKind, RequestText, promised_on},
};
use http::request::Parts;
use serde::Deserialize;
use store::{
    benefits::{Benefit, Replaced},
    requests::NewRequest,
    visits::Visit,
};

use super::Refused;
use crate::{
    error::PageError,
    protection::{Protection, mail_code, new_code, protection_of},
    request::Request,
    site::Site,
    visit::{pressed, see_other},
    words::Words,
};

/// What was pressed, and why the code did not work.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ProtectionForm {
    act: String,
    why: String,
    form_id: String,
}

/// One press.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<ProtectionForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match press(&site, &request, &form).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn press(site: &Site, request: &Request, form: &ProtectionForm) -> Result<Response, Refused> {
    let visit = pressed(site, request).await?;
    let incident = site.store.incident(visit.incident_id).await?;
    let person = site.store.person(visit.incident_id, visit.person_id).await?.ok_or(PageError::SignInFirst)?;
    match (protection_of(site, &incident, &person).await?, form.act.as_str()) {
        (Protection::Has(benefit, _), "trouble") => trouble(site, request, &visit, (&incident, &person), &benefit, form).await,
        (Protection::Offer(benefit), _) => take(site, request, (&incident, &person), &benefit).await,
        // What they have stays as it is; the page says what that is.
        _ => Ok(see_other(request, "/me/protection")),
    }
}

/// The code, the same however often somebody presses; or a place in the queue.
async fn take(site: &Site, request: &Request, (incident, person): (&Incident, &Person), benefit: &Benefit) -> Result<Response, Refused> {
    let now = site.now();
    let mut tx = site.store.write().await?;
    let given = site.store.give_code(&mut tx, benefit, person.person_id, &promised_on(now, &incident.zone), now).await?;
    if let Some(code) = new_code(&given) {
        mail_code(&site.store, &mut tx, incident.incident_id, person, (benefit, code), now).await?;
    }
    tx.commit().await?;
    Ok(see_other(request, "/me/protection"))
}

/// Another code, a few times; then a human looks, by a request of the person's.
async fn trouble(
    site: &Site,
    request: &Request,
    visit: &Visit,
    (incident, person): (&Incident, &Person),
    benefit: &Benefit,
    form: &ProtectionForm,
) -> Result<Response, Refused> {
    let words = Words(request.lang);
    let Some(why) = CodeTrouble::parse(&form.why) else { return Err(Refused::field("why", words.t("protection-no-why"))) };
    let Ok(form_id) = form.form_id.parse() else { return Err(Refused::field("why", words.t("ask-again"))) };
    let (now, promised) = (site.now(), promised_on(site.now(), &incident.zone));
    let mut tx = site.store.write().await?;
    match site.store.replace_code(&mut tx, benefit, visit.person_id, (why, &promised), now).await? {
        Replaced::By(given) => {
            if let Some(code) = new_code(&given) {
                mail_code(&site.store, &mut tx, visit.incident_id, person, (benefit, code), now).await?;
            }
            tx.commit().await?;
            Ok(see_other(request, "/me/protection"))
        }
        Replaced::HadNone => Ok(see_other(request, "/me/protection")),
        Replaced::AskAHuman => {
            let new = NewRequest {
                incident_id: visit.incident_id,
                person_id: Some(visit.person_id),
                kind: RequestKind::Help,
                lang: request.lang,
                text: RequestText {
                    message: words.with("protection-human", &[("provider", &benefit.terms.provider)]),
                    ..RequestText::default()
                },
                promised_on: promised,
                form_id,
            };
            let made = site.store.add_request(&mut tx, &new, now).await?;
            if let Some(helping) = visit.helper.filter(|_| made.is_new) {
                site.store.request_is_by(&mut tx, &made.number, helping.helper_id).await?;
            }
            tx.commit().await?;
            Ok(see_other(request, &format!("/me/requests/{}", made.number.as_str().to_lowercase())))
        }
    }
}
