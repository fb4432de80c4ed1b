//! The form of a claim on paper: `GET /me/claims/{number}/paper.pdf` for its person, `GET /staff/incidents/{slug}/people/{id}/paper/{number}` for
//! support, who sends it by post.

use app::{
    claims::{number_in, paper_form},
    error::PageError,
    forms::count_press,
    request::Request,
    site::Site,
    staff::{SupportDesk, publishing::slug_of, views::look},
    visit::reader,
};
use axum::{
    Extension,
    extract::State,
    response::{IntoResponse, Response},
};
use domain::{claim::ClaimState, ids::PersonId, person::Person};
use http::{HeaderValue, header, request::Parts};
use serde_json::json;
use store::claims::Claim;

use crate::paper::PaperForms;

/// For the person.
pub async fn get(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Extension(forms): Extension<PaperForms>,
    parts: Parts,
) -> Response {
    let form = async {
        let visit = reader(&site, &request).await?;
        // Setting a form takes a moment: as often as buttons are pressed, and no oftener.
        count_press(&site, &request).await?;
        let number = number_in(&request, 3)?;
        let claim = site.store.claim_of_person(visit.incident_id, visit.person_id, &number).await?;
        let person = site.store.person(visit.incident_id, visit.person_id).await?.ok_or(PageError::SignInFirst)?;
        pdf(&site, &forms, claim, &person).await
    };
    match form.await {
        Ok(response) => response,
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

/// For support; that they looked is written down.
pub async fn get_for_staff(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Extension(forms): Extension<PaperForms>,
    parts: Parts,
) -> Response {
    let form = async {
        let desk = SupportDesk::open(&site, &request, slug_of(&request)).await?;
        let incident = desk.incident.incident_id;
        let id: PersonId = request.path.split('/').nth(5).and_then(|id| id.parse().ok()).ok_or(PageError::NotFound)?;
        let number = number_in(&request, 7)?;
        let claim = site.store.claim_of_person(incident, id, &number).await?;
        let person = site.store.person(incident, id).await?.ok_or(PageError::NotFound)?;
        look(&site, &desk.staff, (incident, id), "paper", json!({ "number": number.as_str() })).await?;
        pdf(&site, &forms, claim, &person).await
    };
    match form.await {
        Ok(response) => response,
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

/// The form of a draft; what was sent needs none.
async fn pdf(site: &Site, forms: &PaperForms, claim: Option<Claim>, person: &Person) -> Result<Response, PageError> {
    let claim = claim.filter(|claim| claim.state == ClaimState::Draft).ok_or(PageError::NotFound)?;
    let benefit = site.store.money_benefit(claim.incident_id, claim.benefit_id).await?;
    let incident = site.store.incident(claim.incident_id).await?;
    let last_day = benefit.and_then(|benefit| benefit.last_day);
    let pdf = forms
        .pdf(&claim, paper_form(site, &incident, &claim, person, last_day.as_deref()))
        .await
        .map_err(|error| PageError::broken(&error))?;
    let mut response = pdf.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"));
    let name = format!("attachment; filename=\"{}.pdf\"", claim.number);
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(|error| PageError::broken(&error))?);
    Ok(response)
}
