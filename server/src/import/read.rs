//! The reading half: parses and seals on a thread of its own, a chunk ahead of the database.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use domain::{
    clock::Clock,
    import::{Columns, Reading, read_row},
};
use store::imports::{Chunk, ChunkBuilder};
use tokio::sync::mpsc::Sender;

use super::{ImportFailure, RowReader};

/// Bytes of the file in one chunk at most, so that long rows do not take the memory.
const LARGEST_CHUNK_BYTES: u64 = 4 * 1024 * 1024;

/// What the reading half needs.
pub(super) struct Reader {
    pub rows: RowReader<std::fs::File>,
    pub columns: Columns,
    pub reading: Reading,
    pub builder: ChunkBuilder,
    pub clock: Arc<dyn Clock>,
    /// How many rows the database wants in the next chunk.
    pub size: Arc<AtomicUsize>,
}

impl Reader {
    /// Reads to the end, or until nobody takes the chunks any more.
    pub fn run(mut self, chunks: &Sender<Result<Chunk, ImportFailure>>) {
        loop {
            let chunk = self.next_chunk();
            if chunk.as_ref().is_ok_and(Chunk::is_empty) {
                return;
            }
            let is_over = chunk.is_err();
            if chunks.blocking_send(chunk).is_err() || is_over {
                return;
            }
        }
    }

    fn next_chunk(&mut self) -> Result<Chunk, ImportFailure> {
        let (now, size) = (self.clock.now(), self.size.load(Ordering::Relaxed));
        let (mut chunk, from) = (Chunk::default(), self.rows.byte());
        while chunk.len() < size && self.rows.byte() - from < LARGEST_CHUNK_BYTES {
            let Some(row) = self.rows.next_row()? else { break };
            let read = row.broken.map_or_else(|| read_row(row.values(), &self.columns, self.reading), Err);
            match read {
                Ok(person) => self.builder.push_person(&mut chunk, person, now)?,
                Err(reason) => self.builder.push_quarantined(&mut chunk, row.line, reason, row.raw)?,
            }
        }
        chunk.next_byte = self.rows.byte();
        chunk.next_line = self.rows.line();
        Ok(chunk)
    }
}
