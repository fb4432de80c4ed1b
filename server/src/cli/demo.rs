//! `candor demo`: a practice incident with a thousand people, its notice in the practice box, and then the site.

use std::path::Path;

use domain::{import::ReadOptions, incident::Incident, slug::Slug};
use serde_json::json;
use store::{
    audit::{Act, Chain},
    notices::Notice,
};

use super::{Failure, Global, Opened, incident, init, serve};
use crate::{
    config::Config,
    demo,
    import::{self, Job, ListFile},
    mail::Templates,
};

/// The folder unless another is named: never the one of a real site.
pub const DATA_DIR: &str = "data-demo";

/// Who did it, in the audit.
const ACTOR: &str = "demo";
/// What staff call the notice.
const NOTICE: &str = "First notice";

/// Runs `candor demo`.
///
/// # Errors
/// Refused in a folder that holds a real incident. Otherwise as `candor serve`.
pub async fn run(global: &Global, flags: &serve::Serve) -> Result<(), Failure> {
    if !global.data_dir.join("master.key").exists() && std::env::var_os("CANDOR_MASTER_KEY").is_none() {
        init::make(&global.data_dir)?;
    }
    let mut config = global.settings_with(flags)?;
    if config.company == Config::default().company {
        config.company = demo::company();
        config.payments.voucher = "Harbour Supply gift card".to_owned();
    }
    let opened = global.open_with(config).await?;
    let prepared = prepare(&opened, &global.data_dir).await;
    let config = opened.config.clone();
    opened.store.close().await;
    prepared?;
    let (public_url, data_dir) = (config.public_url.clone(), global.data_dir.display().to_string());
    serve::serve(global, config, |_| {
        eprintln!("\nHarbour Supply has lost its customers' data. This is practice: nothing here is real, nothing reaches anyone.");
        eprintln!("  What everybody sees      {public_url}/");
        eprintln!("  The same in Spanish      {public_url}/es");
        eprintln!("  What people got by mail  {public_url}/practice/mail (open one, follow its link)");
        eprintln!("  What staff see           {public_url}/staff, once you have added yourself:");
        eprintln!("                           candor staff add you@example.org --role owner --data-dir {data_dir}");
        eprintln!("Ctrl-C stops it.\n");
    })
    .await
}

/// Makes whatever is not there yet, so that a run that was cut short is completed by the next.
async fn prepare(opened: &Opened, data_dir: &Path) -> Result<(), Failure> {
    if opened.store.list_incidents().await?.iter().any(|incident| !incident.is_practice) {
        return Err(Failure::Refused("this data folder holds a real incident; the demonstration needs one of its own".to_owned()));
    }
    let slug = Slug::parse(demo::SLUG).map_err(|error| Failure::BadInput(error.to_string()))?;
    let there = match opened.store.find_incident(&slug).await? {
        Some(there) => there,
        None => {
            let new = demo::incident(opened.clock.now(), &*opened.entropy).map_err(|faults| Failure::Environment(faults.to_string()))?;
            incident::add(opened, &new).await?;
            new.incident
        }
    };
    if opened.store.count_people(there.incident_id).await?.people == 0 {
        eprintln!("Reading the list of a thousand people");
        import_people(opened, &there, data_dir).await?;
    }
    let notices = opened.store.notices(there.incident_id).await?;
    if notices.is_empty() { send_notice(opened, &there).await } else { Ok(()) }
}

async fn import_people(opened: &Opened, incident: &Incident, data_dir: &Path) -> Result<(), Failure> {
    let path = data_dir.join("people.csv");
    std::fs::write(&path, demo::PEOPLE)?;
    let options = ReadOptions::new(&[], false);
    let file = ListFile::look_at(&path, &options)?;
    let (store, clock) = (opened.store.clone(), opened.clock.clone());
    let job = Job { store, clock, incident: incident.clone(), file, options, to_accept: true };
    let import = import::run(&job, &mut ()).await?;
    opened.store.accept_import(import.import_id, ACTOR, None, opened.clock.now()).await?;
    Ok(std::fs::remove_file(&path)?)
}

/// Made and begun in one transaction; the worker of `serve` puts it into the practice box.
async fn send_notice(opened: &Opened, incident: &Incident) -> Result<(), Failure> {
    let (store, now) = (&opened.store, opened.clock.now());
    let version = Templates::load()?.version().to_owned();
    let mut tx = store.write().await?;
    let notice: Notice = store.add_notice(&mut tx, incident.incident_id, NOTICE, &version, now).await?;
    store.start_notice(&mut tx, &notice, now).await?;
    let details = json!({});
    let act = Act { actor: ACTOR, act: "notice.send", about: Some(notice.notice_id.0), details: &details };
    store.append_audit(&mut tx, Chain::Incident(incident.incident_id), act, now).await?;
    Ok(tx.commit().await?)
}
