//! Where the money goes, changed after the claim was sent: asked, proven with six digits from the address on file, or stopped.

use axum::response::Response;
use domain::{code::OneTimeCode, payout::Payout, visit::ONE_TIME_CODE};
use store::{
    budgets::{Decision, Limit},
    claims::Claim,
    contact_changes::ChangeOutcome,
    outbox::OutgoingMail,
};

use super::{FormState, Mistake, Pressed, Typed, refused};
use crate::{
    error::{PageError, seconds_until},
    forms::Refused,
    request::Request,
    site::Site,
    visit::see_other,
    words::Words,
};

/// Keeps what is asked for and mails six digits to the address on file. Who has none is sent to a person: nothing here could tell them.
pub(super) async fn ask(
    site: &Site,
    request: &Request,
    who: &Pressed,
    claim: &Claim,
    (payout, typed): (&Payout, Typed),
) -> Result<Response, Refused> {
    let (words, now) = (Words(request.lang), site.now());
    let Some(email) = who.person.contact.email_address() else {
        return Err(Refused::field("act", words.t("claims-redirect-no-email")));
    };
    if claim.payout.as_ref() == Some(payout) {
        return Err(Refused::Form(FormState { typed, mistakes: vec![Mistake { field: "way", words: words.t("claims-redirect-same") }] }));
    }
    let mut tx = site.store.write().await?;
    let limit = Limit::per_hour(site.settings.budgets.codes_per_hour);
    if let Decision::TryAgain(until) = site.store.spend(&mut tx, who.visit.way_in().codes(), limit, now).await? {
        let minutes = i64::try_from(seconds_until(until, now).div_ceil(60)).unwrap_or(i64::MAX);
        let words = words.with("visit-codes-spent", &[("minutes", &minutes)]);
        return Err(Refused::TooOften(FormState { typed, mistakes: vec![Mistake { field: "way", words }] }, until));
    }
    let code = site.store.ask_payout_change(&mut tx, claim, payout, now).await.map_err(|error| refused(error, request, typed))?;
    let mail = OutgoingMail::payout_code(email.as_str(), request.lang, code.as_str());
    let mail = site.store.enqueue(&mut tx, Some(claim.incident_id), &mail, Some(now.plus(ONE_TIME_CODE)), now).await?;
    site.store.mail_is_for(&mut tx, mail, claim.person_id).await?;
    tx.commit().await?;
    Ok(see_other(request, &request.path))
}

/// Six digits: right, the change waits and the address on file is told at once how to stop it.
pub(super) async fn prove(site: &Site, request: &Request, who: &Pressed, claim: &Claim, typed: &Typed) -> Result<Response, Refused> {
    let (words, now) = (Words(request.lang), site.now());
    let digits = typed.get("digits").map(String::as_str).unwrap_or_default();
    let code = OneTimeCode::parse(digits).map_err(|_| Refused::field("digits", words.t("enter-not-six")))?;
    let pending = site.store.pending_payout_change(claim).await?.filter(|pending| pending.takes_effect_at.is_none());
    let Some(pending) = pending else { return Ok(see_other(request, &request.path)) };
    let mut tx = site.store.write().await?;
    let tried = site.store.prove_payout_change(&mut tx, &pending, &code, now).await;
    let said = match tried.map_err(|error| refused(error, request, Typed::new()))? {
        ChangeOutcome::Waits(takes_effect, stop) => {
            let (incident, person) = (&who.incident, &who.person);
            let email = person.contact.email_address().ok_or(PageError::NotFound)?;
            let time = Words(person.lang).moment(takes_effect, &incident.zone);
            let mail = OutgoingMail::payout_change(email.as_str(), person.lang, [claim.number.as_str(), &time], &stop);
            site.store.tell_old_address(&mut tx, claim.incident_id, claim.person_id, &mail, now).await?;
            site.store.note_contact_change(&mut tx, claim.incident_id, claim.person_id, "payout.ask", "the person", now).await?;
            None
        }
        // The try is counted also when it was wrong.
        ChangeOutcome::Wrong(tries) => Some(words.with("enter-wrong", &[("tries", &tries)])),
        ChangeOutcome::Over => Some(words.t("contact-code-over")),
    };
    tx.commit().await?;
    match said {
        Some(words) => Err(Refused::field("digits", words)),
        None => Ok(see_other(request, &request.path)),
    }
}

/// Whoever asked thinks better of it.
pub(super) async fn stop(site: &Site, request: &Request, claim: &Claim) -> Result<Response, Refused> {
    let mut tx = site.store.write().await?;
    if site.store.stop_own_payout_change(&mut tx, claim, site.now()).await? {
        site.store.note_contact_change(&mut tx, claim.incident_id, claim.person_id, "payout.stop", "the person", site.now()).await?;
        tx.commit().await?;
    }
    Ok(see_other(request, &format!("{}?done=stopped", request.path)))
}
