//! `/me/claims/{number}/send`: the fourth step, everything on one page, one sentence to say yes to.

use domain::{benefit::MoneyTerms, claim::ClaimState, clock::random};
use leptos::prelude::*;
use store::claims::Claim;

use super::{framed, load, shown};
use crate::{
    claims::{asked_words, line_words, path_of, payout_words},
    components::form::FormToken,
    error::PageError,
    forms::use_form_state,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    words::Words,
};

/// `/me/claims/{number}/send`.
#[component]
pub fn SendClaimPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { shown(page(&site, &request).await) })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let (_, claim) = load(site, request).await?;
    let words = Words(request.lang);
    // Who comes back after sending is not asked again.
    if claim.state != ClaimState::Draft {
        let here = request.lang.path(&path_of(&claim.number));
        let part = view! { <p class="note">{words.t("claims-sent-before")}</p><p><a href=here>{words.t("claims-see")}</a></p> };
        return Ok(framed(request, &claim, part.into_any()));
    }
    let part = view! { <Check claim=claim.clone()/> }.into_any();
    Ok(framed(request, &claim, part))
}

#[component]
fn Check(claim: Claim) -> impl IntoView {
    let (site, request, words, state) = (use_site(), use_request(), use_words(), use_form_state());
    let form_id = uuid::Builder::from_random_bytes(random(&*site.entropy)).into_uuid().to_string();
    let lines: Vec<AnyView> = claim.lines.iter().map(|line| view! { <li>{line_words(words, line)}</li> }.into_any()).collect();
    let sum =
        asked_words(words, &claim).map_or_else(|| words.t("claims-no-lines"), |asked| words.with("claims-sum", &[("amount", &asked)]));
    let goes = claim.payout.as_ref().map_or_else(|| words.t("claims-no-payout"), |payout| payout_words(words, payout));
    let below = |end: &str| request.lang.path(&format!("{}{end}", path_of(&claim.number)));
    let is_of_fund = matches!(claim.terms, MoneyTerms::Share { .. });
    let says = if is_of_fund { words.t("claims-send-says-share") } else { words.t("claims-send-says") };
    let mistake = state.mistake("attest").map(str::to_owned);
    view! {
        <p class="stage"><span class="tag">{words.with("claims-step", &[("step", &4_i64)])}</span></p>
        <section class="card stack">
            <h2>{words.t("claims-you-ask")}</h2>
            <ul>{lines}</ul>
            <p><strong>{sum}</strong></p>
            <p><a href=below("")>{words.t("claims-change-lines")}</a></p>
            <h2>{words.t("claims-goes-to")}</h2>
            <p>{goes}</p>
            <p><a href=below("/payout")>{words.t("claims-change-payout")}</a></p>
        </section>
        <form class="stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <input type="hidden" name="form_id" value=form_id/>
            <input type="hidden" name="seen" value=claim.version.to_string()/>
            <fieldset class="field">
                <legend>{words.t("claims-say-yes")}</legend>
                {mistake.map(|words| view! { <span class="field__error" id="attest-error">{words}</span> })}
                <div class="choice"><input type="checkbox" id="attest" name="attest" value="on"/><label for="attest">{words.t("claims-attest")}</label></div>
            </fieldset>
            <p>{words.t("claims-waives-nothing")}</p>
            <p class="actions"><button class="button">{words.t("claims-send")}</button></p>
            <p class="quiet small">{says}</p>
        </form>
    }
    .into_any()
}
