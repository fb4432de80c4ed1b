//! What a notice says, fixed when it is approved or begun: the incident's texts go on changing, and what was sent can be written again.

use domain::clock::Timestamp;

use super::Notice;
use crate::{Store, StoreError, Tx, on};

/// The words of a notice under one number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedWords {
    /// From 1.
    pub number: i64,
    /// As whoever writes the messages keeps them (JSON).
    pub words: String,
    /// The version of the templates they were fixed with.
    pub template_version: String,
    /// When.
    pub fixed_at: Timestamp,
}

type Row = (i64, String, String, i64);

fn read((number, words, template_version, fixed_at): Row) -> FixedWords {
    FixedWords { number, words, template_version, fixed_at: Timestamp::from_micros(fixed_at) }
}

impl Store {
    /// Fixes what a notice says from now on, and gives the number. What is said already keeps its number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fix_words(
        &self,
        tx: &mut Tx,
        notice: &Notice,
        words: &str,
        template_version: &str,
        now: Timestamp,
    ) -> Result<i64, StoreError> {
        let sql = "select number, words, template_version, fixed_at from notice_words where incident_id = $1 and notice_id = $2
                   order by number desc limit 1";
        let last: Option<Row> =
            on!(&mut *tx, |db| sqlx::query_as(sql).bind(notice.incident_id.0).bind(notice.notice_id.0).fetch_optional(&mut **db).await)?;
        let number = match last.map(read) {
            Some(last) if last.words == words && last.template_version == template_version => last.number,
            last => {
                let number = last.map_or(1, |last| last.number + 1);
                let sql = "insert into notice_words (incident_id, notice_id, number, words, template_version, fixed_at)
                           values ($1, $2, $3, $4, $5, $6)";
                on!(&mut *tx, |db| sqlx::query(sql)
                    .bind(notice.incident_id.0)
                    .bind(notice.notice_id.0)
                    .bind(number)
                    .bind(words)
                    .bind(template_version)
                    .bind(now.as_micros())
                    .execute(&mut **db)
                    .await
                    .map(|_| ()))?;
                number
            }
        };
        let sql = "update notices set words_number = $1, template_version = $2 where incident_id = $3 and notice_id = $4";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(number)
            .bind(template_version)
            .bind(notice.incident_id.0)
            .bind(notice.notice_id.0)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(number)
    }

    /// What a notice said under `number`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fixed_words(&self, notice: &Notice, number: i64) -> Result<Option<FixedWords>, StoreError> {
        let sql =
            "select number, words, template_version, fixed_at from notice_words where incident_id = $1 and notice_id = $2 and number = $3";
        let row: Option<Row> = on!(self.read(), |db| sqlx::query_as(sql)
            .bind(notice.incident_id.0)
            .bind(notice.notice_id.0)
            .bind(number)
            .fetch_optional(db)
            .await)?;
        Ok(row.map(read))
    }

    /// Everything a notice ever said, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all_fixed_words(&self, notice: &Notice) -> Result<Vec<FixedWords>, StoreError> {
        let sql =
            "select number, words, template_version, fixed_at from notice_words where incident_id = $1 and notice_id = $2 order by number";
        let rows: Vec<Row> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(notice.incident_id.0).bind(notice.notice_id.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(read).collect())
    }
}
