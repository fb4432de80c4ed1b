//! `POST /staff/incidents/{slug}/dates`: when it happened, was found, was stopped; and when the next word comes.

use axum::{Extension, extract::State, response::Response};
use domain::{
    clock::Timestamp,
    draft::{DateField, Part, Spot, is_day, tidy},
};
use http::request::Parts;

use super::{Body, answer, begin, typed};
use crate::{
    editor::{Edited, Step, Typed, local_time, read_local, save},
    forms::{FormState, Mistake, Refused},
    request::Request,
    site::Site,
    words::Words,
};

/// Takes the form.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    let result = take(&site, &request, typed(body)).await;
    answer(&site, &request, &parts, result).await
}

async fn take(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let (desk, edited) = begin(site, request).await?;
    let words = Words(request.lang);
    let field = |field: DateField| typed.get(field.as_str()).map(|text| tidy(text));
    let zone = field(DateField::Zone).unwrap_or_default();
    if jiff::tz::TimeZone::get(&zone).is_err() {
        let mistakes = vec![Mistake { field: DateField::Zone.as_str(), words: words.t("staff-editor-bad-zone") }];
        return Err(Refused::Form(FormState { typed, mistakes }));
    }
    let (mut edits, mut mistakes) = (Vec::new(), Vec::new());
    for date in DateField::ALL.iter().copied() {
        let Some(text) = field(date) else { continue };
        match read(&edited, date, &text, &zone, words, site.now()) {
            Ok(Some(body)) => edits.push(edited.edit(&typed, Spot::shared(Part::Date(date)), body)),
            Ok(None) => {}
            Err(words) => mistakes.push(Mistake { field: date.as_str(), words }),
        }
    }
    let (from, to) = (field(DateField::OccurredFrom).unwrap_or_default(), field(DateField::OccurredTo).unwrap_or_default());
    if mistakes.is_empty() && !from.is_empty() && !to.is_empty() && from > to {
        mistakes.push(Mistake { field: DateField::OccurredTo.as_str(), words: words.t("staff-editor-ends-before") });
    }
    if !mistakes.is_empty() {
        return Err(Refused::Form(FormState { typed, mistakes }));
    }
    let next = Step::Dates.after_saving(&desk.incident, typed.get("go").map(String::as_str));
    Ok(save(site, request, &desk, &edited, edits, &next).await?)
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
