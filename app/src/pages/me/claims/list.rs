//! `/me/claims`: everything somebody can have, side by side with the amounts, before they choose.

use domain::{benefit::MoneyTerms, money::Money};
use leptos::prelude::*;
use store::benefits::Benefit;

use super::{Below, shown};
use crate::{
    claims::{Choice, choices, kind_words, path_of, state_words, terms_words},
    components::form::{ErrorSummary, FormToken},
    error::PageError,
    me::Mine,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    words::Words,
};

/// `/me/claims`.
#[component]
pub fn ClaimsPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { shown(page(&site, &request).await) })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let mine = Mine::load(site, request).await?;
    let words = Words(request.lang);
    let choices = choices(site, mine.incident(), &mine.person).await?;
    let is_empty = choices.is_empty();
    let mut cards: Vec<AnyView> = Vec::new();
    for choice in choices {
        let estimate = estimate(site, words, &choice.benefit).await?;
        cards.push(view! { <Card choice estimate/> }.into_any());
    }
    let part = if is_empty {
        view! { <p>{words.t("claims-none")}</p> }.into_any()
    } else {
        view! { <p class="lead">{words.t("claims-lead")}</p><p>{words.t("claims-waives-nothing")}</p><div class="stack">{cards}</div> }
            .into_any()
    };
    Ok(view! {
        <Below title=words.t("claims-title")>
            <ErrorSummary/>
            {part}
        </Below>
    }
    .into_any())
}

/// What a share of a fund would be today, by the claims there are, and what makes it less or more; nothing where there is no fund.
async fn estimate(site: &Site, words: Words, benefit: &Benefit<MoneyTerms>) -> Result<Option<String>, PageError> {
    if !matches!(benefit.terms, MoneyTerms::Share { .. }) {
        return Ok(None);
    }
    let (incident, id) = (benefit.incident_id, benefit.benefit_id);
    let standing = site.store.standing_claims(incident, id).await?;
    let share = |claims: i64| benefit.terms.share(claims).map(|money| words.money(money)).unwrap_or_default();
    Ok(Some(match site.store.fund_share(incident, id).await? {
        Some(cents) => words.with("claims-share-is", &[("amount", &words.money(Money::new(cents, benefit.terms.most().currency)))]),
        None => words.with(
            "claims-share-estimate",
            &[("count", &standing), ("now", &share(standing)), ("twice", &share(standing.saturating_mul(2).max(2)))],
        ),
    }))
}

/// One benefit: what it pays, until when, and the one thing to press.
#[component]
fn Card(choice: Choice, estimate: Option<String>) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let Choice { benefit, claim } = choice;
    let title = kind_words(words, &benefit.terms);
    let until = benefit.last_day.as_deref().map(|day| words.with("claims-until", &[("date", &words.date(day))]));
    let id = format!("benefit-{}", benefit.benefit_id);
    let heading = id.clone();
    let press = match claim {
        Some(claim) => {
            let said = words.with("claims-have", &[("number", &claim.number.as_str()), ("state", &state_words(words, claim.state))]);
            let go = if claim.state == domain::claim::ClaimState::Draft { words.t("claims-go-on") } else { words.t("claims-see") };
            view! { <p>{said}</p><p class="actions"><a class="button" href=request.lang.path(&path_of(&claim.number))>{go}</a></p> }.into_any()
        }
        None => view! {
            <form method="post" action=request.lang.path("/me/claims")>
                <FormToken/>
                <p class="actions"><button class="button" name="benefit" value=benefit.benefit_id.to_string()>{words.t("claims-begin")}</button></p>
            </form>
        }
        .into_any(),
    };
    view! {
        <section class="card stack" aria-labelledby=id>
            <h2 id=heading>{title}</h2>
            <p>{terms_words(words, &benefit.terms)}</p>
            {estimate.map(|estimate| view! { <p>{estimate}</p> })}
            {until.map(|until| view! { <p class="quiet">{until}</p> })}
            {press}
        </section>
    }
    .into_any()
}
