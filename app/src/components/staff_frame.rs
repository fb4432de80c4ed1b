//! What stands around every page of staff: the way around at the side, and who is signed in.

use domain::{incident::Incident, staff::Work};
use leptos::prelude::*;

use super::{
    form::FormToken,
    head::{NoIndex, PageHead},
};
use crate::{
    request::{use_request, use_words},
    staff::Staff,
    words::Words,
};

/// One entry of the navigation: its words, its address below the incident (or whole, without one), and whose work it is.
struct Entry {
    words: String,
    path: String,
    work: Option<Work>,
}

/// The frame. `children` is the page's own part, below its heading.
#[component]
pub fn StaffFrame(
    /// Who is signed in: navigation shows what they may open.
    staff: Staff,
    /// The page's heading and title.
    title: String,
    /// The incident the page is about.
    #[prop(optional_no_strip)]
    incident: Option<Incident>,
    children: Children,
) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let id = incident.as_ref().map(|incident| incident.incident_id);
    let entries: Vec<AnyView> = entries(words, incident.as_ref())
        .into_iter()
        .filter(|entry| entry.work.is_none_or(|work| staff.may(work, id)))
        .map(|entry| {
            let is_here = request.path == entry.path;
            view! { <li><a href=request.lang.path(&entry.path) aria-current=is_here.then_some("page")>{entry.words}</a></li> }.into_any()
        })
        .collect();
    view! {
        <PageHead title=title.clone()/>
        <NoIndex/>
        <main id="main"><div class="wrap wide shell">
            <nav aria-label=words.t("staff-nav")>
                <ul>{entries}</ul>
                <form method="post" action=request.lang.path("/staff/signout")>
                    <FormToken/>
                    <p class="quiet small">{staff.member.contact.name.clone()}</p>
                    <button class="link-button">{words.t("staff-frame-sign-out")}</button>
                </form>
            </nav>
            <div class="stack-l">
                <h1>{title}</h1>
                {children()}
            </div>
        </div></main>
    }
    .into_any()
}

/// The navigation. A new page of staff adds its line here.
fn entries(words: Words, incident: Option<&Incident>) -> Vec<Entry> {
    let entry = |words: String, path: &str, work| Entry { words, path: path.to_owned(), work };
    let mut entries = vec![entry(words.t("staff-nav-home"), "/staff", None)];
    if let Some(incident) = incident {
        let below =
            |words: String, path: &str, work| Entry { words, path: format!("/staff/incidents/{}{path}", incident.slug), work: Some(work) };
        entries.extend([below(words.t("staff-nav-incident"), "", Work::Read)]);
        entries.extend([below(words.t("staff-nav-updates"), "/updates", Work::Read)]);
        entries.extend([below(words.t("staff-nav-notices"), "/notices", Work::Read)]);
        entries.extend([below(words.t("staff-nav-benefits"), "/benefits", Work::Comply)]);
        entries.extend([below(words.t("staff-nav-claims"), "/claims", Work::Claims)]);
        entries.extend([below(words.t("staff-nav-imports"), "/imports", Work::Accept)]);
        entries.extend([below(words.t("staff-nav-people"), "/people", Work::Support)]);
        entries.extend([below(words.t("staff-nav-checklist"), "/checklist", Work::Steps)]);
        entries.extend([below(words.t("staff-nav-write"), "/texts", Work::Publish)]);
        entries.extend([below(words.t("staff-nav-banner"), "/banner", Work::Read)]);
        entries.extend([below(words.t("staff-nav-requests"), "/requests", Work::Support)]);
        entries.extend([below(words.t("staff-nav-letters"), "/letters", Work::Support)]);
        entries.extend([below(words.t("staff-nav-audit"), "/audit", Work::Audit)]);
    } else {
        entries.push(entry(words.t("staff-nav-scams"), "/staff/scams", None));
        entries.push(entry(words.t("staff-nav-notices"), "/staff/notices", None));
        entries.push(entry(words.t("staff-nav-audit"), "/staff/audit", Some(Work::Audit)));
        entries.push(entry(words.t("staff-nav-team"), "/staff/team", Some(Work::Team)));
        entries.push(entry(words.t("staff-nav-webhooks"), "/staff/webhooks", Some(Work::Team)));
    }
    entries.push(entry(words.t("staff-nav-plan"), "/staff/plan", None));
    entries.push(entry(words.t("staff-nav-account"), "/staff/account", None));
    entries
}
