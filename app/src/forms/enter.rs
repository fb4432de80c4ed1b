//! `POST /open/enter`: six digits prove the e-mail address and open the person's page.

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::code::OneTimeCode;
use http::request::Parts;
use serde::Deserialize;
use store::one_time_codes::CodeOutcome;

use super::{Refused, count_press, open::after_proof};
use crate::{
    request::Request,
    site::Site,
    visit::{opened, see_other, with_cookie},
    words::Words,
};

/// What the page sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct EnterForm {
    digits: String,
}

/// Tries six digits.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<EnterForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match enter(&site, &request, &form).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn enter(site: &Site, request: &Request, form: &EnterForm) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let visit = opened(site, request).await?;
    let words = Words(request.lang);
    // What cannot be a code costs no try.
    let code = OneTimeCode::parse(&form.digits).map_err(|_| Refused::field("digits", words.t("enter-not-six")))?;
    let now = site.now();
    let mistake = match site.store.try_one_time_code(&visit, &code, now).await? {
        CodeOutcome::Proven(cookie) => {
            let visit = site.store.find_visit(cookie.as_str(), now).await?;
            let path = after_proof(site, visit.as_ref()).await?;
            return Ok(with_cookie(see_other(request, &path), &cookie));
        }
        CodeOutcome::Wrong { tries_left } => words.with("enter-wrong", &[("tries", &tries_left)]),
        CodeOutcome::NoTriesLeft => words.t("enter-no-tries-left"),
        CodeOutcome::Used => words.t("enter-used"),
        CodeOutcome::Expired => words.t("enter-expired"),
        CodeOutcome::NoneSent => words.t("enter-none-sent"),
    };
    Err(Refused::field("digits", mistake))
}
