//! `/staff/incidents/{slug}`: an incident as staff see it.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::shown;
use crate::{
    components::staff_frame::StaffFrame,
    error::PageError,
    request::{Request, use_request},
    site::{Site, use_site},
    staff::ReadDesk,
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
    let desk = ReadDesk::open(site, request, slug).await?;
    let title =
        site.public_words.of(site, desk.incident.incident_id, request.lang).await?.1.section(domain::incident::Section::Title).to_owned();
    Ok(view! {
        <StaffFrame staff=desk.staff title incident=Some(desk.incident)>
            <p></p>
        </StaffFrame>
    }
    .into_any())
}
