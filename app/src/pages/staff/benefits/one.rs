//! `/staff/incidents/{slug}/benefits/{id}`: an offer, its codes, and what can be done with it.

use domain::{
    benefit::{BenefitKind, BenefitState, Eligible},
    incident::Incident,
};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use store::benefits::{Benefit, CodeCounts};

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
    staff::{
        ComplianceDesk,
        benefits::{Offer, eligible_words, last_day_words, offer_of, red_words, state_words},
        publishing::{name_of, slug_of},
    },
    words::Words,
};

staff_page! {
    /// `/staff/incidents/{slug}/benefits/{id}`.
    BenefitPage = page
}

async fn page(site: &Site, request: &Request, query: &ParamsMap, state: FormState) -> Result<AnyView, PageError> {
    let ComplianceDesk { staff, incident, .. } = ComplianceDesk::open(site, request, slug_of(request)).await?;
    let benefit = match offer_of(site, request, &incident).await? {
        Offer::Protection(benefit) => benefit,
        Offer::Gift(benefit) => return super::gift::one(site, request, staff, incident, *benefit, (query, state)).await,
        Offer::Money(benefit) => return super::money::one(site, request, staff, incident, *benefit, state).await,
    };
    let words = Words(request.lang);
    let counts = site.store.code_counts(incident.incident_id, benefit.benefit_id).await?;
    let is_confirmed = staff.is_confirmed(site.now());
    let is_own = benefit.written_by == Some(staff.member.staff_id);
    let by = who(site, words, &incident, &benefit).await?;
    let title = words.with("benefits-protection", &[("provider", &benefit.terms.provider)]);
    let (added, people) = (added(words, query), site.store.count_people(incident.incident_id).await?.people);
    let mistake = state.mistake("act").map(str::to_owned);
    provide_context(state);
    let offer = offer(site, words, &benefit);
    let figures = figures(words, &counts, people);
    let state_line = state_words(words, benefit.state);
    let is_open = benefit.state != BenefitState::Closed;
    let (acts, codes) = (
        view! { <Acts at=Stand::of(&benefit) is_own is_confirmed mistake/> }.into_any(),
        is_open.then(|| view! { <Codes is_confirmed/> }.into_any()),
    );
    Ok(view! {
        <StaffFrame staff title incident=Some(incident)>
            <ErrorSummary/>
            {added}
            <p class="stage"><span class="tag">{state_line}</span></p>
            {by}
            {offer}
            {acts}
            {figures}
            {codes}
        </StaffFrame>
    }
    .into_any())
}

/// Who wrote it and who said yes.
pub(super) async fn who<T>(site: &Site, words: Words, incident: &Incident, benefit: &Benefit<T>) -> Result<AnyView, PageError> {
    let mut lines = Vec::new();
    if let Some(by) = benefit.written_by {
        let name = name_of(site, &by.to_string()).await?;
        let time = words.moment(benefit.created_at, &incident.zone);
        lines.push(words.with("staff-notices-written", &[("name", &name), ("time", &time)]));
    }
    if let Some((by, at)) = benefit.opened {
        let name = name_of(site, &by.to_string()).await?;
        lines.push(words.with("benefits-opened-by", &[("name", &name), ("time", &words.moment(at, &incident.zone))]));
    }
    let lines: Vec<AnyView> = lines.into_iter().map(|line| view! { <p class="quiet">{line}</p> }.into_any()).collect();
    Ok(lines.into_any())
}

/// What the last list of codes brought; the numbers stand in the address, and nothing else.
pub(super) fn added(words: Words, query: &ParamsMap) -> Option<AnyView> {
    let of = |name: &str| query.get(name).and_then(|count| count.parse::<i64>().ok());
    let (added, known, shared) = (of("added")?, of("known")?, of("shared")?);
    let said = words
        .with("benefits-added", &[("added", &words.number(added)), ("known", &words.number(known)), ("shared", &words.number(shared))]);
    let warns = (shared > 0).then(|| words.t("benefits-shared"));
    Some(view! { <p class="note note--done" role="status">{said}" "{warns}</p> }.into_any())
}

/// What it is and what that is. No table: an address does not break within a cell, and a telephone is narrow.
pub(super) fn row(what: String, value: String) -> AnyView {
    view! { <p><strong>{what}</strong><br/>{value}</p> }.into_any()
}

/// The offer as people read it, and until when.
fn offer(site: &Site, words: Words, benefit: &Benefit) -> AnyView {
    let terms = &benefit.terms;
    let last_day = last_day_words(words, benefit);
    let red = terms.red.iter().map(|item| red_words(words, *item)).collect::<Vec<_>>().join(" ");
    let red = if red.is_empty() { words.t("benefits-no-red") } else { red };
    let rows = vec![
        row(words.t("benefits-url"), terms.url.clone()),
        row(words.t("benefits-months"), words.with("protection-months", &[("months", &terms.months)])),
        row(words.t("benefits-enrol-by"), words.date(&terms.enrol_by)),
        row(words.t("benefits-last-day"), last_day),
        row(words.t("benefits-for"), eligible_words(site, words, &benefit.eligible)),
        row(words.t("benefits-asks-en"), terms.asks.en.clone()),
        row(words.t("benefits-asks-es"), terms.asks.es.clone()),
        row(words.t("benefits-red"), red),
    ];
    view! { <div class="stack">{rows}</div> }.into_any()
}

pub(super) fn figures(words: Words, counts: &CodeCounts, people: i64) -> AnyView {
    let row =
        |what: String, count: i64| view! { <tr><th scope="row">{what}</th><td class="num">{words.number(count)}</td></tr> }.into_any();
    let rows = vec![
        row(words.t("benefits-free"), counts.free),
        row(words.t("benefits-given"), counts.given),
        row(words.t("benefits-bad"), counts.bad),
        row(words.t("benefits-waiting"), counts.waiting),
        row(words.t("benefits-people"), people),
    ];
    view! { <section class="stack" id="figures"><h2>{words.t("benefits-figures")}</h2><table><tbody>{rows}</tbody></table></section> }
        .into_any()
}

/// What decides what can be done with an offer, whatever it gives.
#[derive(Clone)]
pub(super) struct Stand {
    state: BenefitState,
    eligible: Eligible,
    kind: BenefitKind,
}

impl Stand {
    pub(super) fn of<T: store::benefits::Terms>(benefit: &Benefit<T>) -> Self {
        Self { state: benefit.state, eligible: benefit.eligible.clone(), kind: benefit.terms.kind() }
    }
}

/// Opening takes another person than who wrote it; each press says what it does.
#[component]
pub(super) fn Acts(at: Stand, is_own: bool, is_confirmed: bool, mistake: Option<String>) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
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
    let says = match (at.kind, at.eligible.is_everybody()) {
        (BenefitKind::Protection, true) => words.t("benefits-open-says"),
        (BenefitKind::Protection, false) => words.t("benefits-open-says-some"),
        (BenefitKind::Goodwill, _) => words.t("benefits-open-says-gift"),
        (_, true) => words.t("benefits-open-says-money"),
        (_, false) => words.t("benefits-open-says-money-some"),
    };
    let closes = match at.kind {
        BenefitKind::Protection => words.t("benefits-close-says"),
        BenefitKind::Goodwill => words.t("benefits-close-says-gift"),
        _ => words.t("benefits-close-says-money"),
    };
    let press = if at.eligible.is_everybody() { words.t("benefits-open-press") } else { words.t("benefits-open-press-some") };
    let open = (at.state == BenefitState::Draft && !is_own).then(|| act("open", says, press));
    let waits = (at.state == BenefitState::Draft && is_own).then(|| view! { <p class="note">{words.t("benefits-own")}</p> });
    let close = (at.state == BenefitState::Open).then(|| act("close", closes, words.t("benefits-close-press")));
    let mistake = mistake.map(|words| view! { <p class="field__error" id="act">{words}</p> });
    view! { <div class="stack">{mistake}{waits}{open}{close}</div> }.into_any()
}

/// A list of codes, one a line.
#[component]
pub(super) fn Codes(is_confirmed: bool) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <section class="stack" aria-labelledby="codes-title">
            <h2 id="codes-title">{words.t("benefits-codes")}</h2>
            <form class="stack" method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <TextField name="codes" label=words.t("benefits-codes-label") hint=words.t("benefits-codes-hint") kind=FieldKind::Lines/>
                <div class="choice"><input type="checkbox" id="takes_shared" name="takes_shared" value="on"/><label for="takes_shared">{words.t("benefits-takes-shared")}</label></div>
                <ConfirmOr is_confirmed><button class="button" name="act" value="codes">{words.t("benefits-codes-press")}</button></ConfirmOr>
            </form>
        </section>
    }
    .into_any()
}
