//! `POST /staff/incidents/{slug}/waiting/{id}`: a second person takes a row out of quarantine into its list, as it is or corrected,
//! or puts it aside. The field `act` says which.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{Path, State, rejection::FormRejection},
    response::Response,
};
use domain::{
    import::{Column, LONGEST_VALUE},
    staff::Work,
};
use http::request::Parts;
use serde_json::json;
use store::quarantine::{ReleaseError, Released};

use super::{FormState, Mistake, Refused, staff_request::REASON_LENGTH};
use crate::{
    error::PageError,
    pages::staff::{find_waiting, waiting_reason_words},
    request::Request,
    site::Site,
    staff::AcceptDesk,
    visit::see_other,
    waiting::{CannotTake, read_again},
    words::Words,
};

type Typed = BTreeMap<String, String>;

/// The press of a button.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Path((slug, id)): Path<(String, String)>,
    parts: Parts,
    body: Result<Form<Typed>, FormRejection>,
) -> Response {
    let mut typed = body.map(|Form(typed)| typed).unwrap_or_default();
    typed.retain(|field, _| is_ours(field));
    match press(&site, &request, &slug, &id, typed).await {
        Ok(done) => see_other(&request, &format!("/staff/incidents/{slug}/waiting?done={done}")),
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

fn is_ours(field: &str) -> bool {
    ["act", "reason"].contains(&field) || Column::parse(field.strip_prefix("empty_").unwrap_or(field)).is_some()
}

/// What is to stand in which column instead: a box that is ticked leaves it empty, a text replaces it, nothing lets it be.
fn changes(words: Words, typed: &Typed) -> Result<BTreeMap<&'static str, String>, Mistake> {
    let mut changes = BTreeMap::new();
    for column in Column::ALL {
        let name = column.as_str();
        let text = typed.get(name).map_or("", |text| text.trim());
        let length = text.chars().count();
        if length > LONGEST_VALUE {
            return Err(Mistake { field: name, words: words.with("ask-too-long", &[("most", &LONGEST_VALUE), ("length", &length)]) });
        }
        if typed.contains_key(&format!("empty_{name}")) {
            changes.insert(name, String::new());
        } else if !text.is_empty() {
            changes.insert(name, text.to_owned());
        }
    }
    Ok(changes)
}

async fn press(site: &Site, request: &Request, slug: &str, id: &str, typed: Typed) -> Result<&'static str, Refused> {
    let desk = AcceptDesk::open(site, request, slug).await?;
    let waiting = find_waiting(site, &desk, id).await?;
    let words = Words(request.lang);
    let refused =
        |field: &'static str, words: String| Refused::Form(FormState { typed: typed.clone(), mistakes: vec![Mistake { field, words }] });
    let uploader = site.store.import_uploader(desk.incident.incident_id, waiting.import_id).await?;
    if uploader == Some(desk.staff.member.staff_id) {
        return Err(refused("reason", words.t("staff-waiting-own")));
    }
    let is_aside = typed.get("act").is_some_and(|act| act == "aside");
    let changes =
        if is_aside { BTreeMap::new() } else { changes(words, &typed).map_err(|mistake| refused(mistake.field, mistake.words))? };
    let person = if is_aside {
        None
    } else {
        let person = read_again(&waiting, &changes, desk.incident.is_practice).map_err(|why| match why {
            CannotTake::Still(reason) => {
                let reason = waiting_reason_words(words, reason);
                refused("reason", words.with("staff-waiting-still", &[("reason", &reason)]))
            }
            CannotTake::NotReserved => refused("reason", words.t("staff-waiting-not-reserved")),
        })?;
        Some(person)
    };
    let why = typed.get("reason").map_or("", |reason| reason.trim());
    let length = why.chars().count();
    if length == 0 {
        return Err(refused("reason", words.t("staff-reason-empty")));
    }
    if length > REASON_LENGTH {
        return Err(refused("reason", words.with("ask-too-long", &[("most", &REASON_LENGTH), ("length", &length)])));
    }
    if !desk.staff.is_confirmed(site.now()) {
        return Err(refused("reason", words.t("staff-confirm-mistake")));
    }
    let more = json!({
        "role": desk.staff.role_for(Work::Accept, desk.incident.incident_id),
        "corrected": changes.keys().collect::<Vec<_>>(),
    });
    let by = (desk.staff.actor(), why);
    let released = site.store.release_by_staff(desk.incident.incident_id, &waiting, person.as_ref(), (&by.0, by.1, more), site.now()).await;
    match released {
        Ok(Released::Added(_)) => Ok("added"),
        Ok(Released::Duplicate) => Ok("duplicate"),
        Ok(Released::PutAside) => Ok("aside"),
        Err(ReleaseError::NotThere) => Err(PageError::NotFound.into()),
        Err(ReleaseError::OtherContent) => Err(refused("reason", words.t("staff-waiting-other-content"))),
        Err(ReleaseError::Store(error)) => Err(error.into()),
    }
}
