//! `/me`: what was taken from this person, what to do now, what we did, what we sent, and how to ask.

use domain::{helper::Doing, person::Kind, visit::WARNING};
use leptos::prelude::*;

use super::{called, helpers::HelpersCard, news::News, safety::SafetyOffer, sent::Sent, shown, taken::Taken, update_mails::UpdateMails};
use crate::{
    claims::choices,
    components::{
        head::PageHead,
        markdown::InlineMarkdown,
        steps::{ListView, Steps, StepsContext},
    },
    error::PageError,
    form_token,
    goodwill::gifts_of,
    islands::VisitTimer,
    me::Mine,
    pages::incident::Fixes,
    protection::{Protection, protection_of},
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
    let requests = mine.requests(site).await?;
    let helpers = if mine.may(Doing::Own) { site.store.helpers_of(incident, person).await? } else { Vec::new() };
    let left_at = site.store.left_updates_at(incident, person).await?;
    let words = Words(request.lang);
    let steps = mine.steps(site);
    let severity = steps.severity;
    let list = ListView::of(&steps, &mine, request.lang);
    let shared = StepsContext { action: request.lang.path("/me/steps"), lang: request.lang, form_token: form_token::token(site, request) };
    // Whoever helps is not told what a person may fear, nor from whom.
    let safety = (list.safety.is_some() && mine.may(Doing::Own)).then(|| view! { <SafetyOffer/> });
    let (is_own, keeps) = (mine.may(Doing::Own), mine.may(Doing::Keep));
    let limits = (!is_own).then(|| if keeps { words.t("me-helper-may-all") } else { words.t("me-helper-may-some") });
    let shows_sent = keeps || !requests.is_empty();
    let has_protection = !matches!(protection_of(site, mine.incident(), &mine.person).await?, Protection::None);
    let protection = has_protection
        .then(|| view! { <p class="card"><a href=request.lang.path("/me/protection")>{words.t("me-protection")}</a></p> }.into_any());
    let has_claims = !choices(site, mine.incident(), &mine.person).await?.is_empty();
    let claims =
        has_claims.then(|| view! { <p class="card"><a href=request.lang.path("/me/claims")>{words.t("me-claims")}</a></p> }.into_any());
    let has_gifts = !gifts_of(site, mine.incident(), &mine.person).await?.is_empty();
    let gifts =
        has_gifts.then(|| view! { <p class="card"><a href=request.lang.path("/me/goodwill")>{words.t("me-goodwill")}</a></p> }.into_any());
    // Each part ends its own type: together they are deeper than the compiler follows.
    Ok(view! {
        <PageHead title=words.t("me-title")/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <h1>{heading(words, &mine)}</h1>
                <p class="lead">{lead(words, &mine)}</p>
                {limits.map(|limits| view! { <p class="note">{limits}</p> })}
                {view! { <Taken mine=mine.clone() severity/> }.into_any()}
                {safety}
                {protection}
                {claims}
                {gifts}
            </section>
            {view! { <Steps list lead=site.guidance.tone("lead", request.lang).to_owned() shared=shared.clone()/> }.into_any()}
            {view! { <News mine=mine.clone()/> }.into_any()}
            {view! { <Happened mine=mine.clone()/> }.into_any()}
            {shows_sent.then(|| view! { <Sent mine=mine.clone() deliveries requests/> }.into_any())}
            {is_own.then(|| view! { <UpdateMails mine=mine.clone() left_at/> }.into_any())}
            {is_own.then(|| view! { <HelpersCard helpers/> }.into_any())}
            {view! { <Questions is_own keeps/> }.into_any()}
            {view! { <Timer mine form_token=shared.form_token/> }.into_any()}
        </div></main>
    }
    .into_any())
}

fn heading(words: Words, mine: &Mine) -> String {
    let name = called(mine);
    if mine.visit.helper.is_some() {
        return if name.is_empty() { words.t("me-heading-helper-nameless") } else { words.with("me-heading-helper", &[("name", &name)]) };
    }
    match mine.person.kind {
        _ if name.is_empty() => words.t("me-heading-nameless"),
        Kind::Adult => words.with("me-heading", &[("name", &name)]),
        Kind::Minor => words.with("me-heading-minor", &[("name", &name)]),
        Kind::Deceased => words.with("me-heading-deceased", &[("name", &name)]),
    }
}

fn lead(words: Words, mine: &Mine) -> String {
    if mine.visit.helper.is_some() {
        return match mine.person.kind {
            Kind::Adult => words.t("me-lead-helper"),
            Kind::Minor => words.t("me-lead-helper-minor"),
            Kind::Deceased => words.t("me-lead-helper-deceased"),
        };
    }
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
fn Questions(
    /// Whether it is the person, and no helper.
    is_own: bool,
    /// Whether they may read all that we keep.
    keeps: bool,
) -> impl IntoView {
    let (request, words) = (use_request(), crate::request::use_words());
    let to = |path: &str| request.lang.path(path);
    view! {
        <section class="card stack" aria-labelledby="questions-title">
            <h2 id="questions-title">{words.t("me-questions")}</h2>
            <p class="actions">
                <a class="button" href=to("/me/help")>{words.t("me-need-help")}</a>
                {is_own.then(|| view! { <a class="button button--quiet" href=to("/me/not-me")>{words.t("me-not-me")}</a> })}
            </p>
            <p><a href=to("/me/print")>{words.t("me-print")}</a></p>
            {keeps.then(|| view! {
                <p><a href=to("/me/kept")>{words.t("me-kept-link")}</a></p>
                <p><a href="/me/data.json">{words.t("me-download")}</a></p>
            })}
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
