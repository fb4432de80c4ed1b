//! What the pages and forms about benefits share.

use std::sync::LazyLock;

use domain::{
    benefit::{BenefitState, Eligible, Goodwill, MoneyTerms, RedItem},
    ids::BenefitId,
    incident::Incident,
    law::{ProtectionDuty, ProtectionLaw},
    person::Kind,
};
use store::benefits::Benefit;

use crate::{error::PageError, request::Request, site::Site, words::Words};

static LAW: LazyLock<Option<ProtectionLaw>> = LazyLock::new(|| {
    let law = ProtectionLaw::bundled();
    law.inspect_err(|error| tracing::error!(%error, "nothing is known of what states ask for")).ok()
});

/// What the catalogue of the law calls a kind of data, where that is another word than the catalogue of guidance has.
const OTHER_NAMES: [(&str, &str); 1] = [("taxpayer_id", "tax_id")];

/// The longest that any state's law asks for, for the data of an incident, and the day the catalogue is of.
#[must_use]
pub fn floor(incident: &Incident) -> Option<(&'static ProtectionDuty, &'static str)> {
    let law = LAW.as_ref()?;
    let name_of =
        |data: &str| OTHER_NAMES.iter().find(|(of_law, _)| *of_law == data).map_or(data.to_owned(), |(_, ours)| (*ours).to_owned());
    let has = |data: &str| incident.categories.iter().any(|category| category.id() == name_of(data));
    law.longest(has).map(|duty| (duty, law.as_of.as_str()))
}

/// An offer of one sort or another.
pub enum Offer {
    /// Identity protection.
    Protection(Box<Benefit>),
    /// Money.
    Money(Box<Benefit<MoneyTerms>>),
    /// A gift.
    Gift(Box<Benefit<Goodwill>>),
}

/// The benefit in `/staff/incidents/{slug}/benefits/{id}`.
///
/// # Errors
/// [`PageError::NotFound`] when the incident has none of that id; that of the store.
pub async fn offer_of(site: &Site, request: &Request, incident: &Incident) -> Result<Offer, PageError> {
    let id: BenefitId = request.path.split('/').nth(5).and_then(|id| id.parse().ok()).ok_or(PageError::NotFound)?;
    if let Some(benefit) = site.store.benefit(incident.incident_id, id).await? {
        return Ok(Offer::Protection(Box::new(benefit)));
    }
    if let Some(benefit) = site.store.gift(incident.incident_id, id).await? {
        return Ok(Offer::Gift(Box::new(benefit)));
    }
    let benefit = site.store.money_benefit(incident.incident_id, id).await?;
    benefit.map(|benefit| Offer::Money(Box::new(benefit))).ok_or(PageError::NotFound)
}

/// Until when people can ask for it, for staff: the days of grace too.
#[must_use]
pub fn last_day_words<T>(words: Words, benefit: &Benefit<T>) -> String {
    benefit.last_day.as_ref().map_or_else(
        || words.t("benefits-no-last-day"),
        |day| words.with("benefits-last-and-grace", &[("date", &words.date(day)), ("days", &benefit.grace_days)]),
    )
}

/// How far a benefit is.
#[must_use]
pub fn state_words(words: Words, state: BenefitState) -> String {
    match state {
        BenefitState::Draft => words.t("benefits-draft"),
        BenefitState::Open => words.t("benefits-open"),
        BenefitState::Closed => words.t("benefits-closed"),
    }
}

/// Who can have a benefit, in a sentence.
#[must_use]
pub fn eligible_words(site: &Site, words: Words, eligible: &Eligible) -> String {
    if eligible.is_everybody() {
        return words.t("benefits-for-everybody");
    }
    let mut said = vec![words.t("benefits-for-some")];
    if !eligible.categories.is_empty() {
        let labels: Vec<&str> = eligible.categories.iter().map(|category| site.guidance.category(category).label.get(words.0)).collect();
        said.push(words.with("staff-updates-for-categories", &[("list", &labels.join(", "))]));
    }
    if !eligible.places.is_empty() {
        said.push(words.with("staff-updates-for-places", &[("list", &eligible.places.join(", "))]));
    }
    if !eligible.kinds.is_empty() {
        let kinds: Vec<String> = eligible.kinds.iter().map(|kind| kind_words(words, *kind)).collect();
        said.push(words.with("benefits-for-kinds", &[("list", &kinds.join(", "))]));
    }
    said.join(" ")
}

/// A kind of person.
#[must_use]
pub fn kind_words(words: Words, kind: Kind) -> String {
    match kind {
        Kind::Adult => words.t("benefits-kind-adult"),
        Kind::Minor => words.t("benefits-kind-minor"),
        Kind::Deceased => words.t("benefits-kind-deceased"),
    }
}

/// What stands against people in a provider's terms, as people and staff read it.
#[must_use]
pub fn red_words(words: Words, item: RedItem) -> String {
    match item {
        RedItem::Arbitration => words.t("protection-red-arbitration"),
        RedItem::Marketing => words.t("protection-red-marketing"),
        RedItem::Renewal => words.t("protection-red-renewal"),
        RedItem::Card => words.t("protection-red-card"),
    }
}
