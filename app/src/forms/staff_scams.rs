//! `POST /staff/scams`: a check word of ours was copied into fakes, or that is taken back.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{genuine::CheckWord, ids::IncidentId, staff::Work};
use http::request::Parts;
use serde::Deserialize;
use serde_json::json;
use store::audit::{Act, Chain};

use super::{FormState, Mistake, Refused, staff::answered};
use crate::{error::PageError, request::Request, site::Site, staff::desks_of, visit::see_other, words::Words};

/// The word, and what to do: `add` or `remove`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct WordForm {
    act: String,
    word: String,
}

/// Takes the press.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<WordForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(set(&site, &request, &form).await, &site, &request, &parts).await
}

async fn set(site: &Site, request: &Request, form: &WordForm) -> Result<Response, Refused> {
    let staff = desks_of(site, request, Work::Publish).await?;
    if !staff.is_confirmed(site.now()) {
        return Err(PageError::ConfirmFirst.into());
    }
    let words = Words(request.lang);
    let wrong = |words: String| {
        let typed = BTreeMap::from([("word".to_owned(), form.word.clone())]);
        Refused::Form(FormState { typed, mistakes: vec![Mistake { field: "word", words }] })
    };
    let word = CheckWord::parse(&form.word).map_err(|_| wrong(words.t("staff-scams-bad-word")))?;
    let now = site.now();
    let act = match form.act.as_str() {
        "add" => {
            let incidents: Vec<IncidentId> = site.store.list_incidents().await?.into_iter().map(|incident| incident.incident_id).collect();
            if site.store.owner_of_word(word, &incidents).is_none() {
                return Err(wrong(words.t("staff-scams-not-ours")));
            }
            "scam.word.add"
        }
        "remove" => "scam.word.remove",
        _ => return Err(wrong(words.t("staff-scams-bad-word"))),
    };
    let mut tx = site.store.write().await?;
    let changed = match act {
        "scam.word.add" => site.store.add_copied_word(&mut tx, word, now).await?,
        _ => site.store.remove_copied_word(&mut tx, word).await?,
    };
    // A second press changes nothing and is no second act.
    if changed {
        let (actor, details) = (staff.actor(), json!({ "word": word.to_string() }));
        site.store.append_audit(&mut tx, Chain::Installation, Act { actor: &actor, act, about: None, details: &details }, now).await?;
        tx.commit().await?;
    }
    Ok(see_other(request, "/staff/scams"))
}
