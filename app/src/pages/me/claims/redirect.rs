//! `/me/claims/{number}/payout` after the claim was sent: where the money goes is changed with six digits, and waits 48 hours.

use domain::email::EmailAddress;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use store::{
    claims::{Claim, ClaimRefusal},
    payout_changes::PayoutChange,
};

use super::{framed, payout::PayoutForm};
use crate::{
    claims::{path_of, payout_words, refusal_words},
    components::form::{FieldKind, FormToken, TextField},
    error::PageError,
    me::Mine,
    request::{Request, use_request, use_words},
    site::Site,
    words::Words,
};

pub(super) async fn page(site: &Site, request: &Request, mine: Mine, claim: &Claim) -> Result<AnyView, PageError> {
    let words = Words(request.lang);
    let stopped = use_query_map().read_untracked().get("done").as_deref() == Some("stopped");
    let stopped = stopped.then(|| view! { <p class="note note--done" role="status">{words.t("contact-stopped")}</p> });
    let now = claim.payout.as_ref().map(|payout| words.with("claims-payout-now", &[("where", &payout_words(words, payout))]));
    let back = request.lang.path(&path_of(&claim.number));
    let email = mine.person.contact.email_address();
    let zone = mine.incident().zone.clone();
    let part = match (site.store.pending_payout_change(claim).await?, email) {
        _ if !claim.can_go_elsewhere() => {
            let refusal = ClaimRefusal::NotNow(claim.state);
            view! { <p class="note">{refusal_words(words, refusal)}</p> }.into_any()
        }
        (Some(PayoutChange { takes_effect_at: Some(at), payout, .. }), _) => {
            let says = words.with("claims-redirect-waits", &[("time", &words.moment(at, &zone)), ("where", &payout_words(words, &payout))]);
            view! { <Waits says/> }.into_any()
        }
        (Some(_), Some(email)) => view! { <Digits email=email.clone()/> }.into_any(),
        (_, None) => {
            let help = request.lang.path("/me/help");
            view! { <p class="note">{words.t("claims-redirect-no-email")}" "<a href=help>{words.t("me-need-help")}</a></p> }.into_any()
        }
        (None, Some(email)) => {
            let says = words.with("claims-redirect-lead", &[("email", &email.masked())]);
            let form = view! { <PayoutForm person=mine.person version=claim.version press=words.t("claims-redirect-ask")/> }.into_any();
            view! { <p>{says}</p>{form} }.into_any()
        }
    };
    let part = view! {
        {stopped}
        {now.map(|now| view! { <p class="note">{now}</p> })}
        {part}
        <p class="small"><a href=back>{words.t("claims-redirect-back")}</a></p>
    };
    Ok(framed(request, claim, part.into_any()))
}

#[component]
fn Waits(says: String) -> impl IntoView {
    let words = use_words();
    view! {
        <p class="note note--done">{says}</p>
        <p>{words.t("claims-redirect-told")}</p>
        <Stop press=words.t("contact-stop-button")/>
    }
    .into_any()
}

#[component]
fn Digits(email: EmailAddress) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <p class="lead">{words.with("contact-digits-lead", &[("email", &email.masked())])}</p>
        <form class="stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <TextField name="digits" kind=FieldKind::Digits label=words.t("contact-digits-label") hint=words.t("contact-digits-hint")/>
            <p class="actions"><button class="button" name="act" value="code">{words.t("claims-redirect-confirm")}</button></p>
        </form>
        <Stop press=words.t("contact-again-button")/>
    }
    .into_any()
}

#[component]
fn Stop(press: String) -> impl IntoView {
    let request = use_request();
    view! {
        <form method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <p class="actions"><button class="button button--quiet" name="act" value="stop">{press}</button></p>
        </form>
    }
    .into_any()
}
