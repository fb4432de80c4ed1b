//! Questions that nobody has answered.

use domain::{claim::remind_before, clock::Timestamp};

use super::{
    Claim,
    row::{COLUMNS, ClaimRow},
};
use crate::{Store, StoreError, Tx, on};

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    claim: ClaimRow,
    reminded: i64,
}

impl Store {
    /// Claims whose person is to be reminded of a question now, and how many times they were.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn unanswered_claims(&self, now: Timestamp, limit: i64) -> Result<Vec<(Claim, i64)>, StoreError> {
        let [first, second, third] = remind_before(now);
        let sql = format!(
            "select {COLUMNS}, reminded from claims where state = 'needs_more'
             and ((reminded = 0 and promised_on <= $1) or (reminded = 1 and promised_on <= $2) or (reminded = 2 and promised_on <= $3))
             order by promised_on, claim_id limit $4"
        );
        let rows: Vec<Row> =
            on!(self.read(), |db| sqlx::query_as(&sql).bind(&first).bind(&second).bind(&third).bind(limit).fetch_all(db).await)?;
        let mut claims = Vec::new();
        for row in rows {
            let incident = row.claim.incident();
            claims.push((row.claim.open(&*self.incident_keys(incident).await?)?, row.reminded));
        }
        Ok(claims)
    }

    /// Notes a reminder, in the transaction of its mail. False when somebody else noted it, or the question was answered meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_question_reminder(&self, tx: &mut Tx, claim: &Claim, reminded: i64) -> Result<bool, StoreError> {
        let sql = "update claims set reminded = reminded + 1
                   where incident_id = $1 and claim_id = $2 and state = 'needs_more' and reminded = $3";
        let changed = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(claim.incident_id.0)
            .bind(claim.claim_id.0)
            .bind(reminded)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed == 1)
    }
}
