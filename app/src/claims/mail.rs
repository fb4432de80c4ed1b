//! What a person is told by mail about their claim.

use domain::person::Person;
use store::{Store, StoreError, Tx, claims::Claim, outbox::OutgoingMail};

use crate::words::Words;

/// What happened with a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// We have it, or the appeal.
    Received,
    /// Something is asked.
    Question,
    /// Granted, whole or in part.
    Granted,
    /// Refused.
    Refused,
    /// The money arrived.
    Paid,
    /// The money came back; a cheque follows.
    CameBack,
    /// A cheque has not been paid in.
    Uncashed,
}

impl News {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Question => "question",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Paid => "paid",
            Self::CameBack => "came_back",
            Self::Uncashed => "uncashed",
        }
    }
}

/// Queues the mail about it, in the transaction in which it happened, with what was said; nothing for who has no e-mail address.
///
/// # Errors
/// When the store fails.
pub async fn tell(
    store: &Store,
    tx: &mut Tx,
    (claim, person): (&Claim, &Person),
    news: News,
    said: &str,
    now: domain::clock::Timestamp,
) -> Result<(), StoreError> {
    let Some(email) = person.contact.email_address() else { return Ok(()) };
    let words = Words(claim.lang);
    let money = |amount: Option<domain::money::Money>| amount.map(|amount| words.money(amount)).unwrap_or_default();
    let day = claim.promised_on.as_deref().map(|day| words.date(day)).unwrap_or_default();
    let (granted, asked) = (money(claim.granted), money(claim.asked));
    let values = [claim.number.as_str(), news.as_str(), &asked, &granted, said, &day];
    let mail = OutgoingMail::claim(email.as_str(), claim.lang, values);
    store.enqueue(tx, Some(claim.incident_id), &mail, None, now).await.map(|_| ())
}

/// Reminds somebody of a cheque that nobody has paid in; once, however many servers try. False when there was nothing to remind of.
///
/// # Errors
/// When the store fails.
pub async fn remind(site: &crate::site::Site, cheque: &store::money::Uncashed) -> Result<bool, StoreError> {
    let (store, payment, now) = (&site.store, &cheque.payment, site.now());
    let person = store.person(payment.incident_id, payment.person_id).await?;
    let claim = store.claim(payment.incident_id, payment.claim_id).await?;
    let zone = store.incident(payment.incident_id).await?.zone;
    let mut tx = store.write().await?;
    if !store.note_reminder(&mut tx, cheque).await? {
        return Ok(false);
    }
    if let Some((claim, person)) = claim.zip(person) {
        let words = Words(claim.lang);
        let (amount, day) = (words.money(payment.amount), words.day(cheque.released_at, &zone));
        let said = words.with("claims-uncashed", &[("amount", &amount), ("date", &day)]);
        tell(store, &mut tx, (&claim, &person), News::Uncashed, &said, now).await?;
    }
    tx.commit().await?;
    Ok(true)
}
