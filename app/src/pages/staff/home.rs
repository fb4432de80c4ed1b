//! `/staff`: what needs this member of staff, and the incidents they may open with their clocks.

use domain::{
    hour::{FirstWord, first_word},
    incident::{Incident, Stage},
    staff::Work,
};
use leptos::prelude::*;

use super::{clocks::first_word_words, shown};
use crate::{
    components::{needs::NeedsList, staff_frame::StaffFrame},
    error::PageError,
    request::{Request, use_request},
    site::{Site, use_site},
    staff::{needs::needs_in, signed_in},
    words::Words,
};

/// `/staff`.
#[component]
pub fn StaffHomePage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let staff = signed_in(site, request).await?;
    let words = Words(request.lang);
    let incidents = site.store.list_incidents().await?;
    let mine: Vec<Incident> = incidents.into_iter().filter(|incident| staff.may(Work::Read, Some(incident.incident_id))).collect();
    let needs = needs_in(site, &staff, words, &mine).await?;
    let list: Vec<AnyView> = mine.iter().map(|incident| row(site, request, incident)).collect();
    let (is_idle, is_empty, is_several) = (needs.is_empty(), list.is_empty(), mine.len() > 1);
    let open = staff.may(Work::Publish, None).then(|| {
        let href = request.lang.path("/staff/incidents/new");
        view! { <p class="actions"><a class="button" href=href>{words.t("staff-home-open-incident")}</a></p> }
    });
    Ok(view! {
        <StaffFrame staff title=words.t("staff-home-title") incident=None>
            {if is_idle {
                view! { <p>{words.t("staff-home-nothing")}</p> }.into_any()
            } else {
                view! { <NeedsList needs names_incident=is_several/> }.into_any()
            }}
            <section class="stack">
                <h2>{words.t("staff-home-incidents")}</h2>
                {if is_empty { view! { <p>{words.t("staff-home-no-incidents")}</p> }.into_any() } else { view! { <ul class="list">{list}</ul> }.into_any() }}
                {open}
            </section>
        </StaffFrame>
    }
    .into_any())
}

/// An incident: its name, how far it is, and its first clock while that still runs or ran over.
fn row(site: &Site, request: &Request, incident: &Incident) -> AnyView {
    let words = Words(request.lang);
    let href = request.lang.path(&format!("/staff/incidents/{}", incident.slug));
    let clock = match first_word(incident, site.now()) {
        FirstWord::NotDiscovered => None,
        word => Some(first_word_words(words, word)),
    };
    let is_draft = incident.stage == Stage::Draft;
    view! {
        <li class="row">
            <span>
                <a href=href>{incident.slug.as_str().to_owned()}</a>
                {incident.is_practice.then(|| view! { " "<span class="tag tag--plan">{words.t("staff-home-practice")}</span> })}
                {clock.map(|clock| view! { " "<span class="quiet small">{clock}</span> })}
            </span>
            {is_draft.then(|| view! { <span class="tag tag--open">{words.t("staff-home-draft")}</span> })}
        </li>
    }
    .into_any()
}
