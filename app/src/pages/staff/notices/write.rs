//! `/staff/incidents/{slug}/notices/new`: whom it is for and how fast it goes, counted before anything is done.

use domain::{incident::Incident, lang::Lang};
use leptos::prelude::*;

use crate::{
    components::{
        form::{CategoriesAndPlaces, ErrorSummary, FormToken, TextField, TickBox},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{staff_notices::Counted, use_form_state},
    pages::staff::shown,
    request::{Request, use_request, use_words},
    site::{Site, use_site},
    sms::told,
    staff::{
        NoticeDesk,
        notices::{pace_words, takes_words},
        publishing::{lang_words, slug_of},
    },
    words::Words,
};

/// `/staff/incidents/{slug}/notices/new`, and above the form what the last press counted.
#[component]
pub fn NewNoticePage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let counted = use_context::<Counted>();
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request, counted).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn page(site: &Site, request: &Request, counted: Option<Counted>) -> Result<AnyView, PageError> {
    let NoticeDesk { staff, incident, .. } = NoticeDesk::open(site, request, slug_of(request)).await?;
    let words = Words(request.lang);
    let people = site.store.count_people(incident.incident_id).await?;
    let number = |count: i64| words.number(count);
    let rows = [
        (words.t("staff-notices-people"), people.people),
        (words.t("staff-notices-with-email"), people.with_email),
        (words.t("staff-notices-letter-only"), people.by_letter_only),
        (words.t("staff-notices-unreachable"), people.unreachable),
        (words.t("staff-notices-quarantined"), people.quarantined),
        (words.t("staff-notices-told"), site.store.count_told(incident.incident_id).await?),
    ];
    let rows = rows.map(|(what, count)| view! { <tr><th scope="row">{what}</th><td class="num">{number(count)}</td></tr> }.into_any());
    let counted = counted.map(|counted| result(words, &incident, &counted));
    Ok(view! {
        <StaffFrame staff title=words.t("staff-notices-write") incident=Some(incident.clone())>
            <ErrorSummary/>
            <p>{words.t("staff-notices-write-lead")}</p>
            <table><tbody>{rows.into_iter().collect_view()}</tbody></table>
            {counted}
            {view! { <NewForm incident/> }.into_any()}
        </StaffFrame>
    }
    .into_any())
}

/// To how many, how fast, and how long that takes.
fn result(words: Words, incident: &Incident, counted: &Counted) -> AnyView {
    let to = words.with("staff-notices-count", &[("count", &counted.people), ("number", &words.number(counted.people))]);
    let takes = takes_words(words, counted.people, counted.per_hour);
    let practice = incident.is_practice.then(|| words.t("staff-notices-practice"));
    view! {
        <section class="card stack" role="status" id="counted">
            <p><strong>{to}</strong></p>
            <p>{pace_words(words, counted.per_hour)}" "{takes}</p>
            {practice.map(|words| view! { <p>{words}</p> })}
        </section>
    }
    .into_any()
}

#[component]
fn NewForm(incident: Incident) -> impl IntoView {
    let (request, words) = (use_request(), use_words());
    let sms = use_site().settings.sends_sms.then(|| view! { <WithSms/> });
    view! {
        <form class="stack" method="post" action=request.lang.path(&request.path)>
            <FormToken/>
            <TextField name="name" label=words.t("staff-notices-name") hint=words.t("staff-notices-name-hint")/>
            <Audience incident/>
            <fieldset class="stack"><legend><h2>{words.t("staff-notices-plan")}</h2></legend>
                <p>{words.t("staff-notices-plan-hint")}</p>
                <TextField name="calls" label=words.t("staff-notices-calls") hint=words.t("staff-notices-calls-hint")/>
                <TextField name="callers" label=words.t("staff-notices-callers") hint=words.t("staff-notices-callers-hint") value="2"/>
            </fieldset>
            {sms}
            <fieldset class="stack"><legend><h2>{words.t("staff-notices-subjects")}</h2></legend>
                <p>{words.t("staff-notices-subjects-hint")}</p>
                <TextField name="subject_en" label=words.t("staff-notices-subject-en")/>
                <TextField name="subject_es" label=words.t("staff-notices-subject-es")/>
            </fieldset>
            <div class="actions">
                <button class="button button--quiet" name="do" value="count">{words.t("staff-notices-count-button")}</button>
                <button class="button" name="do" value="write">{words.t("staff-notices-write-button")}</button>
            </div>
            <p class="quiet small">{words.t("staff-notices-write-says")}</p>
        </form>
    }
    .into_any()
}

/// Whether who is told gets a text message too; only where a provider is set.
#[component]
fn WithSms() -> impl IntoView {
    let (site, state, words) = (use_site(), use_form_state(), use_words());
    let says = told(&site, words.0);
    view! {
        <fieldset class="field">
            <legend>{words.t("staff-notices-sms-legend")}</legend>
            <p class="field__hint">{words.with("staff-notices-sms-hint", &[("text", &says)])}</p>
            <div class="choice"><input type="checkbox" id="sms" name="sms" value="on" checked=state.typed.contains_key("sms")/><label for="sms">{words.t("staff-notices-sms")}</label></div>
        </fieldset>
    }
    .into_any()
}

/// Everybody, or the people to whom all of what is ticked applies; of these, perhaps only who has had no notice.
#[component]
fn Audience(incident: Incident) -> impl IntoView {
    let (state, words) = (use_form_state(), use_words());
    let is_some = state.typed("audience") == "affected";
    let langs: Vec<AnyView> = Lang::ALL
        .iter()
        .map(|lang| view! { <TickBox name=format!("lang-{}", lang.as_str()) label=lang_words(words, *lang)/> }.into_any())
        .collect();
    view! {
        <fieldset class="field">
            <legend>{words.t("staff-notices-audience")}</legend>
            <div class="choice"><input type="radio" id="audience" name="audience" value="everybody" checked=!is_some/><label for="audience">{words.t("staff-notices-everybody")}</label></div>
            <div class="choice"><input type="radio" id="audience-affected" name="audience" value="affected" checked=is_some/><label for="audience-affected">{words.t("staff-notices-some")}</label></div>
        </fieldset>
        <details class="fold" open=is_some>
            <summary>{words.t("staff-updates-which")}</summary>
            <div class="step__body stack">
                <p>{words.t("staff-updates-which-hint")}</p>
                {view! { <CategoriesAndPlaces incident/> }.into_any()}
                <fieldset class="field"><legend>{words.t("staff-updates-langs")}</legend>{langs}</fieldset>
            </div>
        </details>
        <fieldset class="field">
            <legend>{words.t("staff-notices-untold-legend")}</legend>
            <TickBox name="untold".to_owned() label=words.t("staff-notices-untold")/>
        </fieldset>
    }
    .into_any()
}
