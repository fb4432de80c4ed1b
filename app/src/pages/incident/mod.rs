//! `/incidents/{slug}`: what happened, whose data, what we are doing, what to do, how to reach a person.

mod article;
mod contact;
mod facts;
mod fixes;
mod kinds;
mod steps;
mod top;
mod updates;

pub use article::UpdateArticle;
pub use contact::{Contact, Ways};
pub use facts::is_past;
pub use fixes::Fixes;
pub use top::{Stamp, next_update};
pub use updates::{ByMail, became, kind, when};

use domain::{
    incident::{Incident, Section},
    slug::Slug,
};
use leptos::prelude::*;
use store::incidents::IncidentWords;

use super::{error::ErrorPage, scorecard::ScorecardLink};
use crate::{
    components::{
        head::{AddressLinks, FeedLinks, PageHead},
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
        <AddressLinks path/>
        <FeedLinks slug=incident.slug.clone()/>
        <main id="main"><div class="wrap stack-l">{view! { <IncidentBody incident said/> }.into_any()}</div></main>
    }
}

/// All that stands on the page of an incident: published, or as it would be (staff read their drafts so).
#[component]
pub fn IncidentBody(
    /// Dates, stage, categories.
    incident: Incident,
    /// What is said about it, in the reader's language.
    said: IncidentWords,
) -> impl IntoView {
    let words = use_words();
    let path = format!("/incidents/{}", incident.slug);
    let text = |section| said.section(section).to_owned();
    let facts = view! { <facts::Facts incident=incident.clone() facts=said.facts.clone()/> };
    let kinds = view! { <kinds::Kinds incident=incident.clone()/> };
    let fixes = view! { <fixes::Fixes incident=incident.clone() fixes=said.fixes.clone()/> };
    let steps = view! { <steps::Steps incident=incident.clone()/> };
    let updates = view! { <updates::Updates incident=incident.clone() updates=said.updates.clone() path/> };
    let by_mail = view! { <updates::ByMail incident=incident.clone()/> };
    let scorecard = view! { <ScorecardLink incident=incident.clone()/> }.into_any();
    let contact = view! { <contact::Contact text=text(Section::MoreInformation)/> };
    view! {
        <top::Top incident said=said.clone()/>
        {part("what-happened", words.t("incident-what-happened"), text(Section::WhatHappened), facts)}
        {part("what-information", words.t("incident-what-information"), text(Section::WhatInformation), kinds)}
        {part("what-we-are-doing", words.t("incident-what-we-are-doing"), text(Section::WhatWeAreDoing), fixes)}
        {part("what-you-can-do", words.t("incident-what-you-can-do"), text(Section::WhatYouCanDo), steps)}
        {updates}
        {scorecard}
        {by_mail}
        {contact}
    }
    .into_any()
}

/// One of the five headings with its text and what belongs under it.
fn part(id: &'static str, title: String, text: String, below: impl IntoView) -> impl IntoView {
    let (title_id, labelled_by) = (format!("{id}-title"), format!("{id}-title"));
    view! {
        <section class="stack" id=id aria-labelledby=labelled_by>
            <h2 id=title_id>{title}</h2>
            <Markdown text/>
            {below}
        </section>
    }
}
