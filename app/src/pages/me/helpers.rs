//! `/me/helpers`: who else sees this page, what they may do, when they looked; ending that, and naming somebody.

use std::collections::HashMap;

use domain::{helper::HelperKind, ids::HelperId, lang::Lang};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use store::helpers::Helper;

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

/// `/me/helpers`.
#[component]
pub fn HelpersPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let done = use_query_map().read_untracked().get("done").unwrap_or_default();
    Suspend::new(async move { shown(page(&site, &request, &done).await) })
}

/// What somebody is on this page, in a few words.
pub(crate) fn kind_words(words: Words, kind: HelperKind) -> String {
    match kind {
        HelperKind::Parent => words.t("helpers-kind-parent"),
        HelperKind::Executor => words.t("helpers-kind-executor"),
        HelperKind::Helper => words.t("helpers-kind-helper"),
    }
}

/// On `/me`: who sees this page beside the person, and the way to change it.
#[component]
pub fn HelpersCard(
    /// Those who get in first.
    helpers: Vec<Helper>,
) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let names: Vec<String> = helpers.iter().filter(|helper| helper.is_active()).map(|helper| helper.contact.name.clone()).collect();
    let text =
        if names.is_empty() { words.t("helpers-card-nobody") } else { words.with("helpers-card", &[("names", &words.list(&names))]) };
    view! {
        <section class="stack" aria-labelledby="helpers-title">
            <h2 id="helpers-title">{words.t("helpers-title")}</h2>
            <p>{text}</p>
            <p><a href=request.lang.path("/me/helpers")>{words.t("helpers-link")}</a></p>
        </section>
    }
    .into_any()
}

async fn page(site: &Site, request: &Request, done: &str) -> Result<AnyView, PageError> {
    let mine = Mine::load(site, request).await?;
    let words = Words(request.lang);
    let (incident, person) = (mine.visit.incident_id, mine.visit.person_id);
    let zone = mine.incident().zone.clone();
    let helpers = site.store.helpers_of(incident, person).await?;
    let asked = site.store.asked_helper(incident, person).await?;
    let kept = visit::typed_before(site, &mine.visit, &request.path).await?;
    let happened = happened(site, words, &mine, &helpers, &zone).await?;
    let has_any = helpers.iter().any(Helper::is_active);
    let (active, over): (Vec<Helper>, Vec<Helper>) = helpers.into_iter().partition(Helper::is_active);
    let rows: Vec<_> = active.into_iter().map(|helper| view! { <Row helper zone=zone.clone()/> }).collect();
    let over: Vec<_> = over.into_iter().map(|helper| view! { <li>{over_words(words, &helper, &zone)}</li> }).collect();
    let own = mine.person.contact.email_address();
    let can_name = own.is_some() && HelperKind::Helper.fits(mine.person.kind);
    let part = match asked {
        _ if !can_name => view! { <ByStaff/> }.into_any(),
        Some(asked) => {
            let own = own.map(|own| own.masked()).unwrap_or_default();
            view! { <Digits asked own/> }.into_any()
        }
        None => view! { <Ask typed_name=kept.get("name").cloned() typed_email=kept.get("email").cloned() lang=request.lang/> }.into_any(),
    };
    let said = match done {
        "named" => Some(words.t("helpers-done-named")),
        "ended" => Some(words.t("helpers-done-ended")),
        _ => None,
    };
    Ok(view! {
        <Below title=words.t("helpers-title")>
            {said.map(|said| view! { <p class="note note--done" role="status">{said}</p> })}
            <ErrorSummary/>
            <p class="lead">{words.t("helpers-lead")}</p>
            {(!has_any).then(|| view! { <p>{words.t("helpers-nobody")}</p> })}
            <ul class="list">{rows}</ul>
            {part}
            {happened}
            {(!over.is_empty()).then(|| view! { <h2>{words.t("helpers-over")}</h2><ul class="prose-list">{over}</ul> })}
        </Below>
    }
    .into_any())
}

/// Somebody who gets in: who, since when, what they may do, when they were here, and the button that ends it.
#[component]
fn Row(helper: Helper, zone: String) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let since = helper.since.map(|at| words.day(at, &zone)).unwrap_or_default();
    let by = if helper.made_by == crate::forms::helpers::PERSON { words.t("helpers-by-you") } else { words.t("helpers-by-staff") };
    let about = words.with("helpers-since", &[("kind", &kind_words(words, helper.kind)), ("day", &since), ("by", &by)]);
    let may = match helper.kind {
        HelperKind::Helper => words.t("helpers-may-some"),
        HelperKind::Parent | HelperKind::Executor => words.t("helpers-may-all"),
    };
    let seen = match helper.seen_at {
        Some(at) => words.with("helpers-seen", &[("time", &words.moment(at, &zone))]),
        None => words.t("helpers-never-seen"),
    };
    let button = words.with("helpers-end", &[("name", &helper.contact.name)]);
    view! {
        <li class="stack">
            <p><strong>{helper.contact.name}</strong><br/><span class="quiet">{about}</span></p>
            <p>{may}</p>
            <p>{seen}</p>
            <form method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <input type="hidden" name="act" value="end"/>
                <input type="hidden" name="helper" value=helper.helper_id.to_string()/>
                <p class="actions"><button class="button button--quiet">{button}</button></p>
            </form>
        </li>
    }
    .into_any()
}

fn over_words(words: Words, helper: &Helper, zone: &str) -> String {
    let day = |at: Option<domain::clock::Timestamp>| at.map(|at| words.day(at, zone)).unwrap_or_default();
    let kind = kind_words(words, helper.kind);
    words.with(
        "helpers-over-row",
        &[("name", &helper.contact.name), ("kind", &kind), ("from", &day(helper.since)), ("until", &day(helper.ended_at))],
    )
}

/// Every look of a helper, and every step a helper ticked, the newest first.
async fn happened(site: &Site, words: Words, mine: &Mine, helpers: &[Helper], zone: &str) -> Result<Option<AnyView>, PageError> {
    let (incident, person) = (mine.visit.incident_id, mine.visit.person_id);
    let names: HashMap<HelperId, &str> = helpers.iter().map(|helper| (helper.helper_id, helper.contact.name.as_str())).collect();
    let name = |id: Option<HelperId>| id.and_then(|id| names.get(&id)).map_or_else(|| words.t("helpers-kind-helper"), ToString::to_string);
    let mut all = Vec::new();
    for look in site.store.acts_about(incident, person.0, Some("helper.look")).await? {
        let who = name(look.detail("helper").and_then(|id| id.parse().ok()));
        all.push((look.at, words.with("helpers-looked", &[("name", &who), ("time", &words.moment(look.at, zone))])));
    }
    for (action, at, helper) in site.store.ticks_by_helpers(incident, person).await? {
        let step = site.guidance.action(&action).map_or(action.as_str(), |action| action.title.get(words.0)).to_owned();
        let values: [(&'static str, &dyn crate::words::Variable); 3] =
            [("name", &name(Some(helper))), ("step", &step), ("time", &words.moment(at, zone))];
        all.push((at, words.with("helpers-ticked", &values)));
    }
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let rows: Vec<_> = all.into_iter().map(|(_, text)| view! { <li>{text}</li> }).collect();
    Ok((!rows.is_empty()).then(|| view! { <h2>{words.t("helpers-happened")}</h2><ul class="prose-list">{rows}</ul> }.into_any()))
}

/// Nobody can be named here: the way to staff.
#[component]
fn ByStaff() -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <h2>{words.t("helpers-name")}</h2>
        <p>{words.t("helpers-by-staff-only")}" "<a href=request.lang.path("/me/help")>{words.t("me-need-help")}</a></p>
    }
    .into_any()
}

#[component]
fn Ask(typed_name: Option<String>, typed_email: Option<String>, lang: Lang) -> impl IntoView {
    let (request, words, state) = (use_request(), use_words(), use_form_state());
    let lang = state.typed.get("lang").map_or(lang, |typed| Lang::from_tag(typed));
    view! {
        <h2>{words.t("helpers-name")}</h2>
        <p>{words.t("helpers-name-lead")}</p>
        <form class="stack" method="post" action=request.lang.path(&request.path) autocomplete="off">
            <FormToken/>
            <input type="hidden" name="act" value="ask"/>
            <TextField name="name" label=words.t("helpers-name-label") value=typed_name.unwrap_or_default()/>
            <TextField name="email" kind=FieldKind::Email label=words.t("helpers-email-label") value=typed_email.unwrap_or_default()/>
            <div class="field">
                <label class="field__label" for="lang">{words.t("helpers-lang-label")}</label>
                <select class="field__input" id="lang" name="lang">
                    <option value="en" selected=lang == Lang::En lang="en">"English"</option>
                    <option value="es" selected=lang == Lang::Es lang="es">"Español"</option>
                </select>
            </div>
            <p class="actions"><button class="button">{words.t("helpers-name-button")}</button></p>
        </form>
    }
    .into_any()
}

#[component]
fn Digits(asked: Helper, own: String) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let lead = words.with("helpers-digits-lead", &[("email", &own), ("name", &asked.contact.name)]);
    view! {
        <h2>{words.t("helpers-name")}</h2>
        <p class="lead">{lead}</p>
        <form class="stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <input type="hidden" name="act" value="code"/>
            <TextField name="digits" kind=FieldKind::Digits label=words.t("contact-digits-label") hint=words.t("contact-digits-hint")/>
            <p class="actions"><button class="button">{words.t("helpers-digits-button")}</button></p>
        </form>
        <form method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <input type="hidden" name="act" value="drop"/>
            <p class="actions"><button class="button button--quiet">{words.t("helpers-drop-button")}</button></p>
        </form>
    }
    .into_any()
}
