//! `/staff/incidents/{slug}/waiting`: the rows of lists that wait for a person to look at them, by reason. Nothing of what is in
//! them stands here.

use std::collections::HashMap;

use domain::import::Quarantine;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::quarantine::{WAITING_PAGE, WaitingLine};

use super::shown;
use crate::{
    components::staff_frame::StaffFrame,
    error::PageError,
    request::{Request, use_request},
    site::{Site, use_site},
    staff::AcceptDesk,
    words::Words,
};

/// The rows that wait.
#[component]
pub fn WaitingPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    let query = use_query_map().get_untracked();
    let reason = query.get("reason").and_then(|reason| Quarantine::parse(&reason));
    let number = query.get("page").and_then(|page| page.parse().ok()).unwrap_or(0).clamp(0, 100_000);
    let done = query.get("done").unwrap_or_default();
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request, &slug, reason, number, &done).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

/// Why a row waits, as the report of a list says it.
pub(crate) fn reason_words(words: Words, reason: Quarantine) -> String {
    match reason {
        Quarantine::RaggedRow => words.t("staff-import-ragged"),
        Quarantine::NotUtf8 => words.t("staff-import-not-utf8"),
        Quarantine::ControlCharacters => words.t("staff-import-control"),
        Quarantine::FieldTooLong => words.t("staff-import-too-long"),
        Quarantine::MissingExternalId => words.t("staff-import-no-id"),
        Quarantine::MissingCountry => words.t("staff-import-no-country"),
        Quarantine::UnknownCategory => words.t("staff-import-category"),
        Quarantine::UnknownKind => words.t("staff-import-kind"),
        Quarantine::LooksLikeExposedValue => words.t("staff-import-exposed"),
    }
}

async fn page(
    site: &Site,
    request: &Request,
    slug: &str,
    reason: Option<Quarantine>,
    number: i64,
    done: &str,
) -> Result<AnyView, PageError> {
    let desk = AcceptDesk::open(site, request, slug).await?;
    let words = Words(request.lang);
    let incident = desk.incident.incident_id;
    let counts = site.store.waiting_by_reason(incident).await?;
    let all: i64 = counts.iter().map(|(_, count)| count).sum();
    let of_reason = reason.map_or(all, |reason| counts.iter().find(|(known, _)| *known == reason).map_or(0, |(_, count)| *count));
    let lines = site.store.waiting_lines(incident, reason, number).await?;
    let begun: HashMap<_, _> =
        site.store.list_imports(incident).await?.into_iter().map(|import| (import.import_id, import.started_at)).collect();
    let zone = desk.incident.zone.clone();
    let here = request.lang.path(&format!("/staff/incidents/{slug}/waiting"));
    let lists = request.lang.path(&format!("/staff/incidents/{slug}/imports"));
    let filters = filters(words, &here, &counts, all, reason);
    let row = |line: WaitingLine| {
        let list = begun.get(&line.import_id).map(|at| words.moment(*at, &zone)).unwrap_or_default();
        let about = words.with("staff-waiting-line", &[("line", &line.line), ("list", &list)]);
        view! {
            <li class="row">
                <a href=format!("{here}/{}", line.row)>{about}</a>
                <span class="quiet small">{reason_words(words, line.reason)}</span>
            </li>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = lines.into_iter().map(row).collect();
    let step = |page: i64, text: String| {
        let reason = reason.map(|reason| format!("reason={}&", reason.as_str())).unwrap_or_default();
        view! { <a class="button button--quiet" href=format!("{here}?{reason}page={page}")>{text}</a> }.into_any()
    };
    let newer = (number > 0).then(|| step(number - 1, words.t("staff-waiting-before")));
    let older = ((number + 1) * WAITING_PAGE < of_reason).then(|| step(number + 1, words.t("staff-waiting-after")));
    let said = match done {
        "added" => Some(words.t("staff-waiting-done-added")),
        "duplicate" => Some(words.t("staff-waiting-done-duplicate")),
        "aside" => Some(words.t("staff-waiting-done-aside")),
        _ => None,
    };
    let lead = words.with("staff-waiting-lead", &[("count", &all), ("number", &words.number(all))]);
    Ok(view! {
        <StaffFrame staff=desk.staff title=words.t("staff-waiting-title") incident=Some(desk.incident)>
            <section class="stack">
                <p class="small"><a href=lists>{words.t("staff-import-back")}</a></p>
                {said.map(|said| view! { <p class="note note--done" role="status">{said}</p> })}
                <p class="lead">{lead}</p>
                {filters}
                <ul class="list">{rows}</ul>
                <p class="actions">{newer}" "{older}</p>
            </section>
        </StaffFrame>
    }
    .into_any())
}

/// One link for each reason that holds rows back, and one for all.
fn filters(words: Words, here: &str, counts: &[(Quarantine, i64)], all: i64, chosen: Option<Quarantine>) -> Option<AnyView> {
    if counts.len() < 2 {
        return None;
    }
    let link = |href: String, text: String, count: i64, is_here: bool| {
        view! { <li><a href=href aria-current=is_here.then_some("true")>{text}</a>" "<span class="quiet">{words.number(count)}</span></li> }
            .into_any()
    };
    let mut links = vec![link(here.to_owned(), words.t("staff-waiting-all"), all, chosen.is_none())];
    links.extend(counts.iter().map(|(reason, count)| {
        let href = format!("{here}?reason={}", reason.as_str());
        link(href, reason_words(words, *reason), *count, chosen == Some(*reason))
    }));
    Some(view! { <ul class="prose-list">{links}</ul> }.into_any())
}
