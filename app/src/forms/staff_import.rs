//! `POST /staff/incidents/{slug}/imports/{id}`: a second person accepts a list.

use axum::{
    Extension, Form,
    extract::{Path, State, rejection::FormRejection},
    response::Response,
};
use http::request::Parts;
use serde::Deserialize;
use store::imports::ImportError;

use super::{
    Refused,
    staff_request::{reason, typed},
};
use crate::{error::PageError, pages::staff::find_import, request::Request, site::Site, staff::AcceptDesk, visit::see_other, words::Words};

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AcceptForm {
    reason: String,
}

/// Makes the people of a list visible.
pub async fn post(
    State(site): State<Site>,
    Extension(request): Extension<Request>,
    Path((slug, id)): Path<(String, String)>,
    parts: Parts,
    body: Result<Form<AcceptForm>, FormRejection>,
) -> Response {
    let form = body.map(|Form(form)| form).unwrap_or_default();
    match accept(&site, &request, &slug, &id, &form).await {
        Ok(()) => see_other(&request, &format!("/staff/incidents/{slug}/imports/{id}")),
        Err(refused) => refused.respond(&site, &request, &parts).await,
    }
}

async fn accept(site: &Site, request: &Request, slug: &str, id: &str, form: &AcceptForm) -> Result<(), Refused> {
    let desk = AcceptDesk::open(site, request, slug).await?;
    let import = find_import(site, &desk, id).await?;
    let words = Words(request.lang);
    let uploader = site.store.import_uploader(import.incident_id, import.import_id).await?;
    if uploader == Some(desk.staff.member.staff_id) {
        return Err(typed("reason", &form.reason, words.t("staff-import-own")));
    }
    let why = reason(words, "reason", &form.reason)?;
    if !desk.staff.is_confirmed(site.now()) {
        return Err(typed("reason", &form.reason, words.t("staff-confirm-mistake")));
    }
    let (store, actor, why) = (site.store.clone(), desk.staff.actor(), why.to_owned());
    let (import, now) = (import.import_id, site.now());
    // Accepting is one UPDATE; the changed rows follow piece by piece and go on when nobody waits for the answer any more.
    let accepting = tokio::spawn(async move { store.accept_import(import, &actor, Some(&why), now).await });
    let accepted = tokio::time::timeout(std::time::Duration::from_secs(5), accepting).await;
    match accepted {
        // Still at it: the page shows it moving.
        Err(_) | Ok(Ok(Ok(_))) => Ok(()),
        Ok(Ok(Err(ImportError::Store(error)))) => Err(PageError::from(error).into()),
        Ok(Ok(Err(ImportError::RestsOn(_)))) => Err(typed("reason", &form.reason, words.t("staff-import-rests-on"))),
        Ok(Ok(Err(_))) => Err(typed("reason", &form.reason, words.t("staff-import-not-finished"))),
        Ok(Err(error)) => Err(PageError::broken(&error).into()),
    }
}

/// Why an uploaded list is not read. In each case nothing was stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListRefused {
    /// No file was chosen, or an empty one.
    NoFile,
    /// It is larger than so many megabytes.
    TooLarge(u64),
    /// This server takes none.
    NotHere,
    /// It did not arrive whole.
    BrokenOff,
    /// It has columns that are not read.
    UnknownColumns(Vec<String>),
    /// Its header cannot be used.
    Header,
    /// A practice list with an address outside the example domains, on this line.
    NotReserved(u64),
}

impl ListRefused {
    /// The page again, with what to do.
    #[must_use]
    pub fn refuse(&self, words: Words) -> Refused {
        let count = |count: &u64| i64::try_from(*count).unwrap_or(i64::MAX);
        let words = match self {
            Self::NoFile => words.t("staff-imports-no-file"),
            Self::TooLarge(most) => words.with("staff-imports-too-large", &[("most", &count(most))]),
            Self::NotHere => words.t("staff-imports-not-here"),
            Self::BrokenOff => words.t("staff-imports-broken-off"),
            Self::UnknownColumns(columns) => words.with("staff-imports-header-unknown", &[("columns", &columns.join(", "))]),
            Self::Header => words.t("staff-imports-header-bad"),
            Self::NotReserved(line) => words.with("staff-imports-not-reserved", &[("line", &count(line))]),
        };
        Refused::field("list", words)
    }
}
