//! `/subscriptions`: what somebody chose, and the way out and back. Whose it is comes from the cookie that the link of a mail gave.

use domain::{
    incident::Section,
    lang::Lang,
    subscriber::{Pace, Preferences, SubscriberState, Topic, TopicSet},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use store::subscribers::Subscriber;

use super::link::LinkForm;
use crate::{
    components::form::{ErrorSummary, FormHead, FormToken},
    error::PageError,
    forms::{FormState, subscriptions::topic_field, use_form_state},
    pages::{error::ErrorPage, subscribe::LangField},
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    subscription::current,
    words::Words,
};

/// `/subscriptions`.
#[component]
pub fn SubscriptionsPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let done = use_query_map().read_untracked().get("done").unwrap_or_default();
    Suspend::new(async move { page(&site, &request, state, &done).await.unwrap_or_else(|error| view! { <ErrorPage error/> }.into_any()) })
}

async fn page(site: &Site, request: &Request, state: FormState, done: &str) -> Result<AnyView, PageError> {
    let words = Words(request.lang);
    let Some(subscriber) = current(site, request).await? else {
        return Ok(view! { <Nobody/> }.into_any());
    };
    let about = about(site, request, &subscriber).await?;
    let email = subscriber.email.masked();
    if subscriber.state == SubscriberState::Left {
        return Ok(view! { <HasLeft about email/> }.into_any());
    }
    let to = words.with("subscriptions-to", &[("email", &email)]);
    let done = done_words(words, done).map(|done| view! { <p class="note note--done" role="status">{done}</p> });
    let choices = view! { <Choices chosen=chosen(&state, subscriber.preferences) state/> }.into_any();
    Ok(view! {
        <FormHead title=words.t("subscriptions-title")/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                {done}
                <ErrorSummary/>
                <h1>{words.t("subscriptions-title")}</h1>
                <p class="lead">{about}</p>
                <p>{to}</p>
                {choices}
            </section>
            <section class="card stack">
                <h2>{words.t("subscriptions-which-title")}</h2>
                <p>{words.t("subscriptions-which-these")}</p>
                <p>{words.t("subscriptions-which-notice")}</p>
            </section>
            <section class="stack">
                <h2>{words.t("subscriptions-leave-title")}</h2>
                <p>{words.t("subscriptions-leave-text")}</p>
                <Press act="leave" button=words.t("subscriptions-leave-button")/>
            </section>
        </div></main>
    }
    .into_any())
}

/// The incident's heading, or that it is about every one.
async fn about(site: &Site, request: &Request, subscriber: &Subscriber) -> Result<String, PageError> {
    let words = Words(request.lang);
    let Some(incident) = subscriber.scope.incident() else { return Ok(words.t("subscribe-every")) };
    let said = site.store.incident_words(incident, request.lang).await?;
    let title = said.section(Section::Title);
    if title.is_empty() {
        let incident = site.store.incident(incident).await?;
        return Ok(words.with("incident-title", &[("month", &words.month_of(&incident))]));
    }
    Ok(title.to_owned())
}

fn done_words(words: Words, done: &str) -> Option<String> {
    match done {
        "confirmed" => Some(words.t("subscriptions-done-confirmed")),
        "before" => Some(words.t("subscriptions-done-before")),
        "saved" => Some(words.t("subscriptions-done-saved")),
        "back" => Some(words.t("subscriptions-done-back")),
        _ => None,
    }
}

/// What was typed when the form came back; else what is kept.
fn chosen(state: &FormState, kept: Preferences) -> Preferences {
    if state.mistakes.is_empty() {
        return kept;
    }
    let topics: TopicSet = Topic::ALL.iter().copied().filter(|topic| state.typed.contains_key(&topic_field(*topic))).collect();
    Preferences { lang: Lang::from_tag(&state.typed("lang")), pace: Pace::parse(&state.typed("pace")).unwrap_or(kept.pace), topics }
}

#[component]
fn Choices(chosen: Preferences, state: FormState) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let topics = Topic::ALL.iter().enumerate().map(move |(at, topic)| {
        // The summary's link leads to the first choice.
        let id = if at == 0 { "topics".to_owned() } else { topic_field(*topic) };
        let is_chosen = chosen.topics.contains(*topic);
        view! {
            <div class="choice">
                <input type="checkbox" id=id.clone() name=topic_field(*topic) value="yes" checked=is_chosen/>
                <label for=id>{topic_words(words, *topic)}</label>
            </div>
        }
    });
    let paces = Pace::ALL.iter().enumerate().map(move |(at, pace)| {
        let id = if at == 0 { "pace".to_owned() } else { format!("pace-{}", pace.as_str()) };
        let hint = format!("{id}-hint");
        let (title, text) = pace_words(words, *pace);
        view! {
            <div class="choice">
                <input type="radio" id=id.clone() name="pace" value=pace.as_str() checked=chosen.pace == *pace aria-describedby=hint.clone()/>
                <span><label for=id>{title}</label><span class="field__hint" id=hint>{text}</span></span>
            </div>
        }
    });
    view! {
        <form class="stack" method="post" action=request.lang.path("/subscriptions")>
            <FormToken/>
            <input type="hidden" name="act" value="save"/>
            <Group legend=words.t("subscriptions-topics") mistake=state.mistake("topics").map(str::to_owned)>{topics.collect_view()}</Group>
            <Group legend=words.t("subscriptions-pace") mistake=state.mistake("pace").map(str::to_owned)>{paces.collect_view()}</Group>
            <LangField lang=chosen.lang label=words.t("subscribe-lang")/>
            <p class="actions"><button class="button">{words.t("subscriptions-save")}</button></p>
        </form>
    }
    .into_any()
}

#[component]
fn Group(legend: String, mistake: Option<String>, children: Children) -> impl IntoView {
    let is_wrong = mistake.is_some();
    view! {
        <fieldset class="field stack" class:field--wrong=is_wrong>
            <legend>{legend}</legend>
            {mistake.map(|words| view! { <span class="field__error">{words}</span> })}
            {children()}
        </fieldset>
    }
    .into_any()
}

fn topic_words(words: Words, topic: Topic) -> String {
    match topic {
        Topic::Facts => words.t("subscriptions-topic-facts"),
        Topic::Fixes => words.t("subscriptions-topic-fixes"),
        Topic::Deadlines => words.t("subscriptions-topic-deadlines"),
        Topic::Protection => words.t("subscriptions-topic-protection"),
        Topic::Scams => words.t("subscriptions-topic-scams"),
    }
}

fn pace_words(words: Words, pace: Pace) -> (String, String) {
    match pace {
        Pace::Each => (words.t("subscriptions-pace-each"), words.t("subscriptions-pace-each-hint")),
        Pace::Daily => (words.t("subscriptions-pace-daily"), words.t("subscriptions-pace-daily-hint")),
        Pace::MustAct => (words.t("subscriptions-pace-must-act"), words.t("subscriptions-pace-must-act-hint")),
    }
}

/// One press.
#[component]
fn Press(act: &'static str, button: String) -> impl IntoView {
    let request = use_request();
    let class = if act == "back" { "button" } else { "button button--quiet" };
    view! {
        <form method="post" action=request.lang.path("/subscriptions")>
            <FormToken/>
            <input type="hidden" name="act" value=act/>
            <p class="actions"><button class=class>{button}</button></p>
        </form>
    }
    .into_any()
}

/// Whoever left.
#[component]
fn HasLeft(about: String, email: String) -> impl IntoView {
    let words = use_words();
    view! {
        <FormHead title=words.t("subscriptions-left-title")/>
        <main id="main"><div class="wrap stack">
            <h1>{words.t("subscriptions-left-title")}</h1>
            <div class="note note--done stack" role="status">
                <p>{words.with("subscriptions-left", &[("email", &email)])}</p>
                <p>{about}</p>
            </div>
            <p>{words.t("subscriptions-left-notice")}</p>
            <p>{words.t("subscriptions-left-kept")}</p>
            <Press act="back" button=words.t("subscriptions-back-button")/>
        </div></main>
    }
    .into_any()
}

/// Whoever came without the link of a mail.
#[component]
fn Nobody() -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <FormHead title=words.t("subscriptions-title")/>
        <main id="main"><div class="wrap stack">
            <h1>{words.t("subscriptions-title")}</h1>
            <p class="lead">{words.t("subscriptions-nobody")}</p>
            <LinkForm/>
            <p><a href=request.lang.path("/subscribe")>{words.t("subscriptions-sign-up")}</a></p>
        </div></main>
    }
    .into_any()
}
