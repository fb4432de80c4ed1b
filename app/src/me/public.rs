//! What is said in public about an incident, kept for two seconds: every personal page needs it, and it is the same for all.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use domain::{clock::Timestamp, ids::IncidentId, incident::Incident, lang::Lang};
use store::incidents::IncidentWords;

use crate::{error::PageError, site::Site};

/// As long as another server may take to show what was published (DESIGN.md, `PageCache`).
const KEPT: Duration = Duration::from_secs(2);

type Kept = (Timestamp, Arc<(Incident, IncidentWords)>);

/// Incidents with their words by language. Holds nothing personal.
#[derive(Default)]
pub struct PublicWords(Mutex<HashMap<(IncidentId, Lang), Kept>>);

impl PublicWords {
    /// An incident and what is said about it, not older than two seconds.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of(&self, site: &Site, incident: IncidentId, lang: Lang) -> Result<Arc<(Incident, IncidentWords)>, PageError> {
        let now = site.now();
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&(incident, lang)).cloned();
        if let Some((read_at, public)) = kept
            && now.since(read_at) < KEPT
        {
            return Ok(public);
        }
        let found = site.store.incident(incident).await?;
        let words = site.store.incident_words(incident, lang).await?;
        let public = Arc::new((found, words));
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert((incident, lang), (now, public.clone()));
        Ok(public)
    }
}
