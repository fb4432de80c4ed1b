//! The life of a claim after it was sent: what happened, what comes next and by when, and what can be done.

use domain::{
    claim::{ClaimAct, ClaimState, LONGEST_WORDS, next},
    clock::random,
    helper::Doing,
    payment::PaymentState,
};
use leptos::prelude::*;
use store::{
    claims::{Claim, ClaimEvent},
    evidence::takes_evidence,
};

use super::fill::TakeBack;
use crate::{
    claims::{asked_words, happened_words, line_words, path_of, payout_words, state_words},
    components::form::{FieldKind, FormToken, TextField},
    error::PageError,
    me::Mine,
    pages::me::paragraphs,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    words::Words,
};

pub(super) async fn sent(site: &Site, request: &Request, mine: &Mine, claim: &Claim) -> Result<AnyView, PageError> {
    let words = Words(request.lang);
    let zone = mine.incident().zone.clone();
    let events = site.store.claim_events(claim).await?;
    let payments = site.store.payments_of_claim(claim.incident_id, claim.claim_id).await?;
    let on_its_way = payments.iter().any(|payment| payment.state == PaymentState::Released);
    let timeline: Vec<AnyView> = events.iter().map(|event| entry(words, claim, event, &zone)).collect();
    let lines: Vec<AnyView> = claim.lines.iter().map(|line| view! { <li>{line_words(words, line)}</li> }.into_any()).collect();
    let sum = asked_words(words, claim).map(|asked| words.with("claims-sum", &[("amount", &asked)]));
    let goes = claim.payout.as_ref().filter(|_| mine.may(Doing::Keep)).map(|payout| payout_words(words, payout));
    let change = (claim.can_go_elsewhere() && mine.may(Doing::Keep)).then(|| {
        let address = request.lang.path(&format!("{}/payout", path_of(&claim.number)));
        view! { <p><a href=address>{words.t("claims-change-payout")}</a></p> }
    });
    let change_waits = site.store.pending_payout_change(claim).await?.is_some_and(|change| change.takes_effect_at.is_some());
    let change_waits = change_waits.then(|| view! { <p class="note">{words.t("claims-redirect-pending")}</p> });
    let files = site.store.evidence_of(claim).await?;
    let papers = request.lang.path(&format!("{}/evidence", path_of(&claim.number)));
    let files = i64::try_from(files.len()).unwrap_or(0);
    let acts = acts(words, claim, &papers);
    Ok(view! {
        <p class="stage"><span class="tag">{state_words(words, claim.state)}</span></p>
        <p class="lead">{next_words(words, claim, on_its_way)}</p>
        {change_waits}
        {acts}
        <section class="stack" aria-labelledby="life-title">
            <h2 id="life-title">{words.t("claims-life")}</h2>
            <ol class="list">{timeline}</ol>
        </section>
        <section class="stack" aria-labelledby="asked-title">
            <h2 id="asked-title">{words.t("claims-you-ask")}</h2>
            <ul>{lines}</ul>
            {sum.map(|sum| view! { <p><strong>{sum}</strong></p> })}
            <p>{words.with("evidence-count", &[("count", &files)])}" "<a href=papers>{words.t("evidence-title")}</a></p>
            {goes.map(|goes| view! { <p>{words.t("claims-goes-to")}": "{goes}</p> })}
            {change}
        </section>
    }
    .into_any())
}

/// What comes next, and by which day.
fn next_words(words: Words, claim: &Claim, on_its_way: bool) -> String {
    let day = claim.promised_on.as_deref().map(|day| words.date(day)).unwrap_or_default();
    let granted = claim.granted.map(|money| words.money(money)).unwrap_or_default();
    match claim.state {
        ClaimState::Draft => String::new(),
        ClaimState::Submitted | ClaimState::InReview => words.with("claims-next-decision", &[("date", &day)]),
        ClaimState::Appealed => words.with("claims-next-appeal", &[("date", &day)]),
        ClaimState::NeedsMore => words.with("claims-next-answer", &[("date", &day)]),
        ClaimState::Approved if on_its_way => words.with("claims-next-on-its-way", &[("amount", &granted)]),
        ClaimState::Approved => words.with("claims-next-money", &[("amount", &granted), ("date", &day)]),
        ClaimState::Denied => words.t("claims-next-denied"),
        ClaimState::Paid => words.with("claims-next-paid", &[("amount", &granted)]),
        ClaimState::Withdrawn => words.t("claims-next-withdrawn"),
    }
}

/// One thing that happened; reviewers are not named.
fn entry(words: Words, claim: &Claim, event: &ClaimEvent, zone: &str) -> AnyView {
    let said: Vec<AnyView> = event.words.iter().flat_map(|said| paragraphs(said)).map(|text| view! { <p>{text}</p> }.into_any()).collect();
    let granted = event.granted_cents.filter(|_| matches!(event.act, ClaimAct::Approve | ClaimAct::Grant)).map(|cents| {
        let currency = claim.terms.most().currency;
        words.with("claims-granted", &[("amount", &words.money(domain::money::Money::new(cents, currency)))])
    });
    let attested = claim.attested.clone().filter(|_| event.act == ClaimAct::Submit);
    view! {
        <li class="stack">
            <p><strong>{happened_words(words, event)}</strong><br/><span class="quiet small">{words.moment(event.at, zone)}</span></p>
            {granted.map(|granted| view! { <p>{granted}</p> })}
            {attested.map(|attested| view! { <p class="quiet small">{attested}</p> })}
            <div class="prose">{said}</div>
        </li>
    }
    .into_any()
}

/// What the person can do now.
pub(crate) fn acts(words: Words, claim: &Claim, papers: &str) -> AnyView {
    let may = |act| next(claim.state, act).is_some();
    let answer = may(ClaimAct::Answer).then(|| {
        view! { <Say act="answer" title=words.t("claims-answer") hint=words.t("claims-answer-hint") press=words.t("claims-answer-press") version=claim.version/> }
            .into_any()
    });
    let appeal = may(ClaimAct::Appeal).then(|| {
        view! { <Say act="appeal" title=words.t("claims-appeal") hint=words.t("claims-appeal-hint") press=words.t("claims-appeal-press") version=claim.version/> }
            .into_any()
    });
    let withdraw = (may(ClaimAct::Withdraw) && claim.granted.is_none()).then(|| view! { <TakeBack version=claim.version/> }.into_any());
    let papers = takes_evidence(claim.state).then(|| view! { <p><a href=papers.to_owned()>{words.t("evidence-link")}</a></p> });
    view! { {papers}{answer}{appeal}{withdraw} }.into_any()
}

/// A text and a press.
#[component]
fn Say(act: &'static str, title: String, hint: String, press: String, version: i64) -> impl IntoView {
    let (site, request, words) = (use_site(), use_request(), use_words());
    let form_id = uuid::Builder::from_random_bytes(random(&*site.entropy)).into_uuid().to_string();
    let limit = words.with("ask-limit", &[("most", &LONGEST_WORDS)]);
    view! {
        <section class="card stack">
            <h2>{title.clone()}</h2>
            <form class="stack" method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <input type="hidden" name="form_id" value=form_id/>
                <input type="hidden" name="seen" value=version.to_string()/>
                <TextField name="words" label=hint hint=limit kind=FieldKind::Lines/>
                <p class="actions"><button class="button" name="act" value=act>{press}</button></p>
            </form>
        </section>
    }
    .into_any()
}
