//! Mail-outs, each a row of `notices`: made, paused, resumed, counted. Queued for whom they reach in resumable pieces (`queue`).
//! What staff do with a notice on screen, with a second person and in stages, is in `desk`.

mod desk;
mod handling;
mod letters;
mod list;
mod queue;
mod report;
mod subscribers;
mod whom;
mod words;

use domain::{
    clock::Timestamp,
    ids::{ImportId, IncidentId, NoticeId, UpdateId},
    mail::MailState,
    notice::{NoticeState, Purpose},
    publishing::UpdateAudience,
};
use uuid::Uuid;

pub use desk::{NewNotice, NoticeError, NoticeRefusal, Regardless};
pub use handling::Handling;
pub use letters::{Letters, Lost};
pub use list::SentMessage;
pub use queue::Queued;
pub use report::{ReportLine, ReportOf};
pub use whom::Whom;
pub(crate) use whom::{TOLD, WANTS, push_audience};
pub use words::FixedWords;

use crate::{
    Store, StoreError, Tx, on,
    publishing::audience_of,
    statement::{Statement, bound},
};

/// One mail-out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Which notice.
    pub notice_id: NoticeId,
    /// Of which incident.
    pub incident_id: IncidentId,
    /// What it is for.
    pub purpose: Purpose,
    /// Whom it is for.
    pub audience: UpdateAudience,
    /// Only who has had no notice yet, and is not waiting for one.
    pub not_yet_told: bool,
    /// The update it is about.
    pub update_id: Option<UpdateId>,
    /// The revision of the incident whose words it says.
    pub revision: Option<i64>,
    /// The import that changed the answers it tells of.
    pub import_id: Option<ImportId>,
    /// What staff call it.
    pub name: String,
    /// The version of its templates when it was made.
    pub template_version: String,
    /// Which of its fixed words it says; nothing when it says the incident's as they stand.
    pub words_number: Option<i64>,
    /// Messages an hour at most; 0 is as many as the relay takes.
    pub per_hour: i64,
    /// Whether who is told gets a text message too.
    pub with_sms: bool,
    /// How far it is.
    pub state: NoticeState,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was first sent.
    pub started_at: Option<Timestamp>,
    /// When nothing was left to send.
    pub finished_at: Option<Timestamp>,
    /// When what it says was corrected or withdrawn: what was not sent by then is never sent.
    pub replaced_at: Option<Timestamp>,
}

impl Notice {
    /// What decides whom it reaches.
    #[must_use]
    pub fn whom(&self) -> Whom {
        Whom {
            incident_id: self.incident_id,
            purpose: self.purpose,
            audience: self.audience.clone(),
            update_id: self.update_id,
            not_yet_told: self.not_yet_told,
        }
    }

    /// Adds "and they have no delivery of it" to a condition on a row `p` of `people`.
    fn push_unqueued(&self, sql: &mut Statement) {
        sql.sql(" and not exists (select 1 from deliveries d where d.incident_id = p.incident_id and d.recipient_id = p.person_id")
            .sql(" and d.channel = 'email' and d.notice_id = ")
            .id(self.notice_id.0)
            .sql(")");
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    notice_id: Uuid,
    incident_id: Uuid,
    purpose: String,
    audience: Option<String>,
    not_yet_told: i64,
    update_id: Option<Uuid>,
    revision: Option<i64>,
    import_id: Option<Uuid>,
    name: String,
    template_version: String,
    words_number: Option<i64>,
    per_hour: i64,
    with_sms: i64,
    state: String,
    created_at: i64,
    started_at: Option<i64>,
    finished_at: Option<i64>,
    replaced_at: Option<i64>,
}

const COLUMNS: &str = "notice_id, incident_id, purpose, audience, not_yet_told, update_id, revision, import_id, name, template_version, \
                       words_number, per_hour, with_sms, state, created_at, started_at, finished_at, replaced_at";

impl TryFrom<Row> for Notice {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let nonsense = |column| StoreError::Nonsense { table: "notices", column };
        Ok(Self {
            notice_id: NoticeId(row.notice_id),
            incident_id: IncidentId(row.incident_id),
            purpose: Purpose::parse(&row.purpose).ok_or_else(|| nonsense("purpose"))?,
            audience: audience_of(row.audience.as_deref())?,
            not_yet_told: row.not_yet_told != 0,
            update_id: row.update_id.map(UpdateId),
            revision: row.revision,
            import_id: row.import_id.map(ImportId),
            name: row.name,
            template_version: row.template_version,
            words_number: row.words_number,
            per_hour: row.per_hour,
            with_sms: row.with_sms != 0,
            state: NoticeState::parse(&row.state).ok_or_else(|| nonsense("state"))?,
            created_at: Timestamp::from_micros(row.created_at),
            started_at: row.started_at.map(Timestamp::from_micros),
            finished_at: row.finished_at.map(Timestamp::from_micros),
            replaced_at: row.replaced_at.map(Timestamp::from_micros),
        })
    }
}

/// How many deliveries are where, and when the next try is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeCounts {
    /// By state; states without any are left out.
    pub by_state: Vec<(MailState, i64)>,
    /// When the earliest of the queued is due; later than now when all of them were put off.
    pub next_due: Option<Timestamp>,
}

impl NoticeCounts {
    /// How many are in `state`.
    #[must_use]
    pub fn of(&self, state: MailState) -> i64 {
        self.by_state.iter().find(|(which, _)| *which == state).map_or(0, |(_, count)| *count)
    }

    /// How many there are.
    #[must_use]
    pub fn all(&self) -> i64 {
        self.by_state.iter().map(|(_, count)| count).sum()
    }
}

impl Store {
    /// Makes a notice. Nobody is told yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_notice(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        name: &str,
        template_version: &str,
        now: Timestamp,
    ) -> Result<Notice, StoreError> {
        let sql = format!(
            "insert into notices (incident_id, notice_id, name, template, template_version, state, created_at)
             values ($1, $2, $3, 'notice', $4, 'draft', $5) returning {COLUMNS}"
        );
        let row: Row = on!(&mut *tx, |db| sqlx::query_as(&sql)
            .bind(incident.0)
            .bind(NoticeId::new(now, &*self.entropy).0)
            .bind(name)
            .bind(template_version)
            .bind(now.as_micros())
            .fetch_one(&mut **db)
            .await)?;
        row.try_into()
    }

    /// The notices of an incident that the law wants, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn notices(&self, incident: IncidentId) -> Result<Vec<Notice>, StoreError> {
        let sql =
            format!("select {COLUMNS} from notices where incident_id = $1 and purpose = 'notice' order by created_at desc, notice_id desc");
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).fetch_all(db).await)?;
        rows.into_iter().map(Notice::try_from).collect()
    }

    /// A notice by its id, of whichever incident.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_notice(&self, notice: NoticeId) -> Result<Option<Notice>, StoreError> {
        let sql = format!("select {COLUMNS} from notices where notice_id = $1");
        let row: Option<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(notice.0).fetch_optional(db).await)?;
        row.map(Notice::try_from).transpose()
    }

    /// Every notice that somebody has to work on, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn notices_under_way(&self) -> Result<Vec<Notice>, StoreError> {
        let sql = format!("select {COLUMNS} from notices where state in ('queueing', 'sending') order by created_at, notice_id");
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(&sql).fetch_all(db).await)?;
        rows.into_iter().map(Notice::try_from).collect()
    }

    /// How many people it would reach that have no delivery of it yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_unqueued(&self, notice: &Notice) -> Result<i64, StoreError> {
        let mut sql = Statement::new("select cast(count(*) as BIGINT) from people p where ");
        notice.whom().push_people(&mut sql);
        notice.push_unqueued(&mut sql);
        Ok(on!(self.read(), |db| bound!(sqlx::query_scalar(sql.text()), sql).fetch_one(db).await)?)
    }

    /// Begins to send: everybody reachable is gone through (again) from the start, and who has no delivery gets one. Does
    /// nothing and says `false` when the notice is under way already, or paused, or replaced, or when staff wrote it and nobody has
    /// approved it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn start_notice(&self, tx: &mut Tx, notice: &Notice, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "update notices set state = 'queueing', queued_up_to = null, queued_part = 0, started_at = coalesce(started_at, $1),
                          finished_at = null
                   where incident_id = $2 and notice_id = $3 and state in ('draft', 'done') and replaced_at is null
                   and (written_by is null or approved_at is not null)";
        self.change_notice(tx, sql, notice, now).await
    }

    /// Stops sending: workers ask before they take anything. What they have already begun is finished.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pause_notice(&self, tx: &mut Tx, notice: &Notice, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "update notices set state = 'paused', stopped_why = 'staff', stopped_at = $1
                   where incident_id = $2 and notice_id = $3 and state in ('queueing', 'sending')";
        self.change_notice(tx, sql, notice, now).await
    }

    /// Goes on from where it was paused.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn resume_notice(&self, tx: &mut Tx, notice: &Notice, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "update notices set state = 'queueing', started_at = coalesce(started_at, $1), stopped_why = null, stopped_at = null
                   where incident_id = $2 and notice_id = $3 and state = 'paused'";
        self.change_notice(tx, sql, notice, now).await
    }

    async fn change_notice(&self, tx: &mut Tx, sql: &str, notice: &Notice, now: Timestamp) -> Result<bool, StoreError> {
        let changed = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(now.as_micros())
            .bind(notice.incident_id.0)
            .bind(notice.notice_id.0)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed == 1)
    }

    /// Marks a notice done when nobody is left to queue or to send to; held, when it was a stage that went out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn finish_notice(&self, notice: &Notice, now: Timestamp) -> Result<bool, StoreError> {
        // Asked first without holding up whoever writes: a notice with a pace comes by here several times a second.
        let sql = "select cast(count(*) as bigint) from (
                       select 1 from deliveries where incident_id = $1 and notice_id = $2 and channel = 'email'
                       and state in ('queued', 'sending') limit 1) as left_over";
        let left: i64 =
            on!(self.read(), |db| sqlx::query_scalar(sql).bind(notice.incident_id.0).bind(notice.notice_id.0).fetch_one(db).await)?;
        if left > 0 {
            return Ok(false);
        }
        let mut tx = self.write().await?;
        let sql = "update notices set state = case when stage_limit is null then 'done' else 'held' end,
                          finished_at = case when stage_limit is null then $1 else null end
                   where incident_id = $2 and notice_id = $3 and state = 'sending' and not exists (
                       select 1 from deliveries d where d.incident_id = $2 and d.notice_id = $3 and d.channel = 'email'
                       and d.state in ('queued', 'sending'))";
        let finished = self.change_notice(&mut tx, sql, notice, now).await?;
        tx.commit().await?;
        Ok(finished)
    }

    /// How many deliveries of a notice by e-mail are in each state; its letters are counted by [`Store::notice_letters`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn notice_counts(&self, notice: &Notice) -> Result<NoticeCounts, StoreError> {
        let sql = "select state, cast(count(*) as BIGINT), cast(min(due_at) as BIGINT) from deliveries
                   where incident_id = $1 and notice_id = $2 and channel = 'email' group by state order by state";
        let rows: Vec<(String, i64, i64)> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(notice.incident_id.0).bind(notice.notice_id.0).fetch_all(db).await)?;
        let mut counts = NoticeCounts::default();
        for (state, count, due) in rows {
            let state = MailState::parse(&state).ok_or(StoreError::Nonsense { table: "deliveries", column: "state" })?;
            counts.by_state.push((state, count));
            if state == MailState::Queued {
                counts.next_due = Some(Timestamp::from_micros(due));
            }
        }
        Ok(counts)
    }
}
