//! `/staff/incidents/{slug}/requests/{number}`: what somebody asked, who they are, and what staff can do.

use domain::{
    person::Person,
    request::{LONGEST_MESSAGE, RequestNumber, RequestState, day_in_zone},
    staff::Work,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde_json::json;
use store::{
    audit::{Act, Chain},
    requests::Request as Asked,
};

use super::{
    confirm::ConfirmOr,
    requests::{lang_words, names, taken_words},
    shown,
};
use crate::{
    components::{
        form::{ErrorSummary, FieldKind, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{help::kind_words, staff_request::REASON_LENGTH},
    pages::me::{helper_kind_words, paragraphs},
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    staff::{SupportDesk, views::look},
    words::Words,
};

/// One request.
#[component]
pub fn RequestPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let params = use_params_map().read_untracked().clone();
    let (slug, number) = (params.get("slug").unwrap_or_default(), params.get("number").unwrap_or_default());
    let done = use_query_map().read_untracked().get("done").unwrap_or_default();
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request, &slug, &number, &done).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

/// A request of this incident by the number in an address; another incident's is not there.
///
/// # Errors
/// [`PageError::NotFound`], or when the store fails.
pub(crate) async fn find(site: &Site, desk: &SupportDesk, number: &str) -> Result<Asked, PageError> {
    let number = RequestNumber::parse(number).map_err(|_| PageError::NotFound)?;
    let asked = site.store.find_request(&number).await?.ok_or(PageError::NotFound)?;
    if asked.incident_id == desk.incident.incident_id { Ok(asked) } else { Err(PageError::NotFound) }
}

/// Before anything is shown: somebody looked. With a person it is they who are told.
async fn note(site: &Site, desk: &SupportDesk, asked: &Asked) -> Result<(), PageError> {
    let incident = desk.incident.incident_id;
    let role = desk.staff.role_for(Work::Support, incident);
    if let Some(person) = asked.person_id {
        return look(site, &desk.staff, (incident, person), "request", json!({ "request": asked.request_id.to_string() })).await;
    }
    let mut tx = site.store.write().await?;
    let act = Act {
        actor: &desk.staff.actor(),
        act: "request.view",
        about: Some(asked.request_id.0),
        details: &json!({ "role": role, "number": asked.number.as_str() }),
    };
    site.store.append_audit(&mut tx, Chain::Incident(incident), act, site.now()).await?;
    Ok(tx.commit().await?)
}

async fn page(site: &Site, request: &Request, slug: &str, number: &str, done: &str) -> Result<AnyView, PageError> {
    let desk = SupportDesk::open(site, request, slug).await?;
    let asked = find(site, &desk, number).await?;
    note(site, &desk, &asked).await?;
    let words = Words(request.lang);
    let person = match asked.person_id {
        Some(person) => site.store.person(asked.incident_id, person).await?,
        None => None,
    };
    let to = site.store.answer_address(&asked).await?.map(|email| email.masked());
    let names = names(site, asked.taken_by.into_iter().chain(asked.answered_by)).await?;
    let me = desk.staff.member.staff_id;
    let taken = asked.taken_by.map(|staff| taken_words(words, staff, me, &names));
    let zone = desk.incident.zone.clone();
    let today = day_in_zone(site.now(), &zone);
    let story = match &person {
        Some(person) => Some(short_story(site, words, slug, request, person, &zone).await?),
        None => None,
    };
    let message: Vec<_> = paragraphs(&asked.text.message).into_iter().map(|text| view! { <p>{text}</p> }).collect();
    let said = done_words(words, done);
    let answered_by = asked.answered_by.and_then(|staff| names.get(&staff).cloned());
    let is_confirmed = desk.staff.is_confirmed(site.now());
    let title = words.with("staff-request-title", &[("number", &asked.number.to_string())]);
    let back = request.lang.path(&format!("/staff/incidents/{slug}/requests"));
    let search = request.lang.path(&format!("/staff/incidents/{slug}/people"));
    let mut rows = facts(words, &asked, &zone, &today, to.clone(), taken);
    if let Some(helper) = asked.helper_id
        && let Some(helper) = site.store.helper(asked.incident_id, helper).await?
    {
        let who = words.with("staff-request-helper", &[("name", &helper.contact.name), ("kind", &helper_kind_words(words, helper.kind))]);
        rows.push(view! { <dt>{words.t("staff-request-by-helper")}</dt><dd>{who}</dd> }.into_any());
    }
    Ok(view! {
        <StaffFrame staff=desk.staff.clone() title incident=Some(desk.incident.clone())>
            <section class="stack">
                <p class="small"><a href=back>{words.t("staff-request-back")}</a></p>
                {said.map(|said| view! { <p class="note note--done" role="status">{said}</p> })}
                <ErrorSummary/>
                <dl>{rows}</dl>
                <h2>{words.t("staff-request-message")}</h2>
                <div class="prose" lang=asked.lang.as_str()>{message}</div>
            </section>
            {story}
            {person.is_none().then(|| view! {
                <section class="stack">
                    <h2>{words.t("staff-request-who")}</h2>
                    <p>{words.t("staff-request-nobody")}" "<a href=search>{words.t("staff-request-find")}</a></p>
                </section>
            })}
            {answer_shown(words, &asked, &zone, answered_by)}
            <Acts asked=asked me=me has_address=to.is_some() has_person=person.is_some() is_confirmed/>
        </StaffFrame>
    }
    .into_any())
}

fn facts(words: Words, asked: &Asked, zone: &str, today: &str, to: Option<String>, taken: Option<String>) -> Vec<AnyView> {
    let day = words.date(&asked.promised_on);
    let is_overdue = asked.state == RequestState::Open && asked.promised_on.as_str() < today;
    let promised = if is_overdue { words.with("staff-requests-overdue", &[("day", &day)]) } else { day };
    let state = match asked.state {
        RequestState::Open => taken.unwrap_or_else(|| words.t("staff-request-free")),
        RequestState::Answered => words.t("staff-requests-is-answered"),
        RequestState::Closed => words.t("staff-requests-is-closed"),
    };
    [
        (words.t("staff-request-kind"), kind_words(words, asked.kind)),
        (words.t("staff-request-state"), state),
        (words.t("staff-request-made"), words.moment(asked.made_at, zone)),
        (words.t("staff-request-promised"), promised),
        (words.t("staff-request-lang"), lang_words(words, asked.lang)),
        (words.t("staff-request-to"), to.unwrap_or_else(|| words.t("staff-request-no-address"))),
        (words.t("staff-request-name"), asked.text.name.clone()),
        (words.t("staff-request-postal"), asked.text.postal_address.clone()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> }.into_any())
    .collect()
}

async fn short_story(site: &Site, words: Words, slug: &str, request: &Request, person: &Person, zone: &str) -> Result<AnyView, PageError> {
    let (incident, id) = (person.incident_id, person.person_id);
    let sent = site.store.deliveries_to(incident, id).await?;
    let visits = site.store.visits_of(incident, id).await?;
    let others = site.store.requests_of_person(incident, id).await?.len();
    let notice = sent.iter().find_map(|delivery| delivery.sent_at).map(|at| words.moment(at, zone));
    let visit = visits.iter().find(|visit| !visit.is_helpers).map(|visit| words.moment(visit.opened_at, zone));
    let lines = [
        words.with("staff-request-reads", &[("lang", &lang_words(words, person.lang))]),
        notice.map_or_else(|| words.t("staff-request-no-notice"), |time| words.with("staff-request-notice", &[("time", &time)])),
        visit.map_or_else(|| words.t("staff-request-no-visit"), |time| words.with("staff-request-visit", &[("time", &time)])),
        words.with("staff-request-others", &[("count", &others)]),
    ];
    let lines = lines.map(|line| view! { <li>{line}</li> }).collect_view();
    let address = request.lang.path(&format!("/staff/incidents/{slug}/people/{id}"));
    Ok(view! {
        <section class="stack">
            <h2>{words.t("staff-request-who")}</h2>
            <p><strong>{person.contact.full_name()}</strong></p>
            <ul class="prose-list">{lines}</ul>
            <p><a href=address>{words.t("staff-request-story")}</a></p>
        </section>
    }
    .into_any())
}

fn answer_shown(words: Words, asked: &Asked, zone: &str, by: Option<String>) -> Option<AnyView> {
    let answer = asked.answer.as_deref()?;
    let time = asked.answered_at.map(|at| words.moment(at, zone)).unwrap_or_default();
    let head = match by {
        Some(name) => words.with("staff-request-answer-by", &[("time", &time), ("name", &name)]),
        None => words.with("staff-request-answer-of", &[("time", &time)]),
    };
    let text: Vec<_> = paragraphs(answer).into_iter().map(|text| view! { <p>{text}</p> }).collect();
    Some(view! { <section class="stack"><h2>{head}</h2><div class="prose" lang=asked.lang.as_str()>{text}</div></section> }.into_any())
}

fn done_words(words: Words, done: &str) -> Option<String> {
    Some(match done {
        "taken" => words.t("staff-request-done-taken"),
        "given-back" => words.t("staff-request-done-given-back"),
        "mailed" => words.t("staff-request-done-mailed"),
        "kept" => words.t("staff-request-done-kept"),
        "closed" => words.t("staff-request-done-closed"),
        "reissued" => words.t("staff-request-done-reissued"),
        "reissued-unmailed" => words.t("staff-request-done-reissued-unmailed"),
        _ => return None,
    })
}

/// What can be done now: each says before the press what it will do.
#[component]
fn Acts(asked: Asked, me: domain::ids::StaffId, has_address: bool, has_person: bool, is_confirmed: bool) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let here = request.lang.path(&request.path);
    let is_mine = asked.taken_by == Some(me);
    let is_open = asked.state == RequestState::Open;
    let seen = asked.taken_by.map(|staff| staff.to_string()).unwrap_or_default();
    let take = if asked.taken_by.is_some() { words.t("staff-request-take-over") } else { words.t("staff-request-take") };
    let lang = lang_words(words, asked.lang);
    let goes = match (has_address, has_person) {
        (true, true) => words.with("staff-request-goes-both", &[("lang", &lang)]),
        (true, false) => words.with("staff-request-goes-mail", &[("lang", &lang)]),
        (false, true) => words.with("staff-request-goes-page", &[("lang", &lang)]),
        (false, false) => words.with("staff-request-goes-nowhere", &[("lang", &lang)]),
    };
    let can_answer = is_open && (is_mine || asked.taken_by.is_none());
    let act = |act: &'static str| view! { <FormToken/><input type="hidden" name="act" value=act/> };
    view! {
        {is_open.then(|| view! {
            <section class="stack">
                <h2>{words.t("staff-request-who-has")}</h2>
                <form class="stack" method="post" action=here.clone()>
                    {if is_mine {
                        view! { {act("give-back")}<button class="button button--quiet">{words.t("staff-request-give-back")}</button> }.into_any()
                    } else {
                        view! { {act("take")}<input type="hidden" name="seen" value=seen/><button class="button button--quiet">{take}</button> }.into_any()
                    }}
                </form>
            </section>
        })}
        {can_answer.then(|| view! {
            <section class="stack">
                <h2>{words.t("staff-request-answer")}</h2>
                <form class="stack" method="post" action=here.clone()>
                    {act("answer")}
                    <TextField name="answer" label=words.with("staff-request-answer-label", &[("lang", &lang)])
                        hint=words.with("ask-limit", &[("most", &LONGEST_MESSAGE)]) kind=FieldKind::Lines/>
                    <p>{goes}</p>
                    <ConfirmOr is_confirmed><button class="button">{words.t("staff-request-answer-button")}</button></ConfirmOr>
                </form>
            </section>
        })}
        {has_person.then(|| view! {
            <section class="stack">
                <h2>{words.t("staff-request-reissue")}</h2>
                <p>{if has_address { words.t("staff-request-reissue-mail") } else { words.t("staff-request-reissue-no-mail") }}</p>
                <form class="stack" method="post" action=here.clone()>
                    {act("reissue")}
                    <TextField name="reissue_reason" label=words.t("staff-request-reason") hint=words.with("ask-limit", &[("most", &REASON_LENGTH)])/>
                    <ConfirmOr is_confirmed><button class="button button--quiet">{words.t("staff-request-reissue-button")}</button></ConfirmOr>
                </form>
            </section>
        })}
        {(asked.state != RequestState::Closed).then(|| view! {
            <section class="stack">
                <h2>{words.t("staff-request-close")}</h2>
                <p>{words.t("staff-request-close-what")}</p>
                <form class="stack" method="post" action=here.clone()>
                    {act("close")}
                    <TextField name="close_reason" label=words.t("staff-request-reason") hint=words.with("ask-limit", &[("most", &REASON_LENGTH)])/>
                    <p class="actions"><button class="button button--quiet">{words.t("staff-request-close-button")}</button></p>
                </form>
            </section>
        })}
    }
    .into_any()
}
