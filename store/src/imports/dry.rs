//! What an import would report. Writes nothing.

use std::{collections::HashMap, sync::Arc};

use domain::{
    ids::IncidentId,
    import::{ListedPerson, Quarantine, Report},
};

use super::probe::stored_contents;
use crate::{
    Db, Store, StoreError,
    keys::{IncidentKeys, LookupHash, Purpose},
};

/// Counts rows as an import would. It remembers 16 bytes for every person of the file: half of each hash, which two of a
/// million people share with odds of one in 10^7.
pub struct DryRun {
    db: Db,
    incident: IncidentId,
    keys: Arc<IncidentKeys>,
    /// The newest content by the number's hash.
    seen: HashMap<u64, u64>,
    /// The counts so far.
    pub report: Report,
}

impl DryRun {
    /// Counts rows that follow one another: people, or why a row would wait.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count(&mut self, rows: Vec<Result<ListedPerson, Quarantine>>) -> Result<(), StoreError> {
        let hash = |person: &ListedPerson| self.keys.lookup(Purpose::ExternalId, &[person.contact.external_id.as_bytes()]);
        let mut unseen: Vec<LookupHash> =
            rows.iter().filter_map(|row| row.as_ref().ok()).map(hash).filter(|hash| !self.seen.contains_key(&half(*hash))).collect();
        unseen.sort_unstable();
        unseen.dedup();
        for (hash, content) in stored_contents(&self.db, self.incident, &unseen).await? {
            self.seen.insert(half(hash), half(content));
        }
        for row in rows {
            let person = match row {
                Ok(person) => person,
                Err(reason) => {
                    self.report.count_quarantined(reason);
                    continue;
                }
            };
            let content = half(self.keys.lookup(Purpose::RowContent, &[&person.content()]));
            let hash = self.keys.lookup(Purpose::ExternalId, &[person.contact.external_id.as_bytes()]);
            match self.seen.insert(half(hash), content) {
                None => self.report.count_accepted(&person.warnings, person.is_reachable()),
                Some(known) if known == content => self.report.count_duplicate(),
                Some(_) => self.report.count_changed(&person.warnings),
            }
        }
        Ok(())
    }
}

fn half(hash: LookupHash) -> u64 {
    hash[..8].iter().fold(0, |half, byte| half << 8 | u64::from(*byte))
}

impl Store {
    /// Begins to count what an import would report.
    ///
    /// # Errors
    /// When the incident's key cannot be had.
    pub async fn dry_run(&self, incident: IncidentId) -> Result<DryRun, StoreError> {
        let keys = self.incident_keys(incident).await?;
        Ok(DryRun { db: self.db.clone(), incident, keys, seen: HashMap::new(), report: Report::default() })
    }
}
