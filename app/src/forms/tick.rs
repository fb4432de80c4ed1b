//! `POST /me/steps`: ticks a step, or takes the tick off.

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::lang::Lang;
use http::request::Parts;
use serde::Deserialize;
use store::visits::Visit;

use crate::{
    error::PageError,
    me::Mine,
    request::Request,
    site::Site,
    visit::{pressed, see_other},
};

/// One step and what it is to be.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TickForm {
    step: String,
    done: bool,
}

/// Back to the step on success.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<TickForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match tick(&site, &request, &form).await {
        Ok(()) => see_other(&request, &format!("/me#step-{}", form.step)),
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

async fn tick(site: &Site, request: &Request, form: &TickForm) -> Result<(), PageError> {
    let visit = pressed(site, request).await?;
    set_tick(site, visit, &form.step, form.done, request.lang).await.map(drop)
}

/// Sets a tick for the person of `visit`, if the step is on their list, and gives their page as it is then. The id goes no
/// further than this: what is stored is the catalogue's own.
///
/// # Errors
/// [`PageError::NotFound`] for a step that is not on their list, or that of the store.
pub async fn set_tick(site: &Site, visit: Visit, step: &str, is_done: bool, lang: Lang) -> Result<Mine, PageError> {
    let mut mine = Mine::of(site, visit, lang).await?;
    let action_id = mine.find_step(site, step).ok_or(PageError::NotFound)?;
    // One moment for both: a tick is found by it.
    let now = site.now();
    let mut tx = site.store.write().await?;
    site.store.set_tick(&mut tx, mine.visit.incident_id, mine.visit.person_id, &action_id, is_done, now).await?;
    if let Some(helping) = mine.visit.helper.filter(|_| is_done) {
        let of = (mine.visit.incident_id, mine.visit.person_id);
        site.store.tick_is_by(&mut tx, of, &action_id, helping.helper_id, now).await?;
    }
    tx.commit().await?;
    if is_done {
        mine.ticks.entry(action_id).or_insert(now);
    } else {
        mine.ticks.remove(&action_id);
    }
    Ok(mine)
}
