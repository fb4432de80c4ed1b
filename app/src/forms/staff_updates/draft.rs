//! What is being written and not proposed yet: kept while somebody types, or by a press; dropped by a press.

use axum::response::Response;
use domain::incident::Incident;
use store::update_drafts::{KeptUpdate, UpdateDraft};
use uuid::Uuid;

use super::{LONGEST_FIELD, Refused, Typed};
use crate::{error::PageError, request::Request, site::Site, staff::PublishingDesk, staff::publishing::slug_of, visit::see_other};

/// The hidden field with the draft of a form.
pub const DRAFT_ID: &str = "draft_id";
/// The hidden field with its version.
pub const DRAFT_VERSION: &str = "draft_version";
/// What a button of the form does; no part of what is written.
pub const DO: &str = "do";

/// What is written at `…/updates/` and `below`: `new`, `correct ID`, `withdraw ID`.
#[must_use]
pub fn what_is_written(below: &[&str]) -> Option<String> {
    match below {
        ["new"] => Some("new".to_owned()),
        [id, what @ ("correct" | "withdraw")] => id.parse::<Uuid>().ok().map(|id| format!("{what} {id}")),
        _ => None,
    }
}

/// Where somebody goes on writing a draft.
#[must_use]
pub fn draft_path(incident: &Incident, draft: &UpdateDraft) -> String {
    let below = match draft.what.split_once(' ') {
        Some((what, id)) => format!("{id}/{what}"),
        None => draft.what.clone(),
    };
    format!("/staff/incidents/{}/updates/{below}?draft={}", incident.slug, draft.draft_id)
}

/// The draft a form was filled from, with its version; nothing for a form without one.
pub(super) fn draft_of(typed: &Typed) -> Option<(Uuid, i64)> {
    Some((typed.get(DRAFT_ID)?.parse().ok()?, typed.get(DRAFT_VERSION)?.parse().ok()?))
}

/// Keeps what was typed.
///
/// # Errors
/// When the store fails.
pub async fn kept_draft(site: &Site, desk: &PublishingDesk, what: &str, mut typed: Typed) -> Result<KeptUpdate, PageError> {
    let (draft_id, version) = draft_of(&typed).unwrap_or_else(|| (domain::ids::new_uuid(site.now(), &*site.entropy), 0));
    let aside = [DRAFT_ID, DRAFT_VERSION, DO, crate::form_token::FIELD];
    typed.retain(|name, _| name.len() <= LONGEST_FIELD && !aside.contains(&name.as_str()));
    let (now, actor) = (site.now(), desk.staff.actor());
    let draft = UpdateDraft { draft_id, what: what.to_owned(), version, fields: typed, saved_by: actor.clone(), saved_at: now };
    Ok(site.store.keep_update_draft(&actor, desk.incident.incident_id, &draft, now).await?)
}

/// What a button other than the one that proposes does; nothing for that one.
pub(super) async fn pressed(site: &Site, request: &Request, desk: &PublishingDesk, typed: &Typed) -> Result<Option<Response>, Refused> {
    match typed.get(DO).map(String::as_str) {
        Some("keep") => {
            let below: Vec<&str> = request.path.split('/').skip(5).collect();
            let what = what_is_written(&below).ok_or(PageError::NotFound)?;
            let kept = kept_draft(site, desk, &what, typed.clone()).await?;
            Ok(Some(see_other(request, &format!("{}?draft={}&done=kept", request.path, kept.draft_id))))
        }
        Some("drop") => {
            if let Some((draft, version)) = draft_of(typed) {
                site.store.drop_update_draft(&desk.staff.actor(), desk.incident.incident_id, draft, version, site.now()).await?;
            }
            Ok(Some(see_other(request, &format!("/staff/incidents/{}/updates", slug_of(request)))))
        }
        _ => Ok(None),
    }
}
