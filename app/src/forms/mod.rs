//! Forms: one file each. A form posts to its page's own address. On a mistake the same page comes back with status 422 and
//! [`FormState`] in its context; on success 303 to a page that says what happened and what comes next.

pub mod ask;
pub mod check;
pub mod claims;
pub mod contact;
pub mod contact_stop;
pub mod editor;
pub mod enter;
pub mod genuine;
pub mod goodwill;
pub mod help;
pub mod helpers;
pub mod leave;
pub mod open;
pub mod practice_html;
pub mod protection;
pub mod send;
pub mod signout;
pub mod staff;
pub mod staff_benefits;
pub mod staff_checklist;
pub mod staff_claims;
pub mod staff_helpers;
pub mod staff_import;
pub mod staff_letters;
pub mod staff_notices;
pub mod staff_paper;
pub mod staff_payments;
pub mod staff_people;
pub mod staff_person;
pub mod staff_plan;
pub mod staff_request;
pub mod staff_scams;
pub mod staff_subscribers;
pub mod staff_updates;
pub mod staff_waiting;
pub mod staff_webhooks;
pub mod subscribe;
pub mod subscriptions;
pub mod tick;
pub mod update_mails;

use std::collections::BTreeMap;

use axum::response::Response;
use http::{HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::provide_context;
use store::{
    StoreError,
    budgets::{Counted, Decision, Limit},
};

use crate::{
    error::{PageError, seconds_until},
    render,
    request::Request,
    site::Site,
};

/// What comes back with a form that had a mistake: what was typed, and what to do about each field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormState {
    /// Field name to what was typed. Codes and passwords are left out.
    pub typed: BTreeMap<String, String>,
    /// In the order of the fields.
    pub mistakes: Vec<Mistake>,
}

/// One field and the words beside it, which also stand in the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The `id` and `name` of the field.
    pub field: &'static str,
    /// What happened, then what to do, in the reader's language.
    pub words: String,
}

impl FormState {
    /// What was typed into `field`, or nothing.
    #[must_use]
    pub fn typed(&self, field: &str) -> String {
        self.typed.get(field).cloned().unwrap_or_default()
    }

    /// The words beside `field`.
    #[must_use]
    pub fn mistake(&self, field: &str) -> Option<&str> {
        self.mistakes.iter().find(|mistake| mistake.field == field).map(|mistake| mistake.words.as_str())
    }
}

/// The state of the form on this page; empty on a GET.
#[must_use]
pub fn use_form_state() -> FormState {
    leptos::prelude::use_context().unwrap_or_default()
}

/// Why a form was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is another page to show.
    Page(PageError),
    /// The form comes back, with what was typed and what to change: 422.
    Form(FormState),
    /// The form comes back because it was asked for too often: 429.
    TooOften(FormState, domain::clock::Timestamp),
}

impl From<PageError> for Refused {
    fn from(error: PageError) -> Self {
        Self::Page(error)
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Page(error.into())
    }
}

impl Refused {
    /// One field, and what to do about it. Nothing of what was typed comes back: for codes.
    #[must_use]
    pub fn field(field: &'static str, words: String) -> Self {
        Self::Form(FormState { typed: BTreeMap::new(), mistakes: vec![Mistake { field, words }] })
    }

    /// Answers a form with the page it came from, or with the page of the error.
    pub async fn respond(self, site: &Site, request: &Request, parts: &Parts) -> Response {
        let (state, status, until) = match self {
            Self::Page(error) => return error.respond(site, request, parts).await,
            Self::Form(state) => (state, StatusCode::UNPROCESSABLE_ENTITY, None),
            Self::TooOften(state, until) => (state, StatusCode::TOO_MANY_REQUESTS, Some(until)),
        };
        let mut response = render::page(site, request, parts, move || provide_context(state.clone())).await;
        // A page that failed while it was rendered says so itself.
        if response.status().is_success() {
            *response.status_mut() = status;
        }
        if let Some(until) = until {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds_until(until, site.now())));
        }
        response
    }
}

/// Counts a press of a button for the network it comes from; beyond the budget everybody there gets the same answer. Every
/// form that a stranger can reach begins with it.
///
/// # Errors
/// [`PageError::SlowDown`] beyond the budget.
pub async fn count_press(site: &Site, request: &Request) -> Result<(), PageError> {
    let limit = Limit::per_minute(site.settings.budgets.network_per_minute);
    match site.store.spend_together(Counted::Network(&request.network), limit, site.now()).await? {
        Decision::Allowed => Ok(()),
        Decision::TryAgain(until) => Err(PageError::SlowDown { until }),
    }
}
