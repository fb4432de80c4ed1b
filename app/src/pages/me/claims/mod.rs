//! `/me/claims` and below: what somebody can ask for, in four short steps, and what became of it.

mod evidence;
mod fill;
mod list;
mod payout;
mod redirect;
mod send;
mod sent;

use domain::claim::ClaimState;
use leptos::prelude::*;
use store::claims::Claim;

pub(crate) use evidence::AddFile;
pub use evidence::EvidencePage;
pub(crate) use evidence::file_list;
pub(crate) use fill::{add, lines};
pub use list::ClaimsPage;
pub(crate) use payout::PayoutForm;
pub use payout::PayoutPage;
pub use send::SendClaimPage;
pub(crate) use sent::acts;

use super::{Below, shown};
use crate::{
    claims::{kind_words, number_in},
    components::form::ErrorSummary,
    error::PageError,
    forms::use_form_state,
    me::Mine,
    request::{Request, use_request},
    site::{Site, use_site},
    words::Words,
};

/// `/me/claims/{number}`: the second step while it is a draft, and its life afterwards.
#[component]
pub fn ClaimPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { shown(page(&site, &request).await) })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let (mine, claim) = load(site, request).await?;
    let part = if claim.state == ClaimState::Draft {
        let files = site.store.evidence_of(&claim).await?.len();
        let fill = fill::fill(site, request, &mine, &claim, i64::try_from(files).unwrap_or(0));
        let by_itself = by_itself(request, &mine, &claim);
        view! { {by_itself}{fill} }.into_any()
    } else {
        sent::sent(site, request, &mine, &claim).await?
    };
    Ok(framed(request, &claim, part))
}

/// The claim of an address, when it is this person's; another's is not there.
async fn load(site: &Site, request: &Request) -> Result<(Mine, Claim), PageError> {
    let mine = Mine::load(site, request).await?;
    let number = number_in(request, 3)?;
    let claim = site.store.claim_of_person(mine.visit.incident_id, mine.visit.person_id, &number).await?;
    Ok((mine, claim.ok_or(PageError::NotFound)?))
}

/// What happens to a draft that its person need not send.
fn by_itself(request: &Request, mine: &Mine, claim: &Claim) -> Option<impl IntoView> {
    let (at, words) = (claim.grant_at?, Words(request.lang));
    let amount = words.money(claim.terms.most());
    let says = words.with("claims-unasked-draft", &[("amount", &amount), ("date", &words.day(at, &mine.incident().zone))]);
    Some(view! { <p class="note">{says}</p> })
}

fn framed(request: &Request, claim: &Claim, part: AnyView) -> AnyView {
    let (words, all) = (Words(request.lang), request.lang.path("/me/claims"));
    let mistake = use_form_state().mistake("act").map(str::to_owned);
    let title = kind_words(words, &claim.terms);
    let number = words.with("claims-number", &[("number", &claim.number.as_str())]);
    view! {
        <Below title>
            <p class="quiet">{number}</p>
            <p class="small"><a href=all>{words.t("claims-back")}</a></p>
            <ErrorSummary/>
            {mistake.map(|words| view! { <p class="field__error" id="act">{words}</p> })}
            {part}
        </Below>
    }
    .into_any()
}
