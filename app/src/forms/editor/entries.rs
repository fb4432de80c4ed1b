//! `POST /staff/incidents/{slug}/facts` and `/fixes`: their texts, states and order; a new one; one up, down or away.

use std::str::FromStr;

use axum::{Extension, extract::State, response::Response};
use domain::{
    draft::{MOST_ENTRIES, Spot, ids, ids_text, is_day, state_text, tidy},
    lang::Lang,
};
use http::request::Parts;
use store::drafts::Edit;
use uuid::Uuid;

use super::{Body, answer, begin, typed};
use crate::{
    editor::{Edited, Entries, Typed, save},
    forms::{FormState, Mistake, Refused},
    request::Request,
    site::Site,
    words::Words,
};

/// Takes the form of the facts.
pub async fn post_facts(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    let result = take(&site, &request, typed(body), Entries::Facts).await;
    answer(&site, &request, &parts, result).await
}

/// Takes the form of the fixes.
pub async fn post_fixes(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    let result = take(&site, &request, typed(body), Entries::Fixes).await;
    answer(&site, &request, &parts, result).await
}

async fn take(site: &Site, request: &Request, typed: Typed, list: Entries) -> Result<Response, Refused> {
    let (desk, edited) = begin(site, request).await?;
    let words = Words(request.lang);
    let order_spot = Spot::shared(list.order());
    // The order as it stood on the page: a colleague's new one is not taken away by somebody who never saw it.
    let shown: Vec<Uuid> = ids(typed.get(&Edited::field(order_spot)).map_or("", String::as_str));
    let mut edits = Vec::new();
    let mut bad_days = Vec::new();
    for (at, id) in shown.iter().enumerate() {
        edits.extend(Lang::ALL.iter().filter_map(|lang| edited.typed_edit(&typed, Spot::of(list.text(*id), *lang))));
        match state(&typed, &Edited::field(Spot::shared(list.state(*id))), list) {
            Ok(Some(body)) => edits.push(edited.edit(&typed, Spot::shared(list.state(*id)), body)),
            Ok(None) => {}
            Err(BadDay) => bad_days.push(at + 1),
        }
    }
    let mut order = moved(&shown, typed.get("do").map_or("", String::as_str), |id| list.is_public(&edited, id));
    let new = added(site, &edited, &typed, list, order.len());
    match new {
        Ok(Some((id, new))) => {
            order.push(id);
            edits.extend(new);
        }
        Ok(None) => {}
        Err(BadDay) => bad_days.push(shown.len() + 1),
    }
    if !bad_days.is_empty() {
        let mistake = |number: usize| Mistake { field: "entries", words: words.with("staff-editor-bad-day-of", &[("number", &number)]) };
        let mistakes = bad_days.into_iter().map(mistake).collect();
        return Err(Refused::Form(FormState { typed, mistakes }));
    }
    edits.push(edited.edit(&typed, order_spot, ids_text(&order)));
    let next = list.step().after_saving(&desk.incident, typed.get("go").map(String::as_str));
    Ok(save(site, request, &desk, &edited, edits, &next).await?)
}

struct BadDay;

/// The state with its day, if the fields came with the form.
fn state(typed: &Typed, field: &str, list: Entries) -> Result<Option<String>, BadDay> {
    let Some(state) = typed.get(field).filter(|state| list.states().contains(&state.as_str())) else { return Ok(None) };
    let day = typed.get(&format!("{field}.day")).map(|day| tidy(day)).unwrap_or_default();
    if !day.is_empty() && !is_day(&day) {
        return Err(BadDay);
    }
    Ok(Some(state_text(state, Some(day.as_str()).filter(|day| !day.is_empty() && list.has_day(state)))))
}

/// The order after a press: `up.ID`, `down.ID`, `away.ID`. What is public stays: it is corrected, not taken away.
fn moved(shown: &[Uuid], press: &str, is_public: impl Fn(Uuid) -> bool) -> Vec<Uuid> {
    let mut order = shown.to_vec();
    let Some((what, id)) = press.split_once('.') else { return order };
    let Some((at, id)) = Uuid::from_str(id).ok().and_then(|id| Some((order.iter().position(|other| *other == id)?, id))) else {
        return order;
    };
    match what {
        "up" if at > 0 => order.swap(at, at - 1),
        "down" if at + 1 < order.len() => order.swap(at, at + 1),
        "away" if !is_public(id) => {
            order.remove(at);
        }
        _ => {}
    }
    order
}

/// The new one, if anything was written for it.
fn added(site: &Site, edited: &Edited, typed: &Typed, list: Entries, have: usize) -> Result<Option<(Uuid, Vec<Edit>)>, BadDay> {
    let texts = Lang::ALL.map(|lang| (lang, typed.get(&format!("new.{}", lang.as_str())).map(|text| tidy(text)).unwrap_or_default()));
    if texts.iter().all(|(_, text)| text.is_empty()) || have >= MOST_ENTRIES {
        return Ok(None);
    }
    let id = domain::ids::new_uuid(site.now(), &*site.entropy);
    let mut edits: Vec<Edit> = texts.into_iter().map(|(lang, text)| edited.edit(typed, Spot::of(list.text(id), lang), text)).collect();
    let state = state(typed, "new.state", list)?.unwrap_or_else(|| list.states()[0].to_owned());
    edits.push(edited.edit(typed, Spot::shared(list.state(id)), state));
    Ok(Some((id, edits)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_goes_up_down_and_away_and_what_is_public_stays() {
        let [one, two, three] = [1, 2, 3].map(Uuid::from_u128);
        let order = [one, two, three];
        let press = |press: &str| moved(&order, press, |id| id == one);
        assert_eq!(press(&format!("up.{two}")), [two, one, three]);
        assert_eq!(press(&format!("down.{two}")), [one, three, two]);
        assert_eq!(press(&format!("away.{two}")), [one, three]);
        for nothing in [format!("up.{one}"), format!("down.{three}"), format!("away.{one}"), format!("up.{}", Uuid::nil()), "up.x".into()] {
            assert_eq!(press(&nothing), order, "{nothing}");
        }
    }
}
