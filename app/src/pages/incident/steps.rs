//! What to do in general: the first steps for the kinds of data of this incident.

use domain::{
    exposure::{CategorySet, Exposure},
    guidance::{Action, AudienceSet, LinkKind, Profile, Slot, SlotSet},
    incident::Incident,
    lang::Lang,
    person::Kind,
};
use leptos::prelude::*;

use crate::{
    request::{use_request, use_words},
    site::use_site,
};

/// The steps of an adult in the country most of our readers live in; a person's own page has their own.
const COUNTRY: &str = "US";

/// Link, minutes and reason of each of the first steps.
#[component]
pub fn Steps(incident: Incident) -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    let filled = |slot: Slot| incident.slots.iter().any(|(name, _)| name == slot.as_str());
    let slots = Slot::ALL.iter().filter(|slot| filled(**slot)).fold(SlotSet::default(), |set, slot| set.with(*slot));
    let profile = Profile {
        exposure: Exposure::new(incident.categories, CategorySet::default()),
        kind: Kind::Adult,
        country: COUNTRY,
        region: None,
        also: AudienceSet::default(),
        slots,
    };
    let list = site.guidance.steps_for(&profile);
    let rows: Vec<_> = list
        .first
        .iter()
        .flat_map(|block| &block.actions)
        .map(|action| view! { <Row title=action.title.get(request.lang).to_owned() why=action.why.get(request.lang).to_owned() address=address(action, &incident, request.lang) minutes=i64::from(action.minutes) is_paid=action.is_paid/> })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <ol class="list">{rows}</ol>
            <p class="quiet small">{words.t("steps-general")}" "<a href=request.lang.path("/code")>{words.t("steps-yours")}</a></p>
        }
    })
}

/// Where the step is taken: the company's own page where it has one, otherwise the first page, otherwise the first number.
fn address(action: &Action, incident: &Incident, lang: Lang) -> Option<String> {
    let own = action.slot.and_then(|slot| incident.slots.iter().find(|(name, _)| name == slot.as_str()));
    let page = action.links.iter().find(|link| link.kind != LinkKind::Phone).or_else(|| action.links.first());
    own.map(|(_, address)| address.clone()).or_else(|| page.map(|link| link.url(lang).to_owned()))
}

#[component]
fn Row(title: String, why: String, address: Option<String>, minutes: i64, is_paid: bool) -> impl IntoView {
    let words = use_words();
    let title = match address {
        Some(address) => view! { <a href=address>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    let time = if is_paid {
        words.with("steps-minutes-paid", &[("minutes", &minutes)])
    } else {
        words.with("steps-minutes", &[("minutes", &minutes)])
    };
    view! {
        <li>
            <div class="row"><h3>{title}</h3><span class="quiet small">{time}</span></div>
            <p class="quiet">{why}</p>
        </li>
    }
}
