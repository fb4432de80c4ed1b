//! `/staff/notices` and `/staff/incidents/{slug}/notices`: every notice, newest first, and where a new one is written.

use domain::{ids::IncidentId, incident::Incident, staff::Work};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use store::notices::Notice;

use crate::{
    components::staff_frame::StaffFrame,
    error::PageError,
    forms::FormState,
    pages::staff::updates::staff_page,
    request::Request,
    site::Site,
    staff::{
        ReadDesk, Staff,
        notices::{audience_words, path_of, state_words},
        publishing::slug_of,
        signed_in,
    },
    words::Words,
};

/// Notices on one page.
const PAGE: i64 = 20;

staff_page! {
    /// Both pages: the incident, if there is one, stands in the address.
    NoticesPage = page
}

async fn page(site: &Site, request: &Request, query: &ParamsMap, _state: FormState) -> Result<AnyView, PageError> {
    let words = Words(request.lang);
    let (staff, incident) = if request.path == "/staff/notices" {
        (signed_in(site, request).await?, None)
    } else {
        let desk = ReadDesk::open(site, request, slug_of(request)).await?;
        (desk.staff, Some(desk.incident))
    };
    let mine = match &incident {
        Some(incident) => vec![incident.clone()],
        None => {
            let all = site.store.list_incidents().await?;
            all.into_iter().filter(|incident| staff.may(Work::Read, Some(incident.incident_id))).collect()
        }
    };
    let ids: Vec<IncidentId> = mine.iter().map(|incident| incident.incident_id).collect();
    let (_, count) = site.store.notices_of(&ids, 0, 1).await?;
    let pages = (count + PAGE - 1).div_euclid(PAGE).max(1);
    let at: i64 = query.get("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, pages);
    let (notices, _) = site.store.notices_of(&ids, (at - 1) * PAGE, PAGE).await?;
    let rows: Vec<AnyView> = notices
        .iter()
        .filter_map(|notice| {
            let of = mine.iter().find(|incident| incident.incident_id == notice.incident_id)?;
            Some(row(site, request, of, notice, incident.is_none()))
        })
        .collect();
    let list = if rows.is_empty() {
        view! { <p>{words.t("staff-notices-none")}</p> }.into_any()
    } else {
        view! { <ul class="list">{rows}</ul> }.into_any()
    };
    let write = write(request, &staff, &mine, incident.is_none());
    let base = request.lang.path(&request.path);
    Ok(view! {
        <StaffFrame staff title=words.t("staff-notices-title") incident>
            <p>{words.t("staff-notices-lead")}</p>
            {write}
            {list}
            {pager(words, &base, at, pages)}
        </StaffFrame>
    }
    .into_any())
}

fn row(site: &Site, request: &Request, incident: &Incident, notice: &Notice, names_incident: bool) -> AnyView {
    let words = Words(request.lang);
    let (class, state) = state_words(words, notice.state);
    let href = request.lang.path(&path_of(incident, notice.notice_id));
    let of = names_incident.then(|| format!("{} · ", incident.slug));
    let time = words.moment(notice.created_at, &incident.zone);
    view! {
        <li>
            <div class="row"><a href=href>{notice.name.clone()}</a><span class=class>{state}</span></div>
            <p class="quiet small">{of}{audience_words(site, words, notice)}" · "{time}</p>
        </li>
    }
    .into_any()
}

/// A link to write a notice for each incident in which they may.
fn write(request: &Request, staff: &Staff, mine: &[Incident], names_incident: bool) -> Option<AnyView> {
    let words = Words(request.lang);
    let links: Vec<AnyView> = mine
        .iter()
        .filter(|incident| staff.may(Work::Notify, Some(incident.incident_id)))
        .map(|incident| {
            let href = request.lang.path(&format!("/staff/incidents/{}/notices/new", incident.slug));
            let text = if names_incident {
                words.with("staff-notices-write-for", &[("incident", &incident.slug.as_str())])
            } else {
                words.t("staff-notices-write")
            };
            view! { <a class="button" href=href>{text}</a> }.into_any()
        })
        .collect();
    (!links.is_empty()).then(|| view! { <p class="actions">{links}</p> }.into_any())
}

fn pager(words: Words, base: &str, at: i64, pages: i64) -> Option<AnyView> {
    (pages > 1).then(|| {
        let link = |page: i64, text: String| view! { <a href=format!("{base}?page={page}")>{text}</a> };
        let newer = (at > 1).then(|| link(at - 1, words.t("staff-updates-newer")));
        let older = (at < pages).then(|| link(at + 1, words.t("staff-updates-older")));
        let label = words.with("staff-updates-page", &[("page", &at), ("pages", &pages)]);
        view! { <nav aria-label=words.t("staff-updates-pages")><p class="actions">{newer}<span class="quiet">{label}</span>{older}</p></nav> }.into_any()
    })
}
