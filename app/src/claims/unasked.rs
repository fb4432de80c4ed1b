//! Money that people need not ask for.

use domain::{
    benefit::MoneyTerms,
    claim::{UNASKED_WAITS, decided_by},
    envelope::address_lines,
    ids::{IncidentId, PersonId},
    payout::Payout,
    person::{Kind, Person},
    request::day_in_zone,
};
use store::{
    StoreError,
    claims::{Claim, ClaimError, GrantedUnasked, NewClaim},
};

use super::{News, tell};
use crate::{site::Site, words::Words};

/// Begins the claims of somebody who proved who they are and need not ask, and tells them when the money goes; once, however many servers try.
/// False when nothing was begun.
///
/// # Errors
/// When the store fails.
pub async fn begin_unasked(site: &Site, incident: IncidentId, person: PersonId) -> Result<bool, StoreError> {
    let (store, now) = (&site.store, site.now());
    let zone = store.incident(incident).await?.zone;
    let today = day_in_zone(now, &zone);
    let offers = store.money_benefits(incident).await?;
    let theirs = store.person(incident, person).await?;
    let reached = match &theirs {
        Some(person) => cheque_of(site, person).await?.is_some(),
        None => false,
    };
    let grant_at = now.plus(UNASKED_WAITS);
    let mut begun = false;
    let mut tx = store.write().await?;
    if !store.take_unasked_todo(&mut tx, incident, person).await? {
        return Ok(false);
    }
    if let Some(person) = theirs.filter(|_| reached) {
        let is_theirs = |offer: &&store::benefits::Benefit<MoneyTerms>| {
            matches!(offer.terms, MoneyTerms::Unasked { .. }) && offer.is_open_on(&today) && offer.eligible.includes(&person)
        };
        for offer in offers.iter().filter(is_theirs) {
            let (benefit_id, terms) = (offer.benefit_id, &offer.terms);
            let new = NewClaim { incident_id: incident, benefit_id, person_id: person.person_id, terms, lang: person.lang };
            let claim = store.begin_unasked(&mut tx, new, grant_at, now).await.map_err(ours)?;
            if let Some(claim) = claim {
                let said = Words(claim.lang).with("claims-unasked-on", &[("date", &Words(claim.lang).day(grant_at, &zone))]);
                tell(store, &mut tx, (&claim, &person), News::Unasked, &said, now).await?;
                begun = true;
            }
        }
    }
    tx.commit().await?;
    Ok(begun)
}

/// Grants a claim whose time has come, to go to the address on file, and tells its person; once, however many servers try. False when nothing
/// was granted.
///
/// # Errors
/// When the store fails.
pub async fn grant_unasked(site: &Site, claim: &Claim) -> Result<bool, StoreError> {
    let (store, now) = (&site.store, site.now());
    let person = store.person(claim.incident_id, claim.person_id).await?;
    let zone = store.incident(claim.incident_id).await?.zone;
    let payout = match &person {
        Some(person) => cheque_of(site, person).await?,
        None => None,
    };
    let mut tx = store.write().await?;
    let done = store.grant_unasked(&mut tx, claim, payout.as_ref(), &decided_by(now, &zone), now).await.map_err(ours)?;
    let words = Words(claim.lang);
    let is_granted = matches!(done, GrantedUnasked::Now(_));
    if let Some(person) = person.filter(|person| person.kind != Kind::Deceased) {
        match done {
            GrantedUnasked::Now(claim) => {
                tell(store, &mut tx, (&claim, &person), News::UnaskedGoes, &words.t("claims-unasked-goes"), now).await?;
            }
            GrantedUnasked::Nowhere => {
                tell(store, &mut tx, (claim, &person), News::Unasked, &words.t("claims-unasked-nowhere"), now).await?;
            }
            GrantedUnasked::Before => {}
        }
    }
    tx.commit().await?;
    Ok(is_granted)
}

/// A cheque to the address we hold; nothing where there is none, where letters came back from it, or for who has died: somebody else then says
/// where it goes.
async fn cheque_of(site: &Site, person: &Person) -> Result<Option<Payout>, StoreError> {
    let contact = &person.contact;
    if person.kind == Kind::Deceased || !contact.has_postal_address() {
        return Ok(None);
    }
    let marks = site.store.person_marks(person.incident_id, person.person_id).await?;
    let is_good = marks.is_some_and(|marks| marks.moved_at.is_none());
    let address = address_lines(person, &site.settings.home_country).join("\n");
    Ok(is_good.then(|| Payout::Cheque { name: contact.full_name(), address }))
}

/// What is refused here was no person's wish: the row makes no sense.
fn ours(error: ClaimError) -> StoreError {
    match error {
        ClaimError::Store(error) => error,
        ClaimError::Refused(_) => StoreError::Nonsense { table: "claims", column: "grant_at" },
    }
}
