//! What we sent a person and what they asked us, with how it went.

use domain::{helper::Doing, ids::UpdateId, mail::MailState, notice::Purpose, request::RequestState};
use leptos::prelude::*;
use store::{deliveries::DeliveryToPerson, requests::Request as Asked};

use crate::{
    forms::help::kind_words,
    me::Mine,
    request::{use_request, use_words},
    words::Words,
};

/// The two tables; nothing of a table that is empty.
#[component]
pub fn Sent(
    /// Whose.
    mine: Mine,
    /// Newest first.
    deliveries: Vec<DeliveryToPerson>,
    /// Newest first.
    requests: Vec<Asked>,
) -> impl IntoView {
    let words = use_words();
    let zone = mine.incident().zone.clone();
    let has_sent = !deliveries.is_empty();
    let sent: Vec<_> = deliveries
        .into_iter()
        .map(|delivery| {
            let when = delivery.sent_at.map_or_else(String::new, |at| words.moment(at, &zone));
            view! { <tr><td>{when}</td><td>{what(words, &mine, &delivery)}</td><td>{went(words, delivery.state)}</td></tr> }
        })
        .collect();
    let keeps = mine.may(Doing::Keep);
    let has_asked = !requests.is_empty();
    let asked: Vec<_> = requests.into_iter().map(|request| view! { <AskedRow request zone=zone.clone()/> }).collect();
    view! {
        <section class="stack" id="sent" aria-labelledby="sent-title">
            <h2 id="sent-title">{if keeps { words.t("sent-title") } else { words.t("sent-asked") }}</h2>
            {if !keeps {
                ().into_any()
            } else if has_sent {
                view! { <Table label=words.t("sent-title") heads=[words.t("sent-when"), words.t("sent-what"), words.t("sent-went")] rows=sent.into_any()/> }.into_any()
            } else {
                view! { <p>{words.t("sent-nothing")}</p> }.into_any()
            }}
            {has_asked.then(|| view! {
                {keeps.then(|| view! { <h3>{words.t("sent-asked")}</h3> })}
                <Table label=words.t("sent-asked") heads=[words.t("sent-when"), words.t("sent-what"), words.t("sent-went")] rows=asked.into_any()/>
            })}
        </section>
    }
}

/// A table that scrolls in its own box.
#[component]
fn Table(label: String, heads: [String; 3], rows: AnyView) -> impl IntoView {
    let heads = heads.map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=label>
            <table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
}

#[component]
fn AskedRow(request: Asked, zone: String) -> impl IntoView {
    let (page, words) = (use_request(), use_words());
    let address = page.lang.path(&format!("/me/requests/{}", request.number.as_str().to_lowercase()));
    let how = match request.state {
        RequestState::Open => words.with("sent-open", &[("day", &words.date(&request.promised_on))]),
        RequestState::Answered => words.t("sent-answered"),
        RequestState::Closed => words.t("sent-closed"),
    };
    view! {
        <tr>
            <td>{words.moment(request.made_at, &zone)}</td>
            <td><a href=address>{request.number.to_string()}</a>", "{kind_words(words, request.kind)}</td>
            <td>{how}</td>
        </tr>
    }
}

/// What it was: an update by its heading, as far as it still has one.
fn what(words: Words, mine: &Mine, delivery: &DeliveryToPerson) -> String {
    let said = &mine.public.1;
    let heading = |id: UpdateId| {
        let mut all = said.updates.iter().chain(&said.for_some);
        all.find(|update| update.update_id == id && !update.title.is_empty()).map(|update| update.title.clone())
    };
    match (delivery.purpose, delivery.update_id.and_then(heading)) {
        (Purpose::Notice, _) => words.t("sent-notice"),
        (Purpose::Update, Some(title)) => words.with("sent-update", &[("title", &title)]),
        (Purpose::Update, None) => words.t("sent-update-untitled"),
        (Purpose::Correction, Some(title)) => words.with("sent-correction", &[("title", &title)]),
        (Purpose::Correction, None) => words.t("sent-withdrawal"),
        (Purpose::AnswerChanged | Purpose::Digest, _) => words.t("sent-answer-changed"),
    }
}

fn went(words: Words, state: MailState) -> String {
    match state {
        MailState::Queued | MailState::Sending => words.t("sent-on-its-way"),
        MailState::Sent => words.t("sent-sent"),
        MailState::Bounced => words.t("sent-bounced"),
        MailState::Failed => words.t("sent-failed"),
        MailState::Suppressed => words.t("sent-suppressed"),
        MailState::Printed => words.t("sent-printed"),
        MailState::Returned => words.t("sent-returned"),
    }
}
