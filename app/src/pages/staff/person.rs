//! `/staff/incidents/{slug}/people/{id}`: one person's life story. Whoever opens it is written down, and the person sees that.

use domain::{
    exposure::CategorySet,
    ids::PersonId,
    person::{Kind, Person},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde_json::json;
use store::people::{MOST_SHARING, PersonMarks};

use super::{
    people::called,
    person_acts::PersonActs,
    person_paper::PersonPaper,
    person_story::{Told, story},
    requests::lang_words,
    shown,
};
use crate::{
    claims::choices,
    components::{
        form::{ErrorSummary, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{staff_person::ContactShown, staff_request::REASON_LENGTH},
    pages::me::helper_kind_words,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    staff::{SupportDesk, views::look},
    words::Words,
};

/// One person.
#[component]
pub fn PersonPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let params = use_params_map().read_untracked().clone();
    let (slug, id) = (params.get("slug").unwrap_or_default(), params.get("id").unwrap_or_default());
    let done = use_query_map().read_untracked().get("done").unwrap_or_default();
    let is_shown = use_context::<ContactShown>().is_some();
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request, &slug, &id, &done, is_shown).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn page(site: &Site, request: &Request, slug: &str, id: &str, done: &str, is_shown: bool) -> Result<AnyView, PageError> {
    let desk = SupportDesk::open(site, request, slug).await?;
    let words = Words(request.lang);
    let id: PersonId = id.parse().map_err(|_| PageError::NotFound)?;
    let incident = desk.incident.incident_id;
    let marks = site.store.person_marks(incident, id).await?.ok_or(PageError::NotFound)?;
    let below = request.lang.path(&format!("/staff/incidents/{slug}"));
    if let Some(kept) = marks.merged_into {
        return Ok(double(words, &desk, &below, kept));
    }
    let person = site.store.person(incident, id).await?.ok_or(PageError::NotFound)?;
    // The press that shows the contact has written its own row.
    if !is_shown {
        look(site, &desk.staff, (incident, id), "story", json!({})).await?;
    }
    let zone = desk.incident.zone.clone();
    let told: Vec<_> =
        story(site, words, &below, &person).await?.into_iter().map(|told| view! { <TellingRow told zone=zone.clone()/> }).collect();
    let invitations: Vec<_> = site
        .store
        .invitations_of(incident, id)
        .await?
        .into_iter()
        .map(|past| view! { <li>{super::person_story::invitation_words(words, past, person.generation)}</li> })
        .collect();
    let helpers: Vec<_> = site
        .store
        .helpers_of(incident, id)
        .await?
        .iter()
        .filter(|helper| helper.is_active())
        .map(|helper| view! { <li>{helper.contact.name.clone()}", "{helper_kind_words(words, helper.kind)}</li> })
        .collect();
    let shared = sharing(site, words, &person).await?;
    let nobody_invited = invitations.is_empty().then(|| view! { <p>{words.t("staff-person-no-invitation")}</p> });
    let facts = facts(words, &person, &marks, &zone, is_shown);
    let taken = [
        (words.t("staff-person-confirmed"), categories(site, person.exposure.confirmed, request)),
        (words.t("staff-person-suspected"), categories(site, person.exposure.suspected, request)),
    ];
    let taken: Vec<_> =
        taken.into_iter().filter(|(_, list)| !list.is_empty()).map(|(name, list)| view! { <dt>{name}</dt><dd>{list}</dd> }).collect();
    let said = done_words(words, done);
    let choices = choices(site, &desk.incident, &person).await?;
    let paper = view! { <PersonPaper choices/> }.into_any();
    let is_confirmed = desk.staff.is_confirmed(site.now());
    Ok(view! {
        <StaffFrame staff=desk.staff title=called(words, &person) incident=Some(desk.incident)>
            <section class="stack">
                <p class="small"><a href=format!("{below}/people")>{words.t("staff-person-back")}</a></p>
                {said.map(|said| view! { <p class="note note--done" role="status">{said}</p> })}
                <ErrorSummary/>
                <p class="quiet small">{words.t("staff-person-noted")}</p>
                {shared.map(|shared| view! { <p class="note">{shared}</p> })}
                <dl>{facts}</dl>
                {(!is_shown).then(|| view! { <ShowContact/> })}
            </section>
            <section class="stack">
                <h2>{words.t("staff-person-taken")}</h2>
                <dl>{taken}</dl>
            </section>
            <section class="stack">
                <h2>{words.t("staff-person-invitations")}</h2>
                {nobody_invited}
                <ul class="prose-list">{invitations}</ul>
            </section>
            <section class="stack">
                <h2>{words.t("staff-helpers-title")}</h2>
                {helpers.is_empty().then(|| view! { <p>{words.t("staff-helpers-nobody")}</p> })}
                <ul class="prose-list">{helpers}</ul>
                <p><a href=format!("{below}/people/{id}/helpers")>{words.t("staff-helpers-link")}</a></p>
            </section>
            <section class="stack">
                <h2>{words.t("staff-person-story")}</h2>
                <ul class="list">{told}</ul>
            </section>
            {paper}
            <PersonActs person=person marks is_confirmed/>
        </StaffFrame>
    }
    .into_any())
}

/// Said when more people than a family share the address (SECURITY.md, AC-21): each has an invitation of their own, and whoever
/// reads that mailbox can open them all.
async fn sharing(site: &Site, words: Words, person: &Person) -> Result<Option<String>, PageError> {
    let Some(email) = person.contact.email_address() else { return Ok(None) };
    let count = site.store.count_sharing(person.incident_id, &email).await?;
    Ok((count > MOST_SHARING).then(|| words.with("staff-person-shared", &[("count", &count)])))
}

fn double(words: Words, desk: &SupportDesk, below: &str, kept: PersonId) -> AnyView {
    let address = format!("{below}/people/{kept}");
    view! {
        <StaffFrame staff=desk.staff.clone() title=words.t("staff-person-double") incident=Some(desk.incident.clone())>
            <p>{words.t("staff-person-double-what")}" "<a href=address>{words.t("staff-person-double-link")}</a></p>
        </StaffFrame>
    }
    .into_any()
}

/// The press that shows what is masked.
#[component]
fn ShowContact() -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <details class="fold">
            <summary>{words.t("staff-person-show")}</summary>
            <form class="stack" method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <input type="hidden" name="act" value="show"/>
                <p>{words.t("staff-person-show-what")}</p>
                <TextField name="show_reason" label=words.t("staff-request-reason") hint=words.with("ask-limit", &[("most", &REASON_LENGTH)])/>
                <p class="actions"><button class="button button--quiet">{words.t("staff-person-show-button")}</button></p>
            </form>
        </details>
    }
    .into_any()
}

/// One line of the story.
#[component]
fn TellingRow(told: Told, zone: String) -> impl IntoView {
    let words = use_words();
    let text = match told.link {
        Some(link) => view! { <a href=link>{told.text}</a> }.into_any(),
        None => view! { <span>{told.text}</span> }.into_any(),
    };
    view! { <li class="row">{text}<span class="quiet small">{words.moment(told.at, &zone)}</span></li> }.into_any()
}

fn facts(words: Words, person: &Person, marks: &PersonMarks, zone: &str, is_shown: bool) -> Vec<AnyView> {
    let contact = &person.contact;
    let lines = [&contact.address1, &contact.address2, &contact.city, &contact.region, &contact.postal_code];
    let whole: Vec<&str> = lines.into_iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    let email = contact
        .email_address()
        .map_or_else(|| words.t("staff-person-none"), |email| if is_shown { email.as_str().to_owned() } else { email.masked() });
    let address = match marks.moved_at {
        _ if whole.is_empty() => words.t("staff-person-none"),
        Some(at) => words.with("staff-person-moved-at", &[("day", &words.day(at, zone))]),
        None => words.t("staff-person-on-file"),
    };
    let place = [person.region.clone().unwrap_or_default(), person.country.clone()];
    let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let kind = match marks.kind_set_at {
        Some(at) => words.with("staff-person-kind-set", &[("kind", &kind_words(words, person.kind)), ("day", &words.day(at, zone))]),
        None => kind_words(words, person.kind),
    };
    let mut rows = vec![
        (words.t("staff-person-kind"), kind),
        (words.t("staff-person-lang"), lang_words(words, person.lang)),
        (words.t("staff-person-place"), place.join(", ")),
        (words.t("kept-email"), email),
        (words.t("kept-address"), address),
    ];
    if is_shown {
        rows.push((words.t("staff-person-address"), whole.join(", ")));
        rows.push((words.t("kept-phone"), contact.phone.clone()));
        rows.push((words.t("staff-person-external-id"), contact.external_id.clone()));
    }
    if let Some(at) = marks.contact_set_at {
        rows.push((words.t("staff-person-contact-set"), words.day(at, zone)));
    }
    rows.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> }.into_any())
        .collect()
}

/// Adult, minor, deceased.
pub(super) fn kind_words(words: Words, kind: Kind) -> String {
    match kind {
        Kind::Adult => words.t("staff-person-adult"),
        Kind::Minor => words.t("staff-person-minor"),
        Kind::Deceased => words.t("staff-person-deceased"),
    }
}

fn categories(site: &Site, set: CategorySet, request: &Request) -> String {
    let names: Vec<String> = set.iter().map(|category| site.guidance.category(category).label.get(request.lang).to_owned()).collect();
    Words(request.lang).list(&names)
}

fn done_words(words: Words, done: &str) -> Option<String> {
    Some(match done {
        "reissued" => words.t("staff-request-done-reissued"),
        "reissued-unmailed" => words.t("staff-request-done-reissued-unmailed"),
        "marked" => words.t("staff-person-done-marked"),
        "paper" => words.t("staff-person-done-paper"),
        "merged" => words.t("staff-person-done-merged"),
        _ => return None,
    })
}
