//! What has its time with a claim: reminders, and changes of where the money goes.

use domain::claim::{ClaimAct, decided_by};
use store::{
    StoreError,
    claims::Claim,
    money::Uncashed,
    payout_changes::{PayoutChange, Redirected},
};

use super::{News, payout_words, tell};
use crate::{site::Site, words::Words};

/// Reminds somebody of a cheque that nobody has paid in; once, however many servers try. False when there was nothing to remind of.
///
/// # Errors
/// When the store fails.
pub async fn remind(site: &Site, cheque: &Uncashed) -> Result<bool, StoreError> {
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

/// Reminds somebody of a question they have not answered; once, however many servers try. False when there was nothing to remind of.
///
/// # Errors
/// When the store fails.
pub async fn remind_of_question(site: &Site, claim: &Claim, reminded: i64) -> Result<bool, StoreError> {
    let (store, now) = (&site.store, site.now());
    let person = store.person(claim.incident_id, claim.person_id).await?;
    let events = store.claim_events(claim).await?;
    let asked = events.into_iter().rev().find(|event| event.act == ClaimAct::AskMore).and_then(|event| event.words);
    let mut tx = store.write().await?;
    if !store.note_question_reminder(&mut tx, claim, reminded).await? {
        return Ok(false);
    }
    if let Some(person) = person {
        tell(store, &mut tx, (claim, &person), News::Reminder, asked.as_deref().unwrap_or_default(), now).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Does a change of where the money goes that has waited long enough, and tells its person; once, however many servers try. False when there
/// was nothing to do.
///
/// # Errors
/// When the store fails.
pub async fn redirect(site: &Site, change: &PayoutChange) -> Result<bool, StoreError> {
    let (store, now) = (&site.store, site.now());
    let person = store.person(change.incident_id, change.person_id).await?;
    let zone = store.incident(change.incident_id).await?.zone;
    let Some(claim) = store.claim(change.incident_id, change.claim_id).await? else { return Ok(false) };
    let words = Words(claim.lang);
    let was = claim.payout.as_ref().map(|payout| payout_words(words, payout)).unwrap_or_default();
    let said = words.with("claims-redirected", &[("was", &was), ("is", &payout_words(words, &change.payout))]);
    let mut tx = store.write().await?;
    let done = store.do_payout_change(&mut tx, change, (&said, &decided_by(now, &zone)), now).await?;
    let act = match done {
        Redirected::Before => return Ok(false),
        Redirected::Dropped => "payout.stop",
        Redirected::Now(claim) => {
            if let Some(person) = person {
                tell(store, &mut tx, (&claim, &person), News::Redirected, &said, now).await?;
            }
            "payout.change"
        }
    };
    store.note_contact_change(&mut tx, change.incident_id, change.person_id, act, "the program", now).await?;
    tx.commit().await?;
    Ok(true)
}
