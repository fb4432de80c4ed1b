//! `/staff/audit` and `/staff/incidents/{slug}/audit`: what staff did and whom they looked at, newest first.

use std::collections::BTreeMap;

use domain::{ids::StaffId, incident::Incident, staff::Work};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde_json::Value;
use store::{audit::Entry, staff::Member};

use super::shown;
use crate::{
    audit::{Asked, OTHERS, OpenedLog, act_words, actor_words},
    components::{
        form::{ErrorSummary, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    staff::{names::name_of, views::LIMIT_ACT},
    words::Words,
};

/// Rows on one page.
const PAGE: usize = 50;

/// Both pages: the incident, if there is one, stands in the address.
#[component]
pub fn AuditPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let slug = use_params_map().read_untracked().get("slug");
    let query = use_query_map().get_untracked();
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request, slug.as_deref(), &|name| query.get(name)).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

type Get<'a> = &'a (dyn Fn(&str) -> Option<String> + Send + Sync);

async fn page(site: &Site, request: &Request, slug: Option<&str>, get: Get<'_>) -> Result<AnyView, PageError> {
    let log = OpenedLog::open(site, request, slug).await?;
    let words = Words(request.lang);
    let asked = Asked::read(words, log.zone(), get);
    let mut entries = Vec::new();
    if asked.form.mistakes.is_empty() {
        let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
        entries = site.store.audit_entries(log.chain(), &asked.filter, asked.before, limit).await?;
    }
    let has_older = entries.len() > PAGE;
    entries.truncate(PAGE);
    let older = entries.last().filter(|_| has_older).map(|last| last.sequence);
    let names = names(site, &entries).await?;
    let colleagues = colleagues(site, &log).await?;
    let incidents = if log.incident.is_none() { site.store.list_incidents().await? } else { Vec::new() };
    let is_first = log.incident.is_none() && !asked.is_narrowed() && asked.before.is_none();
    let path = request.lang.path(&log.path());
    let (here, zone) = (path.clone(), log.zone().to_owned());
    let step = |before, words: String| {
        let href = format!("{path}{}", asked.query(before));
        view! { <a class="button button--quiet" href=href>{words}</a> }.into_any()
    };
    let has_others = older.is_some() || asked.before.is_some();
    let older = older.map(|before| step(Some(before), words.t("staff-audit-older")));
    let newest = asked.before.map(|_| step(None, words.t("staff-audit-newest")));
    provide_context(asked.form.clone());
    let limits = limits(site, words, &log, &here).await?;
    Ok(view! {
        <StaffFrame staff=log.staff title=words.t("staff-audit-title") incident=log.incident>
            <p>{words.t("staff-audit-lead")}</p>
            {limits}
            {is_first.then(|| view! { <Incidents incidents/> })}
            <ErrorSummary/>
            <Narrow path=path.clone() colleagues chosen=asked.form.typed("staff") is_narrowed=asked.is_narrowed()/>
            <Rows entries names zone here is_narrowed=asked.is_narrowed()/>
            {has_others.then(|| view! { <p class="actions">{older} {newest}</p> })}
            <p class="quiet small">
                {words.t("staff-audit-download")} " "
                <a href=format!("{path}.csv{}", asked.query(None))>"CSV"</a> " · "
                <a href=format!("{path}.jsonl{}", asked.query(None))>"JSON"</a>
            </p>
        </StaffFrame>
    }
    .into_any())
}

/// Who reached the day's number of people looked at in the last thirty days: before everything else, whatever rows are asked for.
async fn limits(site: &Site, words: Words, log: &OpenedLog, here: &str) -> Result<Option<AnyView>, PageError> {
    let Some(incident) = &log.incident else { return Ok(None) };
    let since = site.now().minus(std::time::Duration::from_secs(30 * 24 * 3600));
    let mut rows = Vec::new();
    for (actor, at) in site.store.acts_since(incident.incident_id, LIMIT_ACT, since).await? {
        let name = name_of(site, words, &actor).await?;
        let text = words.with("staff-needs-views", &[("name", &name), ("time", &words.moment(at, &incident.zone))]);
        let href = format!("{here}?staff={actor}&act=person.view");
        rows.push(view! { <li class="row"><span>{text}</span><a href=href>{words.t("staff-needs-views-action")}</a></li> }.into_any());
    }
    Ok((!rows.is_empty()).then(|| view! { <ul class="list">{rows}</ul> }.into_any()))
}

/// The names of those who stand in these rows; removed colleagues are named as well.
async fn names(site: &Site, entries: &[Entry]) -> Result<BTreeMap<String, String>, PageError> {
    let mut names = BTreeMap::new();
    for entry in entries {
        if names.contains_key(&entry.actor) {
            continue;
        }
        let Ok(id) = entry.actor.parse::<StaffId>() else { continue };
        let name = site.store.member(id).await?.map(|member| member.contact.name).filter(|name| !name.is_empty());
        names.insert(entry.actor.clone(), name.unwrap_or_else(|| entry.actor.clone()));
    }
    Ok(names)
}

/// Those with a role where the log is.
async fn colleagues(site: &Site, log: &OpenedLog) -> Result<Vec<Member>, PageError> {
    let id = log.incident.as_ref().map(|incident| incident.incident_id);
    let members = site.store.members().await?;
    Ok(members.into_iter().filter(|member| domain::staff::may(&member.grants, Work::Read, id)).collect())
}

#[component]
fn Incidents(incidents: Vec<Incident>) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let links: Vec<AnyView> = incidents
        .into_iter()
        .map(|incident| {
            let href = request.lang.path(&format!("/staff/incidents/{}/audit", incident.slug));
            view! { <li><a href=href>{incident.slug.to_string()}</a></li> }.into_any()
        })
        .collect();
    let has_any = !links.is_empty();
    view! {
        {has_any.then(|| view! {
            <section class="stack">
                <h2>{words.t("staff-audit-incidents")}</h2>
                <ul class="list">{links}</ul>
            </section>
        })}
    }
    .into_any()
}

/// The form that narrows the list. It changes nothing, so it is a GET.
#[component]
fn Narrow(path: String, colleagues: Vec<Member>, chosen: String, is_narrowed: bool) -> impl IntoView {
    let words = use_words();
    let others = OTHERS.iter().map(|other| ((*other).to_owned(), actor_words(words, other)));
    let people = colleagues.into_iter().map(|member| {
        let id = member.staff_id.to_string();
        let name = if member.contact.name.is_empty() { id.clone() } else { member.contact.name };
        (id, name)
    });
    let options: Vec<AnyView> = people
        .chain(others)
        .map(|(id, name)| {
            let is_chosen = id == chosen;
            view! { <option value=id selected=is_chosen>{name}</option> }.into_any()
        })
        .collect();
    let all = path.clone();
    view! {
        <details class="fold" open=is_narrowed>
            <summary>{words.t("staff-audit-narrow")}</summary>
            <form class="stack" method="get" action=path>
                <div class="field">
                    <label class="field__label" for="staff">{words.t("staff-audit-staff")}</label>
                    <select id="staff" name="staff"><option value="">{words.t("staff-audit-everybody")}</option>{options}</select>
                </div>
                <TextField name="about" label=words.t("staff-audit-about") hint=words.t("staff-audit-about-hint")/>
                <TextField name="act" label=words.t("staff-audit-act") hint=words.t("staff-audit-act-hint")/>
                <TextField name="from" label=words.t("staff-audit-from") hint=words.t("staff-audit-day-hint")/>
                <TextField name="until" label=words.t("staff-audit-until") hint=words.t("staff-audit-day-hint")/>
                <p class="actions">
                    <button class="button">{words.t("staff-audit-show")}</button>
                    {is_narrowed.then(|| view! { <a class="button button--quiet" href=all>{words.t("staff-audit-all")}</a> })}
                </p>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn Rows(entries: Vec<Entry>, names: BTreeMap<String, String>, zone: String, here: String, is_narrowed: bool) -> impl IntoView {
    let words = use_words();
    if entries.is_empty() {
        let text = if is_narrowed { words.t("staff-audit-none-found") } else { words.t("staff-audit-none") };
        return view! { <p>{text}</p> }.into_any();
    }
    let rows: Vec<AnyView> = entries
        .into_iter()
        .map(|entry| {
            let who = names.get(&entry.actor).cloned().unwrap_or_else(|| actor_words(words, &entry.actor));
            let about = entry.about.map(|about| {
                let href = format!("{here}?about={about}");
                view! { <a href=href>{about.to_string()}</a> }
            });
            view! {
                <tr>
                    <td class="num">{words.number(entry.sequence)}</td>
                    <td>{words.moment(entry.at, &zone)}</td>
                    <td>{who}</td>
                    <td>{act_words(words, &entry.act)}</td>
                    <td>{about}</td>
                    <td>{details(&entry.details)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=words.t("staff-audit-title")>
            <table>
                <thead><tr>
                    <th scope="col" class="num">{words.t("staff-audit-number")}</th>
                    <th scope="col">{words.t("staff-audit-when")}</th>
                    <th scope="col">{words.t("staff-audit-who")}</th>
                    <th scope="col">{words.t("staff-audit-what")}</th>
                    <th scope="col">{words.t("staff-audit-about-whom")}</th>
                    <th scope="col">{words.t("staff-audit-more")}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// `reason: moved · rows: 12`: the names are those of the log, in every language.
fn details(details: &Value) -> String {
    let said = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match details {
        Value::Object(fields) => {
            let fields: Vec<String> = fields.iter().map(|(name, value)| format!("{name}: {}", said(value))).collect();
            fields.join(" · ")
        }
        other => said(other),
    }
}
