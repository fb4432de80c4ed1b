//! The second step: what somebody asks for, line by line, saved at each.

use domain::{
    benefit::{ExpenseKind, MoneyTerms},
    claim::{LONGEST_WHAT, MOST_LINES},
    helper::Doing,
};
use leptos::prelude::*;
use store::claims::Claim;

use crate::{
    claims::{asked_words, expense_words, line_words, path_of, terms_words},
    components::form::{FieldKind, FormToken, TextField},
    forms::{claims::minutes_of_steps, use_form_state},
    me::Mine,
    request::{Request, use_request, use_words},
    site::Site,
    words::Words,
};

pub(super) fn fill(site: &Site, request: &Request, mine: &Mine, claim: &Claim, files: i64) -> AnyView {
    let words = Words(request.lang);
    let lines = lines(request, words, claim);
    let add = add(words, claim, minutes_of_steps(site, mine));
    let sum = asked_words(words, claim).map(|asked| words.with("claims-sum", &[("amount", &asked)]));
    // Whoever only helps neither reads an address on file nor says where somebody else's money goes.
    let next = claim.asked.is_some().then(|| {
        if !mine.may(Doing::Keep) {
            return view! { <p class="note">{words.t("claims-helper-stops")}</p> }.into_any();
        }
        let address = request.lang.path(&format!("{}/payout", path_of(&claim.number)));
        view! { <p class="actions"><a class="button" href=address>{words.t("claims-next-payout")}</a></p> }.into_any()
    });
    let papers = request.lang.path(&format!("{}/evidence", path_of(&claim.number)));
    view! {
        <p class="stage"><span class="tag">{words.with("claims-step", &[("step", &2_i64)])}</span></p>
        <p>{terms_words(words, &claim.terms)}</p>
        <p class="quiet">{words.t("claims-saved")}</p>
        {lines}
        {sum.map(|sum| view! { <p><strong>{sum}</strong></p> })}
        {add}
        <p>{words.with("evidence-count", &[("count", &files)])}" "<a href=papers>{words.t("evidence-link")}</a></p>
        {next}
        <p class="small"><a href=request.lang.path(&format!("{}/paper.pdf", path_of(&claim.number)))>{words.t("paper-link")}</a></p>
        {view! { <TakeBack version=claim.version/> }.into_any()}
    }
    .into_any()
}

/// What one more line is filled in with; nothing where there are none. `minutes` is what ticked steps took.
pub(crate) fn add(words: Words, claim: &Claim, minutes: i64) -> AnyView {
    match &claim.terms {
        MoneyTerms::Cash { .. } | MoneyTerms::Unasked { .. } | MoneyTerms::Share { .. } => ().into_any(),
        _ if claim.lines.len() >= MOST_LINES => {
            view! { <p class="note">{words.with("claims-most-lines", &[("most", &MOST_LINES)])}</p> }.into_any()
        }
        MoneyTerms::Expenses { kinds, .. } => view! { <AddExpense kinds=kinds.clone() version=claim.version/> }.into_any(),
        MoneyTerms::Time { .. } => view! { <AddTime minutes version=claim.version/> }.into_any(),
    }
}

/// What is asked for so far, each line with the press that takes it out.
pub(crate) fn lines(request: &Request, words: Words, claim: &Claim) -> AnyView {
    if claim.lines.is_empty() {
        return view! { <p>{words.t("claims-no-lines")}</p> }.into_any();
    }
    let is_fixed = claim.terms.is_sum();
    let rows: Vec<AnyView> = claim
        .lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let worth = claim.terms.worth(line).map(|money| words.money(money)).unwrap_or_default();
            let named = words.with("claims-remove-named", &[("what", &line_words(words, line))]);
            let remove = (!is_fixed).then(|| {
                view! {
                    <form method="post" action=request.lang.path(&request.path)>
                        <FormToken/>
                        <input type="hidden" name="act" value="remove"/>
                        <input type="hidden" name="seen" value=claim.version.to_string()/>
                        <button class="link-button" name="line" value=at.to_string() aria-label=named>{words.t("claims-remove")}</button>
                    </form>
                }
            });
            view! { <li class="row"><span>{line_words(words, line)}<br/><span class="num">{worth}</span></span>{remove}</li> }.into_any()
        })
        .collect();
    view! { <ul class="list">{rows}</ul> }.into_any()
}

/// Something that was paid.
#[component]
fn AddExpense(kinds: Vec<ExpenseKind>, version: i64) -> impl IntoView {
    let (request, words, state) = (use_request(), use_words(), use_form_state());
    let kinds = if kinds.is_empty() { ExpenseKind::ALL.to_vec() } else { kinds };
    let chosen = state.typed("on");
    let options: Vec<AnyView> = kinds
        .into_iter()
        .map(|kind| view! { <option value=kind.as_str() selected=chosen == kind.as_str()>{expense_words(words, kind)}</option> }.into_any())
        .collect();
    view! {
        <section class="card stack" aria-labelledby="add-title">
            <h2 id="add-title">{words.t("claims-add-expense")}</h2>
            <form class="stack" method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <input type="hidden" name="act" value="add"/>
                <input type="hidden" name="seen" value=version.to_string()/>
                <div class="field">
                    <label class="field__label" for="on">{words.t("claims-on")}</label>
                    <select class="field__input" id="on" name="on">{options}</select>
                </div>
                <TextField name="what" label=words.t("claims-what") hint=words.with("ask-limit", &[("most", &LONGEST_WHAT)])/>
                <TextField name="day" label=words.t("claims-day") kind=FieldKind::Day/>
                <TextField name="amount" label=words.t("claims-amount") hint=words.t("claims-amount-hint")/>
                <p class="actions"><button class="button">{words.t("claims-add")}</button></p>
            </form>
        </section>
    }
    .into_any()
}

/// Time that was lost; first what the ticked steps took.
#[component]
fn AddTime(minutes: i64, version: i64) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let from_steps = (minutes > 0).then(|| {
        view! {
            <form class="card stack" method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <input type="hidden" name="seen" value=version.to_string()/>
                <p>{words.with("claims-steps-took", &[("minutes", &minutes)])}</p>
                <p class="actions"><button class="button button--quiet" name="act" value="steps">{words.t("claims-add-steps")}</button></p>
            </form>
        }
    });
    view! {
        {from_steps}
        <section class="card stack" aria-labelledby="add-title">
            <h2 id="add-title">{words.t("claims-add-time")}</h2>
            <form class="stack" method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <input type="hidden" name="act" value="add"/>
                <input type="hidden" name="seen" value=version.to_string()/>
                <TextField name="what" label=words.t("claims-with-what") hint=words.t("claims-with-what-hint")/>
                <TextField name="hours" label=words.t("claims-hours") hint=words.t("claims-hours-hint")/>
                <p class="actions"><button class="button">{words.t("claims-add")}</button></p>
            </form>
        </section>
    }
    .into_any()
}

/// Taking it back: nothing is lost by it, and a new one can be begun.
#[component]
pub(super) fn TakeBack(version: i64) -> impl IntoView {
    let (site, request, words) = (crate::site::use_site(), use_request(), use_words());
    let form_id = uuid::Builder::from_random_bytes(domain::clock::random(&*site.entropy)).into_uuid().to_string();
    view! {
        <details class="fold">
            <summary>{words.t("claims-withdraw")}</summary>
            <form class="step__body stack" method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <input type="hidden" name="form_id" value=form_id/>
                <input type="hidden" name="seen" value=version.to_string()/>
                <p>{words.t("claims-withdraw-says")}</p>
                <p class="actions"><button class="button button--quiet" name="act" value="withdraw">{words.t("claims-withdraw-press")}</button></p>
            </form>
        </details>
    }
    .into_any()
}
