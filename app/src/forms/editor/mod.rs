//! Forms of the editor. All save drafts: nothing here is public before a second person has read it.

mod categories;
mod contacts;
mod dates;
mod entries;
mod kept;
mod new;
mod send;
mod texts;

pub use categories::post as post_categories;
pub use contacts::{SLOTS, post as post_contacts};
pub use dates::post as post_dates;
pub use entries::{NEW_ID, post_facts, post_fixes};
pub use kept::post as post_kept;
pub use new::post as post_new;
pub use send::post as post_send;
pub use texts::post as post_texts;

use axum::{Form, extract::rejection::FormRejection, response::Response};
use http::request::Parts;
use store::drafts::Edit;

use super::{FormState, Mistake, Refused};
use crate::{
    editor::{Edited, Entries, Step, Typed, save},
    error::PageError,
    request::Request,
    site::Site,
    staff::PublishingDesk,
    words::Words,
};

/// A form's fields, as they come.
pub type Body = Result<Form<Typed>, FormRejection>;

fn typed(body: Body) -> Typed {
    body.map(|Form(typed)| typed).unwrap_or_default()
}

/// The desk of the incident in the path, with what its editors see.
async fn begin(site: &Site, request: &Request) -> Result<(PublishingDesk, Edited), PageError> {
    let slug = request.path.split('/').nth(3).unwrap_or_default();
    let desk = PublishingDesk::open(site, request, slug).await?;
    let edited = Edited::load(site, desk.incident.clone()).await?;
    Ok((desk, edited))
}

async fn answer(site: &Site, request: &Request, parts: &Parts, result: Result<Response, Refused>) -> Response {
    match result {
        Ok(response) => response,
        Err(refused) => refused.respond(site, request, parts).await,
    }
}

/// What a form says: what can be kept, and what cannot be read.
#[derive(Default)]
pub(crate) struct Gathered {
    /// What each field is to be.
    pub edits: Vec<Edit>,
    /// In the order of the fields.
    pub mistakes: Vec<Mistake>,
}

/// Reads the form of a page of the editor. Pages that save nothing have nothing to read.
pub(crate) fn gather(site: &Site, words: Words, edited: &Edited, typed: &Typed, step: Step) -> Gathered {
    match step {
        Step::Texts => texts::gather(edited, typed),
        Step::Facts => entries::gather(site, words, edited, typed, Entries::Facts),
        Step::Fixes => entries::gather(site, words, edited, typed, Entries::Fixes),
        Step::Dates => dates::gather(site, words, edited, typed),
        Step::Categories => categories::gather(edited, typed),
        Step::Contacts => contacts::gather(words, edited, typed),
        Step::Preview | Step::Send => Gathered::default(),
    }
}

/// Saves the form of `step` whole, or sends it back with its mistakes.
async fn take(site: &Site, request: &Request, typed: Typed, step: Step) -> Result<Response, Refused> {
    let (desk, edited) = begin(site, request).await?;
    let Gathered { edits, mistakes } = gather(site, Words(request.lang), &edited, &typed, step);
    if !mistakes.is_empty() {
        return Err(Refused::Form(FormState { typed, mistakes }));
    }
    let next = step.after_saving(&desk.incident, typed.get("go").map(String::as_str));
    Ok(save(site, request, &desk, &edited, edits, &next).await?)
}
