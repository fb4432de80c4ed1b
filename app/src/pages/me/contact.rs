//! `/me/contact`: a person changes how we reach them.

use domain::{lang::Lang, person::ContactChange};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use store::contact_changes::PendingChange;

use super::{Below, shown};
use crate::{
    components::form::{ErrorSummary, FieldKind, FormToken, TextField},
    error::PageError,
    forms::use_form_state,
    me::Mine,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    visit,
    words::Words,
};

/// `/me/contact`.
#[component]
pub fn ContactPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let done = use_query_map().read_untracked().get("done").unwrap_or_default();
    Suspend::new(async move { shown(page(&site, &request, &done).await) })
}

async fn page(site: &Site, request: &Request, done: &str) -> Result<AnyView, PageError> {
    let mine = Mine::load(site, request).await?;
    let words = Words(request.lang);
    let pending = site.store.pending_change(mine.visit.incident_id, mine.visit.person_id).await?;
    let kept = visit::typed_before(site, &mine.visit, &request.path).await?;
    let mut change = ContactChange::of(&mine.person);
    if let Some(email) = kept.get("email") {
        change.email = Some(email.clone());
    }
    let zone = mine.incident().zone.clone();
    let has_old = mine.person.contact.email.is_some();
    let part = match pending {
        Some(pending) => match pending.takes_effect_at {
            Some(at) => view! { <Waits pending at=words.moment(at, &zone) has_old/> }.into_any(),
            None => view! { <Digits pending/> }.into_any(),
        },
        None => view! { <Ask change has_old/> }.into_any(),
    };
    let stopped = (done == "stopped").then(|| view! { <p class="note note--done" role="status">{words.t("contact-stopped")}</p> });
    Ok(view! {
        <Below title=words.t("contact-title")>
            {stopped}
            <ErrorSummary/>
            {part}
        </Below>
    }
    .into_any())
}

fn masked(change: &ContactChange) -> String {
    change.email.as_deref().and_then(|email| domain::email::EmailAddress::parse(email).ok()).map(|email| email.masked()).unwrap_or_default()
}

#[component]
fn Waits(pending: PendingChange, at: String, has_old: bool) -> impl IntoView {
    let words = use_words();
    let told = if has_old { words.t("contact-old-told") } else { words.t("contact-no-old") };
    view! {
        <p class="note note--done">{words.with("contact-waits", &[("time", &at), ("email", &masked(&pending.change))])}</p>
        <p>{told}</p>
        <p>{words.t("contact-until-then")}</p>
        <Stop words_of_button=words.t("contact-stop-button")/>
    }
    .into_any()
}

#[component]
fn Digits(pending: PendingChange) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <p class="lead">{words.with("contact-digits-lead", &[("email", &masked(&pending.change))])}</p>
        <form class="stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <input type="hidden" name="act" value="code"/>
            <TextField name="digits" kind=FieldKind::Digits label=words.t("contact-digits-label") hint=words.t("contact-digits-hint")/>
            <p class="actions"><button class="button">{words.t("contact-digits-button")}</button></p>
        </form>
        <Stop words_of_button=words.t("contact-again-button")/>
    }
    .into_any()
}

#[component]
fn Stop(words_of_button: String) -> impl IntoView {
    let request = use_request();
    view! {
        <form method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <input type="hidden" name="act" value="stop"/>
            <p class="actions"><button class="button button--quiet">{words_of_button}</button></p>
        </form>
    }
    .into_any()
}

#[component]
fn Ask(change: ContactChange, has_old: bool) -> impl IntoView {
    let (request, words, state) = (use_request(), use_words(), use_form_state());
    let lang = state.typed.get("lang").map_or(change.lang, |typed| Lang::from_tag(typed));
    let told = if has_old { words.t("contact-lead-old") } else { words.t("contact-lead-no-old") };
    view! {
        <p class="lead">{words.t("contact-lead")}</p>
        <p>{told}</p>
        <form class="stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <input type="hidden" name="act" value="ask"/>
            <TextField name="email" kind=FieldKind::Email label=words.t("kept-email") value=change.email.unwrap_or_default()/>
            <TextField name="address1" label=words.t("contact-address1") value=change.address1/>
            <TextField name="address2" label=words.t("contact-address2") value=change.address2/>
            <TextField name="city" label=words.t("contact-city") value=change.city/>
            <TextField name="region" label=words.t("contact-region") value=change.region/>
            <TextField name="postal_code" label=words.t("contact-postal-code") value=change.postal_code/>
            <div class="field">
                <label class="field__label" for="lang">{words.t("contact-lang")}</label>
                <select class="field__input" id="lang" name="lang">
                    <option value="en" selected=lang == Lang::En lang="en">"English"</option>
                    <option value="es" selected=lang == Lang::Es lang="es">"Español"</option>
                </select>
            </div>
            <p>{words.t("contact-country")}" "<a href=request.lang.path("/me/help")>{words.t("kept-wrong-link")}</a></p>
            <p class="actions"><button class="button">{words.t("contact-button")}</button></p>
        </form>
    }
    .into_any()
}
