//! `/staff/incidents/{slug}/notices/{id}/report.csv`: what a regulator asks of a notice: to how many, where, when, how, with what text.
//! Numbers and words only; nobody is named.

use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Response},
};
use domain::{mail::MailState, spreadsheet::csv_line};
use http::{HeaderValue, header, request::Parts};
use serde_json::json;
use store::{
    StoreError,
    audit::{Act, Chain},
};

use super::notice_of;
use crate::{
    error::PageError,
    mail_room::Reader,
    request::Request,
    site::Site,
    staff::{ReadDesk, publishing::slug_of},
};

/// The file. That it was taken is a row of the log.
pub async fn download(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts) -> Response {
    match file(&site, &request).await {
        Ok(response) => response,
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

async fn file(site: &Site, request: &Request) -> Result<Response, PageError> {
    let desk = ReadDesk::open(site, request, slug_of(request)).await?;
    let notice = notice_of(site, request, &desk.incident).await?;
    let (actor, now) = (desk.staff.actor(), site.now());
    let rows = rows(site, &notice, &desk.incident, now).await?;
    let mut tx = site.store.write().await?;
    let act = Act { actor: &actor, act: "notice.report", about: Some(notice.notice_id.0), details: &json!({}) };
    site.store.append_audit(&mut tx, Chain::Incident(desk.incident.incident_id), act, now).await?;
    tx.commit().await?;
    let file: String = rows.iter().map(|row| csv_line(row.iter().map(String::as_str))).collect();
    let mut response = file.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    let name = HeaderValue::from_static("attachment; filename=\"notice.csv\"");
    response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    Ok(response)
}

type Line = [String; 6];

async fn rows(
    site: &Site,
    notice: &store::notices::Notice,
    incident: &domain::incident::Incident,
    now: domain::clock::Timestamp,
) -> Result<Vec<Line>, PageError> {
    let (report, handling) = (site.store.notice_report(notice).await?, site.store.notice_handling(notice).await?);
    let line = |what: &str, name: String, value: String| [what.to_owned(), name, String::new(), String::new(), String::new(), value];
    let fact = |name: &str, value: String| line("notice", name.to_owned(), value);
    let mut rows: Vec<Line> = vec![["what", "country or name", "region", "language", "channel and state", "value"].map(str::to_owned)];
    rows.push(fact("incident", incident.slug.to_string()));
    rows.push(fact("name", notice.name.clone()));
    rows.push(fact("id", notice.notice_id.to_string()));
    rows.push(fact("practice", incident.is_practice.to_string()));
    rows.push(fact("sender", site.mail_room.sender()));
    rows.push(fact("state", notice.state.as_str().to_owned()));
    rows.push(fact("stage", handling.stage.as_str().to_owned()));
    let audience = serde_json::to_string(&notice.audience).map_err(|_| StoreError::Nonsense { table: "notices", column: "audience" })?;
    rows.push(fact("audience", audience));
    rows.push(fact("only who had none yet", notice.not_yet_told.to_string()));
    rows.push(fact("messages an hour at most", notice.per_hour.to_string()));
    let times = [
        ("written at", Some(notice.created_at)),
        ("approved at", handling.approved.map(|(_, at)| at)),
        ("begun at", notice.started_at),
        ("finished at", notice.finished_at),
        ("this report at", Some(now)),
    ];
    rows.extend(times.into_iter().filter_map(|(name, at)| Some(fact(name, at?.to_string()))));
    let count = |state: MailState| report.lines.iter().filter(|line| line.state == state).map(|line| line.count).sum::<i64>();
    rows.extend(MailState::ALL.iter().map(|state| line("messages", state.as_str().to_owned(), count(*state).to_string())));
    let sms = site.store.sms_counts(incident.incident_id, notice.notice_id).await?;
    rows.extend(sms.into_iter().map(|(state, count)| line("text messages", state.as_str().to_owned(), count.to_string())));
    rows.push(line("messages", "to people no longer on the list".to_owned(), report.purged.to_string()));
    rows.push(line("people", "reachable, without a message".to_owned(), site.store.count_unqueued(notice).await?.to_string()));
    let people = site.store.count_people(incident.incident_id).await?;
    rows.push(line("people", "on the list".to_owned(), people.people.to_string()));
    rows.push(line("people", "without an e-mail address, with a postal one".to_owned(), people.by_letter_only.to_string()));
    rows.push(line("people", "without any address".to_owned(), people.unreachable.to_string()));
    rows.push(line("people", "not yet told, rows in quarantine".to_owned(), people.quarantined.to_string()));
    rows.extend(report.lines.iter().map(|one| {
        let how = format!("{} {}", one.channel, one.state.as_str());
        let region = one.region.clone().unwrap_or_default();
        ["place".to_owned(), one.country.clone(), region, one.lang.as_str().to_owned(), how, one.count.to_string()]
    }));
    rows.extend(report.by_hour.iter().map(|(hour, count)| line("sent in the hour from", hour.to_string(), count.to_string())));
    rows.extend(texts(site, notice).await?);
    Ok(rows)
}

/// What everybody read, in each language, under each number its words had.
async fn texts(site: &Site, notice: &store::notices::Notice) -> Result<Vec<Line>, PageError> {
    let mut rows = Vec::new();
    let mut numbers: Vec<Option<store::notices::FixedWords>> = site.store.all_fixed_words(notice).await?.into_iter().map(Some).collect();
    if numbers.is_empty() {
        numbers.push(None);
    }
    for fixed in numbers {
        let said = store::notices::Notice { words_number: fixed.as_ref().map(|fixed| fixed.number), ..notice.clone() };
        let from = fixed.map(|fixed| format!("{} (templates {})", fixed.fixed_at, fixed.template_version)).unwrap_or_default();
        for lang in domain::lang::Lang::ALL {
            let mail = site.mail_room.written(&said, Reader::Nobody(lang)).await?;
            let row = |what: &str, text: String| {
                [what.to_owned(), from.clone(), String::new(), lang.as_str().to_owned(), "email".to_owned(), text]
            };
            rows.push(row("subject", mail.subject));
            rows.push(row("text", mail.text));
        }
    }
    Ok(rows)
}
