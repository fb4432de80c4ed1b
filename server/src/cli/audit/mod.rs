//! `candor audit`: whether the log is whole, its rows in a file, and its heads for keeping elsewhere.

mod export;
mod verify;

use std::{fs::File, io::Write, path::PathBuf};

use clap::{Args, Subcommand};
use domain::incident::Incident;
use store::audit::Chain;

use super::{Failure, Global};

/// Who acts, in the audit.
const ACTOR: &str = "command line";

/// What can be done with the audit.
#[derive(Clone, Debug, Subcommand)]
pub enum Audit {
    /// Checks every row of every chain, and that none was cut off its end. Exit code 1 names the first row that does not fit.
    Verify {
        /// What `candor audit anchor` printed at some time before.
        #[arg(long, value_name = "FILE")]
        anchor: Option<PathBuf>,
    },
    /// Writes the rows of a chain, oldest first: a line of JSON for each. The audit keeps that it was done.
    Export(Export),
    /// Prints the heads of all chains. Keep them where nobody who holds this machine can reach; `verify --anchor` reads them.
    Anchor {
        /// Where to write them; standard output unless given.
        file: Option<PathBuf>,
    },
}

/// What is exported.
#[derive(Args, Clone, Debug)]
pub struct Export {
    /// The chain of this incident; that of the installation unless given.
    #[arg(long, value_name = "SLUG")]
    incident: Option<String>,
    /// For a spreadsheet instead of JSON.
    #[arg(long)]
    csv: bool,
    /// Only rows after this one: the last that an export which was cut short has.
    #[arg(long, value_name = "SEQUENCE", default_value_t = 0)]
    after: i64,
    /// Where to write them; standard output unless given.
    file: Option<PathBuf>,
}

/// Runs `candor audit`.
///
/// # Errors
/// Refused when the audit does not fit or an anchor is not ours; bad input for a file or an incident that is not there;
/// environment when the database fails.
pub async fn run(global: &Global, command: &Audit) -> Result<(), Failure> {
    let opened = global.open().await?;
    match command {
        Audit::Verify { anchor } => verify::run(global, &opened, anchor.as_deref()).await,
        Audit::Export(export) => export::run(&opened, export).await,
        Audit::Anchor { file } => {
            let anchor = opened.store.audit_anchor(opened.clock.now()).await?;
            let text = serde_json::to_string_pretty(&anchor).map_err(|error| Failure::Environment(error.to_string()))?;
            let mut to = target(file.as_ref())?;
            writeln!(to, "{text}")?;
            Ok(to.flush()?)
        }
    }
}

fn target(file: Option<&PathBuf>) -> Result<Box<dyn Write + Send>, Failure> {
    Ok(match file {
        Some(path) => Box::new(std::io::BufWriter::new(File::create(path)?)),
        None => Box::new(std::io::stdout()),
    })
}

/// What people call a chain.
fn name(chain: Option<Chain>, incidents: &[Incident]) -> String {
    match chain {
        None => "rows of no chain".to_owned(),
        Some(Chain::Installation) => "installation".to_owned(),
        Some(Chain::Incident(id)) => {
            let slug = incidents.iter().find(|incident| incident.incident_id == id).map(|incident| incident.slug.to_string());
            slug.unwrap_or_else(|| id.to_string())
        }
    }
}
