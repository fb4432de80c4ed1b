//! `/staff/scams`: the fakes that were posted, where to post one, and the check words that stand in fakes. A fake is an update of its own
//! kind: written, approved, corrected and withdrawn like every other, and subscribers hear of it in the same way.

use domain::{
    incident::{Incident, Update, UpdateKind},
    staff::Work,
};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::hooks::use_query_map;

use super::{confirm::ConfirmOr, shown};
use crate::{
    components::{
        form::{ErrorSummary, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{FormState, use_form_state},
    pages::incident::{became, when},
    request::{Request, use_request},
    site::{Site, use_site},
    staff::signed_in,
    words::Words,
};

/// Fakes on one page, and words.
const PAGE: usize = 30;

/// `/staff/scams`.
#[component]
pub fn StaffScamsPage() -> impl IntoView {
    let (site, request, state) = (use_site(), use_request(), use_form_state());
    let response = use_context::<leptos_axum::ResponseOptions>();
    let query = use_query_map().get_untracked();
    let number = |name: &str| query.get(name).and_then(|page| page.parse::<usize>().ok()).unwrap_or(1).clamp(1, 10_000);
    let at = [number("page"), number("words")];
    Suspend::new(async move {
        let page = page(&site, &request, state, at).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn page(site: &Site, request: &Request, state: FormState, [at, words_at]: [usize; 2]) -> Result<AnyView, PageError> {
    let staff = signed_in(site, request).await?;
    let words = Words(request.lang);
    let incidents = site.store.list_incidents().await?;
    let mine: Vec<Incident> = incidents.into_iter().filter(|incident| staff.may(Work::Read, Some(incident.incident_id))).collect();
    let may_write = |incident: &Incident| incident.published_at.is_some() && staff.may(Work::Publish, Some(incident.incident_id));
    let new: Vec<AnyView> = mine.iter().filter(|incident| may_write(incident)).map(|incident| new_link(request, incident)).collect();
    let mut fakes: Vec<(Incident, Update)> = Vec::new();
    for incident in mine {
        let said = site.store.incident_words(incident.incident_id, request.lang).await?;
        let scams = said.updates.into_iter().chain(said.for_some).filter(|update| update.kind == UpdateKind::Scam);
        fakes.extend(scams.map(|update| (incident.clone(), update)));
    }
    fakes.sort_by_key(|(_, update)| std::cmp::Reverse(update.published_at));
    let pages = fakes.len().div_ceil(PAGE).max(1);
    let at = at.clamp(1, pages);
    let rows: Vec<AnyView> = fakes
        .into_iter()
        .skip((at - 1) * PAGE)
        .take(PAGE)
        .map(|(incident, update)| {
            let may = may_write(&incident);
            row(request, &incident, update, may)
        })
        .collect();
    let list = if rows.is_empty() {
        view! { <p>{words.t("staff-scams-none")}</p> }.into_any()
    } else {
        view! { <ul class="list">{rows}</ul> }.into_any()
    };
    let (may_mark, is_confirmed) = (staff.may(Work::Publish, None), staff.is_confirmed(site.now()));
    let copied = copied(site, request, may_mark && is_confirmed, words_at).await?;
    let form = may_mark.then(|| word_form(request, is_confirmed));
    let pager = pager(words, &request.lang.path("/staff/scams"), "page", at, pages);
    let public = request.lang.path("/genuine");
    provide_context(state);
    Ok(view! {
        <StaffFrame staff title=words.t("staff-scams-title") incident=None>
            <ErrorSummary/>
            <p>{words.t("staff-scams-lead")}</p>
            {(!new.is_empty()).then(|| view! {
                <section class="stack">
                    <h2>{words.t("staff-scams-new")}</h2>
                    <p>{words.t("staff-scams-good")}</p>
                    <ul class="list">{new}</ul>
                </section>
            })}
            <section class="stack">
                <h2>{words.t("staff-scams-posted")}</h2>
                {list}
                {pager}
            </section>
            <section class="stack">
                <h2>{words.t("staff-scams-words")}</h2>
                <p>{words.t("staff-scams-words-lead")}</p>
                {copied}
                {form}
            </section>
            <p><a href=public>{words.t("staff-scams-public")}</a></p>
        </StaffFrame>
    }
    .into_any())
}

fn new_link(request: &Request, incident: &Incident) -> AnyView {
    let words = Words(request.lang);
    let href = request.lang.path(&format!("/staff/incidents/{}/updates/new?kind=scam", incident.slug));
    view! { <li><a href=href>{words.with("staff-scams-new-in", &[("incident", &incident.slug.as_str())])}</a></li> }.into_any()
}

fn row(request: &Request, incident: &Incident, update: Update, may_write: bool) -> AnyView {
    let words = Words(request.lang);
    let (line, became) = (when(words, incident, &update), became(words, incident, &update));
    let is_withdrawn = update.withdrawn.is_some();
    let below = |what: &str| request.lang.path(&format!("/staff/incidents/{}/updates/{}/{what}", incident.slug, update.update_id));
    let (edit, withdraw) = (below("correct"), below("withdraw"));
    let title = if is_withdrawn { words.t("update-withdrawn-title") } else { update.title };
    // Which fake each link is about, for whoever hears the links alone.
    let which = || view! { <span class="aside">": "{title.clone()}</span> };
    let (which_edit, which_withdraw) = (which(), which());
    view! {
        <li>
            <p class="timeline__when">{line}" · "{incident.slug.as_str().to_owned()}</p>
            <p><strong>{title}</strong></p>
            <p class="quiet small">{became}</p>
            {(may_write && !is_withdrawn).then(|| view! {
                <p class="actions">
                    <a href=edit>{words.t("staff-scams-edit")}{which_edit}</a>
                    <a href=withdraw>{words.t("staff-scams-withdraw")}{which_withdraw}</a>
                </p>
            })}
        </li>
    }
    .into_any()
}

async fn copied(site: &Site, request: &Request, can_remove: bool, at: usize) -> Result<AnyView, PageError> {
    let words = Words(request.lang);
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX);
    let skip = limit.saturating_mul(i64::try_from(at - 1).unwrap_or(i64::MAX));
    let mut rows: Vec<AnyView> = site
        .store
        .copied_words(skip, limit + 1)
        .await?
        .into_iter()
        .map(|copied| {
            let label = words.with("staff-scams-word-remove-label", &[("word", &copied.word)]);
            let day = words.day(copied.added_at, "UTC");
            view! {
                <li class="row">
                    <span><code>{copied.word.clone()}</code>" "<span class="quiet small">{day}</span></span>
                    {can_remove.then(|| view! {
                        <form method="post" action=request.lang.path("/staff/scams")>
                            <FormToken/>
                            <input type="hidden" name="act" value="remove"/>
                            <input type="hidden" name="word" value=copied.word/>
                            <button class="button button--quiet" aria-label=label>{words.t("staff-scams-word-remove")}</button>
                        </form>
                    })}
                </li>
            }
            .into_any()
        })
        .collect();
    // One more than fits says that there are older ones.
    let pages = if rows.len() > PAGE { at + 1 } else { at };
    rows.truncate(PAGE);
    let pager = pager(words, &request.lang.path("/staff/scams"), "words", at, pages);
    Ok(if rows.is_empty() {
        view! { <p>{words.t("staff-scams-words-none")}</p>{pager} }.into_any()
    } else {
        view! { <ul class="list">{rows}</ul>{pager} }.into_any()
    })
}

fn word_form(request: &Request, is_confirmed: bool) -> AnyView {
    let words = Words(request.lang);
    view! {
        <form class="stack" method="post" action=request.lang.path("/staff/scams")>
            <FormToken/>
            <input type="hidden" name="act" value="add"/>
            <TextField name="word" label=words.t("staff-scams-word") hint=words.t("staff-scams-word-hint")/>
            <ConfirmOr is_confirmed><button class="button">{words.t("staff-scams-word-add")}</button></ConfirmOr>
        </form>
    }
    .into_any()
}

fn pager(words: Words, base: &str, name: &str, at: usize, pages: usize) -> Option<AnyView> {
    (pages > 1).then(|| {
        let link = |page: usize, text: String| view! { <a href=format!("{base}?{name}={page}")>{text}</a> };
        let newer = (at > 1).then(|| link(at - 1, words.t("staff-updates-newer")));
        let older = (at < pages).then(|| link(at + 1, words.t("staff-updates-older")));
        view! { <nav aria-label=words.t("staff-updates-pages")><p class="actions">{newer}{older}</p></nav> }.into_any()
    })
}
