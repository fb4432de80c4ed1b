//! Gifts, as a person has them: offered, taken, waited for or refused.

use domain::{benefit::Goodwill, clock::Timestamp, ids::IncidentId, incident::Incident, person::Person, request::day_in_zone};
use store::{
    Store, StoreError, Tx,
    benefits::{Benefit, GivenCode},
    outbox::OutgoingMail,
};

use crate::site::Site;

/// Where a person stands with a gift.
pub enum Gift {
    /// They can have it.
    Offered,
    /// They said no. They can change their mind.
    Refused,
    /// They have it.
    Has(GivenCode),
    /// They said yes, and there was no code; the day by which we write.
    Waits(String),
}

/// Every gift a person can have or has. Who has a code keeps it, whatever became of the offer.
///
/// # Errors
/// When the store fails.
pub async fn gifts_of(site: &Site, incident: &Incident, person: &Person) -> Result<Vec<(Benefit<Goodwill>, Gift)>, StoreError> {
    let (store, id) = (&site.store, incident.incident_id);
    let today = day_in_zone(site.now(), &incident.zone);
    let mut gifts = Vec::new();
    for benefit in store.gifts(id).await? {
        let gift = if let Some(code) = store.code_of(id, benefit.benefit_id, person.person_id).await? {
            Gift::Has(code)
        } else if let Some(day) = store.waits_until(id, benefit.benefit_id, person.person_id).await? {
            Gift::Waits(day)
        } else if !benefit.is_open_on(&today) || !benefit.eligible.includes(person) {
            continue;
        } else if store.is_gift_refused(id, benefit.benefit_id, person.person_id).await? {
            Gift::Refused
        } else {
            Gift::Offered
        };
        gifts.push((benefit, gift));
    }
    Ok(gifts)
}

/// Queues the mail with a gift's code, in the transaction that gave it; nothing for who has no e-mail address.
///
/// # Errors
/// When the store fails.
pub async fn mail_gift(
    store: &Store,
    tx: &mut Tx,
    incident: IncidentId,
    person: &Person,
    (benefit, code): (&Benefit<Goodwill>, &GivenCode),
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(email) = person.contact.email_address() else { return Ok(()) };
    let values = [benefit.terms.what.get(person.lang).as_str(), code.code.as_str(), benefit.terms.url.as_str()];
    let mail = OutgoingMail::goodwill(email.as_str(), person.lang, values);
    store.enqueue(tx, Some(incident), &mail, None, now).await.map(|_| ())
}
