//! `/staff/incidents/{slug}/benefits`: what people can have, and a new offer of identity protection.

use domain::{
    benefit::{BenefitKind, RedItem},
    incident::Incident,
    person::Kind,
};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;
use store::benefits::Benefit;

use crate::{
    claims::{self, kind_title, terms_words},
    components::{
        form::{CategoriesAndPlaces, ErrorSummary, FieldKind, FormToken, TextField, TickBox},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{FormState, staff_benefits::kind_field, use_form_state},
    pages::staff::{confirm::ConfirmOr, updates::staff_page},
    request::{Request, use_request, use_words},
    site::Site,
    staff::{
        ComplianceDesk,
        benefits::{floor, kind_words, red_words, state_words},
        publishing::slug_of,
    },
    words::Words,
};

staff_page! {
    /// `/staff/incidents/{slug}/benefits`.
    BenefitsPage = page
}

async fn page(site: &Site, request: &Request, _query: &ParamsMap, state: FormState) -> Result<AnyView, PageError> {
    let ComplianceDesk { staff, incident, .. } = ComplianceDesk::open(site, request, slug_of(request)).await?;
    let words = Words(request.lang);
    let mut rows = Vec::new();
    for benefit in site.store.benefits(incident.incident_id).await? {
        let counts = site.store.code_counts(incident.incident_id, benefit.benefit_id).await?;
        let left = words.with("benefits-left", &[("count", &counts.free), ("number", &words.number(counts.free))]);
        let title = words.with("benefits-protection", &[("provider", &benefit.terms.provider)]);
        rows.push(row(request, words, &incident, &benefit, title, left));
    }
    for benefit in site.store.money_benefits(incident.incident_id).await? {
        let (title, pays) = (claims::kind_words(words, &benefit.terms), terms_words(words, &benefit.terms));
        rows.push(row(request, words, &incident, &benefit, title, pays));
    }
    for benefit in site.store.gifts(incident.incident_id).await? {
        let title = benefit.terms.what.get(request.lang).clone();
        rows.push(row(request, words, &incident, &benefit, title, kind_title(words, BenefitKind::Goodwill)));
    }
    let list = if rows.is_empty() {
        view! { <p>{words.t("benefits-none")}</p> }.into_any()
    } else {
        view! { <ul class="list">{rows}</ul> }.into_any()
    };
    provide_context(state);
    let is_shown = site.store.shows_scorecard(incident.incident_id).await?;
    let is_confirmed = staff.is_confirmed(site.now());
    let gift = request.lang.path(&format!("/staff/incidents/{}/benefits/goodwill", incident.slug));
    let money = request.lang.path(&format!("/staff/incidents/{}/benefits/money", incident.slug));
    Ok(view! {
        <StaffFrame staff title=words.t("benefits-title") incident=Some(incident.clone())>
            <ErrorSummary/>
            <p>{words.t("benefits-lead")}</p>
            {list}
            <p class="actions">
                <a class="button" href=money>{words.t("benefits-new-money")}</a>
                <a class="button button--quiet" href=gift>{words.t("benefits-new-gift")}</a>
            </p>
            {view! { <NewForm incident/> }.into_any()}
            {view! { <ShowScorecard is_shown is_confirmed/> }.into_any()}
        </StaffFrame>
    }
    .into_any())
}

fn row<T>(request: &Request, words: Words, incident: &Incident, benefit: &Benefit<T>, title: String, more: String) -> AnyView {
    let address = request.lang.path(&format!("/staff/incidents/{}/benefits/{}", incident.slug, benefit.benefit_id));
    view! {
        <li class="row">
            <span><a href=address>{title}</a>" "<span class="quiet small">{more}</span></span>
            <span class="tag">{state_words(words, benefit.state)}</span>
        </li>
    }
    .into_any()
}

/// Who can have it. Closed, it is for everybody.
#[component]
pub(super) fn For(incident: Incident) -> impl IntoView {
    let (words, state) = (use_words(), use_form_state());
    let is_open =
        state.typed.keys().any(|field| field.starts_with("category-") || field.starts_with("kind-")) || !state.typed("places").is_empty();
    let kinds: Vec<AnyView> =
        Kind::ALL.into_iter().map(|kind| view! { <TickBox name=kind_field(kind) label=kind_words(words, kind)/> }.into_any()).collect();
    view! {
        <details class="fold" open=is_open>
            <summary>{words.t("benefits-for")}</summary>
            <div class="step__body stack">
                <p>{words.t("benefits-for-hint")}</p>
                {view! { <CategoriesAndPlaces incident/> }.into_any()}
                <fieldset class="field"><legend>{words.t("benefits-kinds")}</legend>{kinds}</fieldset>
            </div>
        </details>
    }
    .into_any()
}

/// Whether everybody may see how claims are going.
#[component]
fn ShowScorecard(is_shown: bool, is_confirmed: bool) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let (act, says, press) = if is_shown {
        ("hide-scorecard", words.t("scorecard-hide-says"), words.t("scorecard-hide"))
    } else {
        ("show-scorecard", words.t("scorecard-show-says"), words.t("scorecard-show"))
    };
    view! {
        <section class="card stack" aria-labelledby="scorecard-title">
            <h2 id="scorecard-title">{words.t("scorecard-title")}</h2>
            <form class="stack" method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <p>{says}</p>
                <ConfirmOr is_confirmed><button class="button button--quiet" name="act" value=act>{press}</button></ConfirmOr>
            </form>
        </section>
    }
    .into_any()
}

/// A new offer. The months begin with what the law asks for at least.
#[component]
fn NewForm(incident: Incident) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let law = floor(&incident);
    let months = law.map_or_else(|| "24".to_owned(), |(duty, _)| duty.months.to_string());
    let says = match law {
        Some((duty, as_of)) => words.with(
            "benefits-law",
            &[("months", &duty.months), ("state", &duty.name), ("statute", &duty.statute), ("date", &words.date(as_of))],
        ),
        None => words.t("benefits-no-law"),
    };
    let red: Vec<AnyView> = RedItem::ALL
        .iter()
        .map(|item| {
            let name = format!("red-{}", item.as_str());
            view! { <TickBox name label=red_words(words, *item)/> }.into_any()
        })
        .collect();
    view! {
        <section class="stack" aria-labelledby="new-title">
            <h2 id="new-title">{words.t("benefits-new")}</h2>
            <form class="stack" method="post" action=request.lang.path(&request.path)>
                <FormToken/>
                <TextField name="provider" label=words.t("benefits-provider")/>
                <TextField name="url" label=words.t("benefits-url") hint=words.t("benefits-url-hint")/>
                <TextField name="months" label=words.t("benefits-months") hint=says value=months/>
                <TextField name="enrol_by" label=words.t("benefits-enrol-by") hint=words.t("benefits-enrol-by-hint") kind=FieldKind::Day/>
                <TextField name="last_day" label=words.t("benefits-last-day") hint=words.t("benefits-last-day-hint") kind=FieldKind::Day/>
                <TextField name="grace_days" label=words.t("benefits-grace") hint=words.t("benefits-grace-hint") value="0"/>
                <TextField name="asks_en" label=words.t("benefits-asks-en") hint=words.t("benefits-asks-hint")/>
                <TextField name="asks_es" label=words.t("benefits-asks-es")/>
                {view! { <For incident/> }.into_any()}
                <fieldset class="field"><legend>{words.t("benefits-red")}</legend>{red}</fieldset>
                <TextField name="low_at" label=words.t("benefits-low-at") hint=words.t("benefits-low-at-hint") value="100"/>
                <p class="actions"><button class="button">{words.t("benefits-write")}</button></p>
                <p class="quiet small">{words.t("benefits-write-says")}</p>
            </form>
        </section>
    }
    .into_any()
}
