//! Forms of staff about notices: count and write one, preview it, ask for a second person, approve or decline, release the next stage,
//! stop, go on.

mod act;
mod preview;
mod write;

use std::collections::BTreeMap;

use axum::{
    Extension, Form,
    extract::{State, rejection::FormRejection},
    response::Response,
};
use http::request::Parts;
use leptos::prelude::provide_context;
use store::notices::{NoticeError, NoticeRefusal};

pub(crate) use preview::MOST as MOST_SHOWN;

use super::{FormState, Mistake, Refused};
use crate::{error::PageError, render, request::Request, site::Site, staff::notices::refusal_words, words::Words};

type Typed = BTreeMap<String, String>;
type Body = Result<Form<Typed>, FormRejection>;

/// The longest field name we take; what is longer is not ours.
const LONGEST_FIELD: usize = 60;

/// What a press counted: for the page that is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Whom a notice would go to.
    pub people: i64,
    /// Messages an hour; 0 as many as the relay takes.
    pub per_hour: i64,
}

/// What a press did.
enum Done {
    /// There is a page to go to.
    There(Response),
    /// The page comes back with the numbers, and what was typed.
    Counted(Counted, Typed),
}

fn typed(body: Body) -> Typed {
    let mut typed = body.map(|Form(typed)| typed).unwrap_or_default();
    typed.retain(|field, _| field.len() <= LONGEST_FIELD && field != crate::form_token::FIELD);
    typed
}

/// What a rule forbids comes back with the form, beside `field`.
fn refused(words: Words, typed: Typed, field: &'static str, error: NoticeError) -> Refused {
    match error {
        NoticeError::Refused(refusal) => wrong(typed, field, refusal_words(words, refusal)),
        NoticeError::Store(error) => Refused::Page(PageError::from(error)),
    }
}

fn wrong(typed: Typed, field: &'static str, words: String) -> Refused {
    Refused::Form(FormState { typed, mistakes: vec![Mistake { field, words }] })
}

/// Somebody was quicker.
fn not_now(words: Words, typed: Typed) -> Refused {
    refused(words, typed, "press", NoticeError::Refused(NoticeRefusal::NotNow))
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
            match $does(&site, &request, typed(body)).await {
                Ok(Done::There(response)) => response,
                Ok(Done::Counted(counted, typed)) => {
                    let state = FormState { typed, mistakes: Vec::new() };
                    render::page(&site, &request, &parts, move || {
                        provide_context(state.clone());
                        provide_context(counted);
                    })
                    .await
                }
                Err(refused) => refused.respond(&site, &request, &parts).await,
            }
        }
    )*};
}

handlers! {
    /// Counts whom a notice would go to, or writes it.
    post_new = write::new;
    /// Chooses as whom it is shown.
    post_preview = preview::choose;
    /// Shows it to a second person.
    post_ask = act::ask;
    /// Takes back what waits.
    post_take_back = act::take_back;
    /// Says yes: the first stage begins.
    post_approve = act::approve;
    /// Says no.
    post_decline = act::decline;
    /// Releases the next stage.
    post_release = act::release;
    /// Stops it.
    post_stop = act::stop;
    /// Goes on.
    post_resume = act::resume;
}
