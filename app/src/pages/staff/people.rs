//! `/staff/incidents/{slug}/people`: finding one person by something they can name. Nobody can leaf through the list.

use domain::{person::Person, staff::Work};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{person::kind_words, requests::lang_words, shown};
use crate::{
    components::{
        form::{ErrorSummary, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::staff_people::Found,
    request::{Request, use_request},
    site::{Site, use_site},
    staff::SupportDesk,
    words::Words,
};

/// The form, and below it what the last press found.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    let found = use_context::<Found>();
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request, &slug, found).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn page(site: &Site, request: &Request, slug: &str, found: Option<Found>) -> Result<AnyView, PageError> {
    let desk = SupportDesk::open(site, request, slug).await?;
    let words = Words(request.lang);
    let counts = site.store.count_people(desk.incident.incident_id).await?;
    let here = request.lang.path(&format!("/staff/incidents/{slug}/people"));
    let result = found.map(|found| result(words, &here, &found.people));
    let lead = words.with("staff-people-lead", &[("people", &words.number(counts.people)), ("waiting", &counts.quarantined)]);
    let waiting = request.lang.path(&format!("/staff/incidents/{slug}/waiting"));
    let leads = counts.quarantined > 0 && desk.staff.may(Work::Accept, Some(desk.incident.incident_id));
    Ok(view! {
        <StaffFrame staff=desk.staff title=words.t("staff-people-title") incident=Some(desk.incident)>
            <section class="stack">
                <ErrorSummary/>
                <p class="lead">{lead}</p>
                {leads.then(|| view! { <p><a href=waiting>{words.t("staff-waiting-link")}</a></p> })}
                <form class="stack" method="post" action=here autocomplete="off">
                    <FormToken/>
                    <TextField name="value" label=words.t("staff-people-label") hint=words.t("staff-people-hint")/>
                    <p class="actions"><button class="button">{words.t("staff-people-button")}</button></p>
                </form>
                <p class="quiet small">{words.t("staff-people-noted")}</p>
            </section>
            {result}
        </StaffFrame>
    }
    .into_any())
}

fn result(words: Words, here: &str, people: &[Person]) -> AnyView {
    if people.is_empty() {
        return view! {
            <section class="stack" role="status">
                <h2>{words.t("staff-people-nobody")}</h2>
                <p>{words.t("staff-people-nobody-next")}</p>
            </section>
        }
        .into_any();
    }
    let rows: Vec<_> = people
        .iter()
        .map(|person| {
            let masked = person.contact.email_address().map(|email| email.masked()).unwrap_or_default();
            let about = format!("{}, {}", kind_words(words, person.kind), lang_words(words, person.lang));
            view! {
                <li class="row">
                    <a href=format!("{here}/{}", person.person_id)>{called(words, person)}</a>
                    <span class="quiet small">{about}" "{masked}</span>
                </li>
            }
        })
        .collect();
    let count = rows.len();
    view! {
        <section class="stack" role="status">
            <h2>{words.with("staff-people-found", &[("count", &count)])}</h2>
            <ul class="list">{rows}</ul>
        </section>
    }
    .into_any()
}

/// The name on the list, or that there is none.
pub(super) fn called(words: Words, person: &Person) -> String {
    let name = person.contact.full_name();
    if name.is_empty() { words.t("staff-person-no-name") } else { name }
}
