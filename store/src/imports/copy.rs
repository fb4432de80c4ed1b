//! New people into PostgreSQL: `COPY` in its binary format (PostgreSQL's manual, "COPY", File Formats).

use domain::ids::{ImportId, IncidentId};
use sqlx::PgConnection;

use crate::{StoreError, people::SealedPerson};

/// The columns, in the order in which [`Tuple`] writes them.
const COPY: &str =
    "copy people (incident_id, person_id, import_id, external_id_hash, content_mac, email_hash, sealed, confirmed, suspected,
                    country, region, lang, kind, has_postal_address, generation) from stdin with (format binary)";
const COLUMNS: i16 = 15;
const SIGNATURE: &[u8] = b"PGCOPY\n\xff\r\n\0";
/// Sent in pieces of this size.
const PIECE: usize = 1 << 18;

pub(super) async fn copy_people(
    db: &mut PgConnection,
    incident: IncidentId,
    import: ImportId,
    people: &[&SealedPerson],
) -> Result<(), StoreError> {
    if people.is_empty() {
        return Ok(());
    }
    let mut copy = db.copy_in_raw(COPY).await?;
    let mut tuple = Tuple(Vec::with_capacity(PIECE + 4096));
    tuple.0.extend_from_slice(SIGNATURE);
    // No flags, no header extension.
    tuple.0.extend_from_slice(&[0; 8]);
    for person in people {
        tuple.push(incident, import, person)?;
        if tuple.0.len() >= PIECE {
            copy.send(tuple.0.as_slice()).await?;
            tuple.0.clear();
        }
    }
    tuple.0.extend_from_slice(&(-1_i16).to_be_bytes());
    copy.send(tuple.0.as_slice()).await?;
    copy.finish().await?;
    Ok(())
}

/// Bytes being written.
struct Tuple(Vec<u8>);

impl Tuple {
    fn push(&mut self, incident: IncidentId, import: ImportId, person: &SealedPerson) -> Result<(), StoreError> {
        self.0.extend_from_slice(&COLUMNS.to_be_bytes());
        self.field(incident.0.as_bytes())?;
        self.field(person.person_id.0.as_bytes())?;
        self.field(import.0.as_bytes())?;
        self.field(&person.external_id_hash)?;
        self.field(&person.content_mac)?;
        self.optional(person.email_hash.as_ref().map(|hash| hash.as_slice()))?;
        self.field(&person.sealed)?;
        self.field(&person.confirmed.to_be_bytes())?;
        self.field(&person.suspected.to_be_bytes())?;
        self.field(person.country.as_bytes())?;
        self.optional(person.region.map(str::as_bytes))?;
        self.field(person.lang.as_bytes())?;
        self.field(person.kind.as_bytes())?;
        self.field(&[u8::from(person.has_postal_address)])?;
        self.field(&1_i64.to_be_bytes())
    }

    fn field(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        let length = i32::try_from(bytes.len()).map_err(|_| StoreError::Nonsense { table: "people", column: "sealed" })?;
        self.0.extend_from_slice(&length.to_be_bytes());
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    /// A field that may be null, which is written as the length -1.
    fn optional(&mut self, bytes: Option<&[u8]>) -> Result<(), StoreError> {
        if let Some(bytes) = bytes {
            return self.field(bytes);
        }
        self.0.extend_from_slice(&(-1_i32).to_be_bytes());
        Ok(())
    }
}
