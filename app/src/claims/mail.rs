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
    /// Money comes without being asked for.
    Unasked,
    /// That money was granted.
    UnaskedGoes,
    /// Granted, whole or in part.
    Granted,
    /// Refused.
    Refused,
    /// The money arrived.
    Paid,
    /// The money came back; a cheque follows.
    CameBack,
    /// A cheque came back: its person has to say where the money goes.
    Where,
    /// A cheque has not been paid in.
    Uncashed,
    /// A question has no answer yet.
    Reminder,
    /// Where the money goes was changed.
    Redirected,
}

impl News {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Question => "question",
            Self::Unasked => "unasked",
            Self::UnaskedGoes => "unasked_goes",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Paid => "paid",
            Self::CameBack => "came_back",
            Self::Where => "where",
            Self::Uncashed => "uncashed",
            Self::Reminder => "reminder",
            Self::Redirected => "redirected",
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
    let (granted, asked) = (money(claim.granted), super::asked_words(words, claim).unwrap_or_default());
    let values = [claim.number.as_str(), news.as_str(), &asked, &granted, said, &day];
    let mail = OutgoingMail::claim(email.as_str(), claim.lang, values);
    store.enqueue(tx, Some(claim.incident_id), &mail, None, now).await.map(|_| ())
}
