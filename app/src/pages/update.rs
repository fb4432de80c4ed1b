//! `/incidents/{slug}/updates/{id}`: one dated post.

use domain::{
    ids::UpdateId,
    incident::{Incident, Update},
};
use leptos::prelude::*;

use super::{
    error::ErrorPage,
    incident::{ByMail, Contact, UpdateArticle, next_update, published},
};
use crate::{
    components::{
        head::{AddressLinks, FeedLinks, PageHead},
        markdown::to_text,
    },
    error::PageError,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
};

/// `/incidents/{slug}/updates/{id}`.
#[component]
pub fn UpdatePage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move {
        match find(&site, &request).await {
            Ok((incident, update)) => view! { <UpdateView incident update/> }.into_any(),
            Err(error) => view! { <ErrorPage error/> }.into_any(),
        }
    })
}

async fn find(site: &Site, request: &Request) -> Result<(Incident, Update), PageError> {
    let (incident, words) = published(site, request).await?;
    let id: UpdateId = request.path.split('/').nth(4).and_then(|id| id.parse().ok()).ok_or(PageError::NotFound)?;
    let update = words.updates.into_iter().find(|update| update.update_id == id).ok_or(PageError::NotFound)?;
    Ok((incident, update))
}

#[component]
fn UpdateView(incident: Incident, update: Update) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let back = request.lang.path(&format!("/incidents/{}", incident.slug));
    let description: String = to_text(&update.body).chars().take(300).collect();
    let title = if update.withdrawn.is_some() { words.t("update-withdrawn-title") } else { update.title.clone() };
    let by_mail = view! { <ByMail incident=incident.clone()/> }.into_any();
    let next = next_update(words, &incident, use_site().now());
    view! {
        <PageHead title description/>
        <AddressLinks path=format!("/incidents/{}/updates/{}", incident.slug, update.update_id)/>
        <FeedLinks slug=incident.slug.clone()/>
        <main id="main"><div class="wrap stack-l">
            {view! { <UpdateArticle incident update is_page=true/> }.into_any()}
            {(!next.is_empty()).then(|| view! { <p class="quiet">{next}</p> })}
            <p class="actions">
                <a class="button" href=back.clone()>{words.t("update-whole")}</a>
                <a class="button button--quiet" href=format!("{back}#updates")>{words.t("update-all")}</a>
            </p>
            {by_mail}
            // An update often says "call us": the number stands on the same page.
            <Contact text=String::new()/>
        </div></main>
    }
}
