//! `/staff/incidents/{slug}/payments`: what waits to be paid, what is on its way, what the bank says, and whether the books agree.

use domain::{
    incident::Incident,
    payment::{Account, BatchState},
    payout::Way,
};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use store::money::{PaymentBatch, WaitingPayments};

use crate::{
    components::{
        form::{ErrorSummary, FieldKind, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::FormState,
    pages::staff::{confirm::ConfirmOr, updates::staff_page},
    request::{Request, use_request, use_words},
    site::Site,
    staff::{ClaimsDesk, publishing::slug_of, tax},
    words::Words,
};

/// The newest batches that are shown.
const SHOWN: i64 = 100;

staff_page! {
    /// `/staff/incidents/{slug}/payments`.
    PaymentsPage = page
}

async fn page(site: &Site, request: &Request, query: &ParamsMap, state: FormState) -> Result<AnyView, PageError> {
    let ClaimsDesk { staff, incident, .. } = ClaimsDesk::open(site, request, slug_of(request)).await?;
    let words = Words(request.lang);
    let waiting = site.store.waiting_payments(incident.incident_id).await?;
    let held = site.store.held_payments(incident.incident_id).await?;
    let held = (held > 0).then(|| view! { <p class="note">{words.with("payments-held", &[("count", &held)])}</p> });
    let batches = site.store.payment_batches(incident.incident_id, SHOWN).await?;
    let books = books(site, words, &incident).await?;
    let is_confirmed = staff.is_confirmed(site.now());
    let mistake = state.mistake("act").map(str::to_owned);
    provide_context(state);
    let answered = answered(words, query);
    let waiting: Vec<AnyView> = waiting.into_iter().map(|waiting| view! { <Waiting waiting/> }.into_any()).collect();
    let none = waiting.is_empty().then(|| view! { <p>{words.t("payments-none-wait")}</p> });
    let batches: Vec<AnyView> = batches.iter().map(|batch| row(request, words, &incident, batch)).collect();
    let batches = if batches.is_empty() {
        view! { <p>{words.t("payments-no-batch")}</p> }.into_any()
    } else {
        view! { <ul class="list">{batches}</ul> }.into_any()
    };
    let results = view! { <Results is_confirmed/> }.into_any();
    let taxed = taxed(site, request, words, &incident).await?;
    Ok(view! {
        <StaffFrame staff title=words.t("payments-title") incident=Some(incident)>
            <ErrorSummary/>
            {answered}
            <p>{words.t("payments-lead")}</p>
            <section class="stack"><h2>{words.t("payments-wait")}</h2>
                {mistake.map(|words| view! { <p class="field__error" id="act">{words}</p> })}
                {none}{waiting}{held}
            </section>
            <section class="stack"><h2>{words.t("payments-batches")}</h2>{batches}</section>
            {results}
            {taxed}
            {books}
        </StaffFrame>
    }
    .into_any())
}

/// What the last list of results brought; the numbers stand in the address, and nothing else.
fn answered(words: Words, query: &ParamsMap) -> Option<AnyView> {
    let of = |name: &str| query.get(name).and_then(|count| count.parse::<i64>().ok());
    let (paid, failed, before, unknown) = (of("paid")?, of("failed")?, of("before")?, of("unknown")?);
    let said = words.with("payments-answered", &[("paid", &paid), ("failed", &failed), ("before", &before), ("unknown", &unknown)]);
    Some(view! { <p class="note note--done" role="status">{said}</p> }.into_any())
}

/// The way payments go.
pub(super) fn way_words(words: Words, way: Way) -> String {
    match way {
        Way::Ach => words.t("payments-way-ach"),
        Way::Iban => words.t("payments-way-iban"),
        Way::Voucher => words.t("payments-way-voucher"),
        Way::Cheque => words.t("payments-way-cheque"),
    }
}

/// How far a batch is.
pub(super) fn batch_words(words: Words, state: BatchState) -> String {
    match state {
        BatchState::Made => words.t("payments-batch-made"),
        BatchState::Released => words.t("payments-batch-released"),
        BatchState::Dropped => words.t("payments-batch-dropped"),
    }
}

/// What waits for one file, and the press that puts it together.
#[component]
fn Waiting(waiting: WaitingPayments) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let says = words.with(
        "payments-waiting",
        &[("way", &way_words(words, waiting.way)), ("count", &waiting.payments), ("amount", &words.money(waiting.total))],
    );
    view! {
        <form class="card stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <input type="hidden" name="way" value=waiting.way.as_str()/>
            <input type="hidden" name="currency" value=waiting.total.currency.as_str()/>
            <p>{says}</p>
            <p class="actions"><button class="button" name="act" value="batch">{words.t("payments-make")}</button></p>
            <p class="quiet small">{words.t("payments-make-says")}</p>
        </form>
    }
    .into_any()
}

fn row(request: &Request, words: Words, incident: &Incident, batch: &PaymentBatch) -> AnyView {
    let address = request.lang.path(&format!("/staff/incidents/{}/payments/{}", incident.slug, batch.batch_id));
    let says = words.with("payments-row", &[("count", &batch.payments), ("amount", &words.money(batch.total))]);
    let made = words.moment(batch.made_at, &incident.zone);
    view! {
        <li class="row">
            <span><a href=address>{way_words(words, batch.way)}</a>" "<span class="num">{says}</span><br/><span class="quiet small">{made}</span></span>
            <span class="tag">{batch_words(words, batch.state)}</span>
        </li>
    }
    .into_any()
}

/// What the bank says of payments, one a line.
#[component]
fn Results(is_confirmed: bool) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <section class="stack" aria-labelledby="results-title">
            <h2 id="results-title">{words.t("payments-results")}</h2>
            <form class="stack" method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <TextField name="results" label=words.t("payments-results-label") hint=words.t("payments-results-hint") kind=FieldKind::Lines/>
                <p>{words.t("payments-results-says")}</p>
                <ConfirmOr is_confirmed><button class="button" name="act" value="results">{words.t("payments-results-press")}</button></ConfirmOr>
            </form>
        </section>
    }
    .into_any()
}

/// Who was paid as much this year as a tax office wants to hear of.
async fn taxed(site: &Site, request: &Request, words: Words, incident: &Incident) -> Result<Option<AnyView>, PageError> {
    let Some((says, people)) = tax::reached(site, words, incident).await? else { return Ok(None) };
    let rows: Vec<AnyView> = people
        .iter()
        .map(|one| {
            let number = one.number.as_str();
            let address = request.lang.path(&format!("/staff/incidents/{}/claims/{}", incident.slug, number.to_lowercase()));
            view! { <li class="row"><a href=address>{number.to_owned()}</a><span class="num">{words.money(one.paid)}</span></li> }
                .into_any()
        })
        .collect();
    Ok(Some(view! { <section class="stack"><h2>{words.t("tax-title")}</h2><p>{says}</p><ul class="list">{rows}</ul></section> }.into_any()))
}

/// What stands on each account, and whether claims and payments say the same.
async fn books(site: &Site, words: Words, incident: &Incident) -> Result<AnyView, PageError> {
    let balances = site.store.balances(incident.incident_id).await?;
    let reconciled = site.store.reconcile(incident.incident_id).await?;
    let rows: Vec<AnyView> = balances
        .iter()
        .map(|balance| {
            let name = match balance.account {
                Account::Compensation => words.t("payments-account-compensation"),
                Account::Owed => words.t("payments-account-owed"),
                Account::OnTheWay => words.t("payments-account-on-the-way"),
                Account::Bank => words.t("payments-account-bank"),
            };
            view! { <tr><th scope="row">{name}</th><td class="num">{words.money(balance.money)}</td></tr> }.into_any()
        })
        .collect();
    let agrees = if reconciled.mismatches.is_empty() {
        view! { <p class="note note--done">{words.with("payments-agrees", &[("count", &reconciled.entries)])}</p> }.into_any()
    } else {
        view! { <p class="note note--open">{words.with("payments-disagrees", &[("count", &reconciled.mismatches.len())])}</p> }.into_any()
    };
    Ok(view! { <section class="stack"><h2>{words.t("payments-books")}</h2>{agrees}<table><tbody>{rows}</tbody></table></section> }
        .into_any())
}
