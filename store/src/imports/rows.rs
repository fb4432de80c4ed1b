//! New people into SQLite: statements of many rows.

use std::sync::LazyLock;

use domain::ids::{ImportId, IncidentId};
use sqlx::SqliteConnection;

use crate::{StoreError, people::SealedPerson};

/// Rows in a full statement. More bring nothing: measured from 20 to 500.
const ROWS: usize = 100;

static FULL: LazyLock<String> = LazyLock::new(|| statement(ROWS));

/// Marks without a number: SQLite looks numbered ones up one by one.
fn statement(rows: usize) -> String {
    let row = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)";
    format!(
        "insert into people (incident_id, person_id, import_id, external_id_hash, content_mac, email_hash, sealed, confirmed, suspected,
         country, region, lang, kind, has_postal_address, generation) values {}",
        vec![row; rows].join(", ")
    )
}

pub(super) async fn insert_people(
    db: &mut SqliteConnection,
    incident: IncidentId,
    import: ImportId,
    people: &[&SealedPerson],
) -> Result<(), StoreError> {
    for piece in people.chunks(ROWS) {
        let is_full = piece.len() == ROWS;
        let rest = if is_full { String::new() } else { statement(piece.len()) };
        let mut query = sqlx::query(if is_full { FULL.as_str() } else { &rest }).persistent(is_full);
        for person in piece {
            query = query
                .bind(incident.0)
                .bind(person.person_id.0)
                .bind(import.0)
                .bind(person.external_id_hash.as_slice())
                .bind(person.content_mac.as_slice())
                .bind(person.email_hash.as_ref().map(|hash| hash.as_slice()))
                .bind(person.sealed.as_slice())
                .bind(person.confirmed)
                .bind(person.suspected)
                .bind(person.country)
                .bind(person.region)
                .bind(person.lang)
                .bind(person.kind)
                .bind(person.has_postal_address);
        }
        query.execute(&mut *db).await?;
    }
    Ok(())
}
