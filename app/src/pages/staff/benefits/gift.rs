//! Gifts: a new one, and one that is written.

use domain::{
    benefit::{BenefitState, Goodwill},
    incident::Incident,
};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use store::benefits::Benefit;

use super::{
    list::For,
    one::{Acts, Codes, Stand, added, figures, row, who},
};
use crate::{
    components::{
        form::{ErrorSummary, FieldKind, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::FormState,
    pages::staff::updates::staff_page,
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
    /// `/staff/incidents/{slug}/benefits/goodwill`.
    NewGiftPage = page
}

async fn page(site: &Site, request: &Request, _query: &ParamsMap, state: FormState) -> Result<AnyView, PageError> {
    let ComplianceDesk { staff, incident, .. } = ComplianceDesk::open(site, request, slug_of(request)).await?;
    let words = Words(request.lang);
    provide_context(state);
    let form = view! { <NewGift incident=incident.clone()/> }.into_any();
    Ok(view! {
        <StaffFrame staff title=words.t("benefits-new-gift") incident=Some(incident)>
            <ErrorSummary/>
            <p>{words.t("benefits-gift-lead")}</p>
            {form}
        </StaffFrame>
    }
    .into_any())
}

#[component]
fn NewGift(incident: Incident) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <form class="stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <TextField name="what_en" label=words.t("benefits-gift-en") hint=words.t("benefits-gift-hint")/>
            <TextField name="what_es" label=words.t("benefits-gift-es")/>
            <TextField name="url" label=words.t("benefits-gift-url") hint=words.t("benefits-url-hint")/>
            <TextField name="use_by" label=words.t("benefits-gift-use-by") hint=words.t("benefits-gift-use-by-hint") kind=FieldKind::Day/>
            <TextField name="last_day" label=words.t("benefits-gift-last-day") hint=words.t("benefits-last-day-hint") kind=FieldKind::Day/>
            <TextField name="grace_days" label=words.t("benefits-grace") hint=words.t("benefits-grace-hint") value="0"/>
            {view! { <For incident/> }.into_any()}
            <TextField name="low_at" label=words.t("benefits-low-at") hint=words.t("benefits-low-at-hint") value="100"/>
            <p class="actions"><button class="button">{words.t("benefits-write")}</button></p>
            <p class="quiet small">{words.t("benefits-write-says")}</p>
        </form>
    }
    .into_any()
}

/// `/staff/incidents/{slug}/benefits/{id}` of a gift.
pub(super) async fn one(
    site: &Site,
    request: &Request,
    staff: Staff,
    incident: Incident,
    benefit: Benefit<Goodwill>,
    (query, state): (&ParamsMap, FormState),
) -> Result<AnyView, PageError> {
    let words = Words(request.lang);
    let by = who(site, words, &incident, &benefit).await?;
    let is_confirmed = staff.is_confirmed(site.now());
    let is_own = benefit.written_by == Some(staff.member.staff_id);
    let mistake = state.mistake("act").map(str::to_owned);
    let counts = site.store.code_counts(incident.incident_id, benefit.benefit_id).await?;
    let refusals = site.store.count_gift_refusals(incident.incident_id, benefit.benefit_id).await?;
    let people = site.store.count_people(incident.incident_id).await?.people;
    provide_context(state);
    let terms = &benefit.terms;
    let use_by = terms.use_by.as_deref().map_or_else(|| words.t("benefits-gift-no-use-by"), |day| words.date(day));
    let rows = vec![
        row(words.t("benefits-gift-en"), terms.what.en.clone()),
        row(words.t("benefits-gift-es"), terms.what.es.clone()),
        row(words.t("benefits-gift-url"), terms.url.clone()),
        row(words.t("benefits-gift-use-by"), use_by),
        row(words.t("benefits-gift-last-day"), last_day_words(words, &benefit)),
        row(words.t("benefits-for"), eligible_words(site, words, &benefit.eligible)),
        row(words.t("benefits-gift-refusals"), words.number(refusals)),
    ];
    let acts = view! { <Acts at=Stand::of(&benefit) is_own is_confirmed mistake/> }.into_any();
    let (added, figures) = (added(words, query), figures(words, &counts, people));
    let codes = (benefit.state != BenefitState::Closed).then(|| view! { <Codes is_confirmed/> }.into_any());
    let (title, state_line) = (terms.what.get(request.lang).clone(), state_words(words, benefit.state));
    Ok(view! {
        <StaffFrame staff title incident=Some(incident)>
            <ErrorSummary/>
            {added}
            <p class="stage"><span class="tag">{state_line}</span></p>
            {by}
            <div class="stack">{rows}</div>
            {acts}
            {figures}
            {codes}
        </StaffFrame>
    }
    .into_any())
}
