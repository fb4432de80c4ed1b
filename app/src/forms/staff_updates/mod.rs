//! Forms of staff about updates: write one, correct one, withdraw one; approve, decline, release, take back.

mod decide;
mod draft;
mod fields;
mod write;

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use domain::publishing::Refusal;
pub use draft::{DO, DRAFT_ID, DRAFT_VERSION, draft_path, kept_draft, what_is_written};
pub(crate) use fields::Reader;
pub use fields::category_field;
use http::request::Parts;
use store::publishing::PublishError;

use super::{FormState, Mistake, Refused};
use crate::{error::PageError, request::Request, site::Site, staff::publishing::refusal_words, words::Words};

pub(crate) type Typed = BTreeMap<String, String>;
type Body = Result<Form<Typed>, FormRejection>;

/// The longest field name we take; what is longer is not ours.
const LONGEST_FIELD: usize = 60;

fn typed(body: Body) -> Typed {
    let mut typed = body.map(|Form(typed)| typed).unwrap_or_default();
    typed.retain(|field, _| field.len() <= LONGEST_FIELD && field != crate::form_token::FIELD);
    typed
}

async fn answered(site: &Site, request: &Request, parts: &Parts, outcome: Result<Response, Refused>) -> Response {
    match outcome {
        Ok(response) => response,
        Err(refused) => refused.respond(site, request, parts).await,
    }
}

/// What a rule forbids comes back with the form, beside `field`.
fn refused(words: Words, typed: Typed, field: &'static str, error: PublishError) -> Refused {
    match error {
        PublishError::Refused(Refusal::NotThere) => Refused::Page(PageError::NotFound),
        PublishError::Refused(refusal) => {
            Refused::Form(FormState { typed, mistakes: vec![Mistake { field, words: refusal_words(words, refusal) }] })
        }
        PublishError::Store(error) => Refused::Page(error.into()),
    }
}

/// The second factor was given too long ago: the form comes back with what was typed.
fn unconfirmed(words: Words, typed: Typed, field: &'static str) -> Refused {
    Refused::Form(FormState { typed, mistakes: vec![Mistake { field, words: words.t("staff-updates-confirm-lost") }] })
}

macro_rules! handlers {
    ($($(#[$doc:meta])* $name:ident = $does:path;)*) => {$(
        $(#[$doc])*
        pub async fn $name(
            State(site): State<Site>,
            Extension(request): Extension<Request>,
            parts: Parts,
            body: Body,
        ) -> Response {
            let outcome = $does(&site, &request, typed(body)).await;
            answered(&site, &request, &parts, outcome).await
        }
    )*};
}

handlers! {
    /// Proposes an update.
    post_new = write::new;
    /// Proposes a correction.
    post_correct = write::correct;
    /// Proposes a withdrawal.
    post_withdraw = write::withdraw;
    /// Approves what another proposed: now, or for later.
    post_approve = decide::approve;
    /// Declines what another proposed.
    post_decline = decide::decline;
    /// Releases alone.
    post_release = decide::release;
    /// Takes back what is not public.
    post_take_back = decide::take_back;
}
