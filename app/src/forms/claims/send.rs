//! A claim is sent: once, however often the form is.

use axum::response::Response;
use domain::claim::{ClaimAct, decided_by};
use store::claims::{ClaimMove, Who};

use super::{Pressed, Typed, mistaken, refused};
use crate::{
    claims::{News, path_of, tell},
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
    let (attested, promised_on) = (words.t("claims-attest"), decided_by(now, &who.incident.zone));
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
