//! `/me/requests/{number}`: what was asked, the day somebody answers, and the answer.

use domain::request::{RequestNumber, RequestState};
use leptos::prelude::*;

use super::{Below, shown};
use crate::{
    error::PageError,
    forms::help::kind_words,
    me::Mine,
    request::{Request, use_request},
    site::{Site, use_site},
    words::Words,
};

/// `/me/requests/{number}`; somebody else's number is a 404, like one that was never given.
#[component]
pub fn AskedPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { shown(page(&site, &request).await) })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let mine = Mine::load(site, request).await?;
    let number = request.path.rsplit('/').next().and_then(|text| RequestNumber::parse(text).ok()).ok_or(PageError::NotFound)?;
    let asked = site.store.request_of_person(mine.visit.incident_id, mine.visit.person_id, &number).await?;
    let asked = asked.filter(|asked| mine.may_read(asked)).ok_or(PageError::NotFound)?;
    let words = Words(request.lang);
    let zone = mine.incident().zone.clone();
    let made = words.moment(asked.made_at, &zone);
    let promise = words.with("asked-promise", &[("day", &words.date(&asked.promised_on))]);
    let next = match asked.state {
        RequestState::Open => Some(promise),
        RequestState::Answered => None,
        RequestState::Closed => Some(words.t("asked-closed")),
    };
    let answered = asked.answered_at.map(|at| words.moment(at, &zone)).unwrap_or_default();
    let answer = asked.answer.map(|answer| {
        let paragraphs: Vec<_> = paragraphs(&answer).into_iter().map(|text| view! { <p>{text}</p> }).collect();
        view! { <h2>{words.with("asked-answer", &[("time", &answered)])}</h2><div class="prose">{paragraphs}</div> }
    });
    let by_helper = asked.helper_id.filter(|_| mine.visit.helper.is_none()).map(|_| words.t("asked-by-helper"));
    let message: Vec<_> = paragraphs(&asked.text.message).into_iter().map(|text| view! { <p>{text}</p> }).collect();
    Ok(view! {
        <Below title=words.t("asked-title")>
            <p class="note note--done">{words.with("asked-number", &[("number", &asked.number.to_string())])}</p>
            {by_helper.map(|words| view! { <p>{words}</p> })}
            {next.map(|next| view! { <p class="lead">{next}</p> })}
            {answer}
            <h2>{words.t("asked-what")}</h2>
            <p class="quiet small">{kind_words(words, asked.kind)}", "{made}</p>
            <div class="prose">{message}</div>
        </Below>
    }
    .into_any())
}

/// Plain text as paragraphs: an empty line is between two.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    text.replace("\r\n", "\n").split("\n\n").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}
