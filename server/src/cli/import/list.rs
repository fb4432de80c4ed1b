//! `candor import list|status|accept`.

use domain::ids::ImportId;
use serde_json::{Value, json};
use store::imports::{Import, ImportError};

use super::{ACTOR, progress::in_words};
use crate::cli::{Failure, Global};

pub(super) async fn list(global: &Global, slug: &str) -> Result<(), Failure> {
    let opened = global.open().await?;
    let incident = opened.incident(slug).await?;
    let imports = opened.store.list_imports(incident.incident_id).await?;
    let counts = opened.store.count_people(incident.incident_id).await?;
    if global.json {
        let imports: Vec<Value> = imports.iter().map(as_json).collect();
        println!("{}", json!({ "imports": imports, "people": counts }));
        return Ok(());
    }
    for import in &imports {
        let report = &import.report;
        println!(
            "{}  {:<8}  {}  accepted {}, changed {}, duplicate {}, quarantined {}",
            import.import_id,
            import.state.as_str(),
            import.started_at,
            report.accepted,
            report.changed,
            report.duplicate,
            report.quarantined_total
        );
    }
    println!("{} people are visible; {} people not yet told (quarantine).", counts.people, counts.quarantined);
    Ok(())
}

pub(super) async fn status(global: &Global, id: ImportId) -> Result<(), Failure> {
    let opened = global.open().await?;
    let import = opened.store.import(id).await?.ok_or(ImportError::NotThere(id))?;
    show(global, &import);
    Ok(())
}

pub(super) async fn accept(global: &Global, id: ImportId, reason: Option<&str>) -> Result<(), Failure> {
    let opened = global.open().await?;
    let import = opened.store.accept_import(id, ACTOR, reason, opened.clock.now()).await?;
    show(global, &import);
    Ok(())
}

fn show(global: &Global, import: &Import) {
    if global.json {
        println!("{}", as_json(import));
        return;
    }
    println!("Import {}, {}", import.import_id, import.state.as_str());
    println!("  begun {}", import.started_at);
    println!("  read  {} of {} bytes, up to line {}", import.next_byte, import.file_bytes, import.next_line);
    for other in &import.rests_on {
        println!("  rests on import {other}: accept that one first");
    }
    if let (Some(at), reason) = (import.accepted_at, import.accept_reason.as_deref().unwrap_or("practice")) {
        println!("  accepted {at}: {reason}");
    }
    println!("{}", in_words(&import.report));
}

fn as_json(import: &Import) -> Value {
    json!({
        "import_id": import.import_id,
        "incident_id": import.incident_id,
        "file_sha256": import.file_sha256.iter().map(|byte| format!("{byte:02x}")).collect::<String>(),
        "file_bytes": import.file_bytes,
        "options": import.options,
        "state": import.state,
        "next_byte": import.next_byte,
        "next_line": import.next_line,
        "started_at": import.started_at.to_string(),
        "finished_at": import.finished_at.map(|time| time.to_string()),
        "accepted_at": import.accepted_at.map(|time| time.to_string()),
        "accept_reason": import.accept_reason,
        "rests_on": import.rests_on,
        "report": import.report,
    })
}
