//! `candor audit export`.

use app::audit::LineKind;
use serde_json::json;
use store::audit::{Act, Chain};

use super::{ACTOR, Export, target};
use crate::cli::{Failure, Opened};

/// Rows read at a time.
const PAGE: i64 = 5_000;

/// Writes page after page: memory does not grow with the chain. What is written down of it stands at the end of it.
///
/// # Errors
/// Bad input for an incident that is not there; environment when database or file fail.
pub async fn run(opened: &Opened, export: &Export) -> Result<(), Failure> {
    let store = &opened.store;
    let incident = match &export.incident {
        Some(slug) => Some(opened.incident(slug).await?),
        None => None,
    };
    let chain = incident.as_ref().map_or(Chain::Installation, |incident| Chain::Incident(incident.incident_id));
    let kind = if export.csv { LineKind::Csv } else { LineKind::Json };
    let mut to = target(export.file.as_ref())?;
    // First the record, then the rows: nobody has them without its being known.
    let mut tx = store.write().await?;
    let details = json!({ "as": kind.as_str(), "after": export.after });
    let about = incident.map(|incident| incident.incident_id.0);
    store.append_audit(&mut tx, chain, Act { actor: ACTOR, act: "audit.export", about, details: &details }, opened.clock.now()).await?;
    tx.commit().await?;
    to.write_all(kind.top().as_bytes())?;
    let mut after = export.after;
    loop {
        let page = store.audit_entries_after(chain, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = last.sequence;
        for entry in &page {
            to.write_all(kind.line(chain, entry).as_bytes())?;
        }
    }
    Ok(to.flush()?)
}
