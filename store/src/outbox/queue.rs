//! The worker's side of the outbox: lease, renew, record.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, MailId},
    mail::{MailState, MailTemplate},
};
use uuid::Uuid;

use super::{OutgoingMail, place};
use crate::{
    Store, StoreError, Tx,
    lease::{LEASE, Tried},
    on,
};

/// A mail that this worker has, alone, until its lease ends.
#[derive(Clone, Debug)]
pub struct LeasedMail {
    /// Which mail.
    pub mail_id: MailId,
    /// Whose it is.
    pub incident: Option<IncidentId>,
    /// The number of this try, from 1.
    pub attempts: i64,
    /// When it was first begun.
    pub begun_at: Timestamp,
    /// The mail, or nothing when it is too late for it or it does not open: record it as failed.
    pub mail: Option<OutgoingMail>,
}

#[derive(sqlx::FromRow)]
struct Row {
    mail_id: Uuid,
    incident_id: Option<Uuid>,
    attempts: i64,
    begun_at: i64,
    expires_at: Option<i64>,
    sealed: Vec<u8>,
}

impl Store {
    /// Takes up to `limit` mails that are due, or whose holder let the lease end, for `worker`; without a relay only those
    /// that go into a practice box, so that the others wait untouched.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lease_mails(&self, worker: Uuid, limit: i64, has_relay: bool, now: Timestamp) -> Result<Vec<LeasedMail>, StoreError> {
        // Asked first without the write lock: most of the time nothing is due.
        let which = if has_relay { "" } else { "and incident_id in (select i.incident_id from incidents i where i.is_practice)" };
        let sql = format!("select exists (select 1 from outbox where state in ('queued', 'sending') and due_at <= $1 {which})");
        let any: bool = on!(self.read(), |db| sqlx::query_scalar(&sql).bind(now.as_micros()).fetch_one(db).await)?;
        if !any {
            return Ok(Vec::new());
        }
        let mut tx = self.write().await?;
        let sql = format!(
            // Materialized, so that the limit holds: otherwise a plan may run the subquery more than once.
            "with taken as materialized (
                 select mail_id from outbox where state in ('queued', 'sending') and due_at <= $3
                 and not (state = 'sending' and lease_token = $1) {which}
                 order by due_at limit $4 {})
             update outbox set state = 'sending', lease_token = $1, due_at = $2, attempts = attempts + 1, begun_at = coalesce(begun_at, $3)
             where mail_id in (select mail_id from taken)
             returning mail_id, incident_id, attempts, begun_at, expires_at, sealed",
            tx.skip_locked()
        );
        let rows: Vec<Row> = on!(&mut tx, |db| sqlx::query_as(&sql)
            .bind(worker)
            .bind(now.plus(LEASE).as_micros())
            .bind(now.as_micros())
            .bind(limit)
            .fetch_all(&mut **db)
            .await)?;
        tx.commit().await?;
        let mut leased = Vec::with_capacity(rows.len());
        for row in rows {
            leased.push(self.open_mail(row, now).await?);
        }
        Ok(leased)
    }

    async fn open_mail(&self, row: Row, now: Timestamp) -> Result<LeasedMail, StoreError> {
        let (mail_id, incident) = (MailId(row.mail_id), row.incident_id.map(IncidentId));
        let is_late = row.expires_at.is_some_and(|end| end <= now.as_micros());
        let mail = if is_late {
            None
        } else {
            let opened = match incident {
                Some(incident) => self.incident_keys(incident).await?.open(place(mail_id), &row.sealed),
                None => self.system_keys().open(place(mail_id), &row.sealed),
            };
            opened.inspect_err(|error| tracing::error!(%mail_id, %error, "a mail of the outbox cannot be sent")).ok()
        };
        Ok(LeasedMail { mail_id, incident, attempts: row.attempts, begun_at: Timestamp::from_micros(row.begun_at), mail })
    }

    /// Goes on holding what `worker` has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn renew_mails(&self, worker: Uuid, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let sql = "update outbox set due_at = $1 where state = 'sending' and lease_token = $2";
        on!(&mut tx, |db| sqlx::query(sql).bind(now.plus(LEASE).as_micros()).bind(worker).execute(&mut **db).await.map(|_| ()))?;
        tx.commit().await
    }

    /// Records what became of mails that `worker` leased, together, and says how many it still held. A mail that somebody
    /// else has taken over meanwhile stays as they left it.
    ///
    /// # Errors
    /// When the database fails; then nothing was recorded.
    pub async fn record_mails(&self, worker: Uuid, tried: &[Tried<MailId>], now: Timestamp) -> Result<u64, StoreError> {
        let mut tx = self.write().await?;
        let mut held = 0;
        for one in tried {
            held += record(&mut tx, worker, one, now).await?;
        }
        tx.commit().await?;
        Ok(held)
    }

    /// How many mails of each kind wait or are on their way; kinds of which none does are left out. Of notices at most 100,000 are
    /// counted: it is asked often, and beyond that it says the same.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waiting_mails(&self) -> Result<Vec<(MailTemplate, i64)>, StoreError> {
        let sql = "select kind, cast(count(*) as bigint) from outbox where state in ('queued', 'sending') group by kind
                   union all
                   select 'notice', cast(count(*) as bigint) from
                       (select 1 from deliveries where state in ('queued', 'sending') and channel = 'email' limit 100000) as waiting";
        let rows: Vec<(String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).fetch_all(db).await)?;
        // A word that another version of this program wrote is no kind of ours.
        let known = rows.into_iter().filter_map(|(kind, count)| Some((MailTemplate::parse(&kind)?, count)));
        Ok(known.filter(|(_, count)| *count > 0).collect())
    }

    /// How many mails of the outbox are in each state.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn outbox_states(&self) -> Result<Vec<(MailState, i64)>, StoreError> {
        let sql = "select state, cast(count(*) as BIGINT) from outbox group by state order by state";
        let rows: Vec<(String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(state, count)| Ok((MailState::parse(&state).ok_or(StoreError::Nonsense { table: "outbox", column: "state" })?, count)))
            .collect()
    }
}

async fn record(tx: &mut Tx, worker: Uuid, tried: &Tried<MailId>, now: Timestamp) -> Result<u64, StoreError> {
    let next = tried.next(now);
    let sql =
        "update outbox set state = $1, attempts = $2, due_at = $3, sent_at = $4, message_sha256 = $5, reply_code = $6, lease_token = null
               where mail_id = $7 and state = 'sending' and lease_token = $8 and attempts = $9";
    Ok(on!(&mut *tx, |db| sqlx::query(sql)
        .bind(next.state.as_str())
        .bind(next.attempts)
        .bind(next.due_at.as_micros())
        .bind(next.sent_at.map(Timestamp::as_micros))
        .bind(next.message_sha256.map(|hash| hash.to_vec()))
        .bind(next.reply_code)
        .bind(tried.id.0)
        .bind(worker)
        .bind(tried.attempts)
        .execute(&mut **db)
        .await
        .map(|done| done.rows_affected()))?)
}
