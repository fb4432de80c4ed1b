//! `/subscribe`: updates by e-mail. The same for everybody, whatever is known of an address.

use domain::{
    incident::{Incident, Section},
    lang::Lang,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{error::ErrorPage, incident::Ways};
use crate::{
    components::form::{ErrorSummary, FieldKind, FormHead, FormToken, TextField},
    components::head::{NoIndex, PageHead},
    error::PageError,
    forms::{FormState, subscribe::EVERY, use_form_state},
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    subscription::{Offer, offer},
    words::Words,
};

/// `/subscribe`, also from the page of an incident: then that one is chosen.
#[component]
pub fn SubscribePage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let named = use_query_map().read_untracked().get("incident");
    Suspend::new(async move { page(&site, &request, state, named).await.unwrap_or_else(|error| view! { <ErrorPage error/> }.into_any()) })
}

/// One thing that can be signed up for.
struct Choice {
    value: String,
    title: String,
    is_chosen: bool,
}

async fn page(site: &Site, request: &Request, state: FormState, named: Option<String>) -> Result<AnyView, PageError> {
    let words = Words(request.lang);
    let typed = Some(state.typed("scope")).filter(|typed| !typed.is_empty());
    let named = typed.or(named);
    let offer = offer(site, named.as_deref()).await?;
    let closed = match &offer.closed {
        Some(incident) => Some(closed(site, request, incident).await?),
        None => None,
    };
    // Whoever comes from the page of a practice incident, or finds nothing else, has to know before they type.
    let is_practice = is_practice(&offer, named.as_deref());
    let choices = choices(site, request, &offer, named.as_deref()).await?;
    let form = if choices.is_empty() { None } else { Some(view! { <SignUp choices has_other=closed.is_some() is_practice/> }.into_any()) };
    Ok(view! {
        <FormHead title=words.t("subscribe-title")/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <ErrorSummary/>
                <h1>{words.t("subscribe-title")}</h1>
                {closed}
                {form}
            </section>
            <section class="stack">
                <h2>{words.t("subscribe-which-title")}</h2>
                <p>{words.t("subscribe-which-notice")}</p>
                <p>{words.t("subscribe-which-list")}</p>
            </section>
            <section class="stack">
                <h2>{words.t("subscribe-have-title")}</h2>
                <ul>
                    <li><a href=request.lang.path("/subscriptions/link")>{words.t("subscribe-have-link")}</a></li>
                    <li><a href=request.lang.path("/help")>{words.t("subscribe-have-help")}</a></li>
                </ul>
            </section>
        </div></main>
    }
    .into_any())
}

/// Whether all that is offered, or the incident that was named, is practice.
fn is_practice(offer: &Offer, named: Option<&str>) -> bool {
    match offer.open.iter().find(|incident| named == Some(incident.slug.as_str())) {
        Some(incident) => incident.is_practice,
        None => !offer.every && !offer.open.is_empty(),
    }
}

/// What stands in the place of a choice that is not offered any more, and how else to be kept informed.
async fn closed(site: &Site, request: &Request, incident: &Incident) -> Result<AnyView, PageError> {
    let words = Words(request.lang);
    let title = title(site, request, incident).await?;
    let page = request.lang.path(&format!("/incidents/{}", incident.slug));
    Ok(view! {
        <div class="note stack">
            <p><strong>{words.with("subscribe-closed", &[("incident", &title)])}</strong></p>
            <p>{words.t("subscribe-closed-served")}</p>
            <p><a href=page>{words.t("subscribe-closed-page")}</a></p>
            <Ways/>
        </div>
    }
    .into_any())
}

async fn choices(site: &Site, request: &Request, offer: &Offer, named: Option<&str>) -> Result<Vec<Choice>, PageError> {
    let mut choices = Vec::with_capacity(offer.open.len() + 1);
    for incident in &offer.open {
        let value = incident.slug.to_string();
        choices.push(Choice { title: title(site, request, incident).await?, is_chosen: named == Some(&value), value });
    }
    if offer.every {
        let title = Words(request.lang).t("subscribe-every");
        choices.push(Choice { title, is_chosen: named == Some(EVERY), value: EVERY.to_owned() });
    }
    // What can only be one thing needs no choosing.
    if let [only] = choices.as_mut_slice() {
        only.is_chosen = true;
    }
    Ok(choices)
}

async fn title(site: &Site, request: &Request, incident: &Incident) -> Result<String, PageError> {
    let words = Words(request.lang);
    let said = site.store.incident_words(incident.incident_id, request.lang).await?;
    let title = said.section(Section::Title).to_owned();
    Ok(if title.is_empty() { words.with("incident-title", &[("month", &words.month_of(incident))]) } else { title })
}

#[component]
fn SignUp(choices: Vec<Choice>, has_other: bool, is_practice: bool) -> impl IntoView {
    let (request, words, state) = (use_request(), use_words(), use_form_state());
    let lang = state.typed.get("lang").map_or(request.lang, |typed| Lang::from_tag(typed));
    let mistake = state.mistake("scope").map(str::to_owned);
    let is_wrong = mistake.is_some();
    let rows = choices.into_iter().enumerate().map(|(at, choice)| {
        // The summary's link leads to the first choice.
        let id = if at == 0 { "scope".to_owned() } else { format!("scope-{}", choice.value) };
        view! {
            <div class="choice">
                <input type="radio" id=id.clone() name="scope" value=choice.value checked=choice.is_chosen/>
                <label for=id>{choice.title}</label>
            </div>
        }
    });
    view! {
        <p>{if has_other { words.t("subscribe-text-other") } else { words.t("subscribe-text") }}</p>
        {is_practice.then(|| view! { <p class="note">{words.t("subscribe-practice-only")}</p> })}
        <form class="stack" method="post" action=request.lang.path("/subscribe")>
            <FormToken/>
            <fieldset class="field stack" class:field--wrong=is_wrong>
                <legend>{words.t("subscribe-scope")}</legend>
                {mistake.map(|words| view! { <span class="field__error">{words}</span> })}
                {rows.collect_view()}
            </fieldset>
            <TextField name="email" kind=FieldKind::Email label=words.t("check-label") hint=words.t("subscribe-email-hint")/>
            <LangField lang label=words.t("subscribe-lang")/>
            <p class="actions"><button class="button">{words.t("subscribe-button")}</button></p>
        </form>
    }
    .into_any()
}

/// The language of the mails.
#[component]
pub fn LangField(
    /// Which one is chosen.
    lang: Lang,
    /// What stands above it.
    label: String,
) -> impl IntoView {
    view! {
        <div class="field">
            <label class="field__label" for="lang">{label}</label>
            <select class="field__input" id="lang" name="lang">
                <option value="en" selected=lang == Lang::En lang="en">"English"</option>
                <option value="es" selected=lang == Lang::Es lang="es">"Español"</option>
            </select>
        </div>
    }
    .into_any()
}

/// What everybody sees who signed up: the same bytes, whatever is known of the address.
#[component]
pub fn SubscribeSentPage() -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <PageHead title=words.t("subscribe-sent-title")/>
        <NoIndex/>
        <main id="main"><div class="wrap stack">
            <h1>{words.t("subscribe-sent-title")}</h1>
            <p class="lead">{words.t("subscribe-sent-text")}</p>
            <p>{words.t("subscribe-sent-wait")}</p>
            <ul>
                <li><a href=request.lang.path("/subscribe")>{words.t("subscribe-sent-other")}</a></li>
                <li><a href=request.lang.path("/help")>{words.t("subscribe-have-help")}</a></li>
            </ul>
        </div></main>
    }
}
