//! `/staff/incidents/{slug}/updates/new`, `/updates/{id}/correct`, `/updates/{id}/withdraw`: written here, public only when a
//! second person approves.

use std::collections::BTreeMap;

use domain::{
    incident::{Incident, Update},
    lang::Lang,
    publishing::{NewUpdate, PerLang, Proposal, UpdateAudience},
};
use leptos::{prelude::*, reactive::traits::GetUntracked};
use leptos_router::params::ParamsMap;

use super::{
    fields::{AudienceFields, Kinds, PostFields},
    staff_page,
};
use crate::{
    components::{
        form::{ErrorSummary, FieldKind, FormToken, TextField},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{FormState, staff_updates::category_field},
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
    if let Some(Proposal::Update(update)) = earlier {
        provide_context(FormState { typed: typed_of(&update, &incident), mistakes: Vec::new() });
    }
    Ok(view! {
        <StaffFrame staff title=words.t("staff-updates-write") incident=Some(incident.clone())>
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
            <Kinds/>
            <PostFields/>
            <TextField name="next_day" label=words.t("staff-updates-next-day") hint=words.t("staff-updates-next-hint") kind=FieldKind::Day/>
            <TextField name="next_hour" label=words.t("staff-updates-hour") hint=zone kind=FieldKind::Hour/>
            <AudienceFields incident/>
            <p class="actions"><button class="button">{words.t("staff-updates-propose")}</button></p>
        </form>
    }
    .into_any()
}

async fn correct(site: &Site, request: &Request, _query: &ParamsMap, _state: FormState) -> Result<AnyView, PageError> {
    let PublishingDesk { staff, incident, .. } = PublishingDesk::open(site, request, slug_of(request)).await?;
    let update = update_of(site, request, &incident).await?;
    let words = Words(request.lang);
    let form = if update.en.withdrawn.is_some() {
        view! { <p class="note">{words.t("staff-updates-refused-withdrawn")}</p> }.into_any()
    } else {
        view! { <CorrectForm update/> }.into_any()
    };
    Ok(view! { <StaffFrame staff title=words.t("staff-updates-correct") incident=Some(incident)>{form}</StaffFrame> }.into_any())
}

#[component]
fn CorrectForm(update: PerLang<Update>) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let based_on = update.en.corrections.len();
    let values = [update.en.title, update.en.body, update.es.title, update.es.body];
    view! {
        <ErrorSummary/>
        <p>{words.t("staff-updates-correct-lead")}</p>
        <form class="stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <input type="hidden" name="based_on" value=based_on.to_string()/>
            <TextField name="what_changed_en" label=words.t("staff-updates-changed-en") hint=words.t("staff-updates-changed-hint") kind=FieldKind::Lines/>
            <TextField name="what_changed_es" label=words.t("staff-updates-changed-es") kind=FieldKind::Lines/>
            <PostFields values/>
            <p class="actions"><button class="button">{words.t("staff-updates-propose-correction")}</button></p>
        </form>
    }
    .into_any()
}

async fn withdraw(site: &Site, request: &Request, _query: &ParamsMap, _state: FormState) -> Result<AnyView, PageError> {
    let PublishingDesk { staff, incident, .. } = PublishingDesk::open(site, request, slug_of(request)).await?;
    let update = update_of(site, request, &incident).await?;
    let words = Words(request.lang);
    let is_confirmed = staff.is_confirmed(site.now());
    let form = if update.en.withdrawn.is_some() {
        view! { <p class="note">{words.t("staff-updates-refused-withdrawn")}</p> }.into_any()
    } else {
        view! { <WithdrawForm is_confirmed/> }.into_any()
    };
    let shown = update.get(request.lang).clone();
    Ok(view! {
        <StaffFrame staff title=words.t("staff-updates-withdraw") incident=Some(incident.clone())>
            {form}
            <div class="card">{view! { <UpdateArticle incident update=shown/> }.into_any()}</div>
        </StaffFrame>
    }
    .into_any())
}

#[component]
fn WithdrawForm(is_confirmed: bool) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    view! {
        <ErrorSummary/>
        <form class="stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <p>{words.t("staff-updates-withdraw-lead")}</p>
            <TextField name="reason_en" label=words.t("staff-updates-reason-en") kind=FieldKind::Lines/>
            <TextField name="reason_es" label=words.t("staff-updates-reason-es") kind=FieldKind::Lines/>
            <ConfirmOr is_confirmed><button class="button">{words.t("staff-updates-propose-withdrawal")}</button></ConfirmOr>
        </form>
    }
    .into_any()
}
