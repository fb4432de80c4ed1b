//! `/staff/incidents/{slug}`: the clocks of an incident, what it needs of this member of staff, and its dates.

use domain::{
    incident::{Incident, Section, Stage},
    staff::Work,
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    clocks::{Told, cards},
    drill::sheet,
    shown,
};
use crate::{
    components::{needs::NeedsList, staff_frame::StaffFrame},
    error::PageError,
    pages::incident::Stamp,
    request::{Request, use_request},
    site::{Site, use_site},
    staff::{ReadDesk, Staff, needs::needs_in},
    words::Words,
};

/// `/staff/incidents/{slug}`.
#[component]
pub fn StaffIncidentPage() -> impl IntoView {
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
    let ReadDesk { staff, incident, .. } = ReadDesk::open(site, request, slug).await?;
    let words = Words(request.lang);
    // Straight from the store: a draft changes while somebody looks at its clock.
    let said = site.store.incident_words(incident.incident_id, request.lang).await?;
    let needs = needs_in(site, &staff, words, std::slice::from_ref(&incident)).await?;
    let told = Told::of(site, &incident).await?;
    let cards = cards(site, words, &incident, told, &said.facts);
    let title = said.section(Section::Title).to_owned();
    let title = if title.is_empty() { incident.slug.to_string() } else { title };
    let (stage, actions, dates) = (stage(words, &incident), actions(request, &staff, &incident), dates(words, &incident));
    let drill = site.store.drill(incident.incident_id).await?.map(|score| sheet(words, &score));
    let subscribers = super::subscribers::line(site, request, &incident).await?;
    let is_idle = needs.is_empty();
    let waiting = request.lang.path(&format!("/staff/incidents/{slug}/waiting"));
    let leads = told.people.quarantined > 0 && staff.may(Work::Accept, Some(incident.incident_id));
    Ok(view! {
        <StaffFrame staff title incident=Some(incident)>
            <p class="stage">{stage}</p>
            {cards}
            {leads.then(|| view! { <p><a href=waiting>{words.t("staff-waiting-link")}</a></p> })}
            {actions}
            <section class="stack">
                <h2>{words.t("staff-home-title")}</h2>
                {if is_idle {
                    view! { <p>{words.t("staff-hour-nothing")}</p> }.into_any()
                } else {
                    view! { <NeedsList needs names_incident=false/> }.into_any()
                }}
            </section>
            {drill}
            {subscribers}
            {dates}
        </StaffFrame>
    }
    .into_any())
}

fn stage(words: Words, incident: &Incident) -> AnyView {
    if incident.published_at.is_none() {
        return view! { <span class="tag tag--open">{words.t("staff-home-draft")}</span> }.into_any();
    }
    let stage = if incident.stage == Stage::Draft { Stage::Open } else { incident.stage };
    view! { <Stamp stage/> }.into_any()
}

/// What to press next: the way to the first public word, or the page as everybody sees it.
fn actions(request: &Request, staff: &Staff, incident: &Incident) -> AnyView {
    let words = Words(request.lang);
    if incident.published_at.is_some() {
        let public = request.lang.path(&format!("/incidents/{}", incident.slug));
        return view! { <p><a href=public>{words.t("staff-hour-public-page")}</a></p> }.into_any();
    }
    if !staff.may(Work::Publish, Some(incident.incident_id)) {
        return view! { <p>{words.t("staff-hour-editor-publishes")}</p> }.into_any();
    }
    let publish = request.lang.path(&format!("/staff/incidents/{}/updates", incident.slug));
    view! { <p class="actions"><a class="button" href=publish>{words.t("staff-hour-publish")}</a></p> }.into_any()
}

/// Every date with its zone; those nobody knows say so.
fn dates(words: Words, incident: &Incident) -> AnyView {
    let rows = [
        (words.t("staff-hour-discovered"), incident.discovered_at),
        (words.t("staff-hour-determined"), incident.determined_at),
        (words.t("staff-hour-contained"), incident.contained_at),
        (words.t("staff-hour-published"), incident.published_at),
        (words.t("staff-hour-as-of"), Some(incident.as_of)),
        (words.t("staff-hour-next"), incident.next_update_at),
    ];
    let rows = rows.map(|(what, time)| {
        let time = time.map_or_else(|| words.t("staff-hour-unknown"), |time| words.moment(time, &incident.zone));
        view! { <tr><th scope="row">{what}</th><td>{time}</td></tr> }.into_any()
    });
    view! {
        <section class="stack">
            <h2>{words.t("staff-hour-dates")}</h2>
            <table><tbody>{rows.into_iter().collect_view()}</tbody></table>
        </section>
    }
    .into_any()
}
