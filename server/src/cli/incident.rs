//! `candor incident`.

use std::path::PathBuf;

use clap::Subcommand;
use domain::{incident::Incident as Stored, lang::Lang, slug::Slug};
use serde_json::{Value, json};

use super::{Failure, Global, Opened};
use crate::incident_folder::{Faults, Holding, NewIncident, Reading, Source, holding, read};

/// Who acts here, in the audit.
const ACTOR: &str = "command line";

/// What can be done with incidents.
#[derive(Clone, Debug, Subcommand)]
pub enum Incident {
    /// Makes an incident. It is not public until `candor incident publish`.
    New {
        /// Its name in addresses, such as `march-2031`.
        slug: String,
        /// A folder with its texts in both languages (docs/incident-folder.md). Without it, a holding statement is written.
        #[arg(long)]
        from: Option<PathBuf>,
        /// Nothing in it reaches anyone. Set now and never changed.
        #[arg(long)]
        practice: bool,
        /// The zone a holding statement tells its times in, such as `America/New_York`.
        #[arg(long, default_value = "UTC", conflicts_with = "from")]
        zone: String,
    },
    /// Makes an incident public.
    Publish {
        /// Its name in addresses.
        slug: String,
    },
    /// Lists all incidents, public or not.
    List,
}

/// Runs `candor incident`.
///
/// # Errors
/// Refused when the name is taken; bad input when the folder lacks something; environment when the database does.
pub async fn run(global: &Global, command: &Incident) -> Result<(), Failure> {
    let opened = global.open().await?;
    match command {
        Incident::New { slug, from, practice, zone } => {
            let slug = Slug::parse(slug).map_err(|error| Failure::BadInput(error.to_string()))?;
            let new = prepare(&opened, slug, from.as_ref(), *practice, zone).map_err(|faults| bad_folder(from.as_ref(), &faults))?;
            add(&opened, &new).await?;
            report(global, &opened, &new.incident, "made, not public yet; `candor incident publish` makes it public");
        }
        Incident::Publish { slug } => {
            let incident = opened.incident(slug).await?;
            let is_new = opened.store.publish_incident(ACTOR, incident.incident_id, opened.clock.now()).await?;
            let incident = opened.store.incident(incident.incident_id).await?;
            report(global, &opened, &incident, if is_new { "public now" } else { "was public already; nothing changed" });
        }
        Incident::List => list(global, &opened).await?,
    }
    Ok(())
}

fn prepare(opened: &Opened, slug: Slug, from: Option<&PathBuf>, is_practice: bool, zone: &str) -> Result<NewIncident, Faults> {
    let (now, entropy) = (opened.clock.now(), &*opened.entropy);
    match from {
        Some(folder) => read(&Source::folder(folder)?, &Reading { slug, is_practice, now, entropy, values: &[], shift_days: 0 }),
        None => holding(&Holding { slug, is_practice, zone, company: &opened.config.company.name, now, entropy }),
    }
}

fn bad_folder(from: Option<&PathBuf>, faults: &Faults) -> Failure {
    let place = from.map_or_else(|| "the holding statement".to_owned(), |folder| folder.display().to_string());
    Failure::BadInput(format!("nothing was made; put this right in {place} and run it again:\n{faults}"))
}

/// Adds the incident unless its name is taken.
///
/// # Errors
/// Refused when it is; environment when the database fails.
pub async fn add(opened: &Opened, new: &NewIncident) -> Result<(), Failure> {
    let slug = &new.incident.slug;
    if opened.store.add_incident_by(ACTOR, &new.incident, &new.words, opened.clock.now()).await? {
        return Ok(());
    }
    Err(Failure::Refused(format!("there is an incident {slug} already; nothing was changed. Choose another name")))
}

async fn list(global: &Global, opened: &Opened) -> Result<(), Failure> {
    let incidents = opened.store.list_incidents().await?;
    if global.json {
        let rows: Vec<Value> = incidents.iter().map(|incident| describe(opened, incident)).collect();
        println!("{}", json!({ "incidents": rows }));
    } else if incidents.is_empty() {
        println!("No incidents. `candor incident new SLUG` makes one.");
    } else {
        for incident in &incidents {
            let practice = if incident.is_practice { ", practice" } else { "" };
            let public = incident.published_at.map_or_else(|| "not public".to_owned(), |time| format!("public since {time}"));
            println!("{}\t{}{practice}\t{public}", incident.slug, incident.stage.as_str());
        }
    }
    Ok(())
}

fn report(global: &Global, opened: &Opened, incident: &Stored, what: &str) {
    if global.json {
        println!("{}", describe(opened, incident));
    } else {
        println!("{}: {what}", incident.slug);
        println!("{}", address(opened, incident, Lang::En));
    }
}

fn describe(opened: &Opened, incident: &Stored) -> Value {
    json!({
        "slug": incident.slug.as_str(),
        "incident_id": incident.incident_id,
        "is_practice": incident.is_practice,
        "stage": incident.stage.as_str(),
        "is_public": incident.published_at.is_some(),
        "published_at": incident.published_at.map(|time| time.to_string()),
        "next_update_at": incident.next_update_at.map(|time| time.to_string()),
        "address": address(opened, incident, Lang::En),
        "address_es": address(opened, incident, Lang::Es),
    })
}

fn address(opened: &Opened, incident: &Stored, lang: Lang) -> String {
    format!("{}{}", opened.config.public_url, lang.path(&format!("/incidents/{}", incident.slug)))
}
