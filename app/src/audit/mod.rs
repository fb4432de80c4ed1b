//! The log of what staff did, as staff read it.

mod acts;
mod asked;
mod download;
mod lines;

pub use acts::{OTHERS, act_words, actor_words};
pub use asked::Asked;
pub use download::download;
pub use lines::LineKind;

use domain::{incident::Incident, staff::Work};
use store::audit::Chain;

use crate::{
    error::PageError,
    request::Request,
    site::Site,
    staff::{AuditDesk, Staff, desks_of},
};

/// A chain that this member of staff may read.
#[derive(Clone, Debug)]
pub struct OpenedLog {
    /// Who reads.
    pub staff: Staff,
    /// Whose chain; that of the installation without one.
    pub incident: Option<Incident>,
}

impl OpenedLog {
    /// The log of the incident called `slug`, or that of the installation.
    ///
    /// # Errors
    /// As the desk that reads it.
    pub async fn open(site: &Site, request: &Request, slug: Option<&str>) -> Result<Self, PageError> {
        match slug {
            Some(slug) => {
                let desk = AuditDesk::open(site, request, slug).await?;
                Ok(Self { staff: desk.staff, incident: Some(desk.incident) })
            }
            None => Ok(Self { staff: desks_of(site, request, Work::Audit).await?, incident: None }),
        }
    }

    /// The chain.
    #[must_use]
    pub fn chain(&self) -> Chain {
        self.incident.as_ref().map_or(Chain::Installation, |incident| Chain::Incident(incident.incident_id))
    }

    /// The zone in which times are shown and days begin.
    #[must_use]
    pub fn zone(&self) -> &str {
        self.incident.as_ref().map_or("UTC", |incident| incident.zone.as_str())
    }

    /// The page's address, without a language.
    #[must_use]
    pub fn path(&self) -> String {
        self.incident.as_ref().map_or_else(|| "/staff/audit".to_owned(), |incident| format!("/staff/incidents/{}/audit", incident.slug))
    }
}
