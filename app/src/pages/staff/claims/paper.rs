//! `/staff/incidents/{slug}/claims/{number}/paper`: what came on paper is typed in for its person, the form or what they wrote afterwards.

use domain::{
    claim::{ClaimAct, ClaimState, next},
    clock::random,
    incident::Incident,
    person::Person,
};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use serde_json::json;
use store::{claims::Claim, evidence::takes_evidence};

use crate::{
    claims::{asked_words, claim_title, number_in, payout_words, staff_path_of, state_words},
    components::{
        form::{ErrorSummary, FormToken},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{FormState, use_form_state},
    pages::{
        me::{PayoutForm, add_line, claim_acts, line_list},
        staff::updates::staff_page,
    },
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    staff::{ClaimsDesk, publishing::slug_of, views::look},
    words::Words,
};

staff_page! {
    /// `/staff/incidents/{slug}/claims/{number}/paper`.
    PaperClaimPage = page
}

/// A claim of this incident, also a draft: its number stands on the paper.
///
/// # Errors
/// [`PageError::NotFound`], or when the store fails.
pub(crate) async fn find(site: &Site, request: &Request, incident: &Incident) -> Result<Claim, PageError> {
    let number = number_in(request, 5)?;
    site.store.claim_by_number(incident.incident_id, &number).await?.ok_or(PageError::NotFound)
}

async fn page(site: &Site, request: &Request, _query: &ParamsMap, state: FormState) -> Result<AnyView, PageError> {
    let ClaimsDesk { staff, incident, .. } = ClaimsDesk::open(site, request, slug_of(request)).await?;
    let claim = find(site, request, &incident).await?;
    look(site, &staff, (incident.incident_id, claim.person_id), "claim", json!({ "number": claim.number.as_str() })).await?;
    let words = Words(request.lang);
    let person = site.store.person(incident.incident_id, claim.person_id).await?.ok_or(PageError::NotFound)?;
    let files = i64::try_from(site.store.evidence_of(&claim).await?.len()).unwrap_or(0);
    let mistake = state.mistake("act").map(str::to_owned);
    provide_context(state);
    let base = request.lang.path(&staff_path_of(&incident, &claim.number));
    let part = if claim.state == ClaimState::Draft { typing(request, &base, &claim, &person, files) } else { after(&base, words, &claim) };
    let who = words.with("paper-whose", &[("name", &person.contact.full_name())]);
    let back = request.lang.path(&format!("/staff/incidents/{}/claims", incident.slug));
    Ok(view! {
        <StaffFrame staff title=claim_title(words, &claim) incident=Some(incident)>
            <p class="small"><a href=back>{words.t("review-back")}</a></p>
            <ErrorSummary/>
            <p class="stage"><span class="tag">{state_words(words, claim.state)}</span></p>
            <p class="lead">{who}</p>
            {mistake.map(|words| view! { <p class="field__error" id="act">{words}</p> })}
            {part}
        </StaffFrame>
    }
    .into_any())
}

/// The form is typed in: lines, files, where the money goes, and sent.
fn typing(request: &Request, base: &str, claim: &Claim, person: &Person, files: i64) -> AnyView {
    let words = Words(request.lang);
    let sum = asked_words(words, claim).map(|asked| words.with("claims-sum", &[("amount", &asked)]));
    let goes = claim.payout.as_ref().map(|payout| words.with("claims-payout-now", &[("where", &payout_words(words, payout))]));
    let evidence = format!("{base}/evidence");
    let send = claim.asked.is_some() && claim.payout.is_some();
    let send = send.then(|| view! { <Send version=claim.version/> }.into_any());
    let payout = view! { <PayoutForm person=person.clone() version=claim.version press=words.t("paper-payout-save")/> }.into_any();
    view! {
        <p>{words.t("paper-key-lead")}</p>
        {line_list(request, words, claim)}
        {sum.map(|sum| view! { <p><strong>{sum}</strong></p> })}
        {add_line(words, claim, 0)}
        <p>{words.with("evidence-count", &[("count", &files)])}" "<a href=evidence>{words.t("paper-scan")}</a></p>
        <section class="card stack">
            <h2>{words.t("claims-goes-to")}</h2>
            {goes.map(|goes| view! { <p class="note">{goes}</p> })}
            {payout}
        </section>
        {send}
    }
    .into_any()
}

/// The last press: the form is signed.
#[component]
fn Send(version: i64) -> impl IntoView {
    let (site, request, words, state) = (use_site(), use_request(), use_words(), use_form_state());
    let form_id = uuid::Builder::from_random_bytes(random(&*site.entropy)).into_uuid().to_string();
    let mistake = state.mistake("attest").map(str::to_owned);
    view! {
        <form class="card stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <input type="hidden" name="act" value="send"/>
            <input type="hidden" name="form_id" value=form_id/>
            <input type="hidden" name="seen" value=version.to_string()/>
            <fieldset class="field">
                <legend>{words.t("paper-send")}</legend>
                {mistake.map(|words| view! { <span class="field__error" id="attest-error">{words}</span> })}
                <div class="choice"><input type="checkbox" id="attest" name="attest" value="on"/><label for="attest">{words.t("paper-signed")}</label></div>
            </fieldset>
            <p>{words.t("paper-send-says")}</p>
            <p class="actions"><button class="button">{words.t("paper-send-press")}</button></p>
        </form>
    }
    .into_any()
}

/// What its person wrote after it was sent.
fn after(base: &str, words: Words, claim: &Claim) -> AnyView {
    let may_say = [ClaimAct::Answer, ClaimAct::Appeal, ClaimAct::Withdraw].into_iter().any(|act| next(claim.state, act).is_some());
    let lead = if may_say || takes_evidence(claim.state) { words.t("paper-after-lead") } else { words.t("paper-nothing-to-type") };
    let evidence = format!("{base}/evidence");
    view! {
        <p>{lead}</p>
        <p><a href=base.to_owned()>{words.t("paper-review")}</a></p>
        {claim_acts(words, claim, &evidence)}
    }
    .into_any()
}
