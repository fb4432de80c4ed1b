//! `/staff/incidents/{slug}/imports`: the lists of people, each with how far it is, and the form for a new one.

use domain::{import::ImportState, staff::Work};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::{imports::Import, people::MOST_SHARING};

use super::shown;
use crate::{
    components::{
        form::{ErrorSummary, FormToken},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::use_form_state,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    staff::AcceptDesk,
    words::Words,
};

/// The lists.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request, &slug).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn page(site: &Site, request: &Request, slug: &str) -> Result<AnyView, PageError> {
    let desk = AcceptDesk::open(site, request, slug).await?;
    let words = Words(request.lang);
    let incident = desk.incident.incident_id;
    let imports = site.store.list_imports(incident).await?;
    let counts = site.store.count_people(incident).await?;
    let here = request.lang.path(&format!("/staff/incidents/{slug}/imports"));
    let zone = desk.incident.zone.clone();
    let rows: Vec<_> = imports
        .iter()
        .map(|import| {
            let (class, state) = state_words(words, import.state);
            let report = &import.report;
            let number = |count: u64| words.number(i64::try_from(count).unwrap_or(i64::MAX));
            let counts = words.with("staff-imports-row", &[("accepted", &number(report.accepted)), ("changed", &number(report.changed)), ("quarantined", &number(report.quarantined_total))]);
            view! {
                <li class="row">
                    <span>
                        <a href=format!("{here}/{}", import.import_id)>{words.with("staff-imports-of", &[("time", &words.moment(import.started_at, &zone))])}</a><br/>
                        <span class="quiet small">{counts}</span>
                    </span>
                    <span class=class>{state}</span>
                </li>
            }
        })
        .collect();
    let none = rows.is_empty().then(|| view! { <p>{words.t("staff-imports-none")}</p> });
    let lead = words.with("staff-people-lead", &[("people", &words.number(counts.people)), ("waiting", &counts.quarantined)]);
    let (addresses, people) = site.store.shared_addresses(incident).await?;
    let shared = (addresses > 0)
        .then(|| words.with("staff-imports-shared", &[("addresses", &addresses), ("people", &people), ("most", &MOST_SHARING)]));
    let waiting = request.lang.path(&format!("/staff/incidents/{slug}/waiting"));
    let may_upload = desk.staff.may(Work::Notify, Some(incident));
    let is_practice = desk.incident.is_practice;
    Ok(view! {
        <StaffFrame staff=desk.staff title=words.t("staff-imports-title") incident=Some(desk.incident)>
            <section class="stack">
                <ErrorSummary/>
                <p class="lead">{lead}</p>
                {(counts.quarantined > 0).then(|| view! { <p><a href=waiting>{words.t("staff-waiting-link")}</a></p> })}
                {shared.map(|shared| view! { <p class="note">{shared}</p> })}
                {none}
                <ul class="list">{rows}</ul>
            </section>
            {may_upload.then(|| view! { <Upload here is_practice/> })}
        </StaffFrame>
    }
    .into_any())
}

/// The form for a list. The only one that sends a file.
#[component]
fn Upload(here: String, is_practice: bool) -> impl IntoView {
    let (words, state) = (use_words(), use_form_state());
    let mistake = state.mistake("list").map(str::to_owned);
    let class = if mistake.is_some() { "field field--wrong" } else { "field" };
    view! {
        <section class="stack">
            <h2>{words.t("staff-imports-upload")}</h2>
            <p>{words.t("staff-imports-upload-what")}</p>
            {is_practice.then(|| view! { <p>{words.t("staff-imports-practice")}</p> })}
            <form class="stack" method="post" action=here enctype="multipart/form-data">
                <FormToken/>
                <div class=class>
                    <label class="field__label" for="list">{words.t("staff-imports-file")}</label>
                    <span class="field__hint" id="list-hint">{words.t("staff-imports-file-hint")}</span>
                    {mistake.map(|words| view! { <span class="field__error" id="list-error">{words}</span> })}
                    <input class="field__input" id="list" name="list" type="file" accept=".csv,text/csv" aria-describedby="list-hint"/>
                </div>
                <p class="actions"><button class="button">{words.t("staff-imports-button")}</button></p>
            </form>
        </section>
    }
    .into_any()
}

/// How far a list is: the class of its tag, and the words.
pub(super) fn state_words(words: Words, state: ImportState) -> (&'static str, String) {
    match state {
        ImportState::Reading => ("tag tag--plan", words.t("staff-imports-reading")),
        ImportState::Finished => ("tag tag--open", words.t("staff-imports-finished")),
        ImportState::Applying => ("tag tag--plan", words.t("staff-imports-applying")),
        ImportState::Accepted => ("tag tag--done", words.t("staff-imports-accepted")),
    }
}

/// How much of the file is stored, in percent.
pub(super) fn percent(import: &Import) -> u64 {
    import.next_byte.saturating_mul(100).checked_div(import.file_bytes).unwrap_or(100).min(100)
}
