//! What staff do with a notice: write it, show it to a second person, release it stage by stage, stop it. Each act is in the log, in the
//! transaction that does it.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, NoticeId, StaffId},
    notice::{CallPlan, NoticeStage, Trouble, Window},
    publishing::{PerLang, UpdateAudience},
};
use serde_json::{Value, json};
use thiserror::Error;
use uuid::Uuid;

use super::Notice;
use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    on,
};

/// A notice as it is written.
#[derive(Clone, Debug)]
pub struct NewNotice {
    /// What staff call it; people see it in the list of what was sent to them.
    pub name: String,
    /// Whom it is for.
    pub audience: UpdateAudience,
    /// Only who has had no notice yet, and is not waiting for one.
    pub not_yet_told: bool,
    /// Subjects instead of the template's.
    pub subjects: Option<PerLang<String>>,
    /// From which its pace follows; without it the relay decides.
    pub plan: Option<CallPlan>,
    /// Whether who is told gets a text message too.
    pub with_sms: bool,
}

/// What stood against a notice that was approved all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regardless {
    /// Why it goes out.
    pub reason: String,
    /// What the sender's records say against it: see [`domain::preflight::Check`].
    pub against: Vec<&'static str>,
}

/// Why nothing was done with a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeRefusal {
    /// It is not, or no longer, as far as that: somebody was quicker.
    NotNow,
    /// Whoever wrote it or asked for a second person is not that person.
    Own,
    /// It says something else by now than what was looked at.
    ChangedMeanwhile,
}

/// Why nothing was done. The transaction must then be dropped.
#[derive(Debug, Error)]
pub enum NoticeError {
    /// A rule forbids it.
    #[error("refused: {0:?}")]
    Refused(NoticeRefusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for NoticeError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Runs a change of one notice; nothing changed is [`NoticeRefusal::NotNow`].
macro_rules! change {
    ($tx:expr, $sql:expr, $notice:expr, $($value:expr),*) => {{
        let changed = on!(&mut *$tx, |db| sqlx::query($sql)
            .bind($notice.incident_id.0)
            .bind($notice.notice_id.0)
            $(.bind($value))*
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if changed != 1 {
            return Err(NoticeError::Refused(NoticeRefusal::NotNow));
        }
    }};
}

impl Store {
    /// Writes a notice. Nobody is told yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_notice(
        &self,
        tx: &mut Tx,
        by: StaffId,
        incident: IncidentId,
        new: &NewNotice,
        template_version: &str,
        now: Timestamp,
    ) -> Result<NoticeId, NoticeError> {
        let json =
            |value: Result<String, serde_json::Error>| value.map_err(|_| StoreError::Nonsense { table: "notices", column: "audience" });
        let audience = if new.audience.is_public() { None } else { Some(json(serde_json::to_string(&new.audience))?) };
        let subjects = new.subjects.as_ref().map(|subjects| json(serde_json::to_string(subjects))).transpose()?;
        let notice = self.add_notice(tx, incident, &new.name, template_version, now).await?;
        let sql = "update notices set audience = $3, not_yet_told = $4, subjects = $5, calls_per_hour = $6, callers_per_hundred = $7,
                          per_hour = $8, written_by = $9, with_sms = $10, stage = 'first'
                   where incident_id = $1 and notice_id = $2 and state = 'draft'";
        change!(
            tx,
            sql,
            notice,
            audience.as_deref(),
            i64::from(new.not_yet_told),
            subjects.as_deref(),
            new.plan.map(|plan| plan.calls_per_hour),
            new.plan.map(|plan| plan.callers_per_hundred),
            new.plan.map_or(0, CallPlan::per_hour),
            by.0,
            i64::from(new.with_sms)
        );
        self.note(tx, by, &notice, "notice.new", json!({}), now).await?;
        Ok(notice.notice_id)
    }

    /// Shows a notice to a second person: fixes its words, and waits. What is under way must be stopped before.
    ///
    /// # Errors
    /// [`NoticeRefusal::NotNow`] when it waits already or is under way; when the database fails.
    pub async fn ask_notice(
        &self,
        tx: &mut Tx,
        by: StaffId,
        notice: &Notice,
        (words, template_version): (&str, &str),
        people: i64,
        now: Timestamp,
    ) -> Result<(), NoticeError> {
        let sql = "update notices set state = 'waiting', asked_by = $3, asked_at = $4, approved_by = null, approved_at = null
                   where incident_id = $1 and notice_id = $2 and state in ('draft', 'paused', 'held', 'done') and written_by is not null
                   and replaced_at is null";
        change!(tx, sql, notice, by.0, now.as_micros());
        let number = self.fix_words(tx, notice, words, template_version, now).await?;
        self.note(tx, by, notice, "notice.ask", json!({ "people": people, "words": number }), now).await
    }

    /// Takes back what waits, or declines it: it is a draft again. `is_declined` says which.
    ///
    /// # Errors
    /// [`NoticeRefusal::NotNow`] when it does not wait; when the database fails.
    pub async fn unask_notice(
        &self,
        tx: &mut Tx,
        by: StaffId,
        notice: &Notice,
        is_declined: bool,
        now: Timestamp,
    ) -> Result<(), NoticeError> {
        let sql = "update notices set state = 'draft', asked_by = null, asked_at = null
                   where incident_id = $1 and notice_id = $2 and state = 'waiting'";
        change!(tx, sql, notice,);
        let act = if is_declined { "notice.decline" } else { "notice.take_back" };
        self.note(tx, by, notice, act, json!({}), now).await
    }

    /// A second person approves the words with this number: the first stage begins. `people` is how many have no delivery yet.
    ///
    /// # Errors
    /// [`NoticeRefusal::Own`] when whoever approves wrote it or asked; [`NoticeRefusal::ChangedMeanwhile`] when it says something else
    /// by now; [`NoticeRefusal::NotNow`] when it does not wait; when the database fails.
    pub async fn approve_notice(
        &self,
        tx: &mut Tx,
        by: StaffId,
        notice: &Notice,
        (words, people): (i64, i64),
        regardless: Option<&Regardless>,
        now: Timestamp,
    ) -> Result<(), NoticeError> {
        let sql = format!(
            "select written_by, asked_by, words_number from notices where incident_id = $1 and notice_id = $2 and state = 'waiting' {}",
            tx.for_update()
        );
        let found: Option<(Option<Uuid>, Option<Uuid>, Option<i64>)> =
            on!(&mut *tx, |db| sqlx::query_as(&sql).bind(notice.incident_id.0).bind(notice.notice_id.0).fetch_optional(&mut **db).await)?;
        let Some((written_by, asked_by, number)) = found else { return Err(NoticeError::Refused(NoticeRefusal::NotNow)) };
        if [written_by, asked_by].contains(&Some(by.0)) {
            return Err(NoticeError::Refused(NoticeRefusal::Own));
        }
        if number != Some(words) {
            return Err(NoticeError::Refused(NoticeRefusal::ChangedMeanwhile));
        }
        let stage = NoticeStage::First;
        let sql = "update notices set state = 'queueing', approved_by = $3, approved_at = $4, stage = $5, stage_base = queued,
                          stage_limit = queued + $6, queued_up_to = null, queued_part = 0, started_at = coalesce(started_at, $4),
                          finished_at = null, stopped_why = null, stopped_at = null
                   where incident_id = $1 and notice_id = $2 and state = 'waiting'";
        change!(tx, sql, notice, by.0, now.as_micros(), stage.as_str(), stage.reaches(people));
        if let Some(Regardless { reason, against }) = regardless {
            self.note(tx, by, notice, "notice.regardless", json!({ "reason": reason, "against": against }), now).await?;
        }
        self.note(tx, by, notice, "notice.approve", json!({ "people": people, "words": words }), now).await
    }

    /// Releases the stage after `stage`, once that has gone out but for what the relay put off. `left` is how many have no delivery yet.
    ///
    /// # Errors
    /// [`NoticeRefusal::NotNow`] when no stage is held; when the database fails.
    pub async fn release_notice(
        &self,
        tx: &mut Tx,
        by: StaffId,
        notice: &Notice,
        (stage, left): (NoticeStage, i64),
        now: Timestamp,
    ) -> Result<NoticeStage, NoticeError> {
        let sql = format!(
            "select queued, stage_base from notices where incident_id = $1 and notice_id = $2 and stage_limit is not null and stage = $3
             and (state = 'held' or (state = 'sending' and not exists (
                 select 1 from deliveries d where d.incident_id = $1 and d.notice_id = $2
                 and (d.state = 'sending' or (d.state = 'queued' and d.attempts = 0))))) {}",
            tx.for_update()
        );
        let found: Option<(i64, i64)> = on!(&mut *tx, |db| sqlx::query_as(&sql)
            .bind(notice.incident_id.0)
            .bind(notice.notice_id.0)
            .bind(stage.as_str())
            .fetch_optional(&mut **db)
            .await)?;
        let Some(((queued, base), stage)) = found.zip(stage.next()) else { return Err(NoticeError::Refused(NoticeRefusal::NotNow)) };
        // Of those whom this round is for; and at least one more than so far, or there would be nothing to look at.
        let limit = stage.reaches(queued - base + left).map(|reaches| (base + reaches).max(queued + 1));
        let sql = "update notices set state = 'queueing', stage = $3, stage_limit = $4
                   where incident_id = $1 and notice_id = $2 and state in ('held', 'sending')";
        change!(tx, sql, notice, stage.as_str(), limit);
        let people = limit.map_or(left, |limit| limit - queued);
        self.note(tx, by, notice, "notice.release", json!({ "stage": stage.as_str(), "people": people }), now).await?;
        Ok(stage)
    }

    /// Stops a notice, with a member of staff's name to it.
    ///
    /// # Errors
    /// [`NoticeRefusal::NotNow`] when it is not under way; when the database fails.
    pub async fn stop_notice(&self, tx: &mut Tx, by: StaffId, notice: &Notice, now: Timestamp) -> Result<(), NoticeError> {
        if !self.pause_notice(tx, notice, now).await? {
            return Err(NoticeError::Refused(NoticeRefusal::NotNow));
        }
        self.note(tx, by, notice, "notice.pause", json!({}), now).await
    }

    /// Goes on, with a member of staff's name to it.
    ///
    /// # Errors
    /// [`NoticeRefusal::NotNow`] when it is not stopped; when the database fails.
    pub async fn go_on_with_notice(&self, tx: &mut Tx, by: StaffId, notice: &Notice, now: Timestamp) -> Result<(), NoticeError> {
        if !self.resume_notice(tx, notice, now).await? {
            return Err(NoticeError::Refused(NoticeRefusal::NotNow));
        }
        self.note(tx, by, notice, "notice.resume", json!({}), now).await
    }

    /// Stops a notice that gets into trouble, in a transaction of its own. Says whether this call stopped it.
    ///
    /// # Errors
    /// When the database fails; then it goes on.
    pub async fn stop_for_trouble(&self, notice: &Notice, trouble: Trouble, window: &Window, now: Timestamp) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let sql = "update notices set state = 'paused', stopped_why = $3, stopped_at = $4
                   where incident_id = $1 and notice_id = $2 and state in ('queueing', 'sending')";
        let stopped = on!(&mut tx, |db| sqlx::query(sql)
            .bind(notice.incident_id.0)
            .bind(notice.notice_id.0)
            .bind(trouble.as_str())
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if stopped == 0 {
            return Ok(false);
        }
        let (tried, bounced, failed) = window.counts();
        let details = json!({ "why": trouble.as_str(), "tried": tried, "bounced": bounced, "not_handed_over": failed });
        let act = Act { actor: "schedule", act: "notice.pause", about: Some(notice.notice_id.0), details: &details };
        self.append_audit(&mut tx, Chain::Incident(notice.incident_id), act, now).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn note(&self, tx: &mut Tx, by: StaffId, notice: &Notice, act: &str, details: Value, now: Timestamp) -> Result<(), NoticeError> {
        let actor = by.to_string();
        let act = Act { actor: &actor, act, about: Some(notice.notice_id.0), details: &details };
        Ok(self.append_audit(tx, Chain::Incident(notice.incident_id), act, now).await?)
    }
}
