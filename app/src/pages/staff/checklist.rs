//! `/staff/incidents/{slug}/checklist`: who does what by when, and what is done.

use domain::{ids::new_uuid, incident::Incident, plan::LONGEST_FIELD};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::checklist::ChecklistItem;

use super::shown;
use crate::{
    components::{
        form::{ErrorSummary, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{FormState, use_form_state},
    request::{Request, use_request},
    site::{Site, use_site},
    staff::{ChecklistDesk, checklist::checklist_of, names::name_of},
    words::Words,
};

/// `/staff/incidents/{slug}/checklist`.
#[component]
pub fn StaffChecklistPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request, &slug, state).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

/// What every step's row needs to know.
struct Around<'a> {
    site: &'a Site,
    request: &'a Request,
    incident: &'a Incident,
    plan_version: i64,
}

async fn page(site: &Site, request: &Request, slug: &str, state: FormState) -> Result<AnyView, PageError> {
    let ChecklistDesk { staff, incident, .. } = ChecklistDesk::open(site, request, slug).await?;
    let words = Words(request.lang);
    let checklist = checklist_of(site, words, &incident).await?;
    let around = Around { site, request, incident: &incident, plan_version: checklist.plan_version };
    let mut rows = Vec::with_capacity(checklist.items.len());
    for item in &checklist.items {
        rows.push(row(&around, item).await?);
    }
    let (all, done) = (rows.len(), checklist.items.iter().filter(|item| item.done.is_some()).count());
    let count = words.with("staff-check-count", &[("done", &done), ("all", &all)]);
    let list = if rows.is_empty() {
        view! { <p>{words.t("staff-check-empty")}</p> }.into_any()
    } else {
        view! { <ul class="list">{rows}</ul> }.into_any()
    };
    let has_clock = incident.discovered_at.is_some();
    let add = add(&around, &state);
    let has_mistakes = !state.mistakes.is_empty();
    Ok(view! {
        <StaffFrame staff title=words.t("staff-check-title") incident=Some(incident.clone())>
            {has_mistakes.then(|| view! { <ErrorSummary/> }.into_any())}
            <p>{words.t("staff-check-lead")}" "{count}"."</p>
            {(!has_clock).then(|| view! { <p class="note note--open">{words.t("staff-check-no-clock")}</p> })}
            <div id="steps" tabindex="-1">{list}</div>
            {add}
        </StaffFrame>
    }
    .into_any())
}

async fn row(around: &Around<'_>, item: &ChecklistItem) -> Result<AnyView, PageError> {
    let words = Words(around.request.lang);
    let zone = &around.incident.zone;
    let due = item.due_in(around.incident);
    let is_late = item.done.is_none() && due.is_some_and(|due| due <= around.site.now());
    let due = due.map(|due| words.with("staff-check-by", &[("time", &words.moment(due, zone))]));
    let who = (!item.words.who.is_empty()).then(|| words.with("staff-check-who", &[("who", &item.words.who)]));
    let done = match &item.done {
        Some((at, by)) => {
            let (name, time) = (name_of(around.site, words, by).await?, words.moment(*at, zone));
            Some(words.with("staff-check-done-by", &[("name", &name), ("time", &time)]))
        }
        None => None,
    };
    let (note, act, button) = match &done {
        Some(_) => (("tag tag--done", words.t("staff-check-done")), "undo", words.t("staff-check-undo")),
        None => (("tag tag--open", words.t("staff-check-late")), "done", words.t("staff-check-done")),
    };
    let tag = (is_late || done.is_some()).then(|| view! { <span class=note.0>{note.1}</span>" " });
    let seen = item.done.as_ref().map(|(at, _)| at.as_micros().to_string()).unwrap_or_default();
    let text_id = format!("step-{}", item.item_id);
    let small = |text: String| view! { <br/><span class="quiet small">{text}</span> };
    Ok(view! {
        <li class="row">
            <span>
                {tag}<span id=text_id.clone()>{item.words.text.clone()}</span>
                {who.map(small)}{due.map(small)}{done.map(small)}
            </span>
            <form method="post" action=action(around)>
                <FormToken/>
                <input type="hidden" name="act" value=act/>
                <input type="hidden" name="item" value=item.item_id.to_string()/>
                <input type="hidden" name="seen" value=seen/>
                <input type="hidden" name="plan" value=around.plan_version.to_string()/>
                <button class="button button--quiet" aria-describedby=text_id>{button}</button>
            </form>
        </li>
    }
    .into_any())
}

fn action(around: &Around<'_>) -> String {
    around.request.lang.path(&format!("/staff/incidents/{}/checklist", around.incident.slug))
}

fn add(around: &Around<'_>, state: &FormState) -> AnyView {
    let (site, words) = (around.site, Words(around.request.lang));
    // One press, one step: the form brings the id of what it adds.
    let typed = state.typed("item");
    let id = if typed.is_empty() { new_uuid(site.now(), &*site.entropy).to_string() } else { typed };
    let hint = words.with("staff-check-when-hint", &[("zone", &around.incident.zone)]);
    view! {
        <section class="stack">
            <h2>{words.t("staff-check-add-title")}</h2>
            <p>{words.t("staff-check-add-lead")}</p>
            <form class="stack" method="post" action=action(around)>
                <FormToken/>
                <input type="hidden" name="act" value="add"/>
                <input type="hidden" name="item" value=id/>
                <input type="hidden" name="plan" value=around.plan_version.to_string()/>
                <TextField name="text" label=words.t("staff-check-text") hint=words.with("staff-check-too-long", &[("most", &LONGEST_FIELD)])/>
                <TextField name="who" label=words.t("staff-check-person")/>
                <TextField name="by" label=words.t("staff-check-when") hint=hint/>
                <p class="actions"><button class="button">{words.t("staff-check-add")}</button></p>
            </form>
        </section>
    }
    .into_any()
}
