//! Which people of a chunk we know.

use std::collections::{HashMap, HashSet};

use domain::ids::{ImportId, IncidentId, PersonId};
use sqlx::{PgConnection, SqliteConnection};
use uuid::Uuid;

use super::{
    chunk::{Chunk, ChunkRow},
    merge::Known,
};
use crate::{Db, StoreError, Tx, keys::LookupHash, on};

/// Values in one SQLite `in (…)`: one fixed number, so that the statement is prepared once.
const MARKS: usize = 500;

/// Hash of the number, person, import, content.
type ProbeRow = (Vec<u8>, Uuid, Uuid, Vec<u8>);

/// The known people of a chunk, and the imports they came with.
pub(super) struct Probed {
    pub known: HashMap<LookupHash, Known>,
    pub imports: HashSet<ImportId>,
}

/// Asks for every number in the chunk. With `has_changes` also for what this import already has waiting.
pub(super) async fn probe(
    tx: &mut Tx,
    incident: IncidentId,
    import: ImportId,
    chunk: &Chunk,
    has_changes: bool,
) -> Result<Probed, StoreError> {
    let mut hashes: Vec<LookupHash> = chunk
        .rows
        .iter()
        .filter_map(|row| match row {
            ChunkRow::Person(person) => Some(person.sealed.external_id_hash),
            ChunkRow::Quarantined(_) => None,
        })
        .collect();
    // In the index's order: neighbours share its pages.
    hashes.sort_unstable();
    hashes.dedup();
    let rows = match &mut *tx {
        Tx::Sqlite(db) => probe_sqlite(db, incident, &hashes).await?,
        Tx::Postgres(db) => probe_postgres(db, incident, &hashes).await?,
    };
    let mut probed = Probed { known: HashMap::with_capacity(rows.len()), imports: HashSet::new() };
    let nonsense = |column| move |_| StoreError::Nonsense { table: "people", column };
    for (hash, person, of_import, content) in rows {
        let stored: LookupHash = content.try_into().map_err(nonsense("content_mac"))?;
        let hash: LookupHash = hash.try_into().map_err(nonsense("external_id_hash"))?;
        probed.known.insert(hash, Known { person_id: PersonId(person), stored, current: stored });
        probed.imports.insert(ImportId(of_import));
    }
    if has_changes && !probed.known.is_empty() {
        let waiting = waiting(tx, incident, import, probed.known.values().map(|known| known.person_id).collect()).await?;
        for known in probed.known.values_mut() {
            known.current = waiting.get(&known.person_id).copied().unwrap_or(known.current);
        }
    }
    Ok(probed)
}

async fn probe_postgres(db: &mut PgConnection, incident: IncidentId, hashes: &[LookupHash]) -> Result<Vec<ProbeRow>, StoreError> {
    let sql =
        "select external_id_hash, person_id, import_id, content_mac from people where incident_id = $1 and external_id_hash = any($2)";
    let hashes: Vec<&[u8]> = hashes.iter().map(|hash| hash.as_slice()).collect();
    Ok(sqlx::query_as(sql).bind(incident.0).bind(hashes).fetch_all(&mut *db).await?)
}

async fn probe_sqlite(db: &mut SqliteConnection, incident: IncidentId, hashes: &[LookupHash]) -> Result<Vec<ProbeRow>, StoreError> {
    let marks = vec!["?"; MARKS].join(", ");
    // Marks without a number: SQLite looks numbered ones up one by one.
    let sql = format!(
        "select external_id_hash, person_id, import_id, content_mac from people where incident_id = ? and external_id_hash in ({marks})"
    );
    let mut rows = Vec::new();
    for piece in hashes.chunks(MARKS) {
        let fill = MARKS - piece.len();
        let query = sqlx::query_as(&sql).bind(incident.0);
        let query = piece.iter().chain(std::iter::repeat_n(&piece[0], fill)).fold(query, |query, hash| query.bind(hash.as_slice()));
        rows.extend(query.fetch_all(&mut *db).await?);
    }
    Ok(rows)
}

/// What is stored of people with these numbers, outside any transaction: for a reading that writes nothing.
pub(super) async fn stored_contents(
    db: &Db,
    incident: IncidentId,
    hashes: &[LookupHash],
) -> Result<HashMap<LookupHash, LookupHash>, StoreError> {
    let rows = match db {
        Db::Sqlite { read, .. } => probe_sqlite(&mut *read.acquire().await?, incident, hashes).await?,
        Db::Postgres(pool) => probe_postgres(&mut *pool.acquire().await?, incident, hashes).await?,
    };
    let nonsense = |column| move |_| StoreError::Nonsense { table: "people", column };
    rows.into_iter()
        .map(|(hash, _, _, content)| {
            Ok((hash.try_into().map_err(nonsense("external_id_hash"))?, content.try_into().map_err(nonsense("content_mac"))?))
        })
        .collect()
}

/// What waits of this import for these people.
async fn waiting(
    tx: &mut Tx,
    incident: IncidentId,
    import: ImportId,
    people: Vec<PersonId>,
) -> Result<HashMap<PersonId, LookupHash>, StoreError> {
    let mut waiting = HashMap::new();
    for piece in people.chunks(MARKS) {
        let marks = (0..piece.len()).map(|at| format!("${}", at + 3)).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "select person_id, content_mac from people_changes where incident_id = $1 and import_id = $2 and person_id in ({marks})"
        );
        let rows: Vec<(Uuid, Vec<u8>)> = on!(&mut *tx, |db| {
            let query = sqlx::query_as(&sql).bind(incident.0).bind(import.0).persistent(false);
            piece.iter().fold(query, |query, person| query.bind(person.0)).fetch_all(&mut **db).await
        })?;
        for (person, content) in rows {
            let content = content.try_into().map_err(|_| StoreError::Nonsense { table: "people_changes", column: "content_mac" })?;
            waiting.insert(PersonId(person), content);
        }
    }
    Ok(waiting)
}
