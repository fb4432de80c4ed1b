//! `POST /me/goodwill`: a person takes a gift, or says no to it.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{ids::BenefitId, request::promised_on};
use http::request::Parts;

use super::Refused;
use crate::{
    error::PageError,
    goodwill::{Gift, gifts_of, mail_gift},
    protection::new_code,
    request::Request,
    site::Site,
    visit::{pressed, see_other},
};

/// One press.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<BTreeMap<String, String>>, FormRejection>,
) -> Response {
    let typed = body.map(|Form(typed)| typed).unwrap_or_default();
    match press(&site, &request, &typed).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn press(site: &Site, request: &Request, typed: &BTreeMap<String, String>) -> Result<Response, Refused> {
    let visit = pressed(site, request).await?;
    let incident = site.store.incident(visit.incident_id).await?;
    let person = site.store.person(visit.incident_id, visit.person_id).await?.ok_or(PageError::SignInFirst)?;
    let field = |name: &str| typed.get(name).map(String::as_str).unwrap_or_default();
    let id: BenefitId = field("benefit").parse().map_err(|_| PageError::NotFound)?;
    // What is not offered to them is not there.
    let found = gifts_of(site, &incident, &person).await?.into_iter().find(|(benefit, _)| benefit.benefit_id == id);
    let (benefit, gift) = found.ok_or(PageError::NotFound)?;
    let (now, key) = (site.now(), (visit.incident_id, id, visit.person_id));
    let mut tx = site.store.write().await?;
    match (field("act"), gift) {
        ("take", Gift::Offered | Gift::Refused) => {
            site.store.unrefuse_gift(&mut tx, key).await?;
            let given = site.store.give_code(&mut tx, &benefit, visit.person_id, &promised_on(now, &incident.zone), now).await?;
            if let Some(code) = new_code(&given) {
                mail_gift(&site.store, &mut tx, visit.incident_id, &person, (&benefit, code), now).await?;
            }
        }
        ("refuse", Gift::Offered) => site.store.refuse_gift(&mut tx, key, now).await?,
        // What they have stays as it is; the page says what that is.
        _ => return Ok(see_other(request, "/me/goodwill")),
    }
    tx.commit().await?;
    Ok(see_other(request, "/me/goodwill"))
}
