//! `candor audit verify`.

use std::path::Path;

use serde_json::{Value, json};
use store::audit::{Head, Misfit, Verdict};

use super::name;
use crate::cli::{Failure, Global, Opened};

/// Checks every chain beside the file of heads and, if there is one, an anchor.
///
/// # Errors
/// Refused when anything does not fit.
pub async fn run(global: &Global, opened: &Opened, anchor: Option<&Path>) -> Result<(), Failure> {
    let store = &opened.store;
    // The heads first: the chains go on growing.
    let (mut heads, file_fault) = kept_heads(opened);
    if let Some(path) = anchor {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Failure::BadInput(format!("the anchor {} cannot be read: {error}", path.display())))?;
        heads.extend(store.open_anchor(&text).map_err(|error| Failure::Refused(error.to_string()))?);
    }
    let incidents = store.list_incidents().await?;
    let mut faults: Vec<String> = file_fault.into_iter().collect();
    let mut chains: Vec<Value> = Vec::new();
    for chain in store.audit_chains(&heads).await? {
        let verdict = match chain {
            Some(chain) => store.verify_audit_beside(chain, &heads).await?,
            None => Verdict::bad(0, Misfit::Changed),
        };
        let name = name(chain, &incidents);
        if !global.json {
            println!("{name}: {} rows fit", verdict.rows);
        }
        faults.extend(said(&name, &verdict));
        chains.push(json!({
            "chain": chain, "name": name, "rows": verdict.rows, "first_bad": verdict.first_bad, "misfit": verdict.misfit,
        }));
    }
    if global.json {
        println!("{}", json!({ "is_whole": faults.is_empty(), "heads": heads.len(), "faults": faults, "chains": chains }));
    }
    if heads.is_empty() && chains.iter().any(|chain| chain["rows"] != 0) {
        eprintln!("No head is kept outside the database: that rows were cut off the end would not show. `candor audit anchor` makes one.");
    }
    if faults.is_empty() { Ok(()) } else { Err(Failure::Refused(faults.join("\n"))) }
}

/// The heads beside the database, and what is wrong with their file.
fn kept_heads(opened: &Opened) -> (Vec<Head>, Option<String>) {
    match opened.store.audit_head_file().map(store::audit::HeadFile::read) {
        None => (Vec::new(), None),
        Some(Ok(heads)) => (heads, None),
        Some(Err(error)) => (Vec::new(), Some(error.to_string())),
    }
}

fn said(name: &str, verdict: &Verdict) -> Option<String> {
    let row = verdict.first_bad?;
    let what = match verdict.misfit? {
        Misfit::Changed => "is not what was written",
        Misfit::Missing => "is missing",
        Misfit::Cut => "and all after it were cut off: they are known outside the database",
        Misfit::Replaced => "was replaced: another is known outside the database",
        Misfit::NoKey => "cannot be checked: the key of its chain is gone",
    };
    Some(format!("{name}: row {row} {what}"))
}
