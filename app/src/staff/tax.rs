//! Payments that a tax office may have to hear of. The operator says from which sum a year; what people got back for expenses does not count.

use domain::{
    benefit::BenefitKind,
    clock::Timestamp,
    incident::Incident,
    money::{Currency, Money},
};
use store::{StoreError, claims::Claim, money::Taxed};

use crate::{site::Site, words::Words};

/// People that are named at most.
const SHOWN: i64 = 100;

/// From which sum a year; none when the operator has set none.
#[must_use]
pub fn threshold(site: &Site) -> Option<Money> {
    let text = site.settings.payments.tax_form_from.trim();
    let (amount, currency) = text.rsplit_once(' ')?;
    Money::parse(amount, Currency::parse(currency)?).ok().filter(|money| money.cents > 0)
}

/// The calendar year of now, in the zone of the incident.
struct Year {
    number: i16,
    from: Timestamp,
    before: Timestamp,
}

impl Year {
    fn of(now: Timestamp, zone: &str) -> Option<Self> {
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let number = now.to_jiff().to_zoned(zone.clone()).year();
        let first = |year: i16| {
            let day = jiff::civil::Date::new(year, 1, 1).ok()?.to_zoned(zone.clone()).ok()?;
            Some(Timestamp::from_micros(day.timestamp().as_microsecond()))
        };
        Some(Self { number, from: first(number)?, before: first(number.checked_add(1)?)? })
    }
}

/// What a reviewer should know: that this claim takes its person to the sum. Nothing when it does not.
///
/// # Errors
/// When the store fails.
pub async fn flag(site: &Site, words: Words, incident: &Incident, claim: &Claim) -> Result<Option<String>, StoreError> {
    let year = Year::of(site.now(), &incident.zone);
    let Some((from_sum, year)) = threshold(site).zip(year) else { return Ok(None) };
    if claim.terms.kind() == BenefitKind::Expenses {
        return Ok(None);
    }
    let who = (incident.incident_id, claim.person_id);
    let paid = site.store.taxable_of(who, (year.from, year.before), from_sum).await?;
    let settled = claim.state.is_over();
    let more = claim.granted.or(claim.asked).filter(|money| money.currency == from_sum.currency && !settled).map_or(0, |money| money.cents);
    let sum = Money::new(paid.cents.saturating_add(more), from_sum.currency);
    let says =
        || words.with("tax-flag", &[("amount", &words.money(sum)), ("year", &year.number.to_string()), ("from", &words.money(from_sum))]);
    Ok((sum.cents >= from_sum.cents).then(says))
}

/// Everybody who was paid the sum this year, and a sentence about them; nothing when the operator has set no sum.
///
/// # Errors
/// When the store fails.
pub async fn reached(site: &Site, words: Words, incident: &Incident) -> Result<Option<(String, Vec<Taxed>)>, StoreError> {
    let year = Year::of(site.now(), &incident.zone);
    let Some((from_sum, year)) = threshold(site).zip(year) else { return Ok(None) };
    let people = site.store.taxed(incident.incident_id, (year.from, year.before), from_sum, SHOWN).await?;
    let count = i64::try_from(people.len()).unwrap_or(SHOWN);
    let says = words.with("tax-reached", &[("count", &count), ("year", &year.number.to_string()), ("from", &words.money(from_sum))]);
    Ok(Some((says, people)))
}
