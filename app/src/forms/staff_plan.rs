//! `POST /staff/plan/edit`: saves the response plan.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{
    plan::{BadPlan, LONGEST_FIELD, MOST_ROWS, Plan, PlanRole, PlanStep, Supplier},
    staff::Work,
};
use http::{StatusCode, request::Parts};
use leptos::prelude::provide_context;
use store::plan::Saving;

use super::{FormState, Mistake};
use crate::{error::PageError, render, request::Request, site::Site, staff::desks_of, visit::see_other, words::Words};

type Typed = BTreeMap<String, String>;

/// The plan as it was typed, for the page that comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanForm {
    /// The version it was written over; after somebody else saved, theirs, so that the next press is on purpose.
    pub version: i64,
    /// What was typed.
    pub plan: Plan,
    /// Somebody else saved meanwhile.
    pub is_overtaken: bool,
}

/// What was typed, on a page that came back.
#[must_use]
pub fn use_plan_form() -> Option<PlanForm> {
    leptos::prelude::use_context()
}

/// Takes the form.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<Typed>, FormRejection>,
) -> Response {
    let typed = body.map(|Form(typed)| typed).unwrap_or_default();
    match save(&site, &request, &typed).await {
        Ok(Ok(response)) => response,
        Ok(Err((form, mistakes))) => {
            let state = FormState { typed: Typed::new(), mistakes };
            let mut response = render::page(&site, &request, &parts, move || {
                provide_context(state.clone());
                provide_context(form.clone());
            })
            .await;
            if response.status().is_success() {
                *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            }
            response
        }
        Err(error) => error.respond(&site, &request, &parts).await,
    }
}

type Back = (PlanForm, Vec<Mistake>);

async fn save(site: &Site, request: &Request, typed: &Typed) -> Result<Result<Response, Back>, PageError> {
    let staff = desks_of(site, request, Work::Comply).await?;
    let words = Words(request.lang);
    let version = typed.get("version").and_then(|version| version.parse::<i64>().ok());
    let plan = read(typed);
    let Some(version) = version else {
        // Only a form that is not ours has none.
        let mistakes = vec![Mistake { field: "steps", words: words.t("staff-plan-again") }];
        return Ok(Err((PlanForm { version: 0, plan, is_overtaken: false }, mistakes)));
    };
    let plan = match plan.clone().checked() {
        Ok(plan) => plan,
        Err(faults) => {
            let mistakes = faults.into_iter().map(|fault| mistake(words, fault)).collect();
            return Ok(Err((PlanForm { version, plan, is_overtaken: false }, mistakes)));
        }
    };
    match site.store.save_plan(&staff.actor(), &plan, version, site.now()).await? {
        Saving::Saved(_) => Ok(Ok(see_other(request, "/staff/plan"))),
        Saving::Newer(newest) => {
            let mistakes = vec![Mistake { field: "steps", words: words.t("staff-plan-overtaken") }];
            Ok(Err((PlanForm { version: newest.version, plan, is_overtaken: true }, mistakes)))
        }
    }
}

fn mistake(words: Words, fault: BadPlan) -> Mistake {
    let (field, words) = match fault {
        BadPlan::TooManyRows => ("roles", words.with("staff-plan-too-many", &[("most", &MOST_ROWS)])),
        BadPlan::RoleWithoutTitle(row) => ("roles", words.with("staff-plan-role-no-title", &[("row", &row)])),
        BadPlan::SupplierWithoutWork(row) => ("suppliers", words.with("staff-plan-supplier-no-work", &[("row", &row)])),
        BadPlan::StepWithoutText(row) => ("steps", words.with("staff-plan-step-no-text", &[("row", &row)])),
        BadPlan::StepTime(row) => ("steps", words.with("staff-plan-step-time", &[("row", &row)])),
        BadPlan::TooLong => ("roles", words.with("staff-plan-too-long", &[("most", &LONGEST_FIELD)])),
    };
    Mistake { field, words }
}

/// What was typed. A row of which every field is empty is none; a time that cannot be read is kept as one that is refused.
fn read(typed: &Typed) -> Plan {
    let field = |kind: &str, at: usize, name: &str| typed.get(&format!("{kind}-{at}-{name}")).map_or("", |value| value.trim()).to_owned();
    // A few more than may be kept, so that too many are refused and not cut off.
    let rows = 0..MOST_ROWS + 10;
    let roles = rows.clone().map(|at| PlanRole {
        title: field("role", at, "title"),
        name: field("role", at, "name"),
        reach: field("role", at, "reach"),
        deputy: field("role", at, "deputy"),
    });
    let suppliers = rows.clone().map(|at| Supplier {
        what: field("supplier", at, "what"),
        name: field("supplier", at, "name"),
        reach: field("supplier", at, "reach"),
        number: field("supplier", at, "number"),
    });
    let steps = rows.filter_map(|at| {
        let (minutes, role, text) = (field("step", at, "minutes"), field("step", at, "role"), field("step", at, "text"));
        let is_empty = minutes.is_empty() && role.is_empty() && text.is_empty();
        (!is_empty).then(|| PlanStep { minutes: read_minutes(&minutes).unwrap_or(-1), role, text })
    });
    Plan {
        roles: roles.filter(|role| *role != PlanRole::default()).collect(),
        suppliers: suppliers.filter(|one| *one != Supplier::default()).collect(),
        steps: steps.collect(),
    }
}

/// `90` (minutes), `24h`, `7d`.
fn read_minutes(text: &str) -> Option<i64> {
    let text = text.trim().to_lowercase();
    let (number, unit) = match text.strip_suffix('h') {
        Some(number) => (number, 60),
        None => text.strip_suffix('d').map_or((text.as_str(), 1), |number| (number, 24 * 60)),
    };
    number.trim().parse::<i64>().ok()?.checked_mul(unit)
}

/// Minutes as they are typed: in the largest unit that fits, and nothing for a time that could not be read.
#[must_use]
pub fn minutes_text(minutes: i64) -> String {
    match minutes {
        ..0 => String::new(),
        0 => "0".to_owned(),
        _ if minutes % 1440 == 0 && minutes > 1440 => format!("{}d", minutes / 1440),
        _ if minutes % 60 == 0 && minutes > 60 => format!("{}h", minutes / 60),
        _ => minutes.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_typed_as_it_is_shown() {
        for minutes in [0, 5, 60, 90, 120, 1440, 2880, 10080, 1441] {
            assert_eq!(read_minutes(&minutes_text(minutes)), Some(minutes));
        }
        assert_eq!(read_minutes(" 24 H "), Some(1440));
        for wrong in ["", "soon", "1.5h", "99999999999999999999", "9223372036854775807d", "h"] {
            assert_eq!(read_minutes(wrong), None, "{wrong}");
        }
    }
}
