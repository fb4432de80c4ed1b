//! A claim is sent: once, however often the form is.

use axum::response::Response;
use domain::{
    benefit::{MoneyTerms, last_day_of_grace},
    claim::{ClaimAct, decided_by},
    clock::Timestamp,
    incident::Incident,
};
use store::claims::{Claim, ClaimMove, Who};

use super::{Pressed, Typed, mistaken, refused};
use crate::{
    claims::{News, path_of, tell},
    error::PageError,
    forms::Refused,
    request::Request,
    site::Site,
    visit::see_other,
    words::Words,
};

pub(super) async fn send(site: &Site, request: &Request, browser: &str, typed: Typed) -> Result<Response, Refused> {
    let who = Pressed::load(site, request).await?;
    let claim = who.claim(site, request).await?;
    let (words, now) = (Words(request.lang), site.now());
    let Some(form_id) = typed.get("form_id").and_then(|id| id.parse().ok()) else {
        return Err(mistaken(typed, "attest", words.t("ask-again")));
    };
    if !typed.contains_key("attest") {
        return Err(mistaken(typed, "attest", words.t("claims-no-attest")));
    }
    let (attested, promised_on) = (words.t("claims-attest"), decided_by(begins_at(site, &claim, &who.incident).await?, &who.incident.zone));
    let sent_from = format!("{}\n{browser}", request.network);
    let doing = ClaimMove {
        form_id: Some(form_id),
        attested: Some(&attested),
        promised_on: Some(&promised_on),
        sent_from: Some(&sent_from),
        ..ClaimMove::new(&claim, Who::Person(who.visit.person_id), ClaimAct::Submit)
    };
    let mut tx = site.store.write().await?;
    let sent = site.store.act_on_claim(&mut tx, doing, now).await.map_err(|error| refused(error, request, typed))?;
    if sent.is_new {
        tell(&site.store, &mut tx, (&sent.claim, &who.person), News::Received, "", now).await?;
    }
    tx.commit().await?;
    Ok(see_other(request, &path_of(&claim.number)))
}

/// From when a decision is possible: now, or for a share of a fund, when nobody can ask for one any more.
///
/// # Errors
/// When the store fails.
pub async fn begins_at(site: &Site, claim: &Claim, incident: &Incident) -> Result<Timestamp, PageError> {
    let now = site.now();
    if !matches!(claim.terms, MoneyTerms::Share { .. }) {
        return Ok(now);
    }
    let benefit = site.store.money_benefit(claim.incident_id, claim.benefit_id).await?;
    let last = benefit.and_then(|benefit| benefit.last_day.map(|day| last_day_of_grace(&day, benefit.grace_days)));
    let end = last.and_then(|day| Words::end_of_day(&day, &incident.zone));
    // The end of a day is the beginning of the next.
    Ok(end.map_or(now, |end| Timestamp::from_micros(end.as_micros() - 1).max(now)))
}
