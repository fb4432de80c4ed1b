//! Identity protection, as a person has it: the offer, their code, or a place in the queue.

use domain::{ids::IncidentId, incident::Incident, person::Person, request::day_in_zone};
use store::{
    Store, StoreError, Tx,
    benefits::{Benefit, Given, GivenCode},
    outbox::OutgoingMail,
};

use crate::{site::Site, words::Words};

/// What a person sees.
pub enum Protection {
    /// There is nothing to have.
    None,
    /// They can have it.
    Offer(Benefit),
    /// They have it.
    Has(Benefit, GivenCode),
    /// They asked, and there was no code; the day by which we write.
    Waits(Benefit, String),
}

/// Where a person stands. Who has a code keeps it, whatever became of the offer; of several they can have, the longest is theirs.
///
/// # Errors
/// When the store fails.
pub async fn protection_of(site: &Site, incident: &Incident, person: &Person) -> Result<Protection, StoreError> {
    let id = incident.incident_id;
    let benefits = site.store.benefits(id).await?;
    for benefit in benefits.iter().rev() {
        if let Some(code) = site.store.code_of(id, benefit.benefit_id, person.person_id).await? {
            return Ok(Protection::Has(benefit.clone(), code));
        }
        if let Some(day) = site.store.waits_until(id, benefit.benefit_id, person.person_id).await? {
            return Ok(Protection::Waits(benefit.clone(), day));
        }
    }
    let today = day_in_zone(site.now(), &incident.zone);
    let theirs = benefits.into_iter().filter(|benefit| benefit.is_open_on(&today) && benefit.eligible.includes(person));
    Ok(theirs.max_by_key(|benefit| benefit.terms.months).map_or(Protection::None, Protection::Offer))
}

/// Queues the mail with somebody's code, in the transaction that gave it; nothing for who has no e-mail address.
///
/// # Errors
/// When the store fails.
pub async fn mail_code(
    store: &Store,
    tx: &mut Tx,
    incident: IncidentId,
    person: &Person,
    (benefit, code): (&Benefit, &GivenCode),
    now: domain::clock::Timestamp,
) -> Result<(), StoreError> {
    let Some(email) = person.contact.email_address() else { return Ok(()) };
    let (words, terms) = (Words(person.lang), &benefit.terms);
    let months = words.with("protection-months", &[("months", &terms.months)]);
    let values = [terms.provider.as_str(), code.code.as_str(), terms.url.as_str(), &words.date(&terms.enrol_by), &months];
    let mail = OutgoingMail::protection_code(email.as_str(), person.lang, values);
    store.enqueue(tx, Some(incident), &mail, None, now).await.map(|_| ())
}

/// Whether a press gave something new: then there is a mail to write.
#[must_use]
pub const fn new_code(given: &Given) -> Option<&GivenCode> {
    match given {
        Given::New(code) => Some(code),
        Given::Same(_) | Given::Waits { .. } => None,
    }
}
