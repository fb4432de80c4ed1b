//! `/incidents/{slug}`: what happened, whose data, what we are doing, what to do, how to reach a person.

mod contact;
mod facts;
mod fixes;
mod kinds;
mod steps;
mod top;
mod updates;

pub use contact::Ways;
pub use top::Stamp;
pub use updates::when;

use domain::{
    incident::{Incident, Section},
    slug::Slug,
};
use leptos::prelude::*;
use store::incidents::IncidentWords;

use super::error::ErrorPage;
use crate::{
    components::{
        head::{AddressLinks, PageHead},
        markdown::{Markdown, to_text},
    },
    error::PageError,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
};

/// The most of an apology that a search engine shows.
const DESCRIPTION_CHARS: usize = 300;

/// `/incidents/{slug}`.
#[component]
pub fn IncidentPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move {
        match published(&site, &request).await {
            Ok((incident, words)) => view! { <IncidentView incident said=words/> }.into_any(),
            Err(error) => view! { <ErrorPage error/> }.into_any(),
        }
    })
}

/// The incident named by the path, and what is said about it; a draft is not there.
///
/// # Errors
/// [`PageError::NotFound`], or that of the store.
pub async fn published(site: &Site, request: &Request) -> Result<(Incident, IncidentWords), PageError> {
    let slug = request.path.split('/').nth(2).and_then(|slug| Slug::parse(slug).ok()).ok_or(PageError::NotFound)?;
    let incident = site.store.published_incident(&slug).await?.ok_or(PageError::NotFound)?;
    let words = site.store.incident_words(incident.incident_id, request.lang).await?;
    Ok((incident, words))
}

/// The whole page of an incident; `/` shows it too when there is only one.
#[component]
pub fn IncidentView(
    /// Dates, stage, categories.
    incident: Incident,
    /// What is said about it, in the reader's language.
    said: IncidentWords,
) -> impl IntoView {
    let words = use_words();
    let title = words.with("incident-title", &[("month", &words.month_of(&incident))]);
    let description: String = to_text(said.section(Section::Apology)).chars().take(DESCRIPTION_CHARS).collect();
    let path = format!("/incidents/{}", incident.slug);
    view! {
        <PageHead title description/>
        <AddressLinks path=path.clone()/>
        <main id="main"><div class="wrap stack-l">
            <top::Top incident=incident.clone() said=said.clone()/>
            <Part id="what-happened" title=words.t("incident-what-happened") text=said.section(Section::WhatHappened)>
                <facts::Facts incident=incident.clone() facts=said.facts.clone()/>
            </Part>
            <Part id="what-information" title=words.t("incident-what-information") text=said.section(Section::WhatInformation)>
                <kinds::Kinds incident=incident.clone()/>
            </Part>
            <Part id="what-we-are-doing" title=words.t("incident-what-we-are-doing") text=said.section(Section::WhatWeAreDoing)>
                <fixes::Fixes incident=incident.clone() fixes=said.fixes.clone()/>
            </Part>
            <Part id="what-you-can-do" title=words.t("incident-what-you-can-do") text=said.section(Section::WhatYouCanDo)>
                <steps::Steps incident=incident.clone()/>
            </Part>
            <updates::Updates incident=incident.clone() updates=said.updates.clone() path/>
            <contact::Contact text=said.section(Section::MoreInformation).to_owned()/>
        </div></main>
    }
}

/// One of the five headings with its text and what belongs under it.
#[component]
fn Part(id: &'static str, title: String, #[prop(into)] text: String, children: Children) -> impl IntoView {
    view! {
        <section class="stack" id=id aria-labelledby=format!("{id}-title")>
            <h2 id=format!("{id}-title")>{title}</h2>
            <Markdown text/>
            {children()}
        </section>
    }
}
