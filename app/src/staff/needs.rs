//! What waits for a member of staff. Each part of the work says in a file of its own what it has for them; here it is put in order.

mod benefits;
mod checklist;
mod claims;
mod drafts;
mod imports;
mod next_update;
mod notices;
mod proposals;
mod requests;
mod views;

use domain::{clock::Timestamp, incident::Incident, slug::Slug, staff::Work};

use super::Staff;
use crate::{error::PageError, site::Site, words::Words};

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// The incident it belongs to, if it is one's.
    pub incident: Option<Slug>,
    /// What waits, in a sentence.
    pub words: String,
    /// Where it is done, without the language's prefix.
    pub path: String,
    /// What the link there says.
    pub action: String,
    /// By when.
    pub due: Option<Timestamp>,
    /// Whether that has passed.
    pub is_late: bool,
    /// The zone `due` is told in.
    pub zone: String,
}

impl Need {
    /// Something that waits in an incident; `below` is the path below the incident's own page (empty, or with a slash).
    #[must_use]
    pub fn of(incident: &Incident, words: String, below: &str, action: String) -> Self {
        Self {
            incident: Some(incident.slug.clone()),
            words,
            path: format!("/staff/incidents/{}{below}", incident.slug),
            action,
            due: None,
            is_late: false,
            zone: incident.zone.clone(),
        }
    }

    /// With the time by which it is to be done.
    #[must_use]
    pub fn by(self, due: Timestamp, now: Timestamp) -> Self {
        Self { due: Some(due), is_late: due <= now, ..self }
    }
}

/// Who asks what waits for them, where, and when. What each part is handed.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The site.
    pub site: &'a Site,
    /// Who asks: a part says only what they may do.
    pub staff: &'a Staff,
    /// The language of the answer.
    pub words: Words,
    /// The incidents asked about; all of them are theirs to see.
    pub incidents: &'a [Incident],
    /// Now.
    pub now: Timestamp,
}

impl<'a> Asked<'a> {
    /// The incidents in which they do `work`.
    pub fn with(self, work: Work) -> impl Iterator<Item = &'a Incident> {
        self.incidents.iter().filter(move |incident| self.staff.may(work, Some(incident.incident_id)))
    }
}

/// What waits for `staff` in all incidents that are theirs to see.
///
/// # Errors
/// When the store fails.
pub async fn needs(site: &Site, staff: &Staff, words: Words) -> Result<Vec<Need>, PageError> {
    let incidents = site.store.list_incidents().await?;
    needs_in(site, staff, words, &incidents).await
}

/// What waits for `staff` in these incidents: what is late first, then what is due next, then what has no time. Of two with one
/// time, people's requests come first.
///
/// # Errors
/// When the store fails.
pub async fn needs_in(site: &Site, staff: &Staff, words: Words, incidents: &[Incident]) -> Result<Vec<Need>, PageError> {
    let mut mine = Vec::with_capacity(incidents.len());
    for incident in incidents.iter().filter(|incident| staff.may(Work::Read, Some(incident.incident_id))) {
        // A practice run that is over has its score sheet and needs nobody.
        if !incident.is_practice || site.store.drill(incident.incident_id).await?.is_none() {
            mine.push(incident.clone());
        }
    }
    let asked = Asked { site, staff, words, incidents: &mine, now: site.now() };
    let mut needs = requests::needs(asked).await?;
    needs.extend(proposals::needs(asked).await?);
    needs.extend(notices::needs(asked).await?);
    needs.extend(next_update::needs(asked));
    needs.extend(drafts::needs(asked));
    needs.extend(imports::needs(asked).await?);
    needs.extend(checklist::needs(asked).await?);
    needs.extend(benefits::needs(asked).await?);
    needs.extend(claims::needs(asked).await?);
    needs.extend(views::needs(asked).await?);
    needs.sort_by_key(|need| (need.due.is_none(), need.due));
    Ok(needs)
}
