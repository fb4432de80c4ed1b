//! Writes what is said about an incident.

use domain::{ids::IncidentId, lang::Lang};

use crate::{StoreError, Tx, incidents::IncidentWords, on};

/// Adds the words of one language; with `is_first` also what languages share (states, dates, order).
pub(crate) async fn add_words(
    tx: &mut Tx,
    incident: IncidentId,
    lang: Lang,
    words: &IncidentWords,
    is_first: bool,
) -> Result<(), StoreError> {
    for (section, body) in &words.sections {
        let sql = "insert into incident_texts (incident_id, lang, section, body) values ($1, $2, $3, $4)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(lang.as_str())
            .bind(section.as_str())
            .bind(body)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
    }
    for (position, fact) in (0_i64..).zip(&words.facts) {
        if is_first {
            let sql =
                "insert into facts (incident_id, fact_id, position, state, expected_on, corrected_on) values ($1, $2, $3, $4, $5, $6)";
            on!(&mut *tx, |db| sqlx::query(sql)
                .bind(incident.0)
                .bind(fact.fact_id.0)
                .bind(position)
                .bind(fact.state.as_str())
                .bind(&fact.expected_on)
                .bind(&fact.corrected_on)
                .execute(&mut **db)
                .await
                .map(|_| ()))?;
        }
        let sql = "insert into fact_texts (incident_id, fact_id, lang, body, earlier_body) values ($1, $2, $3, $4, $5)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(fact.fact_id.0)
            .bind(lang.as_str())
            .bind(&fact.text)
            .bind(&fact.earlier_text)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
    }
    for (position, fix) in (0_i64..).zip(&words.fixes) {
        if is_first {
            let sql = "insert into fixes (incident_id, fix_id, position, state, on_date) values ($1, $2, $3, $4, $5)";
            on!(&mut *tx, |db| sqlx::query(sql)
                .bind(incident.0)
                .bind(fix.fix_id.0)
                .bind(position)
                .bind(fix.state.as_str())
                .bind(&fix.on_date)
                .execute(&mut **db)
                .await
                .map(|_| ()))?;
        }
        let sql = "insert into fix_texts (incident_id, fix_id, lang, body) values ($1, $2, $3, $4)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(fix.fix_id.0)
            .bind(lang.as_str())
            .bind(&fix.text)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
    }
    for update in &words.updates {
        if is_first {
            let sql = "insert into updates (incident_id, update_id, kind, published_at) values ($1, $2, $3, $4)";
            on!(&mut *tx, |db| sqlx::query(sql)
                .bind(incident.0)
                .bind(update.update_id.0)
                .bind(update.kind.as_str())
                .bind(update.published_at.as_micros())
                .execute(&mut **db)
                .await
                .map(|_| ()))?;
        }
        let sql = "insert into update_texts (incident_id, update_id, lang, title, body) values ($1, $2, $3, $4, $5)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(update.update_id.0)
            .bind(lang.as_str())
            .bind(&update.title)
            .bind(&update.body)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
    }
    Ok(())
}
