//! `POST /staff/incidents/{slug}/subscribers`: closes or opens the sign-up of an incident. Those who had signed up go on being served.

use axum::{
    Extension, Form,
    extract::{Path, State, rejection::FormRejection},
    response::Response,
};
use http::request::Parts;
use serde::Deserialize;
use serde_json::json;
use store::audit::{Act, Chain};

use super::Refused;
use crate::{request::Request, site::Site, staff::PublishingDesk, visit::see_other, words::Words};

/// Which button was pressed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignupForm {
    signup: String,
}

/// Takes the press.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Path(slug): Path<String>,
    parts: Parts,
    body: Result<Form<SignupForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match set(&site, &request, &slug, &form).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn set(site: &Site, request: &Request, slug: &str, form: &SignupForm) -> Result<Response, Refused> {
    let desk = PublishingDesk::open(site, request, slug).await?;
    let is_open = match form.signup.as_str() {
        "open" => true,
        "close" => false,
        _ => return Err(Refused::field("signup", Words(request.lang).t("staff-subscribers-choose"))),
    };
    let (incident, now) = (desk.incident.incident_id, site.now());
    let mut tx = site.store.write().await?;
    // A second press changes nothing and is no second act.
    if site.store.set_signup(&mut tx, incident, is_open, now).await? {
        let actor = desk.staff.actor();
        let act = if is_open { "signup.open" } else { "signup.close" };
        let act = Act { actor: &actor, act, about: None, details: &json!({}) };
        site.store.append_audit(&mut tx, Chain::Incident(incident), act, now).await?;
        tx.commit().await?;
    }
    Ok(see_other(request, &format!("/staff/incidents/{}/subscribers", desk.incident.slug)))
}
