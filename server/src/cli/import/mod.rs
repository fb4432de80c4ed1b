//! `candor import`: reads a list of affected people, and looks after what was read.

mod list;
mod progress;
mod quarantine;
mod read;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::ids::ImportId;

use super::{Failure, Global};

/// Who did it, as far as the command line can tell.
pub(super) const ACTOR: &str = "command line";

/// Reads a list of affected people, or looks after lists that were read.
#[derive(Args, Clone, Debug)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Import {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    read: Option<Read>,
}

/// What reading a list takes.
#[derive(Args, Clone, Debug)]
pub struct Read {
    /// The list: CSV in UTF-8 with one header row (see the documentation for its columns).
    file: PathBuf,
    /// The incident whose people these are.
    #[arg(long, value_name = "SLUG")]
    incident: String,
    /// Say what would happen and write nothing.
    #[arg(long, conflicts_with_all = ["accept", "reason"])]
    dry_run: bool,
    /// Make the people visible when all is read.
    #[arg(long)]
    accept: bool,
    /// Why it is accepted; needed outside practice, and kept in the audit.
    #[arg(long, requires = "accept", value_name = "WORDS")]
    reason: Option<String>,
    /// Columns to leave out, separated by commas.
    #[arg(long, value_delimiter = ',', value_name = "COLUMNS")]
    drop_columns: Vec<String>,
    /// Look for exposed values in external_id too (one in ten customer numbers of 16 digits looks like a card).
    #[arg(long)]
    strict_ids: bool,
}

#[derive(Clone, Debug, Subcommand)]
enum Command {
    /// Shows the imports of an incident, newest first.
    List {
        /// The incident.
        #[arg(long, value_name = "SLUG")]
        incident: String,
    },
    /// Shows how far an import has come.
    Status {
        /// The import, as `candor import list` names it.
        id: ImportId,
    },
    /// Makes the people of an import visible.
    Accept {
        /// The import, as `candor import list` names it.
        id: ImportId,
        /// Why; needed outside practice, and kept in the audit.
        #[arg(long, value_name = "WORDS")]
        reason: Option<String>,
    },
    /// Looks after rows that wait for a person to look at them.
    #[command(subcommand)]
    Quarantine(quarantine::Quarantine),
}

/// Runs `candor import`.
///
/// # Errors
/// Refused, bad input or environment, each with its words.
pub async fn run(global: &Global, import: &Import) -> Result<(), Failure> {
    match (&import.command, &import.read) {
        (Some(Command::List { incident }), _) => list::list(global, incident).await,
        (Some(Command::Status { id }), _) => list::status(global, *id).await,
        (Some(Command::Accept { id, reason }), _) => list::accept(global, *id, reason.as_deref()).await,
        (Some(Command::Quarantine(command)), _) => quarantine::run(global, command).await,
        (None, Some(read)) => read::run(global, read).await,
        (None, None) => Err(Failure::BadInput("name a file, or one of list, status, accept, quarantine".to_owned())),
    }
}
