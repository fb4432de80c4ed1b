//! `POST /staff/incidents/{slug}/dates`: when it happened, was found, was stopped; and when the next word comes.

use axum::{Extension, extract::State, response::Response};
use domain::{
    clock::Timestamp,
    draft::{DateField, Part, Spot, is_day, tidy},
};
use http::request::Parts;

use super::{Body, Gathered, Mistake, answer, take, typed};
use crate::{
    editor::{Edited, Step, Typed, local_time, read_local},
    request::Request,
    site::Site,
    words::Words,
};

/// Takes the form.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    let result = take(&site, &request, typed(body), Step::Dates).await;
    answer(&site, &request, &parts, result).await
}

pub(super) fn gather(site: &Site, words: Words, edited: &Edited, typed: &Typed) -> Gathered {
    let field = |field: DateField| typed.get(field.as_str()).map(|text| tidy(text));
    let zone = field(DateField::Zone).unwrap_or_default();
    let mut gathered = Gathered::default();
    if jiff::tz::TimeZone::get(&zone).is_err() {
        gathered.mistakes.push(Mistake { field: DateField::Zone.as_str(), words: words.t("staff-editor-bad-zone") });
        return gathered;
    }
    for date in DateField::ALL.iter().copied() {
        let Some(text) = field(date) else { continue };
        match read(edited, date, &text, &zone, words, site.now()) {
            Ok(Some(body)) => gathered.edits.push(edited.edit(typed, Spot::shared(Part::Date(date)), body)),
            Ok(None) => {}
            Err(words) => gathered.mistakes.push(Mistake { field: date.as_str(), words }),
        }
    }
    let (from, to) = (field(DateField::OccurredFrom).unwrap_or_default(), field(DateField::OccurredTo).unwrap_or_default());
    if gathered.mistakes.is_empty() && !from.is_empty() && !to.is_empty() && from > to {
        gathered.mistakes.push(Mistake { field: DateField::OccurredTo.as_str(), words: words.t("staff-editor-ends-before") });
    }
    gathered
}

/// What is kept of what was typed; `None` when the field stands as it was shown, whatever was left out in showing it.
fn read(edited: &Edited, field: DateField, typed: &str, zone: &str, words: Words, now: Timestamp) -> Result<Option<String>, String> {
    let stands = edited.value(Spot::shared(Part::Date(field)));
    let is_time = matches!(field, DateField::Discovered | DateField::Determined | DateField::Contained | DateField::NextUpdate);
    let shown = if is_time { local_time(&stands, &edited.words.zone) } else { stands };
    if typed == shown {
        return Ok(None);
    }
    if typed.is_empty() {
        return Ok(Some(String::new()));
    }
    match field {
        DateField::Zone => Ok(Some(typed.to_owned())),
        _ if !is_time && is_day(typed) => Ok(Some(typed.to_owned())),
        _ if !is_time => Err(words.t("staff-editor-bad-day")),
        _ => {
            let time = read_local(typed, zone).ok_or_else(|| words.t("staff-editor-bad-time"))?;
            match field {
                DateField::NextUpdate if time <= now => Err(words.t("staff-editor-promise-passed")),
                DateField::NextUpdate => Ok(Some(time.to_string())),
                _ if time > now => Err(words.t("staff-editor-not-yet")),
                _ => Ok(Some(time.to_string())),
            }
        }
    }
}
