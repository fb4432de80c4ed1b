//! `/staff/incidents/{slug}/imports/{id}`: one list, how it is being read, its report, and its acceptance by a second person.

use domain::{
    ids::ImportId,
    import::{ImportState, Warning},
};
use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use store::imports::Import;

use super::{
    confirm::ConfirmOr,
    imports::{percent, state_words},
    requests::names,
    shown,
    waiting::reason_words,
};
use crate::{
    components::{
        form::{ErrorSummary, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::staff_request::REASON_LENGTH,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    staff::AcceptDesk,
    words::Words,
};

/// One list.
#[component]
pub fn ImportPage() -> impl IntoView {
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

/// An import of this incident by the id in an address; another incident's is not there.
///
/// # Errors
/// [`PageError::NotFound`], or when the store fails.
pub(crate) async fn find(site: &Site, desk: &AcceptDesk, id: &str) -> Result<Import, PageError> {
    let id: ImportId = id.parse().map_err(|_| PageError::NotFound)?;
    let import = site.store.import(id).await?.ok_or(PageError::NotFound)?;
    if import.incident_id == desk.incident.incident_id { Ok(import) } else { Err(PageError::NotFound) }
}

async fn page(site: &Site, request: &Request, slug: &str, id: &str) -> Result<AnyView, PageError> {
    let desk = AcceptDesk::open(site, request, slug).await?;
    let import = find(site, &desk, id).await?;
    let words = Words(request.lang);
    let zone = desk.incident.zone.clone();
    let uploader = site.store.import_uploader(import.incident_id, import.import_id).await?;
    let names = names(site, uploader.into_iter()).await?;
    let by = uploader.and_then(|staff| names.get(&staff).cloned()).unwrap_or_else(|| words.t("staff-import-command-line"));
    let is_own = uploader == Some(desk.staff.member.staff_id);
    let (class, state) = state_words(words, import.state);
    let is_moving = matches!(import.state, ImportState::Reading | ImportState::Applying);
    let is_held = import.lease_until.is_some_and(|until| until.plus(store::imports::LEASE) > site.now());
    let stands_still = import.state == ImportState::Reading && !is_held && site.now().since(import.started_at) > store::imports::LEASE;
    let done = percent(&import);
    let back = request.lang.path(&format!("/staff/incidents/{slug}/imports"));
    let begun = words.with("staff-import-begun", &[("time", &words.moment(import.started_at, &zone)), ("who", &by)]);
    let accepted = import.accepted_at.map(|at| words.with("staff-import-accepted-at", &[("time", &words.moment(at, &zone))]));
    let is_confirmed = desk.staff.is_confirmed(site.now());
    let waits = import.report.quarantined_total > 0;
    let waiting = request.lang.path(&format!("/staff/incidents/{slug}/waiting"));
    let accept = match import.state {
        ImportState::Finished | ImportState::Applying => Some(view! { <Accept import=import.clone() is_own is_confirmed/> }),
        _ => None,
    };
    Ok(view! {
        {(is_moving && !stands_still).then(|| view! { <Meta http_equiv="refresh" content="2"/> })}
        <StaffFrame staff=desk.staff title=words.t("staff-import-title") incident=Some(desk.incident)>
            <section class="stack">
                <p class="small"><a href=back>{words.t("staff-import-back")}</a></p>
                <ErrorSummary/>
                <p><span class=class>{state}</span></p>
                <p>{begun}</p>
                {accepted.map(|accepted| view! { <p>{accepted}</p> })}
                {(import.state == ImportState::Reading).then(|| view! {
                    <p>{words.with("staff-import-percent", &[("percent", &i64::try_from(done).unwrap_or(100))])}</p>
                    <progress class="meter" max="100" value=done.to_string() aria-label=words.t("staff-import-progress")></progress>
                })}
                {stands_still.then(|| view! { <p class="note">{words.t("staff-import-stands-still")}</p> })}
            </section>
            <Report import/>
            {waits.then(|| view! { <p><a href=waiting>{words.t("staff-waiting-link")}</a></p> })}
            {accept}
        </StaffFrame>
    }
    .into_any())
}

/// What became of the rows, and why some wait.
#[component]
fn Report(import: Import) -> impl IntoView {
    let words = use_words();
    let number = move |count: u64| words.number(i64::try_from(count).unwrap_or(i64::MAX));
    let report = import.report;
    let row = move |name: String, count: u64| view! { <tr><td>{name}</td><td class="num">{number(count)}</td></tr> }.into_any();
    let mut rows = vec![
        row(words.t("staff-import-rows-read"), report.rows_read),
        row(words.t("staff-import-rows-accepted"), report.accepted),
        row(words.t("staff-import-rows-changed"), report.changed),
        row(words.t("staff-import-rows-duplicate"), report.duplicate),
        row(words.t("staff-import-rows-quarantined"), report.quarantined_total),
    ];
    rows.extend(report.quarantined.iter().map(|(reason, count)| row(format!("– {}", reason_words(words, *reason)), *count)));
    rows.push(row(words.t("staff-import-rows-unreachable"), report.unreachable));
    rows.extend(report.warnings.iter().map(|(warning, count)| row(warning_words(words, *warning), *count)));
    view! {
        <section class="stack">
            <h2>{words.t("staff-import-report")}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=words.t("staff-import-report")>
                <table>
                    <thead><tr><th scope="col">{words.t("staff-import-what")}</th><th scope="col" class="num">{words.t("staff-import-rows")}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn warning_words(words: Words, warning: Warning) -> String {
    match warning {
        Warning::EmailInvalid => words.t("staff-import-email"),
        Warning::RegionUnknown => words.t("staff-import-region"),
    }
}

/// The press that makes people visible; never that of who uploaded the list.
#[component]
fn Accept(import: Import, is_own: bool, is_confirmed: bool) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let what =
        words.with("staff-import-accept-what", &[("people", &count(import.report.accepted)), ("changed", &count(import.report.changed))]);
    let part = if is_own {
        view! { <p>{words.t("staff-import-own")}</p> }.into_any()
    } else {
        view! {
            <form class="stack" method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <TextField name="reason" label=words.t("staff-request-reason") hint=words.with("ask-limit", &[("most", &REASON_LENGTH)])/>
                <ConfirmOr is_confirmed><button class="button">{words.t("staff-import-accept-button")}</button></ConfirmOr>
            </form>
        }
        .into_any()
    };
    view! { <section class="stack"><h2>{words.t("staff-import-accept")}</h2><p>{what}</p>{part}</section> }.into_any()
}
