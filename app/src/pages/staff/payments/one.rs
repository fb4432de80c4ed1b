//! `/staff/incidents/{slug}/payments/{id}`: a batch, its release by a second person, and its files.

use domain::{
    ids::PaymentBatchId,
    incident::Incident,
    payment::{BatchState, PaymentState},
    payout::Way,
};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use store::money::{PaymentBatch, PaymentLine};

use super::list::{batch_words, way_words};
use crate::{
    claims::payout_words,
    components::{
        form::{ErrorSummary, FormToken},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::FormState,
    pages::staff::{confirm::ConfirmOr, updates::staff_page},
    request::{Request, use_request, use_words},
    site::Site,
    staff::{
        ClaimsDesk,
        publishing::{name_of, slug_of},
    },
    words::Words,
};

staff_page! {
    /// `/staff/incidents/{slug}/payments/{id}`.
    PaymentBatchPage = page
}

/// The batch of an address, of this incident.
///
/// # Errors
/// [`PageError::NotFound`], or when the store fails.
pub(crate) async fn find(site: &Site, request: &Request, incident: &Incident) -> Result<PaymentBatch, PageError> {
    let id: PaymentBatchId = request.path.split('/').nth(5).and_then(|id| id.parse().ok()).ok_or(PageError::NotFound)?;
    site.store.payment_batch(incident.incident_id, id).await?.ok_or(PageError::NotFound)
}

async fn page(site: &Site, request: &Request, _query: &ParamsMap, state: FormState) -> Result<AnyView, PageError> {
    let ClaimsDesk { staff, incident, .. } = ClaimsDesk::open(site, request, slug_of(request)).await?;
    let batch = find(site, request, &incident).await?;
    let words = Words(request.lang);
    let lines = site.store.payment_lines(&batch).await?;
    let made = words.with(
        "payments-made-by",
        &[("name", &name_of(site, &batch.made_by.to_string()).await?), ("time", &words.moment(batch.made_at, &incident.zone))],
    );
    let released = match batch.released {
        Some((by, at)) => {
            let name = name_of(site, &by.to_string()).await?;
            Some(words.with("payments-released-by", &[("name", &name), ("time", &words.moment(at, &incident.zone))]))
        }
        None => None,
    };
    let is_confirmed = staff.is_confirmed(site.now());
    let is_own = batch.made_by == staff.member.staff_id;
    let mistake = state.mistake("act").map(str::to_owned);
    provide_context(state);
    let rows: Vec<AnyView> = lines.iter().map(|line| row(words, line)).collect();
    let sum = words.with("payments-row", &[("count", &batch.payments), ("amount", &words.money(batch.total))]);
    let title = words.with("payments-batch-title", &[("way", &way_words(words, batch.way))]);
    let state_line = batch_words(words, batch.state);
    let acts = view! { <Acts batch=batch.clone() is_own is_confirmed mistake/> }.into_any();
    let back = request.lang.path(&format!("/staff/incidents/{}/payments", incident.slug));
    Ok(view! {
        <StaffFrame staff title incident=Some(incident)>
            <p class="small"><a href=back>{words.t("payments-title")}</a></p>
            <ErrorSummary/>
            <p class="stage"><span class="tag">{state_line}</span></p>
            <p class="lead">{sum}</p>
            <p class="quiet">{made}</p>
            {released.map(|released| view! { <p class="quiet">{released}</p> })}
            {acts}
            <section class="stack"><h2>{words.t("payments-in-it")}</h2><ul class="list">{rows}</ul></section>
        </StaffFrame>
    }
    .into_any())
}

/// One payment, with no more of the account than its end.
fn row(words: Words, line: &PaymentLine) -> AnyView {
    let payment = &line.payment;
    let state = match payment.state {
        PaymentState::Waiting | PaymentState::Batched => words.t("payments-state-waiting"),
        PaymentState::Released => words.t("payments-state-released"),
        PaymentState::Paid => words.t("payments-state-paid"),
        PaymentState::Failed => words.with("payments-state-failed", &[("code", &payment.why.clone().unwrap_or_default())]),
    };
    let what = format!("{} · {}", line.number, payment.reference);
    view! {
        <li class="row">
            <span>{what}<br/><span class="quiet small">{payout_words(words, &line.payout)}</span></span>
            <span><span class="num">{words.money(payment.amount)}</span>" "<span class="tag">{state}</span></span>
        </li>
    }
    .into_any()
}

#[component]
fn Acts(batch: PaymentBatch, is_own: bool, is_confirmed: bool, mistake: Option<String>) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let is_made = batch.state == BatchState::Made;
    let act = |value: &'static str, says: String, press: String| {
        view! {
            <form class="card stack" method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <p>{says}</p>
                <ConfirmOr is_confirmed><button class="button" name="act" value=value>{press}</button></ConfirmOr>
            </form>
        }
        .into_any()
    };
    let says = words.with("payments-release-says", &[("count", &batch.payments), ("amount", &words.money(batch.total))]);
    let release = (is_made && !is_own).then(|| act("release", says, words.t("payments-release")));
    let waits = (is_made && is_own).then(|| view! { <p class="note">{words.t("payments-own")}</p> });
    let drop = is_made.then(|| act("drop", words.t("payments-drop-says"), words.t("payments-drop")));
    let files = (batch.state == BatchState::Released).then(|| {
        let here = request.lang.path(&request.path);
        let bank = matches!(batch.way, Way::Ach | Way::Iban).then(|| view! { <p><a href=format!("{here}/file")>{words.t("payments-file")}</a></p> });
        view! { <section class="card stack"><p>{words.t("payments-file-says")}</p>{bank}<p><a href=format!("{here}/list.csv")>{words.t("payments-list")}</a></p></section> }
    });
    let mistake = mistake.map(|words| view! { <p class="field__error" id="act">{words}</p> });
    view! { <div class="stack">{mistake}{files}{waits}{release}{drop}</div> }.into_any()
}
