//! What becomes of each row: new, known with the same content, known with other content. Rows of a file count in their
//! order, also when one file names a person twice.

use std::collections::HashMap;

use domain::{clock::Entropy, ids::PersonId, import::Report};

use super::chunk::{Chunk, ChunkRow};
use crate::{
    StoreError,
    keys::{IncidentKeys, LookupHash},
    people::SealedPerson,
};

/// A person as the database has them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub person_id: PersonId,
    /// The content of their row.
    pub stored: LookupHash,
    /// The newest content this import has for them, waiting or stored.
    pub current: LookupHash,
}

/// What a chunk comes to.
#[derive(Default)]
pub(super) struct Merged<'a> {
    /// To be added.
    pub new: Vec<&'a SealedPerson>,
    /// To wait until the import is accepted; `None` takes back a change that waits, because the file now says what is stored.
    pub changes: HashMap<PersonId, Option<SealedPerson>>,
    pub report: Report,
}

/// Goes through a chunk. `known` are the people of it that the database has, by the hash of their number.
pub(super) fn merge<'a>(
    chunk: &'a Chunk,
    mut known: HashMap<LookupHash, Known>,
    report: &Report,
    keys: &IncidentKeys,
    entropy: &dyn Entropy,
) -> Result<Merged<'a>, StoreError> {
    let mut merged = Merged { report: report.clone(), ..Merged::default() };
    for row in &chunk.rows {
        let person = match row {
            ChunkRow::Quarantined(row) => {
                merged.report.count_quarantined(row.reason);
                continue;
            }
            ChunkRow::Person(person) => person,
        };
        let sealed = &person.sealed;
        let Some(known) = known.get_mut(&sealed.external_id_hash) else {
            let content = sealed.content_mac;
            known.insert(sealed.external_id_hash, Known { person_id: sealed.person_id, stored: content, current: content });
            merged.new.push(sealed);
            merged.report.count_accepted(&person.warnings, person.is_reachable);
            continue;
        };
        if known.current == sealed.content_mac {
            merged.report.count_duplicate();
            continue;
        }
        known.current = sealed.content_mac;
        let waits = if known.stored == sealed.content_mac {
            None
        } else {
            Some(sealed.sealed_for(keys, &person.contact, known.person_id, entropy)?)
        };
        merged.changes.insert(known.person_id, waits);
        merged.report.count_changed(&person.warnings);
    }
    Ok(merged)
}
