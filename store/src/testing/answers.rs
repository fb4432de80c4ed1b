//! A newer list for tests, without a file.

use domain::{
    clock::Timestamp,
    exposure::Exposure,
    ids::{ImportId, IncidentId, PersonId},
};
use uuid::Uuid;

use crate::{Store, notices::Notice, on};

/// Changes what was taken from these people as an accepted import does, and gives the mail-out that tells them.
///
/// # Panics
/// When it cannot be done, or when nobody is to be told.
pub async fn change_answers(store: &Store, incident: IncidentId, people: &[PersonId], to: Exposure, now: Timestamp) -> Notice {
    let import = ImportId::new(now, &*store.entropy);
    let ids: Vec<Uuid> = people.iter().map(|person| person.0).collect();
    let mut tx = store.write().await.expect("a write");
    let sql =
        "insert into imports (incident_id, import_id, file_sha256, file_bytes, reading, state, next_byte, next_line, report, rests_on,
                                    started_at, accepted_at)
               values ($1, $2, $3, 0, '{}', 'accepted', 0, 0, '{}', '[]', $4, $4)";
    on!(&mut tx, |db| sqlx::query(sql)
        .bind(incident.0)
        .bind(import.0)
        .bind(import.0.as_bytes().repeat(2))
        .bind(now.as_micros())
        .execute(&mut **db)
        .await
        .map(|_| ()))
    .expect("an accepted import");
    let before = store.answers_before(&mut tx, incident, &ids).await.expect("their answers so far");
    let sql = "update people set confirmed = $1, suspected = $2 where incident_id = $3 and person_id = $4";
    for person in &ids {
        on!(&mut tx, |db| sqlx::query(sql)
            .bind(to.confirmed.bits().cast_signed())
            .bind(to.suspected.bits().cast_signed())
            .bind(incident.0)
            .bind(*person)
            .execute(&mut **db)
            .await
            .map(|_| ()))
        .expect("a changed row");
    }
    store.tell_changed_answers(&mut tx, incident, import, &before, now).await.expect("a mail-out");
    tx.commit().await.expect("a commit");
    let under_way = store.notices_under_way().await.expect("mail-outs");
    under_way.into_iter().find(|notice| notice.import_id == Some(import)).expect("somebody to tell")
}
