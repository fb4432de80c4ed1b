//! `/incidents/{slug}/revisions`: what we published and changed, and when. Nothing changes on the public pages without a line
//! here.

mod changes;

pub use changes::{Changed, changes};
use domain::{
    incident::{Incident, Update},
    publishing::{ProposalKind, WordsDraft},
};
use leptos::prelude::*;
use store::publishing::Revision;

use super::{error::ErrorPage, incident::published};
use crate::{
    components::{
        head::{AddressLinks, PageHead},
        markdown::{InlineMarkdown, Markdown},
    },
    error::PageError,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    words::Words,
};

/// More would make a page that nobody reads; an incident has some dozens.
const MOST: i64 = 500;

/// `/incidents/{slug}/revisions`.
#[component]
pub fn RevisionsPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { page(&site, &request).await.unwrap_or_else(|error| view! { <ErrorPage error/> }.into_any()) })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let (incident, said) = published(site, request).await?;
    let revisions = site.store.revisions(incident.incident_id, true, MOST).await?;
    let words = Words(request.lang);
    let back = request.lang.path(&format!("/incidents/{}", incident.slug));
    let title = words.t("revisions-title");
    let path = format!("/incidents/{}/revisions", incident.slug);
    let is_empty = revisions.is_empty();
    let rows: Vec<AnyView> = revisions
        .into_iter()
        .map(|revision| view! { <Row incident=incident.clone() updates=said.updates.clone() revision/> }.into_any())
        .collect();
    Ok(view! {
        <PageHead title=title.clone() description=words.t("revisions-lead")/>
        <AddressLinks path/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <h1>{title}</h1>
                <p class="lead">{words.t("revisions-lead")}</p>
                {if is_empty { view! { <p>{words.t("revisions-none")}</p> }.into_any() } else { view! { <ul class="list timeline">{rows}</ul> }.into_any() }}
                <p class="actions"><a class="button" href=back>{words.t("update-whole")}</a></p>
            </section>
        </div></main>
    }
    .into_any())
}

#[component]
fn Row(incident: Incident, updates: Vec<Update>, revision: Revision) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let time = words.moment(revision.at, &incident.zone);
    let update = updates.into_iter().find(|update| Some(update.update_id) == revision.update_id);
    let link = update.map(|update| {
        let address = request.lang.path(&format!("/incidents/{}/updates/{}", incident.slug, update.update_id));
        let title = if update.withdrawn.is_some() { words.t("update-withdrawn-title") } else { update.title };
        view! { <p><a href=address>{title}</a></p> }
    });
    let changed: Vec<AnyView> = match (words_of(&revision.before), words_of(&revision.after)) {
        (Some(before), Some(after)) => {
            changes(words, &before, &after).into_iter().map(|changed| view! { <ChangedPart changed/> }.into_any()).collect()
        }
        _ => Vec::new(),
    };
    let has_parts = !changed.is_empty();
    view! {
        <li>
            <p class="timeline__when">{time}</p>
            <h2 class="title">{kind_words(words, revision.kind)}</h2>
            {link}
            {has_parts.then(|| view! { <ul>{changed}</ul> })}
        </li>
    }
}

/// A part that changed, with what stood there before in a fold.
#[component]
pub fn ChangedPart(
    /// Which part.
    changed: Changed,
) -> impl IntoView {
    let words = use_words();
    view! {
        <li>
            <InlineMarkdown text=changed.label/>
            {changed.before.map(|before| view! {
                <details class="fold"><summary>{words.t("update-before")}</summary><div class="step__body"><Markdown text=before/></div></details>
            })}
        </li>
    }
}

/// The words of an incident in a revision that has them on that side.
fn words_of(side: &serde_json::Value) -> Option<WordsDraft> {
    serde_json::from_value(side.clone()).ok()
}

/// What kind of change it is.
#[must_use]
pub fn kind_words(words: Words, kind: ProposalKind) -> String {
    match kind {
        ProposalKind::PublishIncident => words.t("revisions-first"),
        ProposalKind::Update => words.t("revisions-update"),
        ProposalKind::CorrectUpdate => words.t("revisions-corrected"),
        ProposalKind::WithdrawUpdate => words.t("revisions-withdrawn"),
        ProposalKind::Texts => words.t("revisions-texts"),
    }
}
