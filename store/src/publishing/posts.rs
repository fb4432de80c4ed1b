//! Updates: added, corrected, withdrawn.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, UpdateId},
    incident::{Incident, UpdateKind},
    lang::Lang,
    publishing::{Correction, NewUpdate, PerLang, PostText, Refusal, UpdateAudience, Withdrawal},
};
use serde_json::Value;

use super::{
    PublishError,
    apply::{Change, json},
    nonsense,
};
use crate::{StoreError, Tx, on};

/// Adds an update. One for everybody also moves the promise of the next.
pub(super) async fn add(
    tx: &mut Tx,
    incident: &Incident,
    update: &NewUpdate,
    id: UpdateId,
    now: Timestamp,
) -> Result<Change, PublishError> {
    if update.next_update_at.is_some_and(|next| next <= now) {
        return Err(Refusal::PromisePassed.into());
    }
    let is_public = update.audience.is_public();
    let audience = if is_public { None } else { Some(json(&update.audience)?.to_string()) };
    let sql = "insert into updates (incident_id, update_id, kind, published_at, audience) values ($1, $2, $3, $4, $5)";
    on!(&mut *tx, |db| sqlx::query(sql)
        .bind(incident.incident_id.0)
        .bind(id.0)
        .bind(update.kind.as_str())
        .bind(now.as_micros())
        .bind(&audience)
        .execute(&mut **db)
        .await
        .map(|_| ()))?;
    for lang in Lang::ALL {
        let text = update.texts.get(lang);
        let sql = "insert into update_texts (incident_id, update_id, lang, title, body) values ($1, $2, $3, $4, $5)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.incident_id.0)
            .bind(id.0)
            .bind(lang.as_str())
            .bind(text.title.trim())
            .bind(&text.body)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
    }
    if is_public && (update.next_update_at.is_some() || update.kind == UpdateKind::Closing) {
        promise(tx, incident.incident_id, update.next_update_at).await?;
    }
    Ok(Change { update: Some(id), is_public, before: Value::Null, after: json(update)? })
}

async fn promise(tx: &mut Tx, incident: IncidentId, next: Option<Timestamp>) -> Result<(), StoreError> {
    let sql = "update incidents set next_update_at = $1 where incident_id = $2";
    let next = next.map(Timestamp::as_micros);
    on!(&mut *tx, |db| sqlx::query(sql).bind(next).bind(incident.0).execute(&mut **db).await.map(|_| ()))?;
    Ok(())
}

/// Puts other words in the place of an update's, and keeps the old ones beside them.
pub(super) async fn correct(tx: &mut Tx, incident: &Incident, correction: &Correction, now: Timestamp) -> Result<Change, PublishError> {
    let (incident, update) = (incident.incident_id, correction.update_id);
    let is_public = standing(tx, incident, update).await?;
    let sql = "select coalesce(max(number), 0) from update_corrections where incident_id = $1 and update_id = $2";
    let corrections: i64 = on!(&mut *tx, |db| sqlx::query_scalar(sql).bind(incident.0).bind(update.0).fetch_one(&mut **db).await)?;
    if corrections != correction.based_on {
        return Err(Refusal::ChangedMeanwhile.into());
    }
    let before = texts(tx, incident, update).await?;
    for lang in Lang::ALL {
        let (earlier, text) = (before.get(lang), correction.texts.get(lang));
        let sql = "insert into update_corrections
                       (incident_id, update_id, number, lang, at, what_changed, earlier_title, earlier_body)
                   values ($1, $2, $3, $4, $5, $6, $7, $8)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(update.0)
            .bind(corrections + 1)
            .bind(lang.as_str())
            .bind(now.as_micros())
            .bind(correction.what_changed.get(lang))
            .bind(&earlier.title)
            .bind(&earlier.body)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        let sql = "insert into update_texts (incident_id, update_id, lang, title, body) values ($1, $2, $3, $4, $5)
                   on conflict (incident_id, update_id, lang) do update set title = excluded.title, body = excluded.body";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(update.0)
            .bind(lang.as_str())
            .bind(text.title.trim())
            .bind(&text.body)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
    }
    Ok(Change { update: Some(update), is_public, before: json(&before)?, after: json(correction)? })
}

/// Takes an update back: its address then says when and why.
pub(super) async fn withdraw(tx: &mut Tx, incident: &Incident, withdrawal: &Withdrawal, now: Timestamp) -> Result<Change, PublishError> {
    let (incident, update) = (incident.incident_id, withdrawal.update_id);
    let is_public = standing(tx, incident, update).await?;
    let before = texts(tx, incident, update).await?;
    let sql = "update updates set withdrawn_at = $1 where incident_id = $2 and update_id = $3";
    on!(&mut *tx, |db| sqlx::query(sql).bind(now.as_micros()).bind(incident.0).bind(update.0).execute(&mut **db).await.map(|_| ()))?;
    for lang in Lang::ALL {
        let sql = "insert into update_withdrawals (incident_id, update_id, lang, reason) values ($1, $2, $3, $4)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(update.0)
            .bind(lang.as_str())
            .bind(withdrawal.reason.get(lang))
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
    }
    Ok(Change { update: Some(update), is_public, before: json(&before)?, after: json(withdrawal)? })
}

/// Whether an update that still stands is for everybody.
async fn standing(tx: &mut Tx, incident: IncidentId, update: UpdateId) -> Result<bool, PublishError> {
    let sql = "select audience, withdrawn_at from updates where incident_id = $1 and update_id = $2";
    let row: Option<(Option<String>, Option<i64>)> =
        on!(&mut *tx, |db| sqlx::query_as(sql).bind(incident.0).bind(update.0).fetch_optional(&mut **db).await)?;
    let (audience, withdrawn_at) = row.ok_or(Refusal::NotThere)?;
    if withdrawn_at.is_some() {
        return Err(Refusal::Withdrawn.into());
    }
    Ok(audience_of(audience.as_deref())?.is_public())
}

/// What an update says, in every language.
async fn texts(tx: &mut Tx, incident: IncidentId, update: UpdateId) -> Result<PerLang<PostText>, StoreError> {
    let sql = "select lang, title, body from update_texts where incident_id = $1 and update_id = $2";
    let rows: Vec<(String, String, String)> =
        on!(&mut *tx, |db| sqlx::query_as(sql).bind(incident.0).bind(update.0).fetch_all(&mut **db).await)?;
    let mut texts = PerLang::<PostText>::default();
    for (lang, title, body) in rows {
        *texts.get_mut(Lang::from_tag(&lang)) = PostText { title, body };
    }
    Ok(texts)
}

/// The audience of a stored update.
pub(crate) fn audience_of(column: Option<&str>) -> Result<UpdateAudience, StoreError> {
    column.map_or(Ok(UpdateAudience::Everybody), |json| serde_json::from_str(json).map_err(|_| nonsense("updates", "audience")))
}
