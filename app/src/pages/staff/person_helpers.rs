//! `/staff/incidents/{slug}/people/{id}/helpers`: who helps a person; letting somebody in, sending it again, ending it.

use std::collections::HashMap;

use domain::{
    helper::{HelperKind, MOST_HELPERS},
    ids::{PersonId, StaffId},
    lang::Lang,
    person::{Kind, Person},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde_json::json;
use store::helpers::Helper;

use super::{confirm::ConfirmOr, people::called, requests::names, shown};
use crate::{
    components::{
        form::{ErrorSummary, FieldKind, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{helpers::PERSON, staff_request::REASON_LENGTH, use_form_state},
    pages::me::helper_kind_words,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    staff::{SupportDesk, views::look},
    words::Words,
};

/// Who helps one person.
#[component]
pub fn PersonHelpersPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let params = use_params_map().read_untracked().clone();
    let (slug, id) = (params.get("slug").unwrap_or_default(), params.get("id").unwrap_or_default());
    let done = use_query_map().read_untracked().get("done").unwrap_or_default();
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request, &slug, &id, &done).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn page(site: &Site, request: &Request, slug: &str, id: &str, done: &str) -> Result<AnyView, PageError> {
    let desk = SupportDesk::open(site, request, slug).await?;
    let words = Words(request.lang);
    let id: PersonId = id.parse().map_err(|_| PageError::NotFound)?;
    let incident = desk.incident.incident_id;
    let person = site.store.person(incident, id).await?.ok_or(PageError::NotFound)?;
    look(site, &desk.staff, (incident, id), "helpers", json!({})).await?;
    let helpers = site.store.helpers_of(incident, id).await?;
    let staff = names(site, helpers.iter().filter_map(|helper| helper.made_by.parse::<StaffId>().ok())).await?;
    let zone = desk.incident.zone.clone();
    let is_confirmed = desk.staff.is_confirmed(site.now());
    let is_nobody = helpers.is_empty();
    let rows: Vec<_> = helpers.into_iter().map(|helper| row(words, &helper, &staff, &zone, is_confirmed).into_any()).collect();
    let back = request.lang.path(&format!("/staff/incidents/{slug}/people/{id}"));
    let said = match done {
        "named" => Some(words.t("staff-helpers-done-named")),
        "again" => Some(words.t("staff-helpers-done-again")),
        "ended" => Some(words.t("staff-helpers-done-ended")),
        _ => None,
    };
    let title = words.with("staff-helpers-heading", &[("name", &called(words, &person))]);
    Ok(view! {
        <StaffFrame staff=desk.staff title incident=Some(desk.incident)>
            <section class="stack">
                <p class="small"><a href=back>{words.t("staff-helpers-back")}</a></p>
                {said.map(|said| view! { <p class="note note--done" role="status">{said}</p> })}
                <ErrorSummary/>
                <p>{words.t("staff-helpers-lead")}</p>
                {is_nobody.then(|| view! { <p>{words.t("staff-helpers-nobody")}</p> })}
                <ul class="list">{rows}</ul>
            </section>
            <AddHelper person is_confirmed/>
        </StaffFrame>
    }
    .into_any())
}

/// Somebody who helps or did; below those who do, the two buttons.
fn row(words: Words, helper: &Helper, staff: &HashMap<StaffId, String>, zone: &str, is_confirmed: bool) -> AnyView {
    let by = match helper.made_by.parse::<StaffId>() {
        Ok(id) => staff.get(&id).cloned().unwrap_or_default(),
        Err(_) if helper.made_by == PERSON => words.t("staff-audit-person"),
        Err(_) => helper.made_by.clone(),
    };
    let kind = helper_kind_words(words, helper.kind);
    let since = helper.since.map(|at| words.moment(at, zone)).unwrap_or_default();
    let about = words.with("staff-helpers-since", &[("kind", &kind), ("time", &since), ("by", &by)]);
    let seen = match (helper.ended_at, helper.seen_at) {
        (Some(at), _) => words.with("staff-helpers-ended", &[("time", &words.moment(at, zone))]),
        (None, Some(at)) => words.with("staff-helpers-seen", &[("time", &words.moment(at, zone))]),
        (None, None) => words.t("staff-helpers-never-seen"),
    };
    let masked = helper.contact.email_address().map(|email| email.masked()).unwrap_or_default();
    let acts = helper.is_active().then(|| view! { <Acts id=helper.helper_id.to_string() name=helper.contact.name.clone() is_confirmed/> });
    view! {
        <li class="stack">
            <p><strong>{helper.contact.name.clone()}</strong>" "<span class="quiet">{masked}</span><br/>{about}<br/>{seen}</p>
            {acts}
        </li>
    }
    .into_any()
}

/// Sending the invitation again, and ending it: one reason, two buttons. A mistake opens the helper it was about.
#[component]
fn Acts(id: String, name: String, is_confirmed: bool) -> impl IntoView {
    let (request, words, state) = (use_request(), use_words(), use_form_state());
    let is_meant = state.typed("helper") == id;
    let mistake = state.mistake("end_reason").filter(|_| is_meant).map(str::to_owned);
    let typed = if is_meant { state.typed("end_reason") } else { String::new() };
    // The summary's link leads to the field that is meant.
    let field = if is_meant { "end_reason".to_owned() } else { format!("end-{id}") };
    let class = if mistake.is_some() { "field field--wrong" } else { "field" };
    view! {
        <details class="fold" open=is_meant>
            <summary>{words.with("staff-helpers-change", &[("name", &name)])}</summary>
            <form class="stack" method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <input type="hidden" name="helper" value=id/>
                <div class=class>
                    <label class="field__label" for=field.clone()>{words.t("staff-request-reason")}</label>
                    {mistake.map(|words| view! { <span class="field__error">{words}</span> })}
                    <input class="field__input" id=field name="end_reason" type="text" value=typed autocomplete="off"/>
                </div>
                <ConfirmOr is_confirmed>
                    <button class="button button--quiet" name="act" value="end">{words.t("staff-helpers-end-button")}</button>
                    <button class="button button--quiet" name="act" value="again">{words.t("staff-helpers-again-button")}</button>
                </ConfirmOr>
            </form>
        </details>
    }
    .into_any()
}

/// Letting somebody in: says before the press what they will see, and who is told.
#[component]
fn AddHelper(person: Person, is_confirmed: bool) -> impl IntoView {
    let (request, words, state) = (use_request(), use_words(), use_form_state());
    let what = match person.kind {
        Kind::Adult => words.t("staff-helpers-add-adult"),
        Kind::Minor => words.t("staff-helpers-add-minor"),
        Kind::Deceased => words.t("staff-helpers-add-deceased"),
    };
    let chosen = state.typed("kind");
    let options: Vec<_> = HelperKind::ALL
        .iter()
        .filter(|kind| kind.fits(person.kind))
        .map(|kind| view! { <option value=kind.as_str() selected=chosen == kind.as_str()>{helper_kind_words(words, *kind)}</option> })
        .collect();
    let lang = state.typed.get("lang").map_or(person.lang, |typed| Lang::from_tag(typed));
    view! {
        <section class="stack">
            <h2>{words.t("staff-helpers-add")}</h2>
            <p>{what}</p>
            <p>{words.with("staff-helpers-check", &[("most", &MOST_HELPERS)])}</p>
            <form class="stack" method="post" action=request.lang.path(&request.path) autocomplete="off">
                <FormToken/>
                <input type="hidden" name="act" value="add"/>
                <div class="field">
                    <label class="field__label" for="kind">{words.t("staff-helpers-kind")}</label>
                    <select class="field__input" id="kind" name="kind">{options}</select>
                </div>
                <TextField name="name" label=words.t("helpers-name-label")/>
                <TextField name="email" kind=FieldKind::Email label=words.t("helpers-email-label")/>
                <div class="field">
                    <label class="field__label" for="lang">{words.t("helpers-lang-label")}</label>
                    <select class="field__input" id="lang" name="lang">
                        <option value="en" selected=lang == Lang::En lang="en">"English"</option>
                        <option value="es" selected=lang == Lang::Es lang="es">"Español"</option>
                    </select>
                </div>
                <TextField name="reason" label=words.t("staff-request-reason") hint=words.with("ask-limit", &[("most", &REASON_LENGTH)])/>
                <ConfirmOr is_confirmed><button class="button">{words.t("staff-helpers-add-button")}</button></ConfirmOr>
            </form>
        </section>
    }
    .into_any()
}
