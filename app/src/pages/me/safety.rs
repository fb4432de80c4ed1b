//! `/me/safety`: for somebody who may be hurt by another person. The step for that alone, with a way out; the rest folded,
//! because a changed setting can warn the other person (guidance README, rule 4).

use leptos::prelude::*;

use super::shown;
use crate::{
    components::{
        head::PageHead,
        steps::{FoldedSteps, ListView, StepBody, StepsContext},
    },
    error::PageError,
    form_token,
    me::Mine,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    words::Words,
};

/// Where the quick exit leads: a page that everybody opens.
const ELSEWHERE: &str = "https://www.google.com/";

/// On `/me`: the offer, in words that say nothing to somebody who looks over a shoulder.
#[component]
pub fn SafetyOffer() -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <p class="note">
            {words.t("safety-offer")}" "<a href=request.lang.path("/me/safety")>{words.t("safety-offer-link")}</a>
        </p>
    }
}

/// The way out, on top of the page.
#[component]
pub fn QuickExit() -> impl IntoView {
    let words = use_words();
    view! { <p class="actions"><a class="button" href=ELSEWHERE>{words.t("safety-exit")}</a></p> }
}

/// `/me/safety`.
#[component]
pub fn SafetyPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { shown(page(&site, &request).await) })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let mine = Mine::load(site, request).await?;
    let words = Words(request.lang);
    let list = ListView::of(&mine.steps_for_survivor(site), &mine, request.lang);
    // Nothing of theirs says where they are, or their country has no such step in the catalogue.
    let step = list.safety.ok_or(PageError::NotFound)?;
    let shared = StepsContext { action: request.lang.path("/me/steps"), lang: request.lang, form_token: form_token::token(site, request) };
    let rest = [list.first, list.more, list.beside].concat();
    Ok(view! {
        <PageHead title=words.t("me-title")/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <QuickExit/>
                <h1>{step.title.clone()}</h1>
                <p>{words.t("safety-exit-note")}</p>
                <StepBody step words is_next=true/>
            </section>
            <section class="stack">
                <p>{words.t("safety-rest")}</p>
                <FoldedSteps title=words.t("safety-rest-title") steps=rest shared/>
                <p><a href=request.lang.path("/me")>{words.t("me-back")}</a></p>
            </section>
        </div></main>
    }
    .into_any())
}
