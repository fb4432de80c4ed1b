//! `/staff/incidents/{slug}/subscribers`: how many get updates, and whether more may sign up. Numbers only: no list of addresses is
//! shown anywhere, and there is nothing to export.

use domain::{
    incident::{Incident, Stage},
    lang::Lang,
    staff::Work,
    subscriber::{Pace, Scope},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use store::subscribers::SubscriberCounts;

use super::shown;
use crate::{
    components::{
        form::{ErrorSummary, FormToken},
        staff_frame::StaffFrame,
    },
    error::PageError,
    request::{Request, use_request},
    site::{Site, use_site},
    staff::ReadDesk,
    words::Words,
};

/// `/staff/incidents/{slug}/subscribers`.
#[component]
pub fn SubscribersPage() -> impl IntoView {
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
    let counts = site.store.subscriber_counts(Scope::Incident(incident.incident_id)).await?;
    let every = site.store.subscriber_counts(Scope::Every).await?;
    let closed_at = site.store.signup_closed_at(incident.incident_id).await?;
    let may = staff.may(Work::Publish, Some(incident.incident_id)) && incident.stage != Stage::Closed;
    let state = match closed_at {
        _ if incident.stage == Stage::Closed => words.t("staff-subscribers-over"),
        Some(at) => words.with("staff-subscribers-closed", &[("time", &words.moment(at, &incident.zone))]),
        None => words.t("staff-subscribers-open"),
    };
    let button = may.then(|| button(request, &incident, closed_at.is_some()));
    let table = table(words, &counts, incident.is_practice, &every);
    Ok(view! {
        <StaffFrame staff title=words.t("staff-subscribers-title") incident=Some(incident.clone())>
            <ErrorSummary/>
            <p>{words.t("staff-subscribers-lead")}</p>
            {table}
            <section class="stack">
                <h2>{words.t("staff-subscribers-signup")}</h2>
                <p>{state}</p>
                {button}
            </section>
        </StaffFrame>
    }
    .into_any())
}

fn table(words: Words, counts: &SubscriberCounts, is_practice: bool, every: &SubscriberCounts) -> AnyView {
    let row = |what: String, count: i64| view! { <tr><th scope="row">{what}</th><td>{words.number(count)}</td></tr> }.into_any();
    let mut rows = vec![row(words.t("staff-subscribers-active"), counts.active)];
    rows.extend(counts.by_lang.iter().map(|(lang, count)| {
        let lang = match lang {
            Lang::En => words.t("staff-subscribers-english"),
            Lang::Es => words.t("staff-subscribers-spanish"),
        };
        row(lang, *count)
    }));
    rows.extend(counts.by_pace.iter().map(|(pace, count)| {
        let pace = match pace {
            Pace::Each => words.t("staff-subscribers-each"),
            Pace::Daily => words.t("staff-subscribers-daily"),
            Pace::MustAct => words.t("staff-subscribers-must-act"),
        };
        row(pace, *count)
    }));
    rows.push(row(words.t("staff-subscribers-asked"), counts.asked));
    rows.push(row(words.t("staff-subscribers-left"), counts.left));
    if !is_practice {
        rows.push(row(words.t("staff-subscribers-every"), every.active));
    }
    view! { <table><tbody>{rows}</tbody></table> }.into_any()
}

fn button(request: &Request, incident: &Incident, is_closed: bool) -> AnyView {
    let words = Words(request.lang);
    let (act, button, text) = if is_closed {
        ("open", words.t("staff-subscribers-open-button"), words.t("staff-subscribers-open-text"))
    } else {
        ("close", words.t("staff-subscribers-close-button"), words.t("staff-subscribers-close-text"))
    };
    let action = request.lang.path(&format!("/staff/incidents/{}/subscribers", incident.slug));
    view! {
        <p>{text}</p>
        <form method="post" action=action>
            <FormToken/>
            <input type="hidden" name="signup" value=act/>
            <p class="actions"><button class="button button--quiet" id="signup">{button}</button></p>
        </form>
    }
    .into_any()
}

/// The number on the incident's own page, and the way here.
///
/// # Errors
/// When the database fails.
pub(super) async fn line(site: &Site, request: &Request, incident: &Incident) -> Result<AnyView, PageError> {
    let words = Words(request.lang);
    let active = site.store.subscriber_counts(Scope::Incident(incident.incident_id)).await?.active;
    let is_closed = site.store.signup_closed_at(incident.incident_id).await?.is_some();
    let page = request.lang.path(&format!("/staff/incidents/{}/subscribers", incident.slug));
    let state = if is_closed { words.t("staff-subscribers-line-closed") } else { words.t("staff-subscribers-line-open") };
    let count = words.with("staff-subscribers-line", &[("count", &active), ("number", &words.number(active))]);
    Ok(view! {
        <section class="stack">
            <h2>{words.t("staff-subscribers-title")}</h2>
            <p>{count}" "{state}" "<a href=page>{words.t("staff-subscribers-link")}</a></p>
        </section>
    }
    .into_any())
}
