//! `/me/kept`: what we keep about a person and until when.

use domain::{helper::Doing, person::Person};
use leptos::prelude::*;

use super::{Below, shown};
use crate::{
    error::PageError,
    me::Mine,
    request::{Request, use_request},
    site::{Site, use_site},
    words::Words,
};

/// `/me/kept`.
#[component]
pub fn KeptPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { shown(page(&site, &request).await) })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let mine = Mine::load(site, request).await?;
    let words = Words(request.lang);
    let rows: Vec<_> = about(words, &mine.person)
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> })
        .collect();
    let seen = site.store.acts_about(mine.visit.incident_id, mine.visit.person_id.0, Some("person.view")).await?;
    let zone = mine.incident().zone.clone();
    let seen: Vec<_> = seen
        .iter()
        .map(|view| {
            let (role, time) = (role_words(words, view.detail("role").unwrap_or_default()), words.moment(view.at, &zone));
            view! { <li>{words.with("kept-seen-row", &[("role", &role), ("time", &time)])}</li> }
        })
        .collect();
    let nobody = seen.is_empty().then(|| view! { <p>{words.t("kept-seen-nobody")}</p> });
    let (request, is_own) = (request.clone(), mine.may(Doing::Own));
    Ok(view! {
        <Below title=words.t("kept-title")>
            <p class="lead">{words.t("kept-lead")}</p>
            <dl>{rows}</dl>
            {is_own.then(|| view! {
                <p><a href=request.lang.path("/me/contact")>{words.t("contact-link")}</a></p>
                <p><a href=request.lang.path("/me/helpers")>{words.t("helpers-link")}</a></p>
            })}
            <h2>{words.t("kept-also-title")}</h2>
            <ul class="prose-list">
                <li>{words.t("kept-also-kinds")}</li>
                <li>{words.t("kept-also-steps")}</li>
                <li>{words.t("kept-also-messages")}</li>
                <li>{words.t("kept-also-visits")}</li>
            </ul>
            <h2>{words.t("kept-seen-title")}</h2>
            <p>{words.t("kept-seen-lead")}</p>
            {nobody}
            <ul class="prose-list">{seen}</ul>
            <h2>{words.t("kept-until-title")}</h2>
            <p>{words.t("kept-until")}</p>
            <p>{words.t("kept-wrong")}" "<a href=request.lang.path("/me/help")>{words.t("kept-wrong-link")}</a></p>
            <p><a href="/me/data.json">{words.t("me-download")}</a></p>
        </Below>
    }
    .into_any())
}

/// In which role somebody looked; never who.
fn role_words(words: Words, role: &str) -> String {
    match role {
        "agent" => words.t("kept-seen-agent"),
        "sender" => words.t("kept-seen-sender"),
        "owner" => words.t("kept-seen-owner"),
        "operator" => words.t("kept-seen-operator"),
        _ => words.t("kept-seen-staff"),
    }
}

/// All that names or reaches the person, as the list has it.
fn about(words: Words, person: &Person) -> Vec<(String, String)> {
    let contact = &person.contact;
    let lines = [&contact.address1, &contact.address2, &contact.city, &contact.region, &contact.postal_code];
    let address: Vec<&str> = lines.into_iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    vec![
        (words.t("kept-name"), contact.full_name()),
        (words.t("kept-email"), contact.email.clone().unwrap_or_default()),
        (words.t("kept-phone"), contact.phone.clone()),
        (words.t("kept-address"), address.join(", ")),
        (words.t("kept-country"), person.country.clone()),
        (words.t("kept-external-id"), contact.external_id.clone()),
    ]
}
