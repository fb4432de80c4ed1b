//! Notices: made, queued for everybody reachable by e-mail in resumable pieces, paused, resumed, counted.

use domain::{
    clock::Timestamp,
    ids::{DeliveryId, IncidentId, NoticeId, PersonId, new_uuid},
    mail::MailState,
    notice::NoticeState,
    visit::Channel,
};
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::{Store, StoreError, Tx, invitations::Invitation, on};

/// People queued in one transaction: well below 50 ms on both databases.
const CHUNK: i64 = 500;

/// One mail-out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Which notice.
    pub notice_id: NoticeId,
    /// Of which incident.
    pub incident_id: IncidentId,
    /// What staff call it.
    pub name: String,
    /// The version of its templates when it was made.
    pub template_version: String,
    /// How far it is.
    pub state: NoticeState,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was first sent.
    pub started_at: Option<Timestamp>,
    /// When nothing was left to send.
    pub finished_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct Row {
    notice_id: Uuid,
    incident_id: Uuid,
    name: String,
    template_version: String,
    state: String,
    created_at: i64,
    started_at: Option<i64>,
    finished_at: Option<i64>,
}

const COLUMNS: &str = "notice_id, incident_id, name, template_version, state, created_at, started_at, finished_at";

impl TryFrom<Row> for Notice {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            notice_id: NoticeId(row.notice_id),
            incident_id: IncidentId(row.incident_id),
            name: row.name,
            template_version: row.template_version,
            state: NoticeState::parse(&row.state).ok_or(StoreError::Nonsense { table: "notices", column: "state" })?,
            created_at: Timestamp::from_micros(row.created_at),
            started_at: row.started_at.map(Timestamp::from_micros),
            finished_at: row.finished_at.map(Timestamp::from_micros),
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

/// What one piece of queueing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queued {
    /// There may be more; this many were new.
    More(u64),
    /// Everybody reachable has a delivery.
    All,
}

/// The people a notice by e-mail can reach: of accepted imports, with an address.
const REACHABLE: &str = "p.incident_id = $1 and p.email_hash is not null and p.merged_into is null and exists (
    select 1 from imports i where i.incident_id = p.incident_id and i.import_id = p.import_id and i.accepted_at is not null)";

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

    /// The notices of an incident, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn notices(&self, incident: IncidentId) -> Result<Vec<Notice>, StoreError> {
        let sql = format!("select {COLUMNS} from notices where incident_id = $1 order by created_at desc, notice_id desc");
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

    /// How many people the notice would reach that have no delivery of it yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_unqueued(&self, notice: &Notice) -> Result<i64, StoreError> {
        let sql = format!(
            "select cast(count(*) as BIGINT) from people p where {REACHABLE} and not exists (
                 select 1 from deliveries d where d.incident_id = $1 and d.notice_id = $2 and d.person_id = p.person_id
                 and d.channel = 'email')"
        );
        Ok(on!(self.read(), |db| sqlx::query_scalar(&sql).bind(notice.incident_id.0).bind(notice.notice_id.0).fetch_one(db).await)?)
    }

    /// Begins to send: everybody reachable is gone through (again) from the start, and who has no delivery gets one. Does
    /// nothing and says `false` when the notice is under way already, or paused.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn start_notice(&self, tx: &mut Tx, notice: &Notice, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "update notices set state = 'queueing', queued_up_to = null, started_at = coalesce(started_at, $1), finished_at = null
                   where incident_id = $2 and notice_id = $3 and state in ('draft', 'done')";
        self.change_notice(tx, sql, notice, now).await
    }

    /// Stops sending: workers ask before they take anything. What they have already begun is finished.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pause_notice(&self, tx: &mut Tx, notice: &Notice, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "update notices set state = 'paused', started_at = coalesce(started_at, $1)
                   where incident_id = $2 and notice_id = $3 and state in ('queueing', 'sending')";
        self.change_notice(tx, sql, notice, now).await
    }

    /// Goes on from where it was paused.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn resume_notice(&self, tx: &mut Tx, notice: &Notice, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "update notices set state = 'queueing', started_at = coalesce(started_at, $1)
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

    /// Marks a notice done when nobody is left to queue or to send to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn finish_notice(&self, notice: &Notice, now: Timestamp) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let sql = "update notices set state = 'done', finished_at = $1
                   where incident_id = $2 and notice_id = $3 and state = 'sending' and not exists (
                       select 1 from deliveries d where d.incident_id = $2 and d.notice_id = $3 and d.state in ('queued', 'sending'))";
        let finished = self.change_notice(&mut tx, sql, notice, now).await?;
        tx.commit().await?;
        Ok(finished)
    }

    /// How many deliveries of a notice are in each state.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn notice_counts(&self, notice: &Notice) -> Result<NoticeCounts, StoreError> {
        let sql = "select state, cast(count(*) as BIGINT), cast(min(due_at) as BIGINT) from deliveries
                   where incident_id = $1 and notice_id = $2 group by state order by state";
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

    /// Queues the next piece of the people a notice reaches, with their invitations, in one transaction. Two processes may
    /// do it at once: one delivery for each person is what the table allows.
    ///
    /// # Errors
    /// When the database fails; then nothing of the piece happened.
    pub async fn queue_chunk(&self, notice: &Notice, now: Timestamp) -> Result<Queued, StoreError> {
        let keys = self.incident_keys(notice.incident_id).await?;
        let sql = "select state, queued_up_to from notices where incident_id = $1 and notice_id = $2";
        let (state, up_to): (String, Option<Uuid>) =
            on!(self.read(), |db| sqlx::query_as(sql).bind(notice.incident_id.0).bind(notice.notice_id.0).fetch_one(db).await)?;
        if state != NoticeState::Queueing.as_str() {
            return Ok(Queued::All);
        }
        let sql =
            format!("select p.person_id, p.generation from people p where {REACHABLE} and p.person_id > $2 order by p.person_id limit $3");
        let people: Vec<(Uuid, i64)> = on!(self.read(), |db| sqlx::query_as(&sql)
            .bind(notice.incident_id.0)
            .bind(up_to.unwrap_or_default())
            .bind(CHUNK)
            .fetch_all(db)
            .await)?;
        let invitations: Vec<Invitation> = people
            .iter()
            .map(|(person, generation)| Invitation {
                incident_id: notice.incident_id,
                person_id: PersonId(*person),
                channel: Channel::Email,
                generation: *generation,
            })
            .collect();
        let mut tx = self.write().await?;
        // Whoever moves the mark does the piece; the other finds it moved and goes on from there.
        let last = people.last().map(|(person, _)| *person);
        if !move_mark(&mut tx, notice, up_to, last).await? {
            return Ok(Queued::More(0));
        }
        self.invite_many(&mut tx, &keys, &invitations).await?;
        let new = self.add_deliveries(&mut tx, notice, &invitations, now).await?;
        tx.commit().await?;
        Ok(if last.is_some() { Queued::More(new) } else { Queued::All })
    }

    async fn add_deliveries(&self, tx: &mut Tx, notice: &Notice, people: &[Invitation], now: Timestamp) -> Result<u64, StoreError> {
        if people.is_empty() {
            return Ok(0);
        }
        let columns = "incident_id, notice_id, delivery_id, person_id, channel, generation, state, attempts, due_at";
        Ok(on!(&mut *tx, |db| {
            let mut sql = QueryBuilder::new(format!("insert into deliveries ({columns}) "));
            sql.push_values(people, |mut row, person| {
                row.push_bind(notice.incident_id.0)
                    .push_bind(notice.notice_id.0)
                    .push_bind(DeliveryId(new_uuid(now, &*self.entropy)).0)
                    .push_bind(person.person_id.0)
                    .push_bind(person.channel.as_str())
                    .push_bind(person.generation)
                    .push("'queued', 0")
                    .push_bind(now.as_micros());
            });
            sql.push(" on conflict (incident_id, notice_id, person_id, channel) do nothing");
            sql.build().persistent(false).execute(&mut **db).await.map(|done| done.rows_affected())
        })?)
    }
}

/// Moves the mark from `old` to `new`, or from queueing to sending at the end. False when somebody else moved it first.
async fn move_mark(tx: &mut Tx, notice: &Notice, old: Option<Uuid>, new: Option<Uuid>) -> Result<bool, StoreError> {
    let sql = "update notices set queued_up_to = coalesce($1, queued_up_to), state = case when $2 then 'sending' else state end
               where incident_id = $3 and notice_id = $4 and state = 'queueing' and coalesce(queued_up_to, $6) = coalesce($5, $6)";
    let moved = on!(&mut *tx, |db| sqlx::query(sql)
        .bind(new)
        .bind(new.is_none())
        .bind(notice.incident_id.0)
        .bind(notice.notice_id.0)
        .bind(old)
        .bind(Uuid::nil())
        .execute(&mut **db)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(moved == 1)
}
