//! `POST /check`: takes an address, and answers everyone with the same bytes. Whether it is on a list is told by mail only.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::email::EmailAddress;
use http::request::Parts;
use serde::Deserialize;
use store::{
    budgets::{Decision, Limit},
    checks::CheckLimits,
};

use super::{FormState, Mistake, Refused};
use crate::{error::PageError, request::Request, site::Site, visit::see_other, words::Words};

/// What the page sends; a box that is not ticked is not sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CheckForm {
    email: String,
    remind: String,
}

/// Takes a question.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<CheckForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match ask(&site, &request, form).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn ask(site: &Site, request: &Request, form: CheckForm) -> Result<Response, Refused> {
    let words = Words(request.lang);
    let wants_reminder = !form.remind.is_empty();
    let Ok(email) = EmailAddress::parse(&form.email) else {
        // Counted like any other press: a stranger's noise is bounded whatever it says.
        super::count_press(site, request).await?;
        let mistake = if form.email.trim().is_empty() { words.t("check-empty") } else { words.t("check-no-address") };
        let typed = BTreeMap::from([("email".to_owned(), form.email), ("remind".to_owned(), form.remind)]);
        return Err(Refused::Form(FormState { typed, mistakes: vec![Mistake { field: "email", words: mistake }] }));
    };
    let budgets = &site.settings.budgets;
    let limits =
        CheckLimits { network: Limit::per_minute(budgets.network_per_minute), address: Limit::per_day(budgets.check_mails_per_day) };
    match site.store.ask_check(&email, wants_reminder, request.lang, &request.network, limits, site.now()).await? {
        Decision::Allowed => Ok(see_other(request, "/check/sent")),
        Decision::TryAgain(until) => Err(PageError::SlowDown { until }.into()),
    }
}
