//! A piece of a file, sealed and ready to be written. Made beside the database's work, on another thread.

use std::sync::Arc;

use domain::{
    clock::{Entropy, Timestamp},
    ids::PersonId,
    import::{ListedPerson, Quarantine, Warning},
    person::Contact,
};

use crate::{
    Store, StoreError,
    keys::IncidentKeys,
    people::SealedPerson,
    quarantine::{QuarantinedRow, SealedRow},
};

/// Rows of one file that follow one another, and the place after them.
#[derive(Default)]
pub struct Chunk {
    pub(super) rows: Vec<ChunkRow>,
    /// Where the next row begins, in bytes.
    pub next_byte: u64,
    /// The line on which it begins.
    pub next_line: u64,
}

impl Chunk {
    /// How many rows are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

pub(super) enum ChunkRow {
    Person(Box<ChunkPerson>),
    Quarantined(SealedRow),
}

pub(super) struct ChunkPerson {
    pub sealed: SealedPerson,
    /// Kept for the case that we know the person: then it is sealed again for that row.
    pub contact: Contact,
    pub warnings: Vec<Warning>,
    pub is_reachable: bool,
}

/// Seals rows for one incident.
#[derive(Clone)]
pub struct ChunkBuilder {
    keys: Arc<IncidentKeys>,
    entropy: Arc<dyn Entropy>,
    columns: Vec<String>,
}

impl ChunkBuilder {
    /// Adds a row that was understood.
    ///
    /// # Errors
    /// When it cannot be sealed.
    pub fn push_person(&self, chunk: &mut Chunk, person: ListedPerson, now: Timestamp) -> Result<(), StoreError> {
        let id = PersonId::new(now, &*self.entropy);
        let sealed = SealedPerson::new(&self.keys, &person, id, &*self.entropy)?;
        let is_reachable = person.is_reachable();
        chunk.rows.push(ChunkRow::Person(Box::new(ChunkPerson {
            sealed,
            contact: person.contact,
            warnings: person.warnings,
            is_reachable,
        })));
        Ok(())
    }

    /// Adds a row for a person to look at. `raw` are its bytes as they stand in the file.
    ///
    /// # Errors
    /// When it cannot be sealed.
    pub fn push_quarantined(&self, chunk: &mut Chunk, line: u64, reason: Quarantine, raw: &[u8]) -> Result<(), StoreError> {
        let row = QuarantinedRow { columns: self.columns.clone(), raw: raw.to_vec() };
        chunk.rows.push(ChunkRow::Quarantined(SealedRow::new(&self.keys, &row, line, reason, &*self.entropy)?));
        Ok(())
    }
}

impl Store {
    /// What seals the rows of a file with these columns (see [`domain::import::Columns::names`]).
    ///
    /// # Errors
    /// When the incident's key cannot be had.
    pub async fn chunk_builder(&self, incident: domain::ids::IncidentId, columns: Vec<String>) -> Result<ChunkBuilder, StoreError> {
        Ok(ChunkBuilder { keys: self.incident_keys(incident).await?, entropy: self.entropy.clone(), columns })
    }
}
