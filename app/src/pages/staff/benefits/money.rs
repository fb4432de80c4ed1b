//! Offers of money: a new one, and one that is written.

use domain::{
    benefit::{BenefitKind, BenefitState, ExpenseKind, MoneyTerms},
    incident::Incident,
    money::{Currency, Money},
};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use store::benefits::Benefit;

use super::{
    list::For,
    one::{Acts, Stand, row, who},
};
use crate::{
    claims::{expense_words, kind_words, terms_words},
    components::{
        form::{ErrorSummary, FieldKind, FormToken, TextField, TickBox},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{
        FormState,
        staff_benefits::{SHARE, UNASKED, expense_field},
        use_form_state,
    },
    pages::staff::{confirm::ConfirmOr, updates::staff_page},
    request::{Request, use_request, use_words},
    site::Site,
    staff::{
        ComplianceDesk, Staff,
        benefits::{eligible_words, last_day_words, state_words},
        publishing::slug_of,
    },
    words::Words,
};

staff_page! {
    /// `/staff/incidents/{slug}/benefits/money`.
    MoneyBenefitPage = page
}

async fn page(site: &Site, request: &Request, _query: &ParamsMap, state: FormState) -> Result<AnyView, PageError> {
    let ComplianceDesk { staff, incident, .. } = ComplianceDesk::open(site, request, slug_of(request)).await?;
    let words = Words(request.lang);
    provide_context(state);
    let form = view! { <NewMoney incident=incident.clone()/> }.into_any();
    Ok(view! {
        <StaffFrame staff title=words.t("benefits-new-money") incident=Some(incident)>
            <ErrorSummary/>
            <p>{words.t("benefits-money-lead")}</p>
            {form}
        </StaffFrame>
    }
    .into_any())
}

/// A new offer of money. One amount: the sum, the most for one person, or what an hour is worth.
#[component]
fn NewMoney(incident: Incident) -> impl IntoView {
    let (request, words, state) = (use_request(), use_words(), use_form_state());
    let (chosen, currency) = (state.typed("kind"), state.typed("currency"));
    let mistake = state.mistake("kind").map(str::to_owned);
    let kinds: Vec<AnyView> = [BenefitKind::Cash, BenefitKind::Expenses, BenefitKind::Time]
        .into_iter()
        .map(|kind| {
            let (value, label) = (kind.as_str(), kind_says(words, kind));
            let id = if kind == BenefitKind::Cash { "kind".to_owned() } else { format!("kind-of-{value}") };
            view! { <div class="choice"><input type="radio" id=id.clone() name="kind" value=value checked=chosen == value/><label for=id>{label}</label></div> }
                .into_any()
        })
        .collect();
    let sorts = [(UNASKED, words.t("benefits-kind-unasked")), (SHARE, words.t("benefits-kind-share"))].map(|(value, label)| {
        let id = format!("kind-of-{value}");
        view! { <div class="choice"><input type="radio" id=id.clone() name="kind" value=value checked=chosen == value/><label for=id>{label}</label></div> }
            .into_any()
    });
    let currencies: Vec<AnyView> = Currency::ALL
        .iter()
        .map(|one| view! { <option value=one.as_str() selected=currency == one.as_str()>{one.as_str()}</option> }.into_any())
        .collect();
    let expenses: Vec<AnyView> = ExpenseKind::ALL
        .iter()
        .map(|kind| view! { <TickBox name=expense_field(*kind) label=expense_words(words, *kind)/> }.into_any())
        .collect();
    view! {
        <form class="stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <fieldset class="field">
                <legend>{words.t("benefits-kind")}</legend>
                {mistake.map(|words| view! { <span class="field__error" id="kind-error">{words}</span> })}
                {kinds}
                {sorts.into_iter().collect_view()}
            </fieldset>
            <TextField name="amount" label=words.t("benefits-amount") hint=words.t("benefits-amount-hint")/>
            <div class="field">
                <label class="field__label" for="currency">{words.t("benefits-currency")}</label>
                <select class="field__input" id="currency" name="currency">{currencies}</select>
            </div>
            <TextField name="fund" label=words.t("benefits-fund") hint=words.t("benefits-fund-hint")/>
            <TextField name="most_hours" label=words.t("benefits-most-hours") hint=words.t("benefits-most-hours-hint") value="10"/>
            <fieldset class="field"><legend>{words.t("benefits-expense-kinds")}</legend>{expenses}</fieldset>
            <TextField name="last_day" label=words.t("benefits-last-day-money") hint=words.t("benefits-last-day-hint") kind=FieldKind::Day/>
            <TextField name="grace_days" label=words.t("benefits-grace") hint=words.t("benefits-grace-hint") value="0"/>
            {view! { <For incident/> }.into_any()}
            <p class="actions"><button class="button">{words.t("benefits-write")}</button></p>
            <p class="quiet small">{words.t("benefits-write-says")}</p>
        </form>
    }
    .into_any()
}

fn kind_says(words: Words, kind: BenefitKind) -> String {
    match kind {
        BenefitKind::Cash => words.t("benefits-kind-cash"),
        BenefitKind::Expenses => words.t("benefits-kind-expenses"),
        _ => words.t("benefits-kind-time"),
    }
}

/// `/staff/incidents/{slug}/benefits/{id}` of an offer of money.
pub(super) async fn one(
    site: &Site,
    request: &Request,
    staff: Staff,
    incident: Incident,
    benefit: Benefit<MoneyTerms>,
    state: FormState,
) -> Result<AnyView, PageError> {
    let words = Words(request.lang);
    let by = who(site, words, &incident, &benefit).await?;
    let is_confirmed = staff.is_confirmed(site.now());
    let is_own = benefit.written_by == Some(staff.member.staff_id);
    let mistake = state.mistake("act").map(str::to_owned);
    let counts = site.store.claim_counts(incident.incident_id, benefit.benefit_id).await?;
    provide_context(state);
    let rows = vec![
        row(words.t("benefits-pays"), terms_words(words, &benefit.terms)),
        row(words.t("benefits-last-day-money"), last_day_words(words, &benefit)),
        row(words.t("benefits-for"), eligible_words(site, words, &benefit.eligible)),
        row(words.t("benefits-claims"), words.number(counts.sent)),
        row(words.t("benefits-granted"), words.money(Money::new(counts.granted_cents, benefit.terms.most().currency))),
    ];
    let share = share(site, request, &benefit, is_confirmed).await?;
    let unasked = match &benefit.terms {
        MoneyTerms::Unasked { .. } => {
            let verified = site.store.count_verified(incident.incident_id).await?;
            Some(view! { <p class="note">{words.with("benefits-unasked-says", &[("count", &verified)])}</p> })
        }
        _ => None,
    };
    let acts = view! { <Acts at=Stand::of(&benefit) is_own is_confirmed mistake/> }.into_any();
    let title = kind_words(words, &benefit.terms);
    let state_line = state_words(words, benefit.state);
    Ok(view! {
        <StaffFrame staff title incident=Some(incident)>
            <ErrorSummary/>
            <p class="stage"><span class="tag">{state_line}</span></p>
            {by}
            <div class="stack">{rows}</div>
            {unasked}
            {acts}
            {share}
        </StaffFrame>
    }
    .into_any())
}

/// How a fund is shared out: when it will be, what would come of it, or what came of it. Nothing where there is no fund.
async fn share(site: &Site, request: &Request, benefit: &Benefit<MoneyTerms>, is_confirmed: bool) -> Result<Option<AnyView>, PageError> {
    let words = Words(request.lang);
    let (incident, id) = (benefit.incident_id, benefit.benefit_id);
    let standing = site.store.standing_claims(incident, id).await?;
    let Some(each) = benefit.terms.share(standing) else { return Ok(None) };
    let total = Money::new(each.cents.saturating_mul(standing), each.currency);
    let part = match (site.store.fund_share(incident, id).await?, benefit.state) {
        (Some(cents), _) => {
            let says = words.with("benefits-shared-out", &[("amount", &words.money(Money::new(cents, each.currency)))]);
            view! { <p class="note note--done">{says}</p> }.into_any()
        }
        (None, BenefitState::Closed) if standing > 0 => {
            let says =
                words.with("benefits-share-says", &[("count", &standing), ("amount", &words.money(each)), ("total", &words.money(total))]);
            view! {
                <form class="stack" method="post" action=request.lang.path(&request.path)>
                    <FormToken/>
                    <input type="hidden" name="seen" value=standing.to_string()/>
                    <p>{says}</p>
                    <ConfirmOr is_confirmed><button class="button" name="act" value="share">{words.t("benefits-share-press")}</button></ConfirmOr>
                </form>
            }
            .into_any()
        }
        (None, _) => {
            view! { <p>{words.with("benefits-share-later", &[("count", &standing), ("amount", &words.money(each))])}</p> }.into_any()
        }
    };
    Ok(Some(view! { <section class="card stack"><h2>{words.t("benefits-share-title")}</h2>{part}</section> }.into_any()))
}
