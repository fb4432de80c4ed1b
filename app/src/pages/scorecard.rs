//! `/incidents/{slug}/claims`: how claims are going, in numbers, where the operator agreed to it.

use domain::incident::Incident;
use leptos::prelude::*;
use store::scorecard::Scorecard;

use super::{error::ErrorPage, incident::published};
use crate::{
    components::head::{AddressLinks, PageHead},
    error::PageError,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    words::Words,
};

/// Of fewer claims no number is shown: it could be told whose they are.
const FEWEST: i64 = 10;

/// `/incidents/{slug}/claims`.
#[component]
pub fn ScorecardPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { page(&site, &request).await.unwrap_or_else(|error| view! { <ErrorPage error/> }.into_any()) })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let (incident, _) = published(site, request).await?;
    if !site.store.shows_scorecard(incident.incident_id).await? {
        return Err(PageError::NotFound);
    }
    let words = Words(request.lang);
    let card = site.store.scorecard(incident.incident_id).await?;
    let title = words.t("scorecard-title");
    let as_of = words.with("scorecard-as-of", &[("time", &words.moment(site.now(), &incident.zone))]);
    let numbers = if card.received < FEWEST {
        view! { <p>{words.with("scorecard-few", &[("fewest", &FEWEST)])}</p> }.into_any()
    } else {
        numbers(words, &card)
    };
    let path = format!("/incidents/{}/claims", incident.slug);
    let back = request.lang.path(&format!("/incidents/{}", incident.slug));
    Ok(view! {
        <PageHead title=title.clone() description=words.t("scorecard-lead")/>
        <AddressLinks path/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <h1>{title}</h1>
                <p class="lead">{words.t("scorecard-lead")}</p>
                <p class="quiet small">{as_of}</p>
                {numbers}
                <p class="actions"><a class="button" href=back>{words.t("update-whole")}</a></p>
            </section>
        </div></main>
    }
    .into_any())
}

fn numbers(words: Words, card: &Scorecard) -> AnyView {
    let mut rows = vec![
        (words.t("scorecard-received"), words.number(card.received)),
        (words.t("scorecard-waiting"), words.number(card.waiting)),
        (words.t("scorecard-granted"), words.number(card.granted)),
        (words.t("scorecard-paid"), words.number(card.paid)),
        (words.t("scorecard-refused"), words.number(card.refused)),
    ];
    rows.extend(card.paid_out.iter().map(|money| (words.t("scorecard-paid-out"), words.money(*money))));
    rows.extend(card.median_days.map(|days| (words.t("scorecard-median"), words.with("scorecard-days", &[("days", &days)]))));
    let rows: Vec<AnyView> = rows
        .into_iter()
        .map(|(name, value)| view! { <tr><th scope="row">{name}</th><td class="num">{value}</td></tr> }.into_any())
        .collect();
    view! { <table><tbody>{rows}</tbody></table> }.into_any()
}

/// The way there from the page of an incident; nothing where the operator has not agreed.
#[component]
pub fn ScorecardLink(
    /// Which incident.
    incident: Incident,
) -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    Suspend::new(async move {
        // A page of an incident is not lost because this could not be asked.
        let is_shown = site.store.shows_scorecard(incident.incident_id).await.unwrap_or(false);
        is_shown.then(|| {
            let address = request.lang.path(&format!("/incidents/{}/claims", incident.slug));
            view! { <p class="card"><a href=address>{words.t("scorecard-link")}</a></p> }
        })
    })
    .into_any()
}
