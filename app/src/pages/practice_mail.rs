//! `/practice/mail` and below: the box into which mail of a practice incident goes. Only on a listener that nobody but
//! this machine can ask; elsewhere the pages do not exist.

use domain::lang::Lang;
use leptos::prelude::*;
use store::practice::PracticeMail;
use uuid::Uuid;

use super::error::ErrorPage;
use crate::{
    components::head::PageHead,
    error::PageError,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
};

/// Messages on one page.
const PAGE: i64 = 50;

/// `/practice/mail`, newest first, and `/practice/mail/before/{id}`.
#[component]
pub fn PracticeMailPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move {
        match list(&site, &request).await {
            Ok(mails) => view! { <MailList mails/> }.into_any(),
            Err(error) => view! { <ErrorPage error/> }.into_any(),
        }
    })
}

/// `/practice/mail/{id}`.
#[component]
pub fn PracticeMessagePage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move {
        match find(&site, &request.path).await {
            Ok(mail) => view! { <Message mail/> }.into_any(),
            Err(error) => view! { <ErrorPage error/> }.into_any(),
        }
    })
}

/// The message an address below `/practice/mail` names.
///
/// # Errors
/// Not found, also on a listener where the box is closed.
pub async fn find(site: &Site, path: &str) -> Result<PracticeMail, PageError> {
    if !site.settings.practice_mail_is_open {
        return Err(PageError::NotFound);
    }
    let id: Uuid = path.split('/').nth(3).and_then(|id| id.parse().ok()).ok_or(PageError::NotFound)?;
    Ok(site.store.practice_mail(id).await?.ok_or(PageError::NotFound)?.1)
}

async fn list(site: &Site, request: &Request) -> Result<Vec<PracticeMail>, PageError> {
    if !site.settings.practice_mail_is_open {
        return Err(PageError::NotFound);
    }
    let before = match request.path.split('/').nth(4) {
        None => None,
        Some(id) => {
            let id: Uuid = id.parse().map_err(|_| PageError::NotFound)?;
            let (_, mail) = site.store.practice_mail(id).await?.ok_or(PageError::NotFound)?;
            Some((mail.put_at, mail.id))
        }
    };
    let mut mails = Vec::new();
    for incident in site.store.list_incidents().await?.into_iter().filter(|incident| incident.is_practice) {
        mails.extend(site.store.practice_mails(incident.incident_id, before, PAGE).await?);
    }
    mails.sort_by_key(|mail| std::cmp::Reverse((mail.put_at, mail.id)));
    mails.truncate(usize::try_from(PAGE).unwrap_or(50));
    Ok(mails)
}

#[component]
fn MailList(mails: Vec<PracticeMail>) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let older = mails
        .last()
        .filter(|_| i64::try_from(mails.len()).is_ok_and(|shown| shown == PAGE))
        .map(|last| request.lang.path(&format!("/practice/mail/before/{}", last.id)));
    let is_empty = mails.is_empty();
    let rows = mails.into_iter().map(|mail| {
        let href = request.lang.path(&format!("/practice/mail/{}", mail.id));
        view! {
            <li>
                <div class="row">
                    <h2 class="title"><a href=href lang=mail.message.lang.clone()>{mail.message.subject}</a></h2>
                    <span class="quiet small">{words.moment(mail.put_at, "UTC")}</span>
                </div>
                <p class="quiet">{words.with("practice-mail-to", &[("address", &mail.message.to)])}</p>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <PageHead title=words.t("practice-mail-title")/>
        <main id="main"><div class="wrap stack-l">
            <section class="stack">
                <h1>{words.t("practice-mail-title")}</h1>
                <p class="lead">{words.t("practice-mail-lead")}</p>
                {if is_empty {
                    view! { <p>{words.t("practice-mail-none")}</p> }.into_any()
                } else {
                    view! { <ul class="list">{rows}</ul> }.into_any()
                }}
                {older.map(|href| view! { <p class="actions"><a class="button button--quiet" href=href>{words.t("practice-mail-older")}</a></p> })}
            </section>
        </div></main>
    }
}

#[component]
fn Message(mail: PracticeMail) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let back = request.lang.path("/practice/mail");
    let html = request.lang.path(&format!("/practice/mail/{}/html", mail.id));
    let message = mail.message;
    let lang = Lang::from_tag(&message.lang).as_str();
    let paragraphs = message.text.split("\n\n").map(|paragraph| view! { <p>{with_links(paragraph)}</p> }).collect_view();
    view! {
        <PageHead title=message.subject.clone()/>
        <main id="main"><div class="wrap stack-l">
            <article class="stack">
                <h1 lang=lang>{message.subject.clone()}</h1>
                <p class="quiet small">
                    {words.with("practice-mail-to", &[("address", &message.to)])} " · " {words.moment(mail.put_at, "UTC")}
                </p>
                <div class="card prose" lang=lang>{paragraphs}</div>
            </article>
            <p class="actions">
                <a class="button" href=html>{words.t("practice-mail-html")}</a>
                <a class="button button--quiet" href=back>{words.t("practice-mail-all")}</a>
            </p>
        </div></main>
    }
}

/// The text, line by line, with its addresses as links: what a mail program does with a text part.
fn with_links(paragraph: &str) -> impl IntoView + use<> {
    let lines: Vec<&str> = paragraph.lines().collect();
    let last = lines.len().saturating_sub(1);
    let line = |(at, line): (usize, &&str)| {
        let words: Vec<_> = line
            .split_inclusive(' ')
            .map(|word| {
                let address = word.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',')).to_owned();
                if address.starts_with("https://") || address.starts_with("http://") {
                    view! { <a href=address.trim_end_matches('.').to_owned()>{word.to_owned()}</a> }.into_any()
                } else {
                    word.to_owned().into_any()
                }
            })
            .collect();
        view! { {words} {(at < last).then(|| view! { <br/> })} }
    };
    lines.iter().enumerate().map(line).collect_view()
}
