//! `candor import FILE`.

use domain::import::ReadOptions;

use super::{
    ACTOR, Read,
    progress::{Bar, in_words},
};
use crate::{
    cli::{Failure, Global},
    import::{self, Job, ListFile},
};

pub(super) async fn run(global: &Global, read: &Read) -> Result<(), Failure> {
    let options = ReadOptions::new(&read.drop_columns, read.strict_ids);
    // Before the database is touched: a bad header needs no key.
    let (path, asked) = (read.file.clone(), options.clone());
    let file = tokio::task::spawn_blocking(move || ListFile::look_at(&path, &asked)).await;
    let file = file.map_err(|error| Failure::Environment(error.to_string()))??;
    let opened = global.open().await?;
    let incident = opened.incident(&read.incident).await?;
    let has_reason = read.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty());
    if read.accept && !has_reason && !incident.is_practice {
        return Err(store::imports::ImportError::ReasonNeeded.into());
    }
    let mut bar = Bar::new(file.bytes);
    let job = Job { store: opened.store.clone(), clock: opened.clock.clone(), incident, file, options, to_accept: read.accept };
    let (report, import) = if read.dry_run {
        let report = import::dry_run(&job, &mut bar).await;
        bar.end();
        (report?, None)
    } else {
        let import = import::run(&job, &mut bar).await;
        bar.end();
        let mut import = import?;
        if read.accept {
            import = opened.store.accept_import(import.import_id, ACTOR, read.reason.as_deref(), opened.clock.now()).await?;
        }
        (import.report.clone(), Some(import))
    };
    opened.store.close().await;
    if global.json {
        println!("{}", serde_json::to_string(&report).map_err(|error| Failure::Environment(error.to_string()))?);
        return Ok(());
    }
    println!("{}", in_words(&report));
    match import {
        None => println!("Nothing was written (--dry-run)."),
        Some(import) if import.accepted_at.is_some() => println!("Import {} is accepted: its people are visible.", import.import_id),
        Some(import) => {
            println!("Nobody is visible yet. When the report is right: candor import accept {} --reason \"…\"", import.import_id)
        }
    }
    Ok(())
}
