//! `POST /staff/confirm`: the second factor once more, before something goes out or is destroyed.

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{lang::Lang, staff::AccountChange};
use http::request::Parts;
use serde::Deserialize;
use store::staff::Given;

use super::{answered, sign_in::second_factor};
use crate::{
    forms::{FormState, Mistake, Refused, count_press, open::is_page},
    request::Request,
    site::Site,
    staff::{note, signed_in, tell, with_staff_cookie},
    visit::see_other,
    words::Words,
};

/// The factor, and where to go on.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ConfirmForm {
    code: String,
    next: String,
}

/// Tries the second factor of who is signed in.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<ConfirmForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(confirm(&site, &request, &parts, &form).await, &site, &request, &parts).await
}

async fn confirm(site: &Site, request: &Request, parts: &Parts, form: &ConfirmForm) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let staff = signed_in(site, request).await?;
    let next = next_page(&form.next);
    let (who, email) = (staff.member.staff_id, staff.member.contact.email.as_str());
    // The way on comes back with a mistake.
    let and_next = |refused: Refused| match refused {
        Refused::Form(state) => Refused::Form(FormState { typed: BTreeMap::from([("next".to_owned(), next.to_owned())]), ..state }),
        other => other,
    };
    let given = second_factor(site, request, parts, who, email, &form.code).await.map_err(and_next)?;
    let now = site.now();
    let mut tx = site.store.write().await?;
    if !site.store.use_second_factor(&mut tx, who, given, now).await? {
        let mistakes = vec![Mistake { field: "code", words: Words(request.lang).t("staff-second-used") }];
        return Err(and_next(Refused::Form(FormState { typed: BTreeMap::new(), mistakes })));
    }
    let cookie = site.store.prove_staff_session(&mut tx, staff.session.session_id, now).await?;
    if matches!(given, Given::RecoveryCode(_)) {
        tell(site, &mut tx, email, request.lang, AccountChange::RecoveryCodeUsed).await?;
    }
    note(site, &mut tx, who, "staff.confirm").await?;
    tx.commit().await?;
    Ok(with_staff_cookie(see_other(request, next), &cookie))
}

/// Where to go on, without the language's prefix: a page of ours for staff, and nowhere else (SECURITY.md, AC-20).
#[must_use]
pub fn next_page(asked: &str) -> &str {
    let (_, asked) = Lang::of_path(asked);
    if asked.starts_with("/staff/") && is_page(asked) { asked } else { "/staff" }
}
