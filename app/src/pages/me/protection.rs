//! `/me/protection`: identity protection, in one press.

use domain::{
    benefit::{CodeTrouble, Protection as Terms},
    clock::random,
};
use leptos::prelude::*;
use store::benefits::{Benefit, GivenCode};

use super::{Below, shown};
use crate::{
    components::form::{ErrorSummary, FormToken},
    error::PageError,
    forms::use_form_state,
    islands::CopyText,
    me::Mine,
    protection::{Protection, protection_of},
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    staff::benefits::red_words,
    words::Words,
};

/// `/me/protection`.
#[component]
pub fn ProtectionPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    Suspend::new(async move { shown(page(&site, &request).await) })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let mine = Mine::load(site, request).await?;
    let words = Words(request.lang);
    let part = match protection_of(site, mine.incident(), &mine.person).await? {
        Protection::None => view! { <p>{words.t("protection-none")}</p> }.into_any(),
        Protection::Offer(benefit) => view! { <Offer benefit/> }.into_any(),
        Protection::Has(benefit, code) => view! { <Has benefit code/> }.into_any(),
        Protection::Waits(benefit, day) => view! { <Waits benefit day/> }.into_any(),
    };
    Ok(view! {
        <Below title=words.t("protection-title")>
            <ErrorSummary/>
            {part}
        </Below>
    }
    .into_any())
}

/// What it is, what it asks for, and the one button.
#[component]
fn Offer(benefit: Benefit) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <p class="lead">{lead(words, &benefit.terms)}</p>
        {view! { <TermsOf terms=benefit.terms.clone()/> }.into_any()}
        <form method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <p class="actions"><button class="button" name="act" value="take">{words.t("protection-take")}</button></p>
        </form>
        <p class="quiet">{words.t("protection-take-says")}</p>
    }
    .into_any()
}

/// The code, where it goes, until when, and what to do when it does not work.
#[component]
fn Has(benefit: Benefit, code: GivenCode) -> impl IntoView {
    let words = use_words();
    let terms = benefit.terms.clone();
    let by = words.with("protection-by", &[("date", &words.date(&terms.enrol_by)), ("provider", &terms.provider)]);
    let (label, done) = (words.t("protection-copy"), words.t("protection-copied"));
    view! {
        <section class="card stack" aria-labelledby="code-title">
            <h2 id="code-title">{words.t("protection-yours")}</h2>
            <p><code class="code" id="code">{code.code.clone()}</code></p>
            <CopyText text=code.code label done/>
            <p>{by}</p>
            <p class="actions"><a class="button" href=terms.url.clone() rel="noreferrer">{words.with("protection-go", &[("provider", &terms.provider)])}</a></p>
        </section>
        {view! { <TermsOf terms/> }.into_any()}
        {view! { <Trouble/> }.into_any()}
    }
    .into_any()
}

#[component]
fn Waits(benefit: Benefit, day: String) -> impl IntoView {
    let words = use_words();
    view! {
        <p class="note">{words.with("protection-waits", &[("date", &words.date(&day))])}</p>
        <p>{lead(words, &benefit.terms)}</p>
        {view! { <TermsOf terms=benefit.terms/> }.into_any()}
    }
    .into_any()
}

fn lead(words: Words, terms: &Terms) -> String {
    let months = words.with("protection-months", &[("months", &terms.months)]);
    words.with("protection-lead", &[("provider", &terms.provider), ("months", &months)])
}

/// What the provider asks, and what stands against people in its terms; and that nothing is given up towards us.
#[component]
fn TermsOf(terms: Terms) -> impl IntoView {
    let words = use_words();
    let red: Vec<AnyView> = terms.red.iter().map(|item| view! { <li>{red_words(words, *item)}</li> }.into_any()).collect();
    let red = (!red.is_empty()).then(|| {
        view! {
            <div class="note note--open stack">
                <p><strong>{words.with("protection-red", &[("provider", &terms.provider)])}</strong></p>
                <ul>{red}</ul>
            </div>
        }
    });
    view! {
        <section class="stack" aria-labelledby="terms-title">
            <h2 id="terms-title">{words.t("protection-terms")}</h2>
            <p>{words.with("protection-asks", &[("what", terms.asks.get(words.0))])}</p>
            {red}
            <p>{words.t("protection-waives-nothing")}</p>
        </section>
    }
    .into_any()
}

/// "It did not work": why, and a new one.
#[component]
fn Trouble() -> impl IntoView {
    let (site, request, words, state) = (use_site(), use_request(), use_words(), use_form_state());
    let form_id = uuid::Builder::from_random_bytes(random(&*site.entropy)).into_uuid().to_string();
    let mistake = state.mistake("why").map(str::to_owned);
    let is_open = mistake.is_some();
    let choices: Vec<AnyView> = CodeTrouble::ALL
        .iter()
        .enumerate()
        .map(|(at, why)| {
            let id = if at == 0 { "why".to_owned() } else { format!("why-{}", why.as_str()) };
            let label = match why {
                CodeTrouble::Refused => words.t("protection-why-refused"),
                CodeTrouble::Used => words.t("protection-why-used"),
                CodeTrouble::Unknown => words.t("protection-why-unknown"),
            };
            view! { <div class="choice"><input type="radio" id=id.clone() name="why" value=why.as_str()/><label for=id>{label}</label></div> }.into_any()
        })
        .collect();
    view! {
        <details class="fold" open=is_open>
            <summary>{words.t("protection-trouble")}</summary>
            <form class="step__body stack" method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <input type="hidden" name="form_id" value=form_id/>
                <fieldset class="field">
                    <legend>{words.t("protection-why")}</legend>
                    {mistake.map(|words| view! { <span class="field__error" id="why-error">{words}</span> })}
                    {choices}
                </fieldset>
                <p class="actions"><button class="button" name="act" value="trouble">{words.t("protection-again")}</button></p>
            </form>
        </details>
    }
    .into_any()
}
