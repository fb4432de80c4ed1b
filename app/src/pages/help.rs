//! `/help`: for people who cannot get in. No dead ends: each way out is a request that staff answer with a new letter.

use domain::{
    ids::new_uuid,
    incident::{Incident, Section},
    lang::Lang,
    request::{LONGEST_MESSAGE, RequestKind, RequestNumber},
    slug::Slug,
};
use leptos::prelude::*;
use store::StoreError;

use super::error::ErrorPage;
use crate::{
    components::{
        form::{ErrorSummary, FieldKind, FormHead, FormToken, TextField},
        head::PageHead,
    },
    error::PageError,
    forms::{FormState, help::kind_words, use_form_state},
    pages::incident::Ways,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    words::Words,
};

/// `/help`.
#[component]
pub fn HelpPage() -> impl IntoView {
    let (site, lang, state) = (use_site(), use_request().lang, use_form_state());
    Suspend::new(async move {
        match published(&site, lang).await {
            Ok(incidents) => view! { <Help incidents state/> }.into_any(),
            Err(error) => view! { <ErrorPage error/> }.into_any(),
        }
    })
}

/// What somebody may ask about: slug and title of each.
///
/// # Errors
/// When the database fails.
pub async fn named(site: &Site, incidents: Vec<Incident>, lang: Lang) -> Result<Vec<(Slug, String)>, StoreError> {
    let mut named = Vec::with_capacity(incidents.len());
    for incident in incidents {
        let words = site.store.incident_words(incident.incident_id, lang).await?;
        named.push((incident.slug, words.section(Section::Title).to_owned()));
    }
    Ok(named)
}

async fn published(site: &Site, lang: Lang) -> Result<Vec<(Slug, String)>, PageError> {
    Ok(named(site, site.store.published_incidents().await?, lang).await?)
}

#[component]
fn Help(incidents: Vec<(Slug, String)>, state: FormState) -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    let form_id = state.typed.get("form_id").cloned().unwrap_or_else(|| new_uuid(site.now(), &*site.entropy).to_string());
    let has_any = !incidents.is_empty();
    view! {
        <FormHead title=words.t("help-title")/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <h1>{words.t("help-title")}</h1>
                <p class="lead">{words.t("help-lead")}</p>
                <Ways/>
            </section>
            {has_any.then(|| view! {
                <section class="stack">
                    <h2>{words.t("help-form-title")}</h2>
                    <ErrorSummary/>
                    <p>{words.t("help-form-lead")}</p>
                    <form class="stack" method="post" action=request.lang.path("/help")>
                        <FormToken/>
                        <input type="hidden" name="form_id" value=form_id/>
                        <Which incidents typed=state.typed("incident") mistake=state.mistake("incident").map(str::to_owned)/>
                        <Kinds typed=state.typed("kind") mistake=state.mistake("kind").map(str::to_owned)/>
                        <TextField name="name" label=words.t("help-name") hint=words.t("help-name-hint")/>
                        <TextField name="answer_to" label=words.t("help-email") hint=words.t("help-email-hint") kind=FieldKind::Email/>
                        <TextField name="postal_address" label=words.t("help-address") hint=words.t("help-address-hint") kind=FieldKind::Lines/>
                        <TextField name="message" label=words.t("help-message") hint=words.with("ask-limit", &[("most", &LONGEST_MESSAGE)]) kind=FieldKind::Lines/>
                        <p class="actions"><button class="button">{words.t("help-button")}</button></p>
                    </form>
                    <p class="quiet small">{words.t("ask-never-send")}</p>
                </section>
            })}
        </div></main>
    }
}

/// Which incident it is about: asked only where there are several, and then none is chosen for them.
#[component]
pub fn Which(
    /// Those that can be chosen: slug and title.
    incidents: Vec<(Slug, String)>,
    /// The slug of the one that was chosen before.
    typed: String,
    /// What to change, if nothing was.
    mistake: Option<String>,
) -> impl IntoView {
    let words = use_words();
    if let [(only, _)] = incidents.as_slice() {
        return view! { <input type="hidden" name="incident" value=only.to_string()/> }.into_any();
    }
    let choices: Vec<_> = incidents
        .into_iter()
        .enumerate()
        .map(|(at, (slug, title))| {
            let slug = slug.to_string();
            // The summary's link leads to the first choice.
            let id = if at == 0 { "incident".to_owned() } else { format!("incident-{slug}") };
            let is_chosen = slug == typed;
            view! {
                <div class="choice">
                    <input type="radio" id=id.clone() name="incident" value=slug checked=is_chosen/>
                    <label for=id>{title}</label>
                </div>
            }
        })
        .collect();
    let is_wrong = mistake.is_some();
    view! {
        <fieldset class="field" class:field--wrong=is_wrong>
            <legend>{words.t("help-incident")}</legend>
            {mistake.map(|words| view! { <span class="field__error">{words}</span> })}
            {choices}
        </fieldset>
    }
    .into_any()
}

/// What keeps them out.
#[component]
fn Kinds(typed: String, mistake: Option<String>) -> impl IntoView {
    let words = use_words();
    let choices: Vec<_> = RequestKind::OUTSIDE
        .iter()
        .enumerate()
        .map(|(at, kind)| {
            // The summary's link leads to the first choice.
            let id = if at == 0 { "kind".to_owned() } else { format!("kind-{}", kind.as_str()) };
            let is_chosen = typed == kind.as_str();
            view! {
                <div class="choice">
                    <input type="radio" id=id.clone() name="kind" value=kind.as_str() checked=is_chosen/>
                    <label for=id>{kind_words(words, *kind)}</label>
                </div>
            }
        })
        .collect();
    let is_wrong = mistake.is_some();
    view! {
        <fieldset class="field" class:field--wrong=is_wrong>
            <legend>{words.t("help-kind")}</legend>
            {mistake.map(|words| view! { <span class="field__error">{words}</span> })}
            {choices}
        </fieldset>
    }
}

/// `/help/requests/{number}`: the number and the day somebody answers, and nothing of what was written.
#[component]
pub fn HelpSentPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { sent(&site, &request).await.unwrap_or_else(|error| view! { <ErrorPage error/> }.into_any()) })
}

async fn sent(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let number = request.path.rsplit('/').next().and_then(|text| RequestNumber::parse(text).ok()).ok_or(PageError::NotFound)?;
    // A request made behind a proof is shown there only.
    let asked = site.store.find_request(&number).await?.filter(|asked| asked.person_id.is_none()).ok_or(PageError::NotFound)?;
    let words = Words(request.lang);
    let day = words.date(&asked.promised_on);
    Ok(view! {
        <PageHead title=words.t("help-sent-title")/>
        <main id="main"><div class="wrap stack-l"><section class="stack">
            <h1>{words.t("help-sent-title")}</h1>
            <p class="note note--done">{words.with("asked-number", &[("number", &asked.number.to_string())])}</p>
            <p class="lead">{words.with("help-sent-promise", &[("day", &day)])}</p>
            <p>{words.t("help-sent-next")}</p>
        </section></div></main>
    }
    .into_any())
}
