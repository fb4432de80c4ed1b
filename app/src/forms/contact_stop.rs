//! `POST /contact/stop`: whoever reads the address on file stops a change of contact, or of where money goes.

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::code::{LinkToken, TypedCode};
use http::request::Parts;
use serde::Deserialize;
use store::contact_changes::StopKey;

use super::{Refused, count_press};
use crate::{request::Request, site::Site, visit::see_other, words::Words};

/// What the page sends: the token that `open.js` moved into the form, or the code that was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct StopForm {
    token: String,
    code: String,
}

/// Stops the change. One answer for whatever stops nothing.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<StopForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match stop(&site, &request, &form).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn stop(site: &Site, request: &Request, form: &StopForm) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let key = if form.code.trim().is_empty() {
        LinkToken::parse(&form.token).map(StopKey::Link).ok()
    } else {
        TypedCode::parse(&form.code).map(StopKey::Code).ok()
    };
    let nothing = || Refused::field("code", Words(request.lang).t("contact-stop-nothing"));
    let key = key.ok_or_else(nothing)?;
    let mut tx = site.store.write().await?;
    let (act, stopped) = match site.store.stop_change(&mut tx, &key, site.now()).await? {
        Some(stopped) => ("contact.stop", Some(stopped)),
        None => ("payout.stop", site.store.stop_payout_change(&mut tx, &key, site.now()).await?),
    };
    let (incident, person) = stopped.ok_or_else(nothing)?;
    site.store.note_contact_change(&mut tx, incident, person, act, "the old address", site.now()).await?;
    tx.commit().await?;
    Ok(see_other(request, "/contact/stop?done=stopped"))
}
