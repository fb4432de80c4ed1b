//! Evidence comes and is looked at: `POST /me/claims/{number}/evidence`, streamed, at most 10 MB; its pages as pictures for its person and for
//! reviewers, and never the file as it came; scans of paper come from staff.

use app::{
    claims::{number_in, path_of},
    error::PageError,
    forms::{Refused, claims::EvidenceRefused},
    request::Request,
    site::Site,
    staff::{ClaimsDesk, publishing::slug_of, views::look},
    visit::{pressed, reader, see_other},
    words::Words,
};
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Response},
};
use domain::{evidence::MOST_BYTES, ids::EvidenceId};
use http::{HeaderValue, header, request::Parts};
use serde_json::json;
use store::{
    claims::Claim,
    evidence::{EvidenceError, takes_evidence},
};

use crate::evidence::{BadFile, EvidenceFiles, NotTaken};

/// What is read beside the file: boundaries, names, the token of the form.
const AROUND: u64 = 64 << 10;
/// The longest name of a file.
const LONGEST_NAME: usize = 120;

/// Takes a file.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Extension(files): Extension<Option<EvidenceFiles>>,
    asked: axum::extract::Request,
) -> Response {
    let (parts, body) = asked.into_parts();
    let taken = async {
        // Before a byte of the file is read.
        let visit = pressed(&site, &request).await?;
        let number = number_in(&request, 3)?;
        let claim = site.store.claim_of_person(visit.incident_id, visit.person_id, &number).await?.ok_or(PageError::NotFound)?;
        take(&site, &request, files.as_ref(), (&claim, &parts), body).await
    };
    match taken.await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

/// `POST /staff/incidents/{slug}/claims/{number}/evidence`: a scan of what came on paper.
pub async fn post_scan(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Extension(files): Extension<Option<EvidenceFiles>>,
    asked: axum::extract::Request,
) -> Response {
    let (parts, body) = asked.into_parts();
    let taken = async {
        let desk = ClaimsDesk::open(&site, &request, slug_of(&request)).await?;
        let number = number_in(&request, 5)?;
        let claim = site.store.claim_by_number(desk.incident.incident_id, &number).await?.ok_or(PageError::NotFound)?;
        take(&site, &request, files.as_ref(), (&claim, &parts), body).await
    };
    match taken.await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn take(
    site: &Site,
    request: &Request,
    files: Option<&EvidenceFiles>,
    (claim, parts): (&Claim, &Parts),
    body: axum::body::Body,
) -> Result<Response, Refused> {
    let words = Words(request.lang);
    if !takes_evidence(claim.state) {
        return Err(EvidenceRefused::NotNow.refuse(words));
    }
    let files = files.ok_or_else(|| EvidenceRefused::NotHere.refuse(words))?;
    let (name, bytes) = read(parts, body).await.map_err(|refused| refused.refuse(words))?;
    match files.take(site, claim, &name, bytes).await {
        Ok(_) => Ok(see_other(request, &request.path)),
        Err(error) => Err(not_taken(words, error)),
    }
}

fn not_taken(words: Words, error: NotTaken) -> Refused {
    let refused = match error {
        NotTaken::Bad(BadFile::Unreadable) => EvidenceRefused::Unreadable,
        NotTaken::Bad(BadFile::TooManyPixels) => EvidenceRefused::TooManyPixels,
        NotTaken::Bad(BadFile::TooManyPages) => EvidenceRefused::TooManyPages,
        NotTaken::Harmful => EvidenceRefused::Harmful,
        NotTaken::Claim(EvidenceError::NotNow(_)) => EvidenceRefused::NotNow,
        NotTaken::Claim(EvidenceError::TooMany) => EvidenceRefused::TooMany,
        NotTaken::Claim(EvidenceError::Known) => EvidenceRefused::Known,
        NotTaken::Claim(EvidenceError::Store(error)) => return error.into(),
        NotTaken::Disk(error) => return PageError::broken(&error).into(),
    };
    refused.refuse(words)
}

const fn fault(error: &multer::Error) -> EvidenceRefused {
    match error {
        multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. } => EvidenceRefused::TooLarge,
        _ => EvidenceRefused::BrokenOff,
    }
}

/// The field `file`, piece by piece, no more of it than is taken in: whatever its length says, what is too long is let go of there.
async fn read(parts: &Parts, body: axum::body::Body) -> Result<(String, Vec<u8>), EvidenceRefused> {
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let boundary = multer::parse_boundary(kind).map_err(|_| EvidenceRefused::NoFile)?;
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    let size = multer::SizeLimit::new().whole_stream(most + AROUND).for_field("file", most);
    let mut form = multer::Multipart::with_constraints(body.into_data_stream(), boundary, multer::Constraints::new().size_limit(size));
    while let Some(mut field) = form.next_field().await.map_err(|error| fault(&error))? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
        let mut bytes = Vec::new();
        while let Some(piece) = field.chunk().await.map_err(|error| fault(&error))? {
            bytes.extend_from_slice(&piece);
        }
        return if bytes.is_empty() { Err(EvidenceRefused::NoFile) } else { Ok((name, bytes)) };
    }
    Err(EvidenceRefused::NoFile)
}

/// `POST /me/claims/{number}/evidence/{id}`: takes a file away again.
pub async fn post_remove(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Extension(files): Extension<Option<EvidenceFiles>>,
    parts: Parts,
) -> Response {
    match remove(&site, &request, files.as_ref()).await {
        Ok(response) => response,
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

async fn remove(site: &Site, request: &Request, files: Option<&EvidenceFiles>) -> Result<Response, PageError> {
    let visit = pressed(site, request).await?;
    let number = number_in(request, 3)?;
    let claim = site.store.claim_of_person(visit.incident_id, visit.person_id, &number).await?.ok_or(PageError::NotFound)?;
    let evidence = find(site, &claim, request, 5).await?;
    let mut tx = site.store.write().await?;
    let removed = match site.store.remove_evidence(&mut tx, &claim, evidence.evidence_id).await {
        Ok(removed) => removed,
        Err(EvidenceError::Store(error)) => return Err(error.into()),
        Err(_) => false,
    };
    tx.commit().await?;
    if let Some(files) = files.filter(|_| removed) {
        files.throw_away((evidence.incident_id, evidence.evidence_id), evidence.pages).await;
    }
    Ok(see_other(request, &format!("{}/evidence", path_of(&claim.number))))
}

async fn find(site: &Site, claim: &Claim, request: &Request, segment: usize) -> Result<store::evidence::Evidence, PageError> {
    let id: EvidenceId = request.path.split('/').nth(segment).and_then(|id| id.parse().ok()).ok_or(PageError::NotFound)?;
    let all = site.store.evidence_of(claim).await?;
    all.into_iter().find(|evidence| evidence.evidence_id == id).ok_or(PageError::NotFound)
}

/// `GET /me/claims/{number}/evidence/{id}/{page}`: a page for its person.
pub async fn get(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Extension(files): Extension<Option<EvidenceFiles>>,
    parts: Parts,
) -> Response {
    let page = async {
        let visit = reader(&site, &request).await?;
        let number = number_in(&request, 3)?;
        let claim = site.store.claim_of_person(visit.incident_id, visit.person_id, &number).await?.ok_or(PageError::NotFound)?;
        page(&site, &claim, &request, files.as_ref(), 5).await
    };
    match page.await {
        Ok(response) => response,
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

/// `GET /staff/incidents/{slug}/claims/{number}/evidence/{id}/{page}`: a page for a reviewer; that they looked is written down.
pub async fn get_for_staff(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Extension(files): Extension<Option<EvidenceFiles>>,
    parts: Parts,
) -> Response {
    let page = async {
        let desk = ClaimsDesk::open(&site, &request, slug_of(&request)).await?;
        let number = number_in(&request, 5)?;
        let claim = site.store.claim_by_number(desk.incident.incident_id, &number).await?;
        let claim = claim.filter(|claim| claim.sent_at.is_some()).ok_or(PageError::NotFound)?;
        let person = (claim.incident_id, claim.person_id);
        look(&site, &desk.staff, person, "evidence", json!({ "number": claim.number.as_str() })).await?;
        page(&site, &claim, &request, files.as_ref(), 7).await
    };
    match page.await {
        Ok(response) => response,
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

/// A picture, drawn by us: a browser can take it for nothing else.
async fn page(site: &Site, claim: &Claim, request: &Request, files: Option<&EvidenceFiles>, segment: usize) -> Result<Response, PageError> {
    let evidence = find(site, claim, request, segment).await?;
    let number: i64 = request.path.split('/').nth(segment + 1).and_then(|page| page.parse().ok()).ok_or(PageError::NotFound)?;
    let files = files.ok_or(PageError::NotFound)?;
    let bytes = match files.page(&site.store, &evidence, number).await {
        Ok(bytes) => bytes.ok_or(PageError::NotFound)?,
        Err(error) => return Err(PageError::broken(&error)),
    };
    let mut response = bytes.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    Ok(response)
}
