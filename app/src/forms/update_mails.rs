//! `POST /me/updates`: updates by mail, or none.

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use http::request::Parts;
use serde::Deserialize;

use crate::{
    error::PageError,
    request::Request,
    site::Site,
    visit::{pressed, see_other},
};

/// What is to be from now on.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct UpdateMailsForm {
    by_mail: String,
}

/// Back to the switch, which then says how it stands. A form without either word changes nothing.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<UpdateMailsForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match switch(&site, &request, &form.by_mail).await {
        Ok(()) => see_other(&request, "/me#updates"),
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

async fn switch(site: &Site, request: &Request, by_mail: &str) -> Result<(), PageError> {
    let visit = pressed(site, request).await?;
    let mut tx = site.store.write().await?;
    match by_mail {
        "yes" => site.store.return_to_updates(&mut tx, visit.incident_id, visit.person_id).await?,
        "no" => site.store.leave_updates(&mut tx, visit.incident_id, visit.person_id, site.now()).await?,
        _ => return Ok(()),
    };
    Ok(tx.commit().await?)
}
