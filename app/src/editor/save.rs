//! Saving what was typed into the fields of a page, and where to go then.

use std::collections::BTreeMap;

use axum::response::Response;
use domain::draft::{Spot, tidy};
use store::drafts::{Edit, Saved};

use super::Edited;
use crate::{error::PageError, request::Request, site::Site, staff::PublishingDesk, visit::see_other};

/// What was typed: field name to text.
pub type Typed = BTreeMap<String, String>;

impl Edited {
    /// The name of the field at a spot: `section.title.en`, `date.zone`.
    #[must_use]
    pub fn field(spot: Spot) -> String {
        let part = spot.part.to_text();
        spot.lang.map_or_else(|| part.clone(), |lang| format!("{part}.{}", lang.as_str()))
    }

    /// The name of the hidden field with the version that stood on the page.
    #[must_use]
    pub fn version_field(spot: Spot) -> String {
        format!("{}.version", Self::field(spot))
    }

    /// The name of the hidden field with the place where earlier words of this page wait beside another's.
    #[must_use]
    pub fn beside_field(spot: Spot) -> String {
        format!("{}.beside", Self::field(spot))
    }

    /// What somebody made of the text at `spot`, if its field came with the form.
    #[must_use]
    pub fn typed_edit(&self, typed: &Typed, spot: Spot) -> Option<Edit> {
        let body = tidy(typed.get(&Self::field(spot))?);
        Some(self.edit(typed, spot, body))
    }

    /// That `body` is to stand at `spot`, from the version that came with the form.
    #[must_use]
    pub fn edit(&self, typed: &Typed, spot: Spot, body: String) -> Edit {
        let based_on = typed.get(&Self::version_field(spot)).and_then(|version| version.parse().ok());
        let beside = typed.get(&Self::beside_field(spot)).and_then(|id| id.parse().ok());
        // A form without a version is none of ours: it is treated as one that knows nothing.
        Edit { spot, based_on: based_on.unwrap_or(0), first: self.first(spot), body, beside }
    }

    pub(super) fn changes(&self, edit: &Edit) -> bool {
        edit.based_on != self.version(edit.spot) || edit.body != self.value(edit.spot)
    }
}

/// Saves and says where to go: to `next`, or first to the texts that wait beside another's.
///
/// # Errors
/// When the store fails.
pub async fn save(
    site: &Site,
    request: &Request,
    desk: &PublishingDesk,
    edited: &Edited,
    edits: Vec<Edit>,
    next: &str,
) -> Result<Response, PageError> {
    let edits: Vec<Edit> = edits.into_iter().filter(|edit| edited.changes(edit)).collect();
    let saved = site.store.save_drafts(&desk.staff.actor(), desk.incident.incident_id, &edits, site.now()).await?;
    if saved.iter().any(|saved| matches!(saved, Saved::Beside(_))) {
        return Ok(see_other(request, &page_path(&desk.incident, "kept")));
    }
    Ok(see_other(request, next))
}

/// The address of a page of the editor.
#[must_use]
pub fn page_path(incident: &domain::incident::Incident, page: &str) -> String {
    format!("/staff/incidents/{}/{page}", incident.slug)
}

/// The address of a page of the editor that says that all was saved.
#[must_use]
pub fn saved_path(incident: &domain::incident::Incident, page: &str) -> String {
    format!("{}?done=saved", page_path(incident, page))
}
