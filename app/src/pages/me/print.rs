//! `/me/print`: every step with its links written out, and whom to call, for paper or a PDF.

use domain::guidance::{Bureau, Office};
use leptos::prelude::*;

use super::{Below, called, shown};
use crate::{
    components::steps::{ListView, StepView},
    error::PageError,
    me::Mine,
    request::{Request, use_request},
    site::{Site, use_site},
    words::Words,
};

/// `/me/print`.
#[component]
pub fn PrintPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { shown(page(&site, &request).await) })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let mine = Mine::load(site, request).await?;
    let words = Words(request.lang);
    let list = ListView::of(&mine.steps(site), &mine, request.lang);
    let day = words.day(site.now(), &mine.incident().zone);
    let is_us = mine.person.country == "US";
    let (site, request) = (site.clone(), request.clone());
    Ok(view! {
        <Below title=words.t("print-title")>
            <p>{words.with("print-for", &[("name", &called(&mine)), ("day", &day)])}</p>
            <p>{words.t("print-how")}</p>
            <Part title=words.t("steps-title") steps=list.first/>
            <Part title=words.t("steps-everybody") steps=list.strip/>
            <Part title=words.t("steps-more") steps=list.more/>
            <Part title=words.t("steps-if-misused") steps=list.if_misused/>
            <Part title=words.t("steps-rights") steps=list.rights/>
            <Part title=words.t("steps-beside") steps=list.beside/>
            {is_us.then(|| view! { <Contacts region=mine.person.region.clone()/> })}
            <p class="quiet small">{site.guidance.disclaimer().get(request.lang).to_owned()}" "
                {words.with("print-as-of", &[("day", &words.date(site.guidance.compiled()))])}</p>
        </Below>
    }
    .into_any())
}

/// Some steps, each with all that is said about it.
#[component]
fn Part(title: String, steps: Vec<StepView>) -> impl IntoView {
    let items: Vec<_> = steps.into_iter().map(|step| view! { <Printed step/> }).collect();
    (!items.is_empty()).then(|| view! { <h2>{title}</h2><ul class="list">{items}</ul> })
}

#[component]
fn Printed(step: StepView) -> impl IntoView {
    let words = crate::request::use_words();
    let how: Vec<_> = step.how.into_iter().map(|line| view! { <li>{line}</li> }).collect();
    let links: Vec<_> = step
        .links
        .into_iter()
        // A telephone number stands in its label already.
        .map(|link| view! { <li><a href=link.url>{link.label}</a></li> })
        .collect();
    let mark = if step.is_done { "☑ " } else { "☐ " };
    let spoken = step.is_done.then(|| view! { <span class="aside">{words.t("print-done")}" "</span> });
    view! {
        <li class="stack">
            <div class="row"><h3><span aria-hidden="true">{mark}</span>{spoken}{step.title}</h3><span class="quiet small">{step.note}</span></div>
            <p>{step.why}</p>
            <ol>{how}</ol>
            {step.need.map(|need| view! { <p>{words.t("steps-need")}" "{need}</p> })}
            {step.cost_note.map(|note| view! { <p>{words.t("steps-cost")}" "{note}</p> })}
            {(!links.is_empty()).then(|| view! { <ul>{links}</ul> })}
        </li>
    }
}

/// Whom a person in the U.S. may call: bureaus, the FTC, and the office of their state.
#[component]
fn Contacts(region: Option<String>) -> impl IntoView {
    let (site, words) = (use_site(), crate::request::use_words());
    let contacts = site.guidance.contacts();
    let bureaus: Vec<_> = contacts.bureaus.iter().cloned().map(|bureau| view! { <BureauCard bureau/> }).collect();
    let state = region.and_then(|region| contacts.state(&region).cloned());
    let offices: Vec<_> = [Some(contacts.credit_reports.clone()), Some(contacts.ftc.clone()), state]
        .into_iter()
        .flatten()
        .map(|office| view! { <OfficeCard office/> })
        .collect();
    let checked = words.with("print-checked", &[("day", &words.date(&contacts.checked))]);
    view! { <h2>{words.t("print-contacts")}</h2><p class="quiet small">{checked}</p><div class="cards">{bureaus}{offices}</div> }
}

#[component]
fn BureauCard(bureau: Bureau) -> impl IntoView {
    let words = crate::request::use_words();
    view! {
        <div class="card"><h3>{bureau.name}</h3>
            <p>{words.with("print-freeze", &[("address", &bureau.freeze_address), ("phone", &bureau.phone)])}</p>
            <p>{words.with("print-alert", &[("address", &bureau.fraud_alert_address), ("phone", &bureau.fraud_alert_phone)])}</p>
        </div>
    }
}

#[component]
fn OfficeCard(office: Office) -> impl IntoView {
    view! { <div class="card"><h3>{office.name}</h3><p>{office.address}</p><p>{office.phone}</p><p>{office.url}</p></div> }
}
