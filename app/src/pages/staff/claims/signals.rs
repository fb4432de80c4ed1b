//! What a reviewer should know before deciding, with the reason. None of it decides.

use domain::{
    claim::{MANY_ON_ONE_DEVICE, TOO_QUICK},
    incident::Incident,
};
use leptos::prelude::*;
use store::claims::Claim;

use crate::{error::PageError, site::Site, staff::tax, words::Words};

pub(super) async fn signals(site: &Site, words: Words, incident: &Incident, claim: &Claim) -> Result<Option<AnyView>, PageError> {
    let sharing = site.store.sharing_payout(claim).await?;
    let papers = site.store.sharing_evidence(claim).await?;
    let device = site.store.sharing_device(claim).await?;
    let took = claim.sent_at.map(|sent| sent.since(claim.made_at)).filter(|took| *took < TOO_QUICK);
    let took = took.and_then(|took| i64::try_from(took.as_secs()).ok());
    let said = [
        (sharing > 0).then(|| words.with("review-signal-payout", &[("count", &sharing)])),
        (papers > 0).then(|| words.with("review-signal-evidence", &[("count", &papers)])),
        (device >= MANY_ON_ONE_DEVICE).then(|| words.with("review-signal-device", &[("count", &device)])),
        took.map(|took| words.with("review-signal-quick", &[("seconds", &took)])),
        tax::flag(site, words, incident, claim).await?,
    ];
    let said: Vec<AnyView> = said.into_iter().flatten().map(|said| view! { <p>{said}</p> }.into_any()).collect();
    let is_any = !said.is_empty();
    Ok(is_any.then(|| view! { <div class="note stack"><p><strong>{words.t("review-signals")}</strong></p>{said}</div> }.into_any()))
}
