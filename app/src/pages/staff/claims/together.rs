//! `/staff/incidents/{slug}/claims/together`: small claims granted with one press, after it was said how many and how much.

use domain::money::{Currency, Money};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use store::claims::Claim;

use crate::{
    claims::claim_title,
    components::{
        form::{ErrorSummary, FormToken},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{FormState, staff_claims::MOST_TOGETHER, use_form_state},
    pages::staff::{confirm::ConfirmOr, updates::staff_page},
    request::{Request, use_request, use_words},
    site::Site,
    staff::{ClaimsDesk, publishing::slug_of},
    words::Words,
};

staff_page! {
    /// `/staff/incidents/{slug}/claims/together`.
    ClaimsTogetherPage = page
}

async fn page(site: &Site, request: &Request, query: &ParamsMap, state: FormState) -> Result<AnyView, PageError> {
    let ClaimsDesk { staff, incident, .. } = ClaimsDesk::open(site, request, slug_of(request)).await?;
    let words = Words(request.lang);
    let typed = query.get("most").unwrap_or_default();
    let currency = query.get("currency").and_then(|currency| Currency::parse(&currency)).unwrap_or(Currency::Usd);
    let most = Money::parse(&typed, currency).ok();
    let claims = match most {
        Some(most) => site.store.small_claims(incident.incident_id, most, MOST_TOGETHER).await?,
        None => Vec::new(),
    };
    let done = query.get("granted").and_then(|count| count.parse::<i64>().ok());
    let done = done.map(|count| view! { <p class="note note--done" role="status">{words.with("together-done", &[("count", &count)])}</p> });
    let is_confirmed = staff.is_confirmed(site.now());
    provide_context(state);
    let ask = view! { <Ask typed currency/> }.into_any();
    let found = most.map(|most| view! { <Found claims most is_confirmed/> }.into_any());
    let back = request.lang.path(&format!("/staff/incidents/{}/claims", incident.slug));
    Ok(view! {
        <StaffFrame staff title=words.t("together-title") incident=Some(incident)>
            <p class="small"><a href=back>{words.t("review-back")}</a></p>
            <ErrorSummary/>
            {done}
            <p>{words.t("together-lead")}</p>
            {ask}
            {found}
        </StaffFrame>
    }
    .into_any())
}

/// Up to which sum. It only looks: nothing is granted by it.
#[component]
fn Ask(typed: String, currency: Currency) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let currencies: Vec<AnyView> = Currency::ALL
        .iter()
        .map(|one| view! { <option value=one.as_str() selected=*one == currency>{one.as_str()}</option> }.into_any())
        .collect();
    view! {
        <form class="stack" method="get" action=request.lang.path(&request.path)>
            <div class="field">
                <label class="field__label" for="most">{words.t("together-most")}</label>
                <input class="field__input field__input--short" id="most" name="most" type="text" inputmode="decimal" value=typed autocomplete="off"/>
            </div>
            <div class="field">
                <label class="field__label" for="currency">{words.t("benefits-currency")}</label>
                <select class="field__input" id="currency" name="currency">{currencies}</select>
            </div>
            <p class="actions"><button class="button button--quiet">{words.t("together-look")}</button></p>
        </form>
    }
    .into_any()
}

/// What would be granted, and the press that does it.
#[component]
fn Found(claims: Vec<Claim>, most: Money, is_confirmed: bool) -> impl IntoView {
    let (request, words, state) = (use_request(), use_words(), use_form_state());
    if claims.is_empty() {
        return view! { <p>{words.t("together-none")}</p> }.into_any();
    }
    let sum = claims.iter().filter_map(|claim| claim.asked).map(|money| money.cents).sum();
    let count = i64::try_from(claims.len()).unwrap_or(0);
    let says = words.with("together-says", &[("count", &count), ("amount", &words.money(Money::new(sum, most.currency)))]);
    let numbers: Vec<&str> = claims.iter().map(|claim| claim.number.as_str()).collect();
    let numbers = numbers.join(" ");
    let rows: Vec<AnyView> = claims
        .iter()
        .map(|claim| {
            let asked = claim.asked.map(|money| words.money(money)).unwrap_or_default();
            view! { <li class="row"><span>{claim_title(words, claim)}</span><span class="num">{asked}</span></li> }.into_any()
        })
        .collect();
    let mistake = state.mistake("act").map(str::to_owned);
    view! {
        <form class="card stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            {mistake.map(|words| view! { <p class="field__error" id="act">{words}</p> })}
            <input type="hidden" name="claims" value=numbers/>
            <input type="hidden" name="most" value=most.plain()/>
            <input type="hidden" name="currency" value=most.currency.as_str()/>
            <p><strong>{says}</strong></p>
            <ConfirmOr is_confirmed><button class="button">{words.t("together-press")}</button></ConfirmOr>
        </form>
        <ul class="list">{rows}</ul>
    }
    .into_any()
}
