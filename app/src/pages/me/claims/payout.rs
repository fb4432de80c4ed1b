//! `/me/claims/{number}/payout`: the third step, where the money goes; afterwards, how that is changed.

use domain::{claim::ClaimState, envelope::address_lines, payout::AccountKind, person::Person};
use leptos::prelude::*;

use super::{framed, load, redirect, shown};
use crate::{
    claims::{path_of, payout_words},
    components::form::{FieldKind, FormToken, TextField},
    error::PageError,
    forms::use_form_state,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    words::Words,
};

/// `/me/claims/{number}/payout`.
#[component]
pub fn PayoutPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { shown(page(&site, &request).await) })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let (mine, claim) = load(site, request).await?;
    if claim.state != ClaimState::Draft {
        return redirect::page(site, request, mine, &claim).await;
    }
    let words = Words(request.lang);
    let now = claim.payout.as_ref().map(|payout| words.with("claims-payout-now", &[("where", &payout_words(words, payout))]));
    let back = request.lang.path(&path_of(&claim.number));
    let form = view! { <PayoutForm person=mine.person version=claim.version press=words.t("claims-payout-save")/> }.into_any();
    let part = view! {
        <p class="stage"><span class="tag">{words.with("claims-step", &[("step", &3_i64)])}</span></p>
        <p>{words.t("claims-payout-lead")}</p>
        {now.map(|now| view! { <p class="note">{now}</p> })}
        {form}
        <p class="small"><a href=back>{words.t("claims-step-back")}</a></p>
    };
    Ok(framed(request, &claim, part.into_any()))
}

/// One of these ways. Name and address come from what we hold; numbers of accounts never come back to the page.
#[component]
pub(crate) fn PayoutForm(person: Person, version: i64, press: String) -> impl IntoView {
    let (request, words, state) = (use_request(), use_words(), use_form_state());
    let contact = &person.contact;
    let address = address_lines(&person, &use_site().settings.home_country).join("\n");
    let chosen = state.typed("way");
    let mistake = state.mistake("way").map(str::to_owned);
    let way = |value: &'static str, label: String| {
        let id = if value == "ach" { "way".to_owned() } else { format!("way-{value}") };
        view! { <div class="choice"><input type="radio" id=id.clone() name="way" value=value checked=chosen == value/><label for=id>{label}</label></div> }
            .into_any()
    };
    let voucher = use_site().settings.payments.voucher.clone();
    let mut ways =
        vec![way("ach", words.t("claims-way-ach")), way("iban", words.t("claims-way-iban")), way("cheque", words.t("claims-way-cheque"))];
    let voucher = (!voucher.is_empty()).then(|| {
        ways.push(way("voucher", words.with("claims-way-voucher", &[("what", &voucher)])));
        let email = contact.email.clone().unwrap_or_default();
        view! {
            <fieldset class="field stack">
                <legend>{words.t("claims-voucher-title")}</legend>
                <TextField name="email" label=words.t("claims-voucher-email") hint=words.with("claims-voucher-hint", &[("what", &voucher)]) kind=FieldKind::Email value=email/>
            </fieldset>
        }
    });
    let kind = state.typed("kind");
    let kinds: Vec<AnyView> = AccountKind::ALL
        .iter()
        .map(|one| {
            let label = match one {
                AccountKind::Checking => words.t("claims-account-checking"),
                AccountKind::Savings => words.t("claims-account-savings"),
            };
            view! { <option value=one.as_str() selected=kind == one.as_str()>{label}</option> }.into_any()
        })
        .collect();
    view! {
        <form class="stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <input type="hidden" name="seen" value=version.to_string()/>
            <fieldset class="field">
                <legend>{words.t("claims-way")}</legend>
                {mistake.map(|words| view! { <span class="field__error" id="way-error">{words}</span> })}
                {ways.into_iter().collect_view()}
            </fieldset>
            <TextField name="name" label=words.t("claims-payee") hint=words.t("claims-payee-hint") value=contact.full_name()/>
            <fieldset class="field stack">
                <legend>{words.t("claims-ach-title")}</legend>
                <TextField name="routing" label=words.t("claims-routing") hint=words.t("claims-routing-hint") kind=FieldKind::Code/>
                <TextField name="account" label=words.t("claims-account") hint=words.t("claims-account-hint") kind=FieldKind::Code/>
                <div class="field">
                    <label class="field__label" for="kind">{words.t("claims-account-kind")}</label>
                    <select class="field__input" id="kind" name="kind">{kinds}</select>
                </div>
            </fieldset>
            <fieldset class="field stack">
                <legend>{words.t("claims-iban-title")}</legend>
                <TextField name="iban" label=words.t("claims-iban") hint=words.t("claims-iban-hint") kind=FieldKind::Code/>
            </fieldset>
            <fieldset class="field stack">
                <legend>{words.t("claims-cheque-title")}</legend>
                <TextField name="address" label=words.t("claims-address") kind=FieldKind::Lines value=address/>
            </fieldset>
            {voucher}
            <p class="actions"><button class="button">{press}</button></p>
            <p class="quiet small">{words.t("claims-payout-sealed")}</p>
        </form>
    }
    .into_any()
}
