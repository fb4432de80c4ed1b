//! `POST /staff/confirm`: the second factor once more, before something goes out or is destroyed.

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::lang::Lang;
use http::request::Parts;
use store::staff::{Ask, Asked};

use super::{
    and_next, answered,
    second::{SecondForm, Trying},
};
use crate::{
    forms::{Refused, count_press, open::is_page},
    request::Request,
    site::Site,
    staff::{note, signed_in, with_staff_cookie},
    visit::see_other,
};

/// Tries the second factor of who is signed in.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<SecondForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    answered(confirm(&site, &request, &parts, form).await, &site, &request, &parts).await
}

async fn confirm(site: &Site, request: &Request, parts: &Parts, form: SecondForm) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let staff = signed_in(site, request).await?;
    let next = next_page(&form.next).to_owned();
    let (who, email) = (staff.member.staff_id, staff.member.contact.email.as_str());
    let asked = Asked { ask: Ask::Confirm, staff_id: who, bound_to: staff.session.session_id.0 };
    let mut tx = Trying { site, request, parts, asked, email }.prove(form).await.map_err(|refused| and_next(refused, &next))?;
    let cookie = site.store.prove_staff_session(&mut tx, staff.session.session_id, site.now()).await?;
    note(site, &mut tx, who, "staff.confirm").await?;
    tx.commit().await?;
    Ok(with_staff_cookie(see_other(request, &next), &cookie))
}

/// Where to go on, without the language's prefix: a page of ours for staff, and nowhere else (SECURITY.md, AC-20).
#[must_use]
pub fn next_page(asked: &str) -> &str {
    let (_, asked) = Lang::of_path(asked);
    // Who has just signed in is not sent back to where one signs in.
    let leads_back = ["/staff/signin", "/staff/enrol"].iter().any(|door| asked.starts_with(door));
    if asked.starts_with("/staff/") && !leads_back && is_page(asked) { asked } else { "/staff" }
}
