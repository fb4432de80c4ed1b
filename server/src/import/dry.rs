//! What an import would report, without writing anything.

use domain::import::{Reading, Report, read_row};

use super::{ImportFailure, Job, Notes, practice::check_addresses};

/// Rows counted at a time.
const PIECE: usize = 2000;

/// Reads the whole list and counts, against what is stored.
///
/// # Errors
/// See [`ImportFailure`].
pub async fn dry_run(job: &Job, notes: &mut dyn Notes) -> Result<Report, ImportFailure> {
    if job.incident.is_practice {
        let file = job.file.clone();
        tokio::task::spawn_blocking(move || check_addresses(&file)).await.map_err(std::io::Error::other)??;
    }
    let mut dry = job.store.dry_run(job.incident.incident_id).await?;
    let reading = Reading { strict_ids: job.options.strict_ids, exposed_values_checked: false };
    let mut rows = job.file.rows(0, 1)?;
    let mut piece = Vec::with_capacity(PIECE);
    loop {
        let is_last = match rows.next_row()? {
            Some(row) => {
                piece.push(row.broken.map_or_else(|| read_row(row.values(), &job.file.columns, reading), Err));
                false
            }
            None => true,
        };
        if is_last || piece.len() == PIECE {
            dry.count(std::mem::take(&mut piece)).await?;
            notes.stored(rows.byte());
        }
        if is_last {
            return Ok(dry.report);
        }
    }
}
