//! `/staff/incidents/{slug}/letters`: how many wait for a letter, which batches were printed, and the form for letters that came back.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::letters::LetterBatch;

use super::shown;
use crate::{
    components::{
        form::{ErrorSummary, FieldKind, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    request::{Request, use_request},
    site::{Site, use_site},
    staff::SupportDesk,
    words::Words,
};

/// Batches on one page.
const PAGE: i64 = 50;

/// `/staff/incidents/{slug}/letters`.
#[component]
pub fn LettersPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    let number = use_query_map().read_untracked().get("page").and_then(|page| page.parse::<i64>().ok()).unwrap_or(1).clamp(1, 10_000);
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request, &slug, number - 1).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn page(site: &Site, request: &Request, slug: &str, number: i64) -> Result<AnyView, PageError> {
    let desk = SupportDesk::open(site, request, slug).await?;
    let words = Words(request.lang);
    let incident = &desk.incident;
    let (queued, alone) = site.store.count_waiting_letters(incident.incident_id).await?;
    // One more than is shown says whether there are more.
    let mut batches = site.store.letter_batches(incident.incident_id, number * PAGE, PAGE + 1).await?;
    let has_more = i64::try_from(batches.len()).is_ok_and(|length| length > PAGE);
    batches.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let base = request.lang.path(&format!("/staff/incidents/{slug}/letters"));
    let is_empty = batches.is_empty();
    let rows: Vec<AnyView> = batches.iter().map(|batch| row(words, batch, &incident.zone)).collect();
    let turn = |page: i64| format!("{base}?page={page}");
    let before = (number > 0).then(|| turn(number));
    let after = has_more.then(|| turn(number + 2));
    let waiting = words.with("staff-letters-waiting", &[("queued", &queued), ("alone", &alone)]);
    Ok(view! {
        <StaffFrame staff=desk.staff.clone() title=words.t("staff-letters-title") incident=Some(desk.incident.clone())>
            <ErrorSummary/>
            <p class="lead">{waiting}</p>
            <p>{words.t("staff-letters-how")}</p>
            <section class="stack">
                <h2>{words.t("staff-letters-returned")}</h2>
                <p>{words.t("staff-letters-returned-text")}</p>
                <form method="post" action=base>
                    <FormToken/>
                    <TextField name="code" label=words.t("staff-letters-code") hint=words.t("staff-letters-code-hint") kind=FieldKind::Code/>
                    <p class="actions"><button class="button">{words.t("staff-letters-button")}</button></p>
                </form>
            </section>
            <section class="stack">
                <h2>{words.t("staff-letters-batches")}</h2>
                {if is_empty {
                    view! { <p>{words.t("staff-letters-none")}</p> }.into_any()
                } else {
                    view! { <ul class="list">{rows}</ul> }.into_any()
                }}
                <p class="actions">
                    {before.map(|address| view! { <a href=address>{words.t("staff-letters-newer")}</a> })}
                    {after.map(|address| view! { <a href=address>{words.t("staff-letters-older")}</a> })}
                </p>
            </section>
        </StaffFrame>
    }
    .into_any())
}

fn row(words: Words, batch: &LetterBatch, zone: &str) -> AnyView {
    let text = words.with("staff-letters-batch", &[("number", &batch.number), ("letters", &batch.letters)]);
    let state = match batch.printed_at {
        Some(at) => words.with("staff-letters-printed", &[("time", &words.moment(at, zone))]),
        None => words.t("staff-letters-begun"),
    };
    view! { <li class="row"><span>{text}<br/><span class="quiet small">{state}</span></span></li> }.into_any()
}
