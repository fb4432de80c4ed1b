//! `/staff/incidents/{slug}/requests`: what people ask, who waits longest first.

use std::collections::HashMap;

use domain::{
    ids::StaffId,
    lang::Lang,
    request::{RequestState, day_in_zone},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::requests::{QUEUE_PAGE, Queue, QueueCounts, QueuedRequest};

use super::shown;
use crate::{
    components::staff_frame::StaffFrame,
    error::PageError,
    forms::help::kind_words,
    request::{Request, use_request},
    site::{Site, use_site},
    staff::SupportDesk,
    words::Words,
};

/// The queue.
#[component]
pub fn RequestsPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    let query = use_query_map().read_untracked().clone();
    let queue = Queue::parse(&query.get("show").unwrap_or_default());
    let number = query.get("page").and_then(|page| page.parse::<i64>().ok()).unwrap_or(1).clamp(1, 10_000);
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request, &slug, queue, number - 1).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn page(site: &Site, request: &Request, slug: &str, queue: Queue, number: i64) -> Result<AnyView, PageError> {
    let desk = SupportDesk::open(site, request, slug).await?;
    let words = Words(request.lang);
    let incident = &desk.incident;
    let today = day_in_zone(site.now(), &incident.zone);
    let counts = site.store.count_requests(incident.incident_id, &today).await?;
    let rows = site.store.request_queue(incident.incident_id, queue, number).await?;
    let names = names(site, rows.iter().filter_map(|row| row.taken_by)).await?;
    let base = request.lang.path(&format!("/staff/incidents/{slug}/requests"));
    let is_empty = rows.is_empty();
    let has_more = i64::try_from(rows.len()).is_ok_and(|length| length == QUEUE_PAGE);
    let list: Vec<AnyView> = rows
        .into_iter()
        .map(|row| {
            let taken = row.taken_by.map(|staff| taken_words(words, staff, desk.staff.member.staff_id, &names));
            entry(words, &base, &row, taken, &today, &incident.zone)
        })
        .collect();
    let empty = match queue {
        Queue::Open => words.t("staff-requests-none-open"),
        Queue::Taken => words.t("staff-requests-none-taken"),
        Queue::Answered => words.t("staff-requests-none-answered"),
    };
    let turn = |page: i64| format!("{base}?show={}&page={page}", queue.as_str());
    let before = (number > 0).then(|| turn(number));
    let after = has_more.then(|| turn(number + 2));
    let filters = filters(words, &base, queue, counts);
    let waiting = words.with("staff-requests-waiting", &[("open", &counts.open)]);
    let late = (counts.open > 0).then(|| words.with("staff-requests-late", &[("overdue", &counts.overdue)]));
    Ok(view! {
        <StaffFrame staff=desk.staff.clone() title=words.t("staff-requests-title") incident=Some(desk.incident.clone())>
            <section class="stack">
                <p class="lead">{waiting}" "{late}</p>
                {filters}
                {if is_empty { view! { <p>{empty}</p> }.into_any() } else { view! { <ul class="list">{list}</ul> }.into_any() }}
                <p class="actions">
                    {before.map(|address| view! { <a href=address>{words.t("staff-requests-before")}</a> })}
                    {after.map(|address| view! { <a href=address>{words.t("staff-requests-after")}</a> })}
                </p>
            </section>
        </StaffFrame>
    }
    .into_any())
}

fn filters(words: Words, base: &str, queue: Queue, counts: QueueCounts) -> AnyView {
    let all = [
        (Queue::Open, words.with("staff-requests-open", &[("count", &counts.open)])),
        (Queue::Taken, words.with("staff-requests-taken", &[("count", &counts.taken)])),
        (Queue::Answered, words.with("staff-requests-answered", &[("count", &counts.answered)])),
    ];
    let links = all.map(|(which, text)| {
        let address = format!("{base}?show={}", which.as_str());
        view! { <a href=address aria-current=(which == queue).then_some("true")>{text}</a> }
    });
    view! { <p class="actions">{links.collect_view()}</p> }.into_any()
}

fn entry(words: Words, base: &str, row: &QueuedRequest, taken: Option<String>, today: &str, zone: &str) -> AnyView {
    let is_overdue = row.state == RequestState::Open && row.promised_on.as_str() < today;
    let day = words.date(&row.promised_on);
    let tag = match row.state {
        RequestState::Open if is_overdue => {
            view! { <span class="tag tag--open">{words.with("staff-requests-overdue", &[("day", &day)])}</span> }.into_any()
        }
        RequestState::Open => view! { <span class="quiet small">{words.with("staff-requests-by", &[("day", &day)])}</span> }.into_any(),
        RequestState::Answered => view! { <span class="tag tag--done">{words.t("staff-requests-is-answered")}</span> }.into_any(),
        RequestState::Closed => view! { <span class="tag tag--done">{words.t("staff-requests-is-closed")}</span> }.into_any(),
    };
    let asked = words.with("staff-requests-asked", &[("time", &words.moment(row.made_at, zone)), ("lang", &lang_words(words, row.lang))]);
    let who = if row.person_id.is_some() { words.t("staff-requests-signed-in") } else { words.t("staff-requests-outside") };
    view! {
        <li class="row">
            <span>
                <a href=format!("{base}/{}", row.number.as_str().to_lowercase())>{row.number.to_string()}</a>
                ": "{kind_words(words, row.kind)}<br/>
                <span class="quiet small">{asked}" "{who}" "{taken}</span>
            </span>
            {tag}
        </li>
    }
    .into_any()
}

/// The name of a language, in the reader's.
pub(super) fn lang_words(words: Words, lang: Lang) -> String {
    match lang {
        Lang::En => words.t("staff-requests-english"),
        Lang::Es => words.t("staff-requests-spanish"),
    }
}

/// "You have it", or who does.
pub(super) fn taken_words(words: Words, staff: StaffId, me: StaffId, names: &HashMap<StaffId, String>) -> String {
    let name = names.get(&staff).cloned().unwrap_or_default();
    if staff == me { words.t("staff-requests-mine") } else { words.with("staff-requests-theirs", &[("name", &name)]) }
}

/// What colleagues are called, removed ones included.
pub(super) async fn names(site: &Site, staff: impl Iterator<Item = StaffId>) -> Result<HashMap<StaffId, String>, PageError> {
    let mut names = HashMap::new();
    for id in staff {
        if !names.contains_key(&id)
            && let Some(member) = site.store.member(id).await?
        {
            names.insert(id, member.contact.name);
        }
    }
    Ok(names)
}
