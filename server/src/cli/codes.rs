//! `candor codes`.

use std::path::PathBuf;

use clap::Subcommand;
use domain::{benefit::read_code, ids::BenefitId, slug::Slug};
use serde_json::json;
use store::audit::{Act, Chain};

use super::{Failure, Global};

/// What can be done about activation codes.
#[derive(Clone, Debug, Subcommand)]
pub enum Codes {
    /// Adds a provider's codes to the pool of a benefit: a CSV file (the first column counts), or one code a line.
    Import {
        /// The file.
        file: PathBuf,
        /// The incident.
        #[arg(long)]
        incident: String,
        /// The benefit: the last part of its page's address.
        #[arg(long)]
        benefit: BenefitId,
        /// Leave out the first line.
        #[arg(long)]
        header: bool,
        /// Also take codes that stand there more than once, once for each line.
        #[arg(long)]
        take_shared: bool,
    },
}

/// Runs `candor codes`.
///
/// # Errors
/// Bad input: a file, incident or benefit that cannot be used.
pub async fn run(global: &Global, command: &Codes) -> Result<(), Failure> {
    let Codes::Import { file, incident, benefit, header, take_shared } = command;
    let bad = |what: String| Failure::BadInput(what);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(*header).flexible(true).from_path(file).map_err(|error| bad(error.to_string()))?;
    let mut codes: Vec<String> = Vec::new();
    for (at, record) in reader.records().enumerate() {
        let record = record.map_err(|error| bad(error.to_string()))?;
        let field = record.get(0).unwrap_or_default();
        match read_code(field) {
            Some(code) => codes.push(code.to_owned()),
            // No code is repeated in an error.
            None => return Err(bad(format!("row {} is no code: it has spaces or letters that no code has; nothing was added", at + 1))),
        }
    }
    let opened = global.open().await?;
    let store = &opened.store;
    let slug = Slug::parse(incident).map_err(|_| bad(format!("{incident} is no incident's name")))?;
    let found = store.find_incident(&slug).await?.ok_or_else(|| bad(format!("there is no incident {incident}")))?;
    let now = opened.clock.now();
    let texts: Vec<&str> = codes.iter().map(String::as_str).collect();
    let protection = store.benefit(found.incident_id, *benefit).await?;
    let gift = store.gift(found.incident_id, *benefit).await?;
    let mut tx = store.write().await?;
    let added = match (protection, gift) {
        (Some(protection), _) => store.add_codes(&mut tx, &protection, &texts, *take_shared, now).await?,
        (None, Some(gift)) => store.add_codes(&mut tx, &gift, &texts, *take_shared, now).await?,
        (None, None) => return Err(bad(format!("{incident} has no such benefit with codes"))),
    };
    let details = json!({ "added": added.added, "known": added.known, "shared": added.shared });
    let act = Act { actor: "command line", act: "benefit.codes", about: Some(benefit.0), details: &details };
    store.append_audit(&mut tx, Chain::Incident(found.incident_id), act, now).await?;
    tx.commit().await?;
    if global.json {
        println!("{details}");
    } else {
        println!(
            "{} codes added, {} were there before, {} lines left out because their code stands there more than once",
            added.added, added.known, added.shared
        );
    }
    Ok(())
}
