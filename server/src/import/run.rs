//! One import from beginning to end, by one process of however many try.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use domain::{
    clock::{Clock, Timestamp},
    ids::ImportId,
    import::{ReadOptions, Reading},
    incident::Incident,
};
use store::{
    Store,
    imports::{Begun, Import, ImportError, LARGEST_CHUNK, Lease},
};
use uuid::Uuid;

use super::{ImportFailure, ListFile, counted, practice::check_addresses, read::Reader};

/// On SQLite a chunk's transaction should take about this long: other writers wait for it (DESIGN: background work writes in
/// pieces of at most 50 ms).
const CHUNK_TIME: Duration = Duration::from_millis(50);
/// And has at least so many rows, which take that long on two free cores. Smaller ones on a busy machine make it busier: nearly
/// every row touches index pages of its own, and only rows of one chunk share the writing of them.
const SMALLEST_CHUNK: usize = 2000;
/// And between two chunks the others have their turn.
const PAUSE: Duration = Duration::from_millis(1);
/// How often a process that waits looks again.
const WAIT: Duration = Duration::from_millis(250);
/// Chunks the reading half may be ahead.
const AHEAD: usize = 2;

/// What is to be imported, and with what.
pub struct Job {
    /// Where to.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Into which incident.
    pub incident: Incident,
    /// The list.
    pub file: ListFile,
    /// How to read it.
    pub options: ReadOptions,
    /// Whether it will be accepted at once: then a reading that only waits for that is taken up.
    pub to_accept: bool,
}

/// Who is told how it goes. A progress bar, or nobody.
pub trait Notes: Send {
    /// So many bytes of the file are stored for good.
    fn stored(&mut self, _bytes: u64) {}
    /// Another process reads; we wait for it, at least until then.
    fn waiting(&mut self, _until: Timestamp) {}
}

impl Notes for () {}

/// Reads the list to its end, or goes on with what was begun. Another process that reads it already is waited for. Nobody is
/// visible afterwards until the import is accepted.
///
/// # Errors
/// See [`ImportFailure`]. What was stored stays; the same call goes on.
pub async fn run(job: &Job, notes: &mut dyn Notes) -> Result<Import, ImportFailure> {
    if job.incident.is_practice {
        let file = job.file.clone();
        tokio::task::spawn_blocking(move || check_addresses(&file)).await.map_err(std::io::Error::other)??;
    }
    let begun = Begun {
        incident: job.incident.incident_id,
        file_sha256: job.file.sha256,
        file_bytes: job.file.bytes,
        options: job.options.clone(),
        to_accept: job.to_accept,
    };
    let import = loop {
        match job.store.begin_import(&begun, job.clock.now()).await {
            Ok(import) => break import,
            Err(ImportError::LeaseLost) => {}
            Err(error) => return Err(error.into()),
        }
    };
    loop {
        match job.store.lease_import(import, job.clock.now()).await? {
            Lease::Over(import) => return Ok(import),
            Lease::HeldUntil(until) => {
                notes.waiting(until);
                tokio::time::sleep(WAIT).await;
            }
            Lease::Yours(from, token) => match read_to_end(job, from, token, notes).await {
                Ok(()) => return Ok(finished(job, import).await?),
                Err(ImportFailure::Store(ImportError::LeaseLost)) => {}
                Err(failure) => {
                    // Best effort: without it the next process waits for the lease to end.
                    let _ = job.store.release_import(import, token).await;
                    return Err(failure);
                }
            },
        }
    }
}

async fn finished(job: &Job, import: ImportId) -> Result<Import, ImportError> {
    job.store.import(import).await?.ok_or(ImportError::NotThere(import))
}

async fn read_to_end(job: &Job, mut import: Import, token: Uuid, notes: &mut dyn Notes) -> Result<(), ImportFailure> {
    notes.stored(import.next_byte);
    let is_sqlite = job.store.kind() == "sqlite";
    let size = Arc::new(AtomicUsize::new(if is_sqlite { SMALLEST_CHUNK } else { LARGEST_CHUNK }));
    let reader = Reader {
        rows: job.file.rows(import.next_byte, import.next_line)?,
        columns: job.file.columns.clone(),
        reading: Reading { strict_ids: job.options.strict_ids, exposed_values_checked: false },
        builder: job.store.chunk_builder(job.incident.incident_id, job.file.columns.names()).await?,
        clock: job.clock.clone(),
        size: size.clone(),
    };
    job.store.prepare_import().await?;
    let (sender, mut chunks) = tokio::sync::mpsc::channel(AHEAD);
    let reading = tokio::task::spawn_blocking(move || reader.run(&sender));
    while let Some(chunk) = chunks.recv().await {
        let chunk = chunk?;
        let begun = Instant::now();
        let before = import.report.clone();
        job.store.write_chunk(&mut import, token, &chunk, job.clock.now()).await?;
        counted::note(&before, &import.report);
        notes.stored(import.next_byte);
        if is_sqlite {
            size.store(next_size(chunk.len(), begun.elapsed()), Ordering::Relaxed);
            tokio::time::sleep(PAUSE).await;
        }
    }
    reading.await.map_err(std::io::Error::other)?;
    job.file.check_unchanged()?;
    job.store.end_import_preparation().await?;
    Ok(job.store.finish_import(import.import_id, token, job.clock.now()).await?)
}

/// How many rows would have taken [`CHUNK_TIME`]; not more than double, for the next ones may be dearer.
fn next_size(rows: usize, took: Duration) -> usize {
    let fitting = rows as f64 * CHUNK_TIME.as_secs_f64() / took.as_secs_f64().max(0.001);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bounded on both sides in the same line")]
    let fitting = fitting.clamp(SMALLEST_CHUNK as f64, LARGEST_CHUNK as f64) as usize;
    fitting.min(rows.max(SMALLEST_CHUNK) * 2)
}
