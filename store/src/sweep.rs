//! Removal of what has had its time.

use std::time::Duration;

use domain::{
    clock::Timestamp,
    subscriber::{CONFIRM_WITHIN, LEFT_KEPT},
    webhook::CALLS_KEPT,
};

use crate::{Store, StoreError, on};

/// Rows a piece: short enough (≤ 50 ms) that people's writes hardly wait.
const PIECE: u64 = 500;

/// How long an ended visit is remembered, so that its form can come back (DESIGN.md: an hour) and support can see the day.
const VISITS_KEPT: Duration = Duration::from_secs(24 * 3600);

/// Each takes one time and removes at most [`PIECE`] rows. Codes go before the visits they belong to.
const BUDGETS: &str = "delete from budgets where bucket in (select bucket from budgets where window_ends_at < $1 limit 500)";
const KEPT_FORMS: &str = "delete from kept_forms where kept_id in (select kept_id from kept_forms where kept_until < $1 limit 500)";
const CODES: &str = "delete from one_time_codes where code_id in (select code_id from one_time_codes where expires_at < $1 limit 500)";
const VISITS: &str = "delete from visits where visit_id in (select visit_id from visits where ends_at < $1 \
                      and not exists (select 1 from one_time_codes where one_time_codes.visit_id = visits.visit_id) limit 500)";
const CHALLENGES: &str = "delete from staff_challenges where challenge_id in \
                          (select challenge_id from staff_challenges where expires_at < $1 limit 500)";
const ENROLMENTS: &str = "delete from staff_enrolments where token_hash in \
                          (select token_hash from staff_enrolments where expires_at < $1 limit 500)";
const ASKED_HELPERS: &str = "delete from helpers where helper_id in \
                             (select helper_id from helpers where state = 'asked' and proof_expires_at < $1 limit 500)";
const SESSIONS: &str = "delete from staff_sessions where session_id in \
                        (select session_id from staff_sessions where ends_at < $1 limit 500)";
const UNCONFIRMED: &str = "delete from subscribers where subscriber_id in \
                           (select subscriber_id from subscribers where state = 'asked' and asked_at <= $1 limit 500)";
const LEFT: &str = "delete from subscribers where subscriber_id in \
                    (select subscriber_id from subscribers where state = 'left' and left_at < $1 limit 500)";
const CALLS: &str = "delete from webhook_calls where call_id in (select call_id from webhook_calls \
                     where state in ('sent', 'failed') and made_at < $1 limit 500)";

impl Store {
    /// Removes limits whose window is over, forms kept long enough, visits that ended a day ago with their codes, helpers nobody
    /// confirmed, staff links and half-made factors whose time is over, and sessions that ended a day ago; subscribers who did not
    /// confirm in time, and those who left a month ago; what became of calls of webhooks, after a month.
    /// Says how many rows went.
    ///
    /// # Errors
    /// When the database refuses; what went until then is gone.
    pub async fn sweep(&self, now: Timestamp) -> Result<u64, StoreError> {
        let day_ago = now.minus(VISITS_KEPT);
        let mut swept = 0;
        for (sql, before) in [
            (BUDGETS, now),
            (KEPT_FORMS, now),
            (CODES, day_ago),
            (VISITS, day_ago),
            (CHALLENGES, now),
            (ENROLMENTS, now),
            (ASKED_HELPERS, now),
            (SESSIONS, day_ago),
            (UNCONFIRMED, now.minus(CONFIRM_WITHIN)),
            (LEFT, now.minus(LEFT_KEPT)),
            (CALLS, now.minus(CALLS_KEPT)),
        ] {
            loop {
                let mut tx = self.write().await?;
                let rows =
                    on!(&mut tx, |db| sqlx::query(sql).bind(before.as_micros()).execute(&mut **db).await.map(|done| done.rows_affected()))?;
                tx.commit().await?;
                swept += rows;
                if rows < PIECE {
                    break;
                }
            }
        }
        Ok(swept)
    }
}
