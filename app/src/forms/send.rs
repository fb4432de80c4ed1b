//! `POST /open/send`: mails six digits to the address on file. `POST /open/again`: begins anew after a visit ran out.

use axum::{Extension, extract::State, response::Response};
use domain::visit::{KEEP_TYPED, ONE_TIME_CODE};
use http::request::Parts;
use store::{
    budgets::{Decision, Limit},
    outbox::OutgoingMail,
};

use super::{FormState, Mistake, Refused, count_press};
use crate::{
    error::{PageError, seconds_until},
    request::Request,
    site::Site,
    visit::{code_address, opened, see_other, to_new_code},
    words::Words,
};

/// Mails a code.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts) -> Response {
    match send(&site, &request).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn send(site: &Site, request: &Request) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let visit = opened(site, request).await?;
    let words = Words(request.lang);
    let Some(email) = code_address(site, &visit).await? else {
        return Err(Refused::field("send", words.t("visit-no-email")));
    };
    let now = site.now();
    let mut tx = site.store.write().await?;
    let limit = Limit::per_hour(site.settings.budgets.codes_per_hour);
    if let Decision::TryAgain(until) = site.store.spend(&mut tx, visit.way_in().codes(), limit, now).await? {
        let minutes = i64::try_from(seconds_until(until, now).div_ceil(60)).unwrap_or(i64::MAX);
        let words = words.with("visit-codes-spent", &[("minutes", &minutes)]);
        let state = FormState { mistakes: vec![Mistake { field: "send", words }], ..FormState::default() };
        return Err(Refused::TooOften(state, until));
    }
    // The press keeps the visit going: the mail may take some of its quarter of an hour.
    if !site.store.touch_visit(&mut tx, visit.visit_id, now).await? {
        return Err(PageError::SignInFirst.into());
    }
    let code = site.store.issue_one_time_code(&mut tx, visit.visit_id, now).await?;
    let mail = OutgoingMail::one_time_code(email.as_str(), request.lang, code.as_str());
    let mail = site.store.enqueue(&mut tx, Some(visit.incident_id), &mail, Some(now.plus(ONE_TIME_CODE)), now).await?;
    site.store.mail_is_for(&mut tx, mail, visit.person_id).await?;
    tx.commit().await?;
    Ok(see_other(request, "/open/enter"))
}

/// Begins anew with the invitation of a visit that ran out less than an hour ago: as its link would.
pub async fn post_again(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts) -> Response {
    match again(&site, &request).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn again(site: &Site, request: &Request) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let cookie = request.visit_cookie.as_deref().ok_or(PageError::SignInFirst)?;
    let now = site.now();
    let visit = site.store.find_visit_run_out(cookie, KEEP_TYPED, now).await?.ok_or(PageError::SignInFirst)?;
    let mut tx = site.store.write().await?;
    let (_, new_cookie) = site.store.open_visit_by(&mut tx, &visit.way_in(), None, Some(cookie), now).await?;
    tx.commit().await?;
    Ok(to_new_code(request, visit.channel, &new_cookie))
}
