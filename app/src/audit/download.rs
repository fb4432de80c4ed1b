//! The rows somebody asked for, as a file. That they were taken is a row itself.

use std::collections::VecDeque;

use axum::{
    Extension,
    body::Body,
    extract::State,
    response::{IntoResponse, Response},
};
use futures::stream;
use http::{HeaderValue, header, request::Parts};
use serde_json::json;
use store::{
    StoreError,
    audit::{Act, Chain, Filter},
};

use super::{Asked, LineKind, OpenedLog};
use crate::{error::PageError, request::Request, site::Site, words::Words};

/// Rows read at a time.
const PAGE: i64 = 2_000;

/// `GET …/audit.csv` and `…/audit.jsonl`, newest first.
pub async fn download(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts) -> Response {
    match file(&site, &request, parts.uri.query().unwrap_or_default()).await {
        Ok(response) => response,
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

async fn file(site: &Site, request: &Request, query: &str) -> Result<Response, PageError> {
    let mut segments = request.path.split('/').skip(2);
    let slug = segments.next().filter(|segment| *segment == "incidents").and_then(|_| segments.next());
    let log = OpenedLog::open(site, request, slug).await?;
    let kind = if request.path.ends_with(".csv") { LineKind::Csv } else { LineKind::Json };
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    let get = |name: &str| pairs.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone());
    let asked = Asked::read(Words(request.lang), log.zone(), get);
    if !asked.form.mistakes.is_empty() {
        return Err(PageError::NotFound);
    }
    let mut tx = site.store.write().await?;
    let (actor, details) = (log.staff.actor(), json!({ "as": kind.as_str(), "about": asked.filter.about }));
    let about = log.incident.as_ref().map(|incident| incident.incident_id.0);
    let act = Act { actor: &actor, act: "audit.export", about, details: &details };
    site.store.append_audit(&mut tx, log.chain(), act, site.now()).await?;
    tx.commit().await?;
    let mut response = Body::from_stream(rows(site.clone(), log.chain(), asked.filter, kind)).into_response();
    let (kind, name) = match kind {
        LineKind::Csv => ("text/csv; charset=utf-8", "attachment; filename=\"log.csv\""),
        LineKind::Json => ("application/jsonl; charset=utf-8", "attachment; filename=\"log.jsonl\""),
    };
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(name));
    Ok(response)
}

/// Page after page, so that memory does not grow with the log.
fn rows(
    site: Site,
    chain: Chain,
    filter: Filter,
    kind: LineKind,
) -> impl futures::Stream<Item = Result<String, StoreError>> + Send + 'static {
    let top = VecDeque::from([kind.top()]);
    stream::try_unfold((site, filter, top, Some(i64::MAX)), move |(site, filter, mut top, before)| async move {
        let Some(before) = before else { return Ok::<_, StoreError>(None) };
        let page = site.store.audit_entries(chain, &filter, Some(before), PAGE).await?;
        let next = page.last().filter(|_| i64::try_from(page.len()).is_ok_and(|read| read == PAGE)).map(|last| last.sequence);
        let mut text = top.pop_front().unwrap_or_default();
        page.iter().for_each(|entry| text += &kind.line(chain, entry));
        Ok(Some((text, (site, filter, top, next))))
    })
}
