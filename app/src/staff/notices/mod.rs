//! What the pages and forms about notices share.

mod checks;
mod figures;
mod progress;
mod report;
mod said;

use domain::{
    ids::NoticeId,
    incident::{Incident, Section, Stage},
    lang::Lang,
    notice::Purpose,
};
use store::notices::Notice;

pub use checks::{Checked, blocks, check};
pub use figures::Figures;
pub use progress::progress;
pub use report::download;
pub use said::{audience_words, pace_words, refusal_words, state_words, takes_words};

use crate::{error::PageError, mail_room::Preflight, request::Request, site::Site};

/// The notice in `/staff/incidents/{slug}/notices/{id}/…`.
///
/// # Errors
/// [`PageError::NotFound`] when the incident has no such notice; that of the store.
pub async fn notice_of(site: &Site, request: &Request, incident: &Incident) -> Result<Notice, PageError> {
    let id: NoticeId = request.path.split('/').nth(5).and_then(|id| id.parse().ok()).ok_or(PageError::NotFound)?;
    let found = site.store.find_notice(id).await?;
    found.filter(|notice| notice.incident_id == incident.incident_id && notice.purpose == Purpose::Notice).ok_or(PageError::NotFound)
}

/// Where the pages of a notice are, without the language's prefix.
#[must_use]
pub fn path_of(incident: &Incident, notice: NoticeId) -> String {
    format!("/staff/incidents/{}/notices/{notice}", incident.slug)
}

/// Why no notice of an incident can go out, if so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Its page is not public: the links would lead nowhere.
    NotPublic,
    /// It is over: its links open nothing any more.
    Closed,
    /// A section has no words in this language.
    NoWords(Lang),
    /// No relay is set.
    NoRelay,
}

/// What receivers find about our sender; nothing for practice, which goes to nobody.
pub async fn preflight(site: &Site, incident: &Incident) -> Option<Preflight> {
    if incident.is_practice { None } else { site.mail_room.preflight(site.now()).await }
}

/// What stands in the way of any notice of an incident.
///
/// # Errors
/// When the store fails.
pub async fn obstacle(site: &Site, incident: &Incident) -> Result<Option<Obstacle>, PageError> {
    if incident.stage == Stage::Draft || incident.published_at.is_none() {
        return Ok(Some(Obstacle::NotPublic));
    }
    if incident.stage == Stage::Closed {
        return Ok(Some(Obstacle::Closed));
    }
    if !site.mail_room.has_relay() && !incident.is_practice {
        return Ok(Some(Obstacle::NoRelay));
    }
    for lang in Lang::ALL {
        let words = site.store.incident_words(incident.incident_id, lang).await?;
        if Section::ALL.iter().any(|section| words.section(*section).trim().is_empty()) {
            return Ok(Some(Obstacle::NoWords(lang)));
        }
    }
    Ok(None)
}
