//! `/me`: what was taken from this person, what to do now, what we did, what we sent, and how to ask.

use domain::{person::Kind, visit::WARNING};
use leptos::prelude::*;

use super::{called, news::News, safety::SafetyOffer, sent::Sent, shown, taken::Taken};
use crate::{
    components::{
        head::PageHead,
        markdown::InlineMarkdown,
        steps::{ListView, Steps, StepsContext},
    },
    error::PageError,
    form_token,
    islands::VisitTimer,
    me::Mine,
    pages::incident::Fixes,
    request::{Request, use_request},
    site::{Site, use_site},
    words::Words,
};

/// `/me`.
#[component]
pub fn MePage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { shown(page(&site, &request).await) })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let mine = Mine::load(site, request).await?;
    let (incident, person) = (mine.visit.incident_id, mine.visit.person_id);
    let deliveries = site.store.deliveries_to(incident, person).await?;
    let requests = site.store.requests_of_person(incident, person).await?;
    let words = Words(request.lang);
    let steps = mine.steps(site);
    let severity = steps.severity;
    let list = ListView::of(&steps, &mine, request.lang);
    let shared = StepsContext { action: request.lang.path("/me/steps"), lang: request.lang, form_token: form_token::token(site, request) };
    let safety = list.safety.is_some().then(|| view! { <SafetyOffer/> });
    // Each part ends its own type: together they are deeper than the compiler follows.
    Ok(view! {
        <PageHead title=words.t("me-title")/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <h1>{heading(words, &mine)}</h1>
                <p class="lead">{lead(words, &mine)}</p>
                {view! { <Taken mine=mine.clone() severity/> }.into_any()}
                {safety}
            </section>
            {view! { <Steps list lead=site.guidance.tone("lead", request.lang).to_owned() shared=shared.clone()/> }.into_any()}
            {view! { <News mine=mine.clone()/> }.into_any()}
            {view! { <Happened mine=mine.clone()/> }.into_any()}
            {view! { <Sent mine=mine.clone() deliveries requests/> }.into_any()}
            {view! { <Questions/> }.into_any()}
            {view! { <Timer mine form_token=shared.form_token/> }.into_any()}
        </div></main>
    }
    .into_any())
}

fn heading(words: Words, mine: &Mine) -> String {
    let name = called(mine);
    match mine.person.kind {
        _ if name.is_empty() => words.t("me-heading-nameless"),
        Kind::Adult => words.with("me-heading", &[("name", &name)]),
        Kind::Minor => words.with("me-heading-minor", &[("name", &name)]),
        Kind::Deceased => words.with("me-heading-deceased", &[("name", &name)]),
    }
}

fn lead(words: Words, mine: &Mine) -> String {
    match mine.person.kind {
        Kind::Adult => words.t("me-lead"),
        Kind::Minor => words.t("me-lead-minor"),
        Kind::Deceased => words.t("me-lead-deceased"),
    }
}

/// What we did about it, and the way to the whole story.
#[component]
fn Happened(mine: Mine) -> impl IntoView {
    let (request, words) = (use_request(), crate::request::use_words());
    let (incident, said) = (&mine.public.0, &mine.public.1);
    let title = said.section(domain::incident::Section::Title).to_owned();
    view! {
        <section class="stack" aria-labelledby="happened-title">
            <h2 id="happened-title">{words.t("me-happened")}</h2>
            {(!title.is_empty()).then(|| view! { <p><InlineMarkdown text=title/></p> })}
            <Fixes incident=incident.clone() fixes=said.fixes.clone()/>
            <p><a href=request.lang.path(&format!("/incidents/{}", incident.slug))>{words.t("me-happened-all")}</a></p>
        </section>
    }
}

/// How to reach a person, and what else this page can do.
#[component]
fn Questions() -> impl IntoView {
    let (request, words) = (use_request(), crate::request::use_words());
    let to = |path: &str| request.lang.path(path);
    view! {
        <section class="card stack" aria-labelledby="questions-title">
            <h2 id="questions-title">{words.t("me-questions")}</h2>
            <p class="actions">
                <a class="button" href=to("/me/help")>{words.t("me-need-help")}</a>
                <a class="button button--quiet" href=to("/me/not-me")>{words.t("me-not-me")}</a>
            </p>
            <p><a href=to("/me/print")>{words.t("me-print")}</a></p>
            <p><a href=to("/me/kept")>{words.t("me-kept-link")}</a></p>
            <p><a href="/me/data.json">{words.t("me-download")}</a></p>
        </section>
    }
}

/// When the visit ends, and the button that keeps it open.
#[component]
fn Timer(mine: Mine, form_token: String) -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), crate::request::use_words());
    let ends = mine.visit.ends_unless_pressed();
    let at = words.moment(ends, &mine.incident().zone);
    let seconds = |duration: std::time::Duration| u32::try_from(duration.as_secs()).unwrap_or(u32::MAX);
    view! {
        <VisitTimer seconds_left=seconds(ends.since(site.now())) warn_seconds=seconds(WARNING)
            words=words.with("me-timer", &[("time", &at)]) warning=words.t("me-timer-near") button=words.t("me-timer-button")
            action=request.lang.path("/visit/extend") back=request.path form_token/>
    }
}
