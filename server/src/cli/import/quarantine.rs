//! `candor import quarantine export|release|set-aside`.

use clap::Subcommand;
use domain::{
    email::EmailAddress,
    ids::IncidentId,
    import::{Columns, Reading, read_row},
    spreadsheet::harmless,
};
use serde_json::json;
use store::quarantine::{ReleaseError, Released, Waiting};
use uuid::Uuid;

use super::ACTOR;
use crate::{
    cli::{Failure, Global, Opened},
    import::RowReader,
};

/// Rows taken out of the database at a time.
const PAGE: u32 = 200;

/// What can be done with rows that wait.
#[derive(Clone, Debug, Subcommand)]
pub enum Quarantine {
    /// Writes the rows that wait to standard output as CSV (or JSON), made harmless for spreadsheets.
    Export {
        /// The incident.
        #[arg(long, value_name = "SLUG")]
        incident: String,
    },
    /// Takes a row into the list, when it can be read as it is or only looks like an exposed value.
    Release {
        /// The row, as the export names it.
        row: Uuid,
        /// The incident.
        #[arg(long, value_name = "SLUG")]
        incident: String,
        /// Why; kept in the audit.
        #[arg(long, value_name = "WORDS")]
        reason: String,
    },
    /// Puts a row aside that is no person, or that a corrected list has brought in.
    SetAside {
        /// The row, as the export names it.
        row: Uuid,
        /// The incident.
        #[arg(long, value_name = "SLUG")]
        incident: String,
        /// Why; kept in the audit.
        #[arg(long, value_name = "WORDS")]
        reason: String,
    },
}

pub(super) async fn run(global: &Global, command: &Quarantine) -> Result<(), Failure> {
    match command {
        Quarantine::Export { incident } => export(global, incident).await,
        Quarantine::Release { row, incident, reason } => release(global, *row, incident, reason, true).await,
        Quarantine::SetAside { row, incident, reason } => release(global, *row, incident, reason, false).await,
    }
}

async fn export(global: &Global, slug: &str) -> Result<(), Failure> {
    let opened = global.open().await?;
    let incident = opened.incident(slug).await?.incident_id;
    let mut rows = Vec::new();
    while let page = opened.store.quarantined_after(incident, rows.last().map(|row: &Waiting| row.row), PAGE).await?
        && !page.is_empty()
    {
        rows.extend(page);
    }
    rows.sort_by_key(|row| (row.import_id, row.line));
    // First the record, then the view: nobody sees a row that was not written down.
    opened.store.record_quarantine_export(incident, ACTOR, rows.len() as u64, opened.clock.now()).await?;
    if global.json {
        let rows: Vec<_> = rows
            .iter()
            .map(|row| json!({ "row": row.row, "import_id": row.import_id, "line": row.line, "reason": row.reason, "values": values(row) }))
            .collect();
        println!("{}", json!({ "rows": rows }));
        return Ok(());
    }
    write_csv(&rows).map_err(|error| Failure::Environment(error.to_string()))
}

fn write_csv(rows: &[Waiting]) -> Result<(), csv::Error> {
    let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(std::io::stdout().lock());
    let mut last_columns: Option<&[String]> = None;
    for row in rows {
        let columns = row.content.columns.as_slice();
        if last_columns != Some(columns) {
            let names = columns.iter().map(|name| harmless(name).into_owned());
            csv.write_record(["row", "import", "line", "reason"].map(str::to_owned).into_iter().chain(names))?;
            last_columns = Some(columns);
        }
        let about = [row.row.to_string(), row.import_id.to_string(), row.line.to_string(), row.reason.as_str().to_owned()];
        csv.write_record(about.into_iter().chain(values(row).iter().map(|value| harmless(value).into_owned())))?;
    }
    Ok(csv.flush()?)
}

/// The values of a row as far as they can be told apart; bytes that are no UTF-8 become the replacement character.
fn values(row: &Waiting) -> Vec<String> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut rows = RowReader::new(row.content.raw.as_slice(), 1, row.line);
    match rows.next_row() {
        Ok(Some(found)) if found.broken.is_none() => found.values().map(text).collect(),
        _ => vec![text(&row.content.raw)],
    }
}

async fn release(global: &Global, row: Uuid, slug: &str, reason: &str, as_person: bool) -> Result<(), Failure> {
    if reason.trim().is_empty() {
        return Err(Failure::BadInput("say why with --reason".to_owned()));
    }
    let opened = global.open().await?;
    let incident = opened.incident(slug).await?;
    let waiting = opened.store.quarantined_row(incident.incident_id, row).await?.ok_or(ReleaseError::NotThere)?;
    let person = if as_person { Some(read_again(&waiting, incident.is_practice)?) } else { None };
    let released = finish(&opened, incident.incident_id, &waiting, person.as_ref(), reason).await?;
    let (word, words) = match released {
        Released::Added(_) => ("added", "The row is in the list now; its person is visible once its import is accepted."),
        Released::Duplicate => ("duplicate", "The list had this person already, with the same content."),
        Released::PutAside => ("set_aside", "The row is put aside."),
    };
    if global.json {
        println!("{}", json!({ "row": row, "outcome": word }))
    } else {
        println!("{words}")
    }
    Ok(())
}

async fn finish(
    opened: &Opened,
    incident: IncidentId,
    waiting: &Waiting,
    person: Option<&domain::import::ListedPerson>,
    reason: &str,
) -> Result<Released, Failure> {
    Ok(opened.store.release_quarantined(incident, waiting, person, (ACTOR, reason), opened.clock.now()).await?)
}

/// Reads the row again; that it looks like an exposed value no longer stops it, because a person has looked.
fn read_again(waiting: &Waiting, is_practice: bool) -> Result<domain::import::ListedPerson, Failure> {
    let columns = Columns::from_names(&waiting.content.columns);
    let cannot = |reason: &str| {
        Failure::Refused(format!(
            "line {} cannot be taken as it is ({reason}): correct it in the list and import that again, then `candor import quarantine \
             set-aside` for this row",
            waiting.line
        ))
    };
    let mut rows = RowReader::new(waiting.content.raw.as_slice(), 1, waiting.line);
    let row = rows.next_row()?.filter(|row| row.broken.is_none()).ok_or_else(|| cannot(waiting.reason.as_str()))?;
    let reading = Reading { strict_ids: false, exposed_values_checked: true };
    let person = read_row(row.values(), &columns, reading).map_err(|reason| cannot(reason.as_str()))?;
    if is_practice && person.contact.email_address().is_some_and(|email: EmailAddress| !email.is_reserved_example()) {
        return Err(cannot("its address is outside the domains reserved for examples, and this is practice"));
    }
    Ok(person)
}

impl From<ReleaseError> for Failure {
    fn from(error: ReleaseError) -> Self {
        match error {
            ReleaseError::NotThere => Self::BadInput(error.to_string()),
            ReleaseError::OtherContent => Self::Refused(error.to_string()),
            ReleaseError::Store(error) => error.into(),
        }
    }
}
