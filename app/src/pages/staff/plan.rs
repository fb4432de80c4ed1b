//! `/staff/plan`: the response plan, for everybody on the staff to read; `/staff/plan/edit` for those who keep it.

use domain::{plan::Plan, staff::Work};
use leptos::prelude::*;
use store::plan::SavedPlan;

use super::shown;
use crate::{
    components::{
        form::{ErrorSummary, FormToken},
        staff_frame::StaffFrame,
    },
    error::PageError,
    forms::{
        FormState,
        staff_plan::{PlanForm, minutes_text, use_plan_form},
        use_form_state,
    },
    request::{Request, use_request},
    site::{Site, use_site},
    staff::{desks_of, names::name_of, signed_in},
    words::Words,
};

/// `/staff/plan`.
#[component]
pub fn StaffPlanPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = page(&site, &request).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn page(site: &Site, request: &Request) -> Result<AnyView, PageError> {
    let staff = signed_in(site, request).await?;
    let words = Words(request.lang);
    let saved = site.store.plan().await?;
    let note = match &saved {
        Some(saved) => saved_words(site, words, saved).await?,
        None => words.t("staff-plan-none"),
    };
    let plan = saved.map_or_else(|| Plan::to_begin_with(request.lang), |saved| saved.plan);
    let edit = staff.may(Work::Comply, None).then(|| {
        let href = request.lang.path("/staff/plan/edit");
        view! { <p class="actions"><a class="button" href=href>{words.t("staff-plan-edit")}</a></p> }
    });
    let tables = read(words, &plan);
    Ok(view! {
        <StaffFrame staff title=words.t("staff-plan-title") incident=None>
            <p>{words.t("staff-plan-lead")}</p>
            <p class="quiet small">{note}</p>
            {edit}
            {tables}
            <p class="quiet small">{words.t("staff-plan-print")}</p>
        </StaffFrame>
    }
    .into_any())
}

/// Which version it is, who saved it and when.
async fn saved_words(site: &Site, words: Words, saved: &SavedPlan) -> Result<String, PageError> {
    let (name, time) = (name_of(site, words, &saved.saved_by).await?, words.moment(saved.saved_at, "UTC"));
    Ok(words.with("staff-plan-saved", &[("version", &saved.version), ("name", &name), ("time", &time)]))
}

/// The plan as it is read: three tables.
fn read(words: Words, plan: &Plan) -> AnyView {
    let or_gap = |text: &str| if text.is_empty() { words.t("staff-plan-gap") } else { text.to_owned() };
    let cells = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let first = cells.next().unwrap_or_default();
        let rest = cells.map(|cell| view! { <td>{cell}</td> }).collect_view();
        view! { <tr><th scope="row">{first}</th>{rest}</tr> }.into_any()
    };
    let roles =
        plan.roles.iter().map(|role| cells(vec![role.title.clone(), or_gap(&role.name), or_gap(&role.reach), or_gap(&role.deputy)]));
    let suppliers =
        plan.suppliers.iter().map(|one| cells(vec![one.what.clone(), or_gap(&one.name), or_gap(&one.reach), or_gap(&one.number)]));
    let steps =
        plan.steps.iter().map(|step| cells(vec![super::clocks::span(words, step.minutes), step.text.clone(), plan.who(&step.role)]));
    let (roles, suppliers, steps) = (roles.collect_view(), suppliers.collect_view(), steps.collect_view());
    let people_heads =
        vec![words.t("staff-plan-role"), words.t("staff-plan-name"), words.t("staff-plan-reach"), words.t("staff-plan-deputy")];
    let supplier_heads =
        vec![words.t("staff-plan-what"), words.t("staff-plan-company"), words.t("staff-plan-reach"), words.t("staff-plan-number")];
    let step_heads = vec![words.t("staff-plan-after"), words.t("staff-plan-step"), words.t("staff-plan-who")];
    view! {
        {table(words.t("staff-plan-steps"), step_heads, steps.into_any())}
        {table(words.t("staff-plan-roles"), people_heads, roles.into_any())}
        {table(words.t("staff-plan-suppliers"), supplier_heads, suppliers.into_any())}
    }
    .into_any()
}

fn table(title: String, heads: Vec<String>, rows: AnyView) -> AnyView {
    let heads = heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    view! {
        <section class="stack">
            <h2>{title.clone()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=title>
                <table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
            </div>
        </section>
    }
    .into_any()
}

/// `/staff/plan/edit`.
#[component]
pub fn StaffPlanEditPage() -> impl IntoView {
    let (site, request) = (use_site(), use_request());
    let (state, form) = (use_form_state(), use_plan_form());
    let response = use_context::<leptos_axum::ResponseOptions>();
    Suspend::new(async move {
        let page = edit(&site, &request, state, form).await;
        if let Some(response) = response {
            provide_context(response);
        }
        shown(page)
    })
}

async fn edit(site: &Site, request: &Request, state: FormState, form: Option<PlanForm>) -> Result<AnyView, PageError> {
    let staff = desks_of(site, request, Work::Comply).await?;
    let words = Words(request.lang);
    let newest = site.store.plan().await?;
    // What stands since, beside what was typed: nobody's words are lost.
    let theirs = match (&form, &newest) {
        (Some(form), Some(newest)) if form.is_overtaken => {
            let note = saved_words(site, words, newest).await?;
            let plan = read(words, &newest.plan);
            Some(view! { <section class="stack"><h2>{words.t("staff-plan-theirs")}</h2><p>{note}</p>{plan}</section> }.into_any())
        }
        _ => None,
    };
    let is_overtaken = theirs.is_some();
    let (version, plan) = match (form, newest) {
        (Some(form), _) => (form.version, form.plan),
        (None, Some(saved)) => (saved.version, saved.plan),
        (None, None) => (0, Plan::to_begin_with(request.lang)),
    };
    let save = if is_overtaken { words.t("staff-plan-save-over") } else { words.t("staff-plan-save") };
    let has_mistakes = !state.mistakes.is_empty();
    let (action, back, fields) = (request.lang.path("/staff/plan/edit"), request.lang.path("/staff/plan"), fields(words, &plan));
    Ok(view! {
        <StaffFrame staff title=words.t("staff-plan-edit") incident=None>
            {has_mistakes.then(|| view! { <ErrorSummary/> }.into_any())}
            <p>{words.t("staff-plan-edit-lead")}</p>
            <form class="stack-l" method="post" action=action>
                <FormToken/>
                <input type="hidden" name="version" value=version.to_string()/>
                {fields}
                <p>{words.t("staff-plan-save-lead")}</p>
                <p class="actions">
                    <button class="button">{save}</button>
                    <a class="button button--quiet" href=back>{words.t("staff-plan-cancel")}</a>
                </p>
            </form>
            {theirs}
        </StaffFrame>
    }
    .into_any())
}

/// Empty rows at the end of each kind.
const SPARE: usize = 3;

/// Every row as a group of fields. A row that is left empty is no row.
fn fields(words: Words, plan: &Plan) -> AnyView {
    let spare = |rows: usize| rows + SPARE;
    let text = |value: Option<&String>| value.cloned().unwrap_or_default();
    let roles = (0..spare(plan.roles.len())).map(|at| {
        let row = plan.roles.get(at);
        group(
            words.with("staff-plan-role-row", &[("row", &(at + 1))]),
            [
                input(format!("role-{at}-title"), words.t("staff-plan-role"), text(row.map(|row| &row.title))),
                input(format!("role-{at}-name"), words.t("staff-plan-name"), text(row.map(|row| &row.name))),
                input(format!("role-{at}-reach"), words.t("staff-plan-reach"), text(row.map(|row| &row.reach))),
                input(format!("role-{at}-deputy"), words.t("staff-plan-deputy"), text(row.map(|row| &row.deputy))),
            ],
        )
    });
    let suppliers = (0..spare(plan.suppliers.len())).map(|at| {
        let row = plan.suppliers.get(at);
        group(
            words.with("staff-plan-supplier-row", &[("row", &(at + 1))]),
            [
                input(format!("supplier-{at}-what"), words.t("staff-plan-what"), text(row.map(|row| &row.what))),
                input(format!("supplier-{at}-name"), words.t("staff-plan-company"), text(row.map(|row| &row.name))),
                input(format!("supplier-{at}-reach"), words.t("staff-plan-reach"), text(row.map(|row| &row.reach))),
                input(format!("supplier-{at}-number"), words.t("staff-plan-number"), text(row.map(|row| &row.number))),
            ],
        )
    });
    let steps = (0..spare(plan.steps.len())).map(|at| {
        let row = plan.steps.get(at);
        group(
            words.with("staff-plan-step-row", &[("row", &(at + 1))]),
            [
                input(
                    format!("step-{at}-minutes"),
                    words.t("staff-plan-after"),
                    row.map(|row| minutes_text(row.minutes)).unwrap_or_default(),
                ),
                input(format!("step-{at}-text"), words.t("staff-plan-step"), text(row.map(|row| &row.text))),
                input(format!("step-{at}-role"), words.t("staff-plan-who"), text(row.map(|row| &row.role))),
                ().into_any(),
            ],
        )
    });
    let (roles, suppliers, steps) = (roles.collect_view(), suppliers.collect_view(), steps.collect_view());
    view! {
        <section class="stack-l" id="roles" tabindex="-1">
            <h2>{words.t("staff-plan-roles")}</h2><p>{words.t("staff-plan-roles-lead")}</p>{roles}
        </section>
        <section class="stack-l" id="suppliers" tabindex="-1"><h2>{words.t("staff-plan-suppliers")}</h2>{suppliers}</section>
        <section class="stack-l" id="steps" tabindex="-1">
            <h2>{words.t("staff-plan-steps")}</h2><p>{words.t("staff-plan-steps-lead")}</p>{steps}
        </section>
    }
    .into_any()
}

fn group(legend: String, fields: [AnyView; 4]) -> AnyView {
    view! { <fieldset class="stack"><legend>{legend}</legend>{fields.into_iter().collect_view()}</fieldset> }.into_any()
}

fn input(name: String, label: String, value: String) -> AnyView {
    view! {
        <div class="field">
            <label class="field__label" for=name.clone()>{label}</label>
            <input class="field__input" type="text" id=name.clone() name=name value=value autocomplete="off"/>
        </div>
    }
    .into_any()
}
