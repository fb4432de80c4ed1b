//! `/`: the one open incident, a list of them, or "nothing to report".

use domain::incident::{Incident, Section, Stage};
use leptos::prelude::*;
use store::incidents::IncidentWords;

use super::{
    error::ErrorPage,
    incident::{IncidentView, Stamp},
};
use crate::{
    components::head::{AddressLinks, FeedLinks, PageHead},
    error::PageError,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
};

/// `/`.
#[component]
pub fn HomePage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move {
        match listed(&site, &request).await {
            Ok(mut incidents) => {
                let is_open = |(incident, _): &(Incident, _)| incident.stage != Stage::Closed;
                if incidents.iter().filter(|listed| is_open(listed)).count() == 1 {
                    incidents.retain(is_open);
                }
                match <[_; 1]>::try_from(incidents) {
                    Ok([(incident, said)]) if incident.stage != Stage::Closed => view! { <IncidentView incident said/> }.into_any(),
                    Ok(one) => view! { <List incidents=one.into()/> }.into_any(),
                    Err(incidents) => view! { <List incidents/> }.into_any(),
                }
            }
            Err(error) => view! { <ErrorPage error/> }.into_any(),
        }
    })
}

/// What the site may list, newest first: practice only where nothing is real.
async fn listed(site: &Site, request: &Request) -> Result<Vec<(Incident, IncidentWords)>, PageError> {
    let incidents = site.store.listed_incidents().await?;
    let mut listed = Vec::with_capacity(incidents.len());
    for incident in incidents {
        let words = site.store.incident_words(incident.incident_id, request.lang).await?;
        listed.push((incident, words));
    }
    Ok(listed)
}

#[component]
fn List(incidents: Vec<(Incident, IncidentWords)>) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let (title, text) = if incidents.is_empty() {
        (words.t("home-nothing-title"), words.t("home-nothing-text"))
    } else {
        (words.t("home-list-title"), words.t("home-list-text"))
    };
    let rows = incidents
        .into_iter()
        .map(|(incident, said)| {
            let address = request.lang.path(&format!("/incidents/{}", incident.slug));
            let as_of = words.with("incident-as-of", &[("time", &words.moment(incident.as_of, &incident.zone))]);
            view! {
                <li>
                    <p class="stage"><Stamp stage=incident.stage/><span class="quiet small">{as_of}</span></p>
                    <h2 class="title"><a href=address>{said.section(Section::Title).to_owned()}</a></h2>
                </li>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <PageHead title=title.clone()/>
        <AddressLinks path="/"/>
        <FeedLinks/>
        <main id="main"><div class="wrap stack">
            <h1>{title}</h1>
            <p class="lead">{text}</p>
            {(!rows.is_empty()).then(|| view! { <ul class="list">{rows}</ul> })}
        </div></main>
    }
}
