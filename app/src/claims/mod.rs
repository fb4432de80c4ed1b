//! Claims, as pages, forms and mails have them in common.

mod begin;
mod due;
mod mail;
mod paper;
mod unasked;
mod words;

use domain::{benefit::MoneyTerms, claim::ClaimNumber, incident::Incident, person::Person, request::day_in_zone};
use store::{StoreError, benefits::Benefit, claims::Claim};

pub use begin::begin;
pub use due::{redirect, remind, remind_of_question};
pub use mail::{News, tell};
pub use paper::paper_form;
pub use unasked::{begin_unasked, grant_unasked};
pub use words::{
    asked_words, claim_title, expense_words, happened_words, kind_title, kind_words, line_words, payout_words, refusal_words, state_words,
    terms_words,
};

use crate::{error::PageError, request::Request, site::Site};

/// Something a person can ask for, or has asked for.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What it is.
    pub benefit: Benefit<MoneyTerms>,
    /// Their claim, unless they took it back.
    pub claim: Option<Claim>,
}

/// What a person can ask for today, and what they have asked for, whatever became of the offer.
///
/// # Errors
/// When the store fails.
pub async fn choices(site: &Site, incident: &Incident, person: &Person) -> Result<Vec<Choice>, StoreError> {
    let benefits = site.store.money_benefits(incident.incident_id).await?;
    if benefits.is_empty() {
        return Ok(Vec::new());
    }
    let claims = site.store.claims_of_person(incident.incident_id, person.person_id).await?;
    let today = day_in_zone(site.now(), &incident.zone);
    let choices = benefits.into_iter().filter_map(|benefit| {
        let live = |claim: &&Claim| claim.benefit_id == benefit.benefit_id && claim.state != domain::claim::ClaimState::Withdrawn;
        let claim = claims.iter().find(live).cloned();
        let is_theirs = claim.is_some() || benefit.is_open_on(&today) && benefit.eligible.includes(person);
        is_theirs.then_some(Choice { benefit, claim })
    });
    Ok(choices.collect())
}

/// The number in `/me/claims/{number}…` or `/staff/incidents/{slug}/claims/{number}`.
///
/// # Errors
/// [`PageError::NotFound`] when it is none.
pub fn number_in(request: &Request, segment: usize) -> Result<ClaimNumber, PageError> {
    let text = request.path.split('/').nth(segment).unwrap_or_default();
    ClaimNumber::parse(text).map_err(|_| PageError::NotFound)
}

/// The address of a claim for staff, without the language's prefix.
#[must_use]
pub fn staff_path_of(incident: &Incident, number: &ClaimNumber) -> String {
    format!("/staff/incidents/{}/claims/{}", incident.slug, number.as_str().to_lowercase())
}

/// The address of a claim for its person, without the language's prefix.
#[must_use]
pub fn path_of(number: &ClaimNumber) -> String {
    format!("/me/claims/{}", number.as_str().to_lowercase())
}
