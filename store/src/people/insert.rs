//! Writing one person.

use domain::ids::{ImportId, IncidentId};

use super::SealedPerson;
use crate::{StoreError, Tx, on};

/// Adds a person to an import. `false` when the company's number is known already; then nothing happened.
pub(crate) async fn insert_person(tx: &mut Tx, incident: IncidentId, import: ImportId, person: &SealedPerson) -> Result<bool, StoreError> {
    let sql = "insert into people (incident_id, person_id, import_id, external_id_hash, content_mac, email_hash, sealed, confirmed,
                                   suspected, country, region, lang, kind, has_postal_address, generation)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1)
               on conflict (incident_id, external_id_hash) do nothing";
    let inserted = on!(&mut *tx, |db| sqlx::query(sql)
        .bind(incident.0)
        .bind(person.person_id.0)
        .bind(import.0)
        .bind(person.external_id_hash.as_slice())
        .bind(person.content_mac.as_slice())
        .bind(person.email_hash.as_ref().map(|hash| hash.as_slice()))
        .bind(&person.sealed)
        .bind(person.confirmed)
        .bind(person.suspected)
        .bind(person.country)
        .bind(person.region)
        .bind(person.lang)
        .bind(person.kind)
        .bind(person.has_postal_address)
        .execute(&mut **db)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(inserted == 1)
}
