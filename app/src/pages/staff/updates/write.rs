//! `/staff/incidents/{slug}/updates/new`, `/updates/{id}/correct`, `/updates/{id}/withdraw`: written here, public only when a
//! second person approves.

use std::collections::BTreeMap;

use domain::{
    incident::{Incident, Update, UpdateKind},
    lang::Lang,
    publishing::{NewUpdate, PerLang, Proposal, UpdateAudience},
};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;

use super::{
    draft::resumed,
    fields::{AdviceOn, AudienceFields, ByMail, DraftFields, KeepUpdate, Kinds, PostFields},
    staff_page,
};
use crate::{
    components::{
        form::{ErrorSummary, FieldKind, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{FormState, staff_updates::category_field, use_form_state},
    pages::{incident::UpdateArticle, staff::confirm::ConfirmOr},
    request::{Request, use_request, use_words},
    site::Site,
    staff::{
        PublishingDesk,
        publishing::{slug_of, update_of},
    },
    words::Words,
};

staff_page! {
    /// `/staff/incidents/{slug}/updates/new`.
    NewUpdatePage = new
}
staff_page! {
    /// `/staff/incidents/{slug}/updates/{id}/correct`.
    CorrectUpdatePage = correct
}
staff_page! {
    /// `/staff/incidents/{slug}/updates/{id}/withdraw`.
    WithdrawUpdatePage = withdraw
}

async fn new(site: &Site, request: &Request, query: &ParamsMap, state: FormState) -> Result<AnyView, PageError> {
    let PublishingDesk { staff, incident, .. } = PublishingDesk::open(site, request, slug_of(request)).await?;
    let words = Words(request.lang);
    if incident.published_at.is_none() {
        let text = words.t("staff-updates-not-public");
        return Ok(
            view! { <StaffFrame staff title=words.t("staff-updates-write") incident=Some(incident)><p>{text}</p></StaffFrame> }.into_any()
        );
    }
    // Written anew from one that was declined or taken back.
    let from = query.get("from").filter(|_| state.typed.is_empty()).and_then(|id| id.parse().ok());
    let earlier = match from {
        Some(id) => site.store.proposal(incident.incident_id, id).await?.map(|stored| stored.proposal),
        None => None,
    };
    let told = resumed(site, words, &incident, query, &state, "new").await?;
    // The way here from where one kind is posted.
    let is_fresh = state.typed.is_empty() && query.get("draft").is_none();
    if let Some(kind) = query.get("kind").filter(|_| is_fresh).and_then(|kind| UpdateKind::parse(&kind)) {
        provide_context(FormState { typed: BTreeMap::from([("kind".to_owned(), kind.as_str().to_owned())]), mistakes: Vec::new() });
    }
    if let Some(Proposal::Update(update)) = earlier {
        provide_context(FormState { typed: typed_of(&update, &incident), mistakes: Vec::new() });
    }
    Ok(view! {
        <StaffFrame staff title=words.t("staff-updates-write") incident=Some(incident.clone())>
            {told}
            {view! { <NewForm incident/> }.into_any()}
        </StaffFrame>
    }
    .into_any())
}

/// The fields as they would have been typed for `update`.
fn typed_of(update: &NewUpdate, incident: &Incident) -> BTreeMap<String, String> {
    let mut typed = BTreeMap::from([("kind".to_owned(), update.kind.as_str().to_owned())]);
    for lang in Lang::ALL {
        let text = update.texts.get(lang);
        typed.insert(format!("title_{}", lang.as_str()), text.title.clone());
        typed.insert(format!("body_{}", lang.as_str()), text.body.clone());
    }
    if let Some(next) = update.next_update_at {
        let zone = jiff::tz::TimeZone::get(&incident.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let next = next.to_jiff().to_zoned(zone);
        typed.insert("next_day".to_owned(), next.date().to_string());
        typed.insert("next_hour".to_owned(), next.strftime("%H:%M").to_string());
    }
    if update.by_mail {
        typed.insert("by_mail".to_owned(), "on".to_owned());
    }
    if let UpdateAudience::Affected { categories, places, langs } = &update.audience {
        typed.insert("audience".to_owned(), "affected".to_owned());
        typed.insert("places".to_owned(), places.join(", "));
        typed.extend(categories.iter().map(|category| (category_field(category), "on".to_owned())));
        typed.extend(langs.iter().map(|lang| (format!("lang-{}", lang.as_str()), "on".to_owned())));
    }
    typed
}

#[component]
fn NewForm(incident: Incident) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let zone = words.with("staff-updates-zone", &[("zone", &incident.zone)]);
    view! {
        <ErrorSummary/>
        <p>{words.t("staff-updates-write-lead")}</p>
        <form class="stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <DraftFields/>
            <Kinds/>
            <PostFields/>
            <TextField name="next_day" label=words.t("staff-updates-next-day") hint=words.t("staff-updates-next-hint") kind=FieldKind::Day/>
            <TextField name="next_hour" label=words.t("staff-updates-hour") hint=zone kind=FieldKind::Hour/>
            <AudienceFields incident=incident.clone()/>
            <ByMail/>
            <div class="actions"><button class="button">{words.t("staff-updates-propose")}</button><KeepUpdate incident/></div>
        </form>
    }
    .into_any()
}

async fn correct(site: &Site, request: &Request, query: &ParamsMap, state: FormState) -> Result<AnyView, PageError> {
    let PublishingDesk { staff, incident, .. } = PublishingDesk::open(site, request, slug_of(request)).await?;
    let update = update_of(site, request, &incident).await?;
    let words = Words(request.lang);
    let told = resumed(site, words, &incident, query, &state, &format!("correct {}", update.en.update_id)).await?;
    let form = if update.en.withdrawn.is_some() {
        view! { <p class="note">{words.t("staff-updates-refused-withdrawn")}</p> }.into_any()
    } else {
        view! { <CorrectForm incident=incident.clone() update/> }.into_any()
    };
    Ok(view! { <StaffFrame staff title=words.t("staff-updates-correct") incident=Some(incident)>{told}{form}</StaffFrame> }.into_any())
}

#[component]
fn CorrectForm(incident: Incident, update: PerLang<Update>) -> impl IntoView {
    let (request, words, state) = (use_request(), use_words(), use_form_state());
    // A draft goes on from where it began; a form that was refused because of that begins from what stands now.
    let began = state.typed.get("based_on").filter(|_| state.mistakes.is_empty()).cloned();
    let based_on = began.unwrap_or_else(|| update.en.corrections.len().to_string());
    let values = [update.en.title, update.en.body, update.es.title, update.es.body];
    view! {
        <ErrorSummary/>
        <p>{words.t("staff-updates-correct-lead")}</p>
        <form class="stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <DraftFields/>
            <input type="hidden" name="based_on" value=based_on/>
            <TextField name="what_changed_en" label=words.t("staff-updates-changed-en") hint=words.t("staff-updates-changed-hint") kind=FieldKind::Lines/>
            <AdviceOn name="what_changed_en" other="what_changed_es" lang=Lang::En/>
            <TextField name="what_changed_es" label=words.t("staff-updates-changed-es") kind=FieldKind::Lines/>
            <AdviceOn name="what_changed_es" other="what_changed_en" lang=Lang::Es/>
            <PostFields values/>
            <div class="actions"><button class="button">{words.t("staff-updates-propose-correction")}</button><KeepUpdate incident/></div>
        </form>
    }
    .into_any()
}

async fn withdraw(site: &Site, request: &Request, query: &ParamsMap, state: FormState) -> Result<AnyView, PageError> {
    let PublishingDesk { staff, incident, .. } = PublishingDesk::open(site, request, slug_of(request)).await?;
    let update = update_of(site, request, &incident).await?;
    let words = Words(request.lang);
    let is_confirmed = staff.is_confirmed(site.now());
    let told = resumed(site, words, &incident, query, &state, &format!("withdraw {}", update.en.update_id)).await?;
    let form = if update.en.withdrawn.is_some() {
        view! { <p class="note">{words.t("staff-updates-refused-withdrawn")}</p> }.into_any()
    } else {
        view! { <WithdrawForm incident=incident.clone() is_confirmed/> }.into_any()
    };
    let shown = update.get(request.lang).clone();
    Ok(view! {
        <StaffFrame staff title=words.t("staff-updates-withdraw") incident=Some(incident.clone())>
            {told}
            {form}
            <div class="card">{view! { <UpdateArticle incident update=shown/> }.into_any()}</div>
        </StaffFrame>
    }
    .into_any())
}

#[component]
fn WithdrawForm(incident: Incident, is_confirmed: bool) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <ErrorSummary/>
        <form class="stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <DraftFields/>
            <p>{words.t("staff-updates-withdraw-lead")}</p>
            <TextField name="reason_en" label=words.t("staff-updates-reason-en") kind=FieldKind::Lines/>
            <AdviceOn name="reason_en" other="reason_es" lang=Lang::En/>
            <TextField name="reason_es" label=words.t("staff-updates-reason-es") kind=FieldKind::Lines/>
            <AdviceOn name="reason_es" other="reason_en" lang=Lang::Es/>
            <ConfirmOr is_confirmed><button class="button">{words.t("staff-updates-propose-withdrawal")}</button></ConfirmOr>
            <div class="actions"><KeepUpdate incident/></div>
        </form>
    }
    .into_any()
}
