//! `/staff/incidents/{slug}/notices/{id}/preview`: the notice as up to three people would get it, link and code masked. Each of them is
//! told that somebody looked.

use domain::ids::PersonId;
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use serde_json::json;
use store::notices::Notice;

use crate::{
    components::{
        form::{ErrorSummary, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{FormState, staff_notices::MOST_SHOWN},
    mail_room::{Reader, ShownMail},
    pages::staff::{person::kind_words, updates::staff_page},
    request::Request,
    site::Site,
    staff::{
        NoticeDesk,
        notices::{notice_of, path_of},
        publishing::{lang_words, slug_of},
        views::look,
    },
    words::Words,
};

staff_page! {
    /// `/staff/incidents/{slug}/notices/{id}/preview`.
    NoticePreviewPage = page
}

async fn page(site: &Site, request: &Request, query: &ParamsMap, _state: FormState) -> Result<AnyView, PageError> {
    let desk = NoticeDesk::open(site, request, slug_of(request)).await?;
    let notice = notice_of(site, request, &desk.incident).await?;
    let words = Words(request.lang);
    let ids: Vec<PersonId> = query.get("as").unwrap_or_default().split(',').filter_map(|id| id.parse().ok()).take(MOST_SHOWN).collect();
    let shown = shown(site, words, &desk, &notice, &ids).await?;
    let back = request.lang.path(&path_of(&desk.incident, notice.notice_id));
    let here = format!("{back}/preview");
    let is_empty = !ids.is_empty() && shown.is_empty();
    Ok(view! {
        <StaffFrame staff=desk.staff title=words.t("staff-notices-preview") incident=Some(desk.incident)>
            <ErrorSummary/>
            <p>{words.t("staff-notices-preview-lead")}</p>
            <form class="stack" method="post" action=here autocomplete="off">
                <FormToken/>
                <TextField name="person_1" label=words.t("staff-notices-person-1") hint=words.t("staff-people-hint")/>
                <TextField name="person_2" label=words.t("staff-notices-person-2")/>
                <TextField name="person_3" label=words.t("staff-notices-person-3")/>
                <p class="actions"><button class="button">{words.t("staff-notices-preview-button")}</button></p>
            </form>
            {is_empty.then(|| view! { <p role="status">{words.t("staff-notices-nobody")}</p> })}
            {shown}
            <p class="actions"><a class="button button--quiet" href=back>{words.t("staff-notices-back")}</a></p>
        </StaffFrame>
    }
    .into_any())
}

async fn shown(site: &Site, words: Words, desk: &NoticeDesk, notice: &Notice, ids: &[PersonId]) -> Result<Vec<AnyView>, PageError> {
    let incident = desk.incident.incident_id;
    let mut shown = Vec::new();
    for person in site.store.people_by_ids(incident, ids).await? {
        look(site, &desk.staff, (incident, person.person_id), "notice", json!({ "notice": notice.notice_id })).await?;
        let mail = site.mail_room.written(notice, Reader::Person(&person)).await?;
        let about = format!("{}, {}", kind_words(words, person.kind), lang_words(words, person.lang));
        shown.push(message(words, &about, person.lang.as_str(), mail));
    }
    Ok(shown)
}

/// A message as a mail program that shows the text part does.
pub(in crate::pages::staff) fn message(words: Words, about: &str, lang: &'static str, mail: ShownMail) -> AnyView {
    let paragraphs: Vec<AnyView> = mail.text.split("\n\n").map(|paragraph| view! { <p>{lines(paragraph)}</p> }.into_any()).collect();
    view! {
        <article class="card stack">
            <p class="quiet small">{about.to_owned()}</p>
            <h2 lang=lang>{words.with("staff-notices-subject-is", &[("subject", &mail.subject)])}</h2>
            <div class="prose" lang=lang>{paragraphs}</div>
        </article>
    }
    .into_any()
}

fn lines(paragraph: &str) -> Vec<AnyView> {
    let mut lines: Vec<AnyView> = Vec::new();
    for line in paragraph.lines() {
        if !lines.is_empty() {
            lines.push(view! { <br/> }.into_any());
        }
        lines.push(line.to_owned().into_any());
    }
    lines
}
