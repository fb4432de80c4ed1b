//! `POST /me/claims` and below: begun, filled in, sent, answered, appealed, taken back.

mod evidence;
mod fill;
mod payout;
mod redirect;
mod send;

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{ids::BenefitId, incident::Incident, person::Person};
use http::request::Parts;
use store::{
    claims::{Claim, ClaimError, ClaimRefusal},
    visits::Visit,
};

pub use evidence::EvidenceRefused;
pub use fill::minutes_of_steps;
pub(super) use fill::{line_typed, lines_without};
pub(super) use payout::read as payout_typed;
pub(super) use send::begins_at;

use super::{FormState, Mistake, Refused};
use crate::{
    claims::{self, choices, number_in, path_of, refusal_words},
    error::PageError,
    request::Request,
    site::Site,
    visit::{pressed, see_other},
    words::Words,
};

type Typed = BTreeMap<String, String>;
type Body = Result<Form<Typed>, FormRejection>;

/// Begins a claim, or goes on with the one there is.
pub async fn post(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    answered(begin(&site, &request, typed(body)).await, &site, &request, &parts).await
}

/// A line added or removed, an answer, an appeal, a withdrawal.
pub async fn post_one(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    answered(fill::act(&site, &request, typed(body)).await, &site, &request, &parts).await
}

/// Where the money goes.
pub async fn post_payout(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    answered(payout::save(&site, &request, typed(body)).await, &site, &request, &parts).await
}

/// It is sent.
pub async fn post_send(State(site): State<Site>, Extension(request): Extension<Request>, parts: Parts, body: Body) -> Response {
    let browser = parts.headers.get(http::header::USER_AGENT).and_then(|name| name.to_str().ok()).unwrap_or_default();
    answered(send::send(&site, &request, browser, typed(body)).await, &site, &request, &parts).await
}

async fn answered(done: Result<Response, Refused>, site: &Site, request: &Request, parts: &Parts) -> Response {
    match done {
        Ok(response) => response,
        Err(refused) => refused.respond(site, request, parts).await,
    }
}

fn typed(body: Body) -> Typed {
    let mut typed = body.map(|Form(typed)| typed).unwrap_or_default();
    typed.remove(crate::form_token::FIELD);
    typed
}

/// Who presses, and what they press on.
struct Pressed {
    visit: Visit,
    incident: Incident,
    person: Person,
}

impl Pressed {
    async fn load(site: &Site, request: &Request) -> Result<Self, PageError> {
        let visit = pressed(site, request).await?;
        let incident = site.store.incident(visit.incident_id).await?;
        let person = site.store.person(visit.incident_id, visit.person_id).await?.ok_or(PageError::SignInFirst)?;
        Ok(Self { visit, incident, person })
    }

    /// The claim of the address, when it is theirs.
    async fn claim(&self, site: &Site, request: &Request) -> Result<Claim, PageError> {
        let number = number_in(request, 3)?;
        let claim = site.store.claim_of_person(self.visit.incident_id, self.visit.person_id, &number).await?;
        claim.ok_or(PageError::NotFound)
    }
}

/// What the store would not do, with what was typed: beside the field where words are missing, and otherwise above everything, since the field
/// may not be there any more.
fn refused(error: ClaimError, request: &Request, typed: Typed) -> Refused {
    let refusal = match error {
        ClaimError::Store(error) => return error.into(),
        ClaimError::Refused(refusal) => refusal,
    };
    let field = if refusal == ClaimRefusal::NoWords { "words" } else { "act" };
    mistaken(typed, field, refusal_words(Words(request.lang), refusal))
}

fn mistaken(typed: Typed, field: &'static str, words: String) -> Refused {
    Refused::Form(FormState { typed, mistakes: vec![Mistake { field, words }] })
}

/// The claim as the form saw it: a form of an older version changes nothing.
fn seen(claim: Claim, typed: &Typed) -> Claim {
    let version = typed.get("seen").and_then(|seen| seen.parse().ok()).unwrap_or(-1);
    Claim { version, ..claim }
}

async fn begin(site: &Site, request: &Request, typed: Typed) -> Result<Response, Refused> {
    let who = Pressed::load(site, request).await?;
    let benefit: BenefitId = typed.get("benefit").and_then(|id| id.parse().ok()).ok_or(PageError::NotFound)?;
    // What is not offered to them is not there.
    let choice = choices(site, &who.incident, &who.person).await?.into_iter().find(|choice| choice.benefit.benefit_id == benefit);
    let benefit = choice.ok_or(PageError::NotFound)?.benefit;
    let mut tx = site.store.write().await?;
    let whose = (who.visit.person_id, request.lang);
    let (claim, is_filled) = claims::begin(site, &mut tx, &benefit, whose).await.map_err(|error| refused(error, request, Typed::new()))?;
    tx.commit().await?;
    let end = if is_filled { "/payout" } else { "" };
    Ok(see_other(request, &format!("{}{end}", path_of(&claim.number))))
}
