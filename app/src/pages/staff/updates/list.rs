//! `/staff/incidents/{slug}/updates`: what waits, what is public, and all that was ever proposed.

use domain::{
    incident::{Incident, Update},
    staff::Work,
};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use store::publishing::StoredProposal;

use super::{draft::draft_title, staff_page};
use crate::{
    components::{form::FormToken, staff_frame::StaffFrame},
    error::PageError,
    forms::{
        FormState,
        staff_updates::{DO, DRAFT_ID, DRAFT_VERSION, draft_path},
    },
    pages::incident::{became, when},
    request::Request,
    site::Site,
    staff::{
        ReadDesk,
        publishing::{kind_title, name_of, slug_of, state_words},
    },
    words::Words,
};

/// Proposals on one page.
const PAGE: i64 = 20;

staff_page! {
    /// `/staff/incidents/{slug}/updates`.
    UpdatesPage = page
}

async fn page(site: &Site, request: &Request, query: &ParamsMap, _state: FormState) -> Result<AnyView, PageError> {
    let ReadDesk { staff, incident, .. } = ReadDesk::open(site, request, slug_of(request)).await?;
    let (words, id) = (Words(request.lang), incident.incident_id);
    let may_write = staff.may(Work::Publish, Some(id)) && incident.published_at.is_some();
    let counts = site.store.count_proposals(id).await?;
    let pages = (counts.all + PAGE - 1).div_euclid(PAGE).max(1);
    let at: i64 = query.get("page").and_then(|page| page.parse().ok()).unwrap_or(1).clamp(1, pages);
    let open = rows(site, request, &incident, site.store.open_proposals(id).await?).await?;
    let all = rows(site, request, &incident, site.store.proposals(id, (at - 1) * PAGE, PAGE).await?).await?;
    let drafts = if may_write { drafts(site, request, &incident).await? } else { Vec::new() };
    let said = site.store.incident_words(id, request.lang).await?;
    let published: Vec<AnyView> =
        said.updates.into_iter().chain(said.for_some).map(|update| published(request, &incident, update, may_write)).collect();
    let late = incident.next_update_at.filter(|next| *next < site.now()).map(|next| {
        let time = words.moment(next, &incident.zone);
        view! { <p class="note note--open">{words.with("staff-updates-late", &[("time", &time)])}</p> }
    });
    let base = request.lang.path(&request.path);
    let write = view! { <p class="actions"><a class="button" href=format!("{base}/new")>{words.t("staff-updates-write")}</a></p> };
    let is_draft = incident.published_at.is_none();
    Ok(view! {
        <StaffFrame staff title=words.t("staff-updates-title") incident=Some(incident)>
            {late}
            {may_write.then_some(write)}
            {is_draft.then(|| view! { <p>{words.t("staff-updates-not-public")}</p> })}
            {(!drafts.is_empty()).then(|| part(words.t("staff-updates-drafts"), String::new(), drafts))}
            {part(words.t("staff-updates-open"), words.t("staff-updates-open-none"), open)}
            {part(words.t("staff-updates-public"), words.t("staff-updates-public-none"), published)}
            {part(words.t("staff-updates-all"), words.t("staff-updates-all-none"), all)}
            {pager(words, &base, at, pages)}
        </StaffFrame>
    }
    .into_any())
}

fn part(title: String, nothing: String, rows: Vec<AnyView>) -> AnyView {
    let list = if rows.is_empty() { view! { <p>{nothing}</p> }.into_any() } else { view! { <ul class="list">{rows}</ul> }.into_any() };
    view! { <section class="stack"><h2>{title}</h2>{list}</section> }.into_any()
}

async fn rows(site: &Site, request: &Request, incident: &Incident, proposals: Vec<StoredProposal>) -> Result<Vec<AnyView>, PageError> {
    let words = Words(request.lang);
    let mut rows = Vec::with_capacity(proposals.len());
    for stored in proposals {
        let by = name_of(site, &stored.proposed_by).await?;
        let time = words.moment(stored.proposed_at, &incident.zone);
        let (class, state) = state_words(words, stored.state);
        let href = request.lang.path(&format!("/staff/incidents/{}/updates/{}", incident.slug, stored.proposal_id));
        let emergency = stored.emergency_reason.is_some().then(|| words.t("staff-updates-alone"));
        let title = kind_title(words, &stored.proposal);
        rows.push(
            view! {
                <li>
                    <div class="row"><a href=href>{title}</a><span class=class>{state}</span></div>
                    <p class="quiet small">{words.with("staff-updates-by", &[("name", &by), ("time", &time)])}" "{emergency}</p>
                </li>
            }
            .into_any(),
        );
    }
    Ok(rows)
}

/// What is being written, with the way back to it and the way to drop it.
async fn drafts(site: &Site, request: &Request, incident: &Incident) -> Result<Vec<AnyView>, PageError> {
    let words = Words(request.lang);
    let mut rows = Vec::new();
    for draft in site.store.update_drafts(incident.incident_id).await? {
        let (name, time) = (name_of(site, &draft.saved_by).await?, words.moment(draft.saved_at, &incident.zone));
        let path = draft_path(incident, &draft);
        let action = request.lang.path(path.split('?').next().unwrap_or_default());
        let title = draft_title(words, &draft);
        let drop = format!("{}: {title}", words.t("staff-updates-draft-drop"));
        rows.push(
            view! {
                <li>
                    <div class="row"><a href=request.lang.path(&path)>{title}</a></div>
                    <p class="quiet small">{words.with("staff-updates-draft-by", &[("name", &name), ("time", &time)])}</p>
                    <form method="post" action=action>
                        <FormToken/>
                        <input type="hidden" name=DRAFT_ID value=draft.draft_id.to_string()/>
                        <input type="hidden" name=DRAFT_VERSION value=draft.version.to_string()/>
                        <button class="link-button" name=DO value="drop" aria-label=drop>{words.t("staff-updates-draft-drop")}</button>
                    </form>
                </li>
            }
            .into_any(),
        );
    }
    Ok(rows)
}

/// A published update, with what can be done about it.
fn published(request: &Request, incident: &Incident, update: Update, may_write: bool) -> AnyView {
    let words = Words(request.lang);
    let (line, became) = (when(words, incident, &update), became(words, incident, &update));
    let for_some = (!update.audience.is_public()).then(|| words.t("staff-updates-for-some"));
    let is_withdrawn = update.withdrawn.is_some();
    let below = |what: &str| request.lang.path(&format!("/staff/incidents/{}/updates/{}/{what}", incident.slug, update.update_id));
    let (correct, withdraw) = (below("correct"), below("withdraw"));
    let title = if is_withdrawn { words.t("update-withdrawn-title") } else { update.title };
    // Which update each link is about, for whoever hears the links alone.
    let which = || view! { <span class="aside">": "{title.clone()}</span> };
    let (which_correct, which_withdraw) = (which(), which());
    view! {
        <li>
            <p class="timeline__when">{line}</p>
            <p><strong>{title}</strong></p>
            <p class="quiet small">{for_some}" "{became}</p>
            {(may_write && !is_withdrawn).then(|| view! {
                <p class="actions">
                    <a href=correct>{words.t("staff-updates-correct")}{which_correct}</a>
                    <a href=withdraw>{words.t("staff-updates-withdraw")}{which_withdraw}</a>
                </p>
            })}
        </li>
    }
    .into_any()
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
