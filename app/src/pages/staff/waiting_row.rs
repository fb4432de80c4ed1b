//! `/staff/incidents/{slug}/waiting/{id}`: one row that waits, masked, with what is wrong in words, and how it is taken or put aside.

use domain::{
    import::{Column, Quarantine},
    staff::Work,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use serde_json::json;
use store::{
    audit::{Act, Chain},
    quarantine::Waiting,
};
use uuid::Uuid;

use super::{confirm::ConfirmOr, shown, waiting::reason_words};
use crate::{
    components::{
        form::{ErrorSummary, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{staff_request::REASON_LENGTH, use_form_state},
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    staff::{AcceptDesk, views::count_look},
    waiting::{Value, told_apart},
    words::Words,
};

/// One row.
#[component]
pub fn WaitingRowPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let params = use_params_map().read_untracked().clone();
    let (slug, id) = (params.get("slug").unwrap_or_default(), params.get("id").unwrap_or_default());
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request, &slug, &id).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

/// A row of this incident that waits; one that was released, and another incident's, is not there.
///
/// # Errors
/// [`PageError::NotFound`], or when the store fails.
pub(crate) async fn find(site: &Site, desk: &AcceptDesk, id: &str) -> Result<Waiting, PageError> {
    let row: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
    site.store.quarantined_row(desk.incident.incident_id, row).await?.ok_or(PageError::NotFound)
}

/// Before anything is shown: somebody looks at a person's data, masked as it is.
async fn note(site: &Site, desk: &AcceptDesk, waiting: &Waiting) -> Result<(), PageError> {
    let incident = desk.incident.incident_id;
    count_look(site, &desk.staff, incident).await?;
    let mut tx = site.store.write().await?;
    let details = json!({ "role": desk.staff.role_for(Work::Accept, incident) });
    let act = Act { actor: &desk.staff.actor(), act: "quarantine.view", about: Some(waiting.row), details: &details };
    site.store.append_audit(&mut tx, Chain::Incident(incident), act, site.now()).await?;
    Ok(tx.commit().await?)
}

async fn page(site: &Site, request: &Request, slug: &str, id: &str) -> Result<AnyView, PageError> {
    let desk = AcceptDesk::open(site, request, slug).await?;
    let waiting = find(site, &desk, id).await?;
    note(site, &desk, &waiting).await?;
    let words = Words(request.lang);
    let is_own = site.store.import_uploader(desk.incident.incident_id, waiting.import_id).await? == Some(desk.staff.member.staff_id);
    let is_confirmed = desk.staff.is_confirmed(site.now());
    let values = told_apart(&waiting);
    let line = i64::try_from(waiting.line).unwrap_or(i64::MAX);
    let title = words.with("staff-waiting-row-title", &[("line", &line)]);
    let why = words.with("staff-waiting-why", &[("reason", &reason_words(words, waiting.reason))]);
    let next = what_to_do(words, waiting.reason);
    let back = request.lang.path(&format!("/staff/incidents/{slug}/waiting"));
    let table = match &values {
        Some(values) => table(words, values),
        None => view! { <p>{words.t("staff-waiting-no-values")}</p> }.into_any(),
    };
    let acts = if is_own {
        view! { <p>{words.t("staff-waiting-own")}</p> }.into_any()
    } else {
        view! { <Acts values=values.unwrap_or_default() is_confirmed/> }.into_any()
    };
    Ok(view! {
        <StaffFrame staff=desk.staff title incident=Some(desk.incident)>
            <section class="stack">
                <p class="small"><a href=back>{words.t("staff-waiting-back")}</a></p>
                <ErrorSummary/>
                <p class="lead">{why}</p>
                <p>{next}</p>
                {table}
                <p class="quiet small">{words.t("staff-waiting-masked")}</p>
            </section>
            {acts}
        </StaffFrame>
    }
    .into_any())
}

/// What somebody can do about a row that waits for this reason.
fn what_to_do(words: Words, reason: Quarantine) -> String {
    match reason {
        Quarantine::RaggedRow => words.t("staff-waiting-do-ragged"),
        Quarantine::NotUtf8 | Quarantine::ControlCharacters | Quarantine::FieldTooLong => words.t("staff-waiting-do-unreadable"),
        Quarantine::MissingExternalId => words.t("staff-waiting-do-no-id"),
        Quarantine::MissingCountry => words.t("staff-waiting-do-no-country"),
        Quarantine::UnknownCategory => words.t("staff-waiting-do-category"),
        Quarantine::UnknownKind => words.t("staff-waiting-do-kind"),
        Quarantine::LooksLikeExposedValue => words.t("staff-waiting-do-exposed"),
    }
}

/// Each value by its shape; the one that stopped the row says so.
fn table(words: Words, values: &[Value]) -> AnyView {
    let rows: Vec<AnyView> = values
        .iter()
        .map(|value| {
            let amiss = value.is_amiss.then(|| view! { " "<span class="tag tag--open">{words.t("staff-waiting-here")}</span> });
            let text = if value.shown.is_empty() { words.t("staff-waiting-empty") } else { value.shown.clone() };
            view! { <tr><th scope="row"><code>{value.column.as_str()}</code></th><td>{text}{amiss}</td></tr> }.into_any()
        })
        .collect();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=words.t("staff-waiting-values")>
            <table><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

/// Taking the row, as it is or corrected; or putting it aside.
#[component]
fn Acts(values: Vec<Value>, is_confirmed: bool) -> impl IntoView {
    let (request, words, state) = (use_request(), use_words(), use_form_state());
    let can_take = !values.is_empty();
    // A value that stopped the row stands open; the others are folded away.
    let (amiss, others): (Vec<Value>, Vec<Value>) = values.into_iter().partition(|value| value.is_amiss);
    let is_typed = others.iter().any(|value| is_touched(&state.typed, value.column));
    let correct =
        |values: Vec<Value>| values.into_iter().map(|value| view! { <Correct column=value.column/> }.into_any()).collect::<Vec<_>>();
    let (amiss, others) = (correct(amiss), correct(others));
    view! {
        <section class="stack">
            <h2>{words.t("staff-waiting-settle")}</h2>
            <p>{words.t("staff-waiting-settle-what")}</p>
            <form class="stack" method="post" action=request.lang.path(&request.path) autocomplete="off">
                <FormToken/>
                {amiss}
                {can_take.then(|| view! {
                    <details class="fold" open=is_typed>
                        <summary>{words.t("staff-waiting-others")}</summary>
                        <div class="stack">{others}</div>
                    </details>
                })}
                <TextField name="reason" label=words.t("staff-request-reason") hint=words.with("ask-limit", &[("most", &REASON_LENGTH)])/>
                <ConfirmOr is_confirmed>
                    {can_take.then(|| view! { <button class="button" name="act" value="take">{words.t("staff-waiting-take-button")}</button> })}
                    <button class="button button--quiet" name="act" value="aside">{words.t("staff-waiting-aside-button")}</button>
                </ConfirmOr>
            </form>
        </section>
    }
    .into_any()
}

fn is_touched(typed: &std::collections::BTreeMap<String, String>, column: Column) -> bool {
    let name = column.as_str();
    typed.get(name).is_some_and(|text| !text.is_empty()) || typed.contains_key(&format!("empty_{name}"))
}

/// Another value for a column, or none.
#[component]
fn Correct(column: Column) -> impl IntoView {
    let (words, state) = (use_words(), use_form_state());
    let name = column.as_str();
    let empty = format!("empty_{name}");
    let is_empty = state.typed.contains_key(&empty);
    view! {
        <TextField name=name label=words.with("staff-waiting-correct", &[("column", &name)])/>
        <div class="choice">
            <input type="checkbox" id=empty.clone() name=empty.clone() value="1" checked=is_empty/>
            <label for=empty>{words.with("staff-waiting-leave-empty", &[("column", &name)])}</label>
        </div>
    }
    .into_any()
}
