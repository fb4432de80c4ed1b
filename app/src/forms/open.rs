//! `POST /open` and `POST /code`: a mailed link or a typed code opens a visit.

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::{
    code::{LinkToken, TypedCode},
    visit::{Channel, Proof},
};
use http::request::Parts;
use serde::Deserialize;
use store::{helpers::WayIn, visits::Visit};

use super::{Refused, count_press};
use crate::{
    request::Request,
    routes,
    site::Site,
    visit::{see_other, with_cookie},
    words::Words,
};

/// What the page sends: the token that `open.js` moved into the form, or the code that was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OpenForm {
    token: String,
    code: String,
}

/// Opens a visit. One answer for whatever opens nothing: unknown, re-issued, or of a closed incident.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    parts: Parts,
    body: Result<Form<OpenForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match open(&site, &request, &form).await {
        Ok(response) => response,
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn open(site: &Site, request: &Request, form: &OpenForm) -> Result<Response, Refused> {
    count_press(site, request).await?;
    let words = Words(request.lang);
    if form.token.trim().is_empty() && form.code.trim().is_empty() {
        return Err(Refused::field("code", words.t("code-empty")));
    }
    let Some(way) = find(site, form).await? else {
        tracing::info!(target: "candor::codes", "a link or a code opened nothing");
        return Err(Refused::field("code", words.t("code-opens-nothing")));
    };
    // Only the letter's code proves an address by itself; a mail can be forwarded with one press.
    let proof = (way.channel() == Channel::Letter).then_some(Proof::LetterCode);
    let now = site.now();
    let mut tx = site.store.write().await?;
    let (visit_id, cookie) = site.store.open_visit_by(&mut tx, &way, proof, request.visit_cookie.as_deref(), now).await?;
    tx.commit().await?;
    let path = match proof {
        None => "/open/send".to_owned(),
        Some(_) => {
            let visit = site.store.find_visit(cookie.as_str(), now).await?;
            tracing::info!(visit = %visit_id, "a letter's code opened a page");
            after_proof(site, visit.as_ref()).await?
        }
    };
    Ok(with_cookie(see_other(request, &path), &cookie))
}

/// Whose token or code this is. What is no token or code at all is looked for all the same, as one that nobody has: the
/// answer takes the same work.
async fn find(site: &Site, form: &OpenForm) -> Result<Option<WayIn>, store::StoreError> {
    const NOBODYS: [u8; 32] = [0; 32];
    if form.code.trim().is_empty() {
        let token = LinkToken::parse(&form.token);
        let found = site.store.find_way_in_by_link(&token.clone().unwrap_or(LinkToken::from_secret(&NOBODYS))).await?;
        Ok(found.filter(|_| token.is_ok()))
    } else {
        let code = TypedCode::parse(&form.code);
        let nobodys = || TypedCode::from_secret(Channel::Email, &NOBODYS);
        let found = site.store.find_way_in_by_code(&code.clone().unwrap_or_else(|_| nobodys())).await?;
        Ok(found.filter(|_| code.is_ok()))
    }
}

/// Where a person goes who has just shown who they are: on with the form in which they were typing, or to their page.
pub(super) async fn after_proof(site: &Site, visit: Option<&Visit>) -> Result<String, Refused> {
    let kept = match visit {
        Some(visit) => site.store.kept_form_path(visit, site.now()).await?,
        None => None,
    };
    Ok(kept.filter(|path| is_page(path)).unwrap_or_else(|| "/me".to_owned()))
}

/// Whether `path` is a page of ours: nobody is ever sent anywhere else (SECURITY.md, AC-20).
pub(crate) fn is_page(path: &str) -> bool {
    path.starts_with('/') && matches!(routes::find("GET", path), routes::Found::Rule(_))
}
