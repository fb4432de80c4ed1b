//! A claim is begun, by its person or for somebody who wants it on paper.

use domain::{
    benefit::{ClaimLine, MoneyTerms},
    claim::ClaimState,
    ids::PersonId,
    lang::Lang,
};
use store::{
    Tx,
    benefits::Benefit,
    claims::{Claim, ClaimError, NewClaim},
};

use crate::site::Site;

/// Begins a claim for a benefit, or goes on with the one there is. True when everything that can be filled in is: a fixed sum has no lines.
///
/// # Errors
/// When the store fails; the transaction must then be dropped.
pub async fn begin(
    site: &Site,
    tx: &mut Tx,
    benefit: &Benefit<MoneyTerms>,
    (person_id, lang): (PersonId, Lang),
) -> Result<(Claim, bool), ClaimError> {
    let (incident_id, benefit_id, terms) = (benefit.incident_id, benefit.benefit_id, &benefit.terms);
    let claim = site.store.begin_claim(tx, NewClaim { incident_id, benefit_id, person_id, terms, lang }, site.now()).await?;
    let is_filled = claim.terms.is_sum() && claim.lines.is_empty() && claim.state == ClaimState::Draft;
    if is_filled {
        let claim = site.store.save_claim(tx, &claim, &[ClaimLine::Cash]).await?;
        return Ok((claim, true));
    }
    Ok((claim, false))
}
