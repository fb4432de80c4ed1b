//! `/staff`: what needs this member of staff, and the incidents they may open.

use domain::{incident::Stage, staff::Work};
use leptos::prelude::*;

use super::shown;
use crate::{
    components::staff_frame::StaffFrame,
    error::PageError,
    request::{Request, use_request},
    site::{Site, use_site},
    staff::signed_in,
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
    let mine: Vec<_> = incidents.into_iter().filter(|incident| staff.may(Work::Read, Some(incident.incident_id))).collect();
    let list: Vec<AnyView> = mine
        .iter()
        .map(|incident| {
            let href = request.lang.path(&format!("/staff/incidents/{}", incident.slug));
            let is_draft = incident.stage == Stage::Draft;
            view! {
                <li class="row">
                    <a href=href>{incident.slug.as_str().to_owned()}</a>
                    {is_draft.then(|| view! { <span class="tag">{words.t("staff-home-draft")}</span> })}
                </li>
            }
            .into_any()
        })
        .collect();
    let is_empty = list.is_empty();
    Ok(view! {
        <StaffFrame staff title=words.t("staff-home-title") incident=None>
            <p>{words.t("staff-home-nothing")}</p>
            <section class="stack">
                <h2>{words.t("staff-home-incidents")}</h2>
                {if is_empty { view! { <p>{words.t("staff-home-no-incidents")}</p> }.into_any() } else { view! { <ul class="list">{list}</ul> }.into_any() }}
            </section>
        </StaffFrame>
    }
    .into_any())
}
