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
pub use entries::{post_facts, post_fixes};
pub use kept::post as post_kept;
pub use new::post as post_new;
pub use send::post as post_send;
pub use texts::post as post_texts;

use axum::{Form, extract::rejection::FormRejection, response::Response};
use http::request::Parts;

use super::Refused;
use crate::{
    editor::{Edited, Typed},
    error::PageError,
    request::Request,
    site::Site,
    staff::PublishingDesk,
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
