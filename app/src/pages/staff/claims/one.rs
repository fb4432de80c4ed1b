//! `/staff/incidents/{slug}/claims/{number}`: what somebody asks for, what is known about them, and what a reviewer can do.

use domain::{
    claim::{ClaimAct, LONGEST_WORDS, next},
    clock::random,
    ids::StaffId,
    incident::Incident,
    money::Money,
    person::Person,
};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use serde_json::json;
use store::claims::{Claim, ClaimEvent};

use super::signals::signals;
use crate::{
    claims::{claim_title, happened_words, line_words, number_in, payout_words, state_words, terms_words},
    components::{
        form::{ErrorSummary, FieldKind, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::FormState,
    pages::{
        me::{file_list, paragraphs},
        staff::{
            confirm::ConfirmOr,
            requests::{names, taken_words},
            updates::staff_page,
        },
    },
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    staff::{ClaimsDesk, publishing::slug_of, views::look},
    words::Words,
};

staff_page! {
    /// `/staff/incidents/{slug}/claims/{number}`.
    StaffClaimPage = page
}

/// A claim of this incident that was sent; a draft is the person's own.
///
/// # Errors
/// [`PageError::NotFound`], or when the store fails.
pub(crate) async fn find(site: &Site, request: &Request, incident: &Incident) -> Result<Claim, PageError> {
    let number = number_in(request, 5)?;
    let claim = site.store.claim_by_number(incident.incident_id, &number).await?;
    claim.filter(|claim| claim.sent_at.is_some()).ok_or(PageError::NotFound)
}

async fn page(site: &Site, request: &Request, _query: &ParamsMap, state: FormState) -> Result<AnyView, PageError> {
    let ClaimsDesk { staff, incident, .. } = ClaimsDesk::open(site, request, slug_of(request)).await?;
    let claim = find(site, request, &incident).await?;
    look(site, &staff, (incident.incident_id, claim.person_id), "claim", json!({ "number": claim.number.as_str() })).await?;
    let words = Words(request.lang);
    let person = site.store.person(incident.incident_id, claim.person_id).await?.ok_or(PageError::NotFound)?;
    let events = site.store.claim_events(&claim).await?;
    let names = names(site, events.iter().filter_map(|event| event.staff_id).chain(claim.reviewer)).await?;
    let me = staff.member.staff_id;
    let taken = claim.reviewer.map(|reviewer| taken_words(words, reviewer, me, &names));
    let signals = signals(site, words, &incident, &claim).await?;
    let files = site.store.evidence_of(&claim).await?;
    let base = request.lang.path(&format!("{}/evidence", request.path));
    let files = file_list(words, &base, &files, false);
    let is_confirmed = staff.is_confirmed(site.now());
    let life: Vec<AnyView> = events
        .iter()
        .map(|event| entry(words, &claim, event, event.staff_id.and_then(|staff| names.get(&staff).cloned()), &incident.zone))
        .collect();
    let mistake = state.mistake("act").map(str::to_owned);
    provide_context(state);
    let facts = facts(words, &claim, &person, taken);
    let acts = view! { <Acts claim=claim.clone() me is_confirmed mistake/> }.into_any();
    let back = request.lang.path(&format!("/staff/incidents/{}/claims", incident.slug));
    Ok(view! {
        <StaffFrame staff title=claim_title(words, &claim) incident=Some(incident)>
            <p class="small"><a href=back>{words.t("review-back")}</a></p>
            <ErrorSummary/>
            <p class="stage"><span class="tag">{state_words(words, claim.state)}</span></p>
            {facts}
            <section class="stack"><h2>{words.t("evidence-title")}</h2>{files}</section>
            {signals}
            {acts}
            <section class="stack"><h2>{words.t("claims-life")}</h2><ol class="list">{life}</ol></section>
        </StaffFrame>
    }
    .into_any())
}

/// What is asked for, under which terms, by whom, and where it goes.
fn facts(words: Words, claim: &Claim, person: &Person, taken: Option<String>) -> AnyView {
    let row = |name: String, value: String| view! { <dt>{name}</dt><dd>{value}</dd> }.into_any();
    let money = |amount: Option<Money>| amount.map(|amount| words.money(amount)).unwrap_or_default();
    let day = claim.promised_on.as_deref().map(|day| words.date(day)).unwrap_or_default();
    let rows: Vec<AnyView> = [
        (words.t("review-who"), person.contact.full_name()),
        (words.t("review-asked"), money(claim.asked)),
        (words.t("review-granted"), money(claim.granted)),
        (words.t("review-terms"), terms_words(words, &claim.terms)),
        (words.t("claims-goes-to"), claim.payout.as_ref().map(|payout| payout_words(words, payout)).unwrap_or_default()),
        (words.t("review-by"), day),
        (words.t("review-has"), taken.unwrap_or_else(|| words.t("staff-request-free"))),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| row(name, value))
    .collect();
    let lines: Vec<AnyView> = claim
        .lines
        .iter()
        .map(|line| {
            let worth = claim.terms.worth(line).map(|money| words.money(money)).unwrap_or_default();
            view! { <li class="row"><span>{line_words(words, line)}</span><span class="num">{worth}</span></li> }.into_any()
        })
        .collect();
    view! { <dl>{rows}</dl><section class="stack"><h2>{words.t("review-lines")}</h2><ul class="list">{lines}</ul></section> }.into_any()
}

fn entry(words: Words, claim: &Claim, event: &ClaimEvent, by: Option<String>, zone: &str) -> AnyView {
    let said: Vec<AnyView> = event.words.iter().flat_map(|said| paragraphs(said)).map(|text| view! { <p>{text}</p> }.into_any()).collect();
    let granted = event.granted_cents.filter(|_| matches!(event.act, ClaimAct::Approve | ClaimAct::Grant));
    let granted =
        granted.map(|cents| words.with("claims-granted", &[("amount", &words.money(Money::new(cents, claim.terms.most().currency)))]));
    view! {
        <li class="stack">
            <p><strong>{happened_words(words, event)}</strong><br/><span class="quiet small">{words.moment(event.at, zone)}" "{by}</span></p>
            {granted.map(|granted| view! { <p>{granted}</p> })}
            <div class="prose" lang=claim.lang.as_str()>{said}</div>
        </li>
    }
    .into_any()
}

/// What can be done now, each with what it will do.
#[component]
fn Acts(claim: Claim, me: StaffId, is_confirmed: bool, mistake: Option<String>) -> impl IntoView {
    let words = use_words();
    let may = |act| next(claim.state, act).is_some();
    let is_mine = claim.reviewer == Some(me);
    let decides = is_mine && may(ClaimAct::Approve);
    let take = may(ClaimAct::Take).then(|| {
        let is_own_decision = claim.round > 0 && claim.decided_by == Some(me);
        if is_own_decision {
            view! { <p class="note">{words.t("claims-refused-same-person")}</p> }.into_any()
        } else {
            view! { <Press act="take" says=words.t("review-take-says") press=words.t("review-take")/> }.into_any()
        }
    });
    let back = (is_mine && may(ClaimAct::PutBack))
        .then(|| view! { <Press act="put-back" says=words.t("review-put-back-says") press=words.t("review-put-back")/> }.into_any());
    let decide = decides.then(|| view! { <Decide claim=claim.clone() is_confirmed/> }.into_any());
    let mistake = mistake.map(|words| view! { <p class="field__error" id="act">{words}</p> });
    view! { <div class="stack">{mistake}{take}{decide}{back}</div> }.into_any()
}

fn form_id() -> String {
    uuid::Builder::from_random_bytes(random(&*use_site().entropy)).into_uuid().to_string()
}

#[component]
fn Press(act: &'static str, says: String, press: String) -> impl IntoView {
    let request = use_request();
    view! {
        <form class="card stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <input type="hidden" name="form_id" value=form_id()/>
            <p>{says}</p>
            <p class="actions"><button class="button button--quiet" name="act" value=act>{press}</button></p>
        </form>
    }
    .into_any()
}

/// Grant whole or in part, ask, or refuse.
#[component]
fn Decide(claim: Claim, is_confirmed: bool) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let here = request.lang.path(&request.path);
    let limit = words.with("ask-limit", &[("most", &LONGEST_WORDS)]);
    // Looked at again because its money goes elsewhere, what was granted stays what it was.
    let whole = claim.granted.filter(|_| claim.round == 0).or(claim.asked).map(Money::plain).unwrap_or_default();
    let least = claim.granted.map(|money| words.with("review-no-less", &[("amount", &words.money(money))]));
    let head = |act: &'static str| view! { <FormToken/><input type="hidden" name="form_id" value=form_id()/><input type="hidden" name="act" value=act/> };
    view! {
        <section class="card stack">
            <h2>{words.t("review-approve")}</h2>
            <form class="stack" method="post" action=here.clone()>
                {head("approve")}
                <TextField name="granted" label=words.t("review-amount") hint=words.t("review-amount-hint") value=whole/>
                {least.map(|least| view! { <p class="quiet">{least}</p> })}
                <TextField name="approve_words" label=words.t("review-approve-words") hint=limit.clone() kind=FieldKind::Lines/>
                <p>{words.t("review-approve-says")}</p>
                <ConfirmOr is_confirmed><button class="button">{words.t("review-approve-press")}</button></ConfirmOr>
            </form>
        </section>
        <section class="card stack">
            <h2>{words.t("review-ask")}</h2>
            <form class="stack" method="post" action=here.clone()>
                {head("ask")}
                <TextField name="ask_what" label=words.t("review-ask-what")/>
                <TextField name="ask_why" label=words.t("review-ask-why")/>
                <TextField name="ask_example" label=words.t("review-ask-example")/>
                <p>{words.t("review-ask-says")}</p>
                <p class="actions"><button class="button">{words.t("review-ask-press")}</button></p>
            </form>
        </section>
        <section class="card stack">
            <h2>{words.t("review-deny")}</h2>
            <form class="stack" method="post" action=here>
                {head("deny")}
                <TextField name="deny_words" label=words.t("review-deny-words") hint=limit kind=FieldKind::Lines/>
                <p>{words.t("review-deny-says")}</p>
                <ConfirmOr is_confirmed><button class="button button--quiet">{words.t("review-deny-press")}</button></ConfirmOr>
            </form>
        </section>
    }
    .into_any()
}
