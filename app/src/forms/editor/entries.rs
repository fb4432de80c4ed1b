//! `POST /staff/incidents/{slug}/facts` and `/fixes`: their texts, states and order; a new one; one up, down or away.

use std::str::FromStr;

use axum::{Extension, extract::State, response::Response};
use domain::{
    draft::{MOST_ENTRIES, Spot, ids, ids_text, is_day, state_text, tidy},
    lang::Lang,
};
use http::request::Parts;
use uuid::Uuid;

use super::{Body, Gathered, Mistake, answer, take, typed};
use crate::{
    editor::{Edited, Entries, Step, Typed},
    request::Request,
    site::Site,
    words::Words,
};

/// The hidden field with the id of what can be added.
pub const NEW_ID: &str = "new.id";

/// Takes the form of the facts.
pub async fn post_facts(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    let result = take(&site, &request, typed(body), Step::Facts).await;
    answer(&site, &request, &parts, result).await
}

/// Takes the form of the fixes.
pub async fn post_fixes(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    let result = take(&site, &request, typed(body), Step::Fixes).await;
    answer(&site, &request, &parts, result).await
}

pub(super) fn gather(site: &Site, words: Words, edited: &Edited, typed: &Typed, list: Entries) -> Gathered {
    let order_spot = Spot::shared(list.order());
    // The order as it stood on the page: a colleague's new one is not taken away by somebody who never saw it.
    let shown: Vec<Uuid> = ids(typed.get(&Edited::field(order_spot)).map_or("", String::as_str));
    let new = new_id(site, typed).filter(|new| !shown.contains(new) && shown.len() < MOST_ENTRIES && is_written(typed, list, *new));
    let mut gathered = Gathered::default();
    for (at, id) in shown.iter().copied().chain(new).enumerate() {
        gathered.edits.extend(Lang::ALL.iter().filter_map(|lang| edited.typed_edit(typed, Spot::of(list.text(id), *lang))));
        match state(typed, &Edited::field(Spot::shared(list.state(id))), list) {
            Ok(Some(body)) => gathered.edits.push(edited.edit(typed, Spot::shared(list.state(id)), body)),
            Ok(None) => {}
            Err(BadDay) => {
                let words = words.with("staff-editor-bad-day-of", &[("number", &(at + 1))]);
                gathered.mistakes.push(Mistake { field: "entries", words });
            }
        }
    }
    let mut order = moved(&shown, typed.get("do").map_or("", String::as_str), |id| list.is_public(edited, id));
    order.extend(new);
    gathered.edits.push(edited.edit(typed, order_spot, ids_text(&order)));
    gathered
}

/// The id of what can be added on this page: it is there before the first word is, so that what is kept while somebody types and
/// what is sent at the end are one.
fn new_id(site: &Site, typed: &Typed) -> Option<Uuid> {
    let id = typed.get(NEW_ID)?;
    Some(id.parse().unwrap_or_else(|_| domain::ids::new_uuid(site.now(), &*site.entropy)))
}

/// Whether anything was written for it.
fn is_written(typed: &Typed, list: Entries, id: Uuid) -> bool {
    let text = |lang: &Lang| typed.get(&Edited::field(Spot::of(list.text(id), *lang))).map(|text| tidy(text));
    Lang::ALL.iter().filter_map(text).any(|text| !text.is_empty())
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
