//! Text messages, each beside a delivery that has gone out: there is no other way to queue one.

use domain::{
    clock::Timestamp,
    ids::{DeliveryId, IncidentId, LetterBatchId, NoticeId, PersonId},
    person::Person,
    sms::SmsState,
    webhook::{CALL_UP_TO, call_pause},
};
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    lease::LEASE,
    on,
    statement::{Statement, bound},
};

/// A text message that this worker has, alone, until its lease ends.
#[derive(Clone, Debug)]
pub struct LeasedSms {
    /// Of which incident.
    pub incident_id: IncidentId,
    /// Which: the provider knows it by this, so that a try it has seen is not a second message.
    pub sms_id: Uuid,
    /// The number of this try, from 1.
    pub attempts: i64,
    /// When it was queued.
    pub made_at: Timestamp,
    /// To whom; nothing when they are no longer there or do not open.
    pub person: Option<Person>,
}

/// What became of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmsOutcome {
    /// The provider took it.
    Taken(u16),
    /// It never will.
    Refused(u16),
    /// Later, perhaps; the status, if there was an answer.
    Later(Option<u16>),
    /// There is no number.
    NoNumber,
}

type Row = (Uuid, Uuid, Uuid, i64, i64);

/// Queues a text message beside deliveries of an incident that have gone out; which of them, from here on.
fn beside(incident: IncidentId, now: Timestamp) -> Statement {
    let mut sql = Statement::new(
        "insert into sms_messages (incident_id, sms_id, notice_id, person_id, state, attempts, due_at, made_at)
         select d.incident_id, d.delivery_id, d.notice_id, d.recipient_id, 'queued', 0, ",
    );
    sql.number(now.as_micros()).sql(", ").number(now.as_micros());
    sql.sql(
        " from deliveries d join notices n on n.incident_id = d.incident_id and n.notice_id = d.notice_id and n.with_sms = 1
          join incidents i on i.incident_id = d.incident_id and not i.is_practice
          where d.state in ('sent', 'printed') and d.recipient = 'person' and d.incident_id = ",
    );
    sql.id(incident.0);
    sql
}

impl Store {
    /// Queues a text message beside each of these deliveries of a notice that have gone out, in the transaction that says so. A person gets
    /// one for a notice, however often it is told them. Practice reaches nobody.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn queue_sms(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        deliveries: &[DeliveryId],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if deliveries.is_empty() {
            return Ok(());
        }
        let mut sql = beside(incident, now);
        sql.sql(" and d.delivery_id in (").ids(deliveries.iter().map(|delivery| delivery.0)).sql(") on conflict do nothing");
        on!(&mut *tx, |db| bound!(sqlx::query(sql.text()).persistent(false), sql).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }

    /// The same beside each letter of a batch that was printed.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn queue_sms_of_letters(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        batch: LetterBatchId,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut sql = beside(incident, now);
        sql.sql(" and d.delivery_id in (select l.delivery_id from letters l where l.incident_id = ").id(incident.0);
        sql.sql(" and l.batch_id = ").id(batch.0).sql(") on conflict do nothing");
        on!(&mut *tx, |db| bound!(sqlx::query(sql.text()), sql).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }

    /// Takes up to `limit` text messages that are due, or whose holder let the lease end, for `worker`. Those of a notice that was stopped
    /// wait until it goes on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lease_sms(&self, worker: Uuid, limit: i64, now: Timestamp) -> Result<Vec<LeasedSms>, StoreError> {
        let due = "s.state in ('queued', 'sending') and s.due_at <= $1 and not exists (
                   select 1 from notices n where n.incident_id = s.incident_id and n.notice_id = s.notice_id and n.state = 'paused')";
        // Asked first without the write lock: most of the time nothing is due.
        let sql = format!("select exists (select 1 from sms_messages s where {due})");
        let any: bool = on!(self.read(), |db| sqlx::query_scalar(&sql).bind(now.as_micros()).fetch_one(db).await)?;
        if !any {
            return Ok(Vec::new());
        }
        let mut tx = self.write().await?;
        let skip = if tx.skip_locked().is_empty() { "" } else { "for update of s skip locked" };
        let sql = format!(
            "with taken as materialized (select s.incident_id, s.sms_id from sms_messages s where {due} order by s.due_at limit $2 {skip})
             update sms_messages set state = 'sending', lease_token = $3, due_at = $4, attempts = attempts + 1
             where exists (select 1 from taken t where t.incident_id = sms_messages.incident_id and t.sms_id = sms_messages.sms_id)
             returning incident_id, sms_id, person_id, attempts, made_at"
        );
        let rows: Vec<Row> = on!(&mut tx, |db| sqlx::query_as(&sql)
            .bind(now.as_micros())
            .bind(limit)
            .bind(worker)
            .bind(now.plus(LEASE).as_micros())
            .fetch_all(&mut **db)
            .await)?;
        tx.commit().await?;
        let mut leased = Vec::with_capacity(rows.len());
        for (incident, sms_id, person, attempts, made_at) in rows {
            let incident_id = IncidentId(incident);
            let person = self.recipients(incident_id, &[PersonId(person)]).await?.pop();
            leased.push(LeasedSms { incident_id, sms_id, attempts, made_at: Timestamp::from_micros(made_at), person });
        }
        Ok(leased)
    }

    /// Records how a try went. What somebody else has taken over meanwhile stays as they left it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_sms(&self, worker: Uuid, sms: &LeasedSms, outcome: SmsOutcome, now: Timestamp) -> Result<(), StoreError> {
        let next = now.plus(call_pause(sms.attempts));
        let (state, status) = match outcome {
            SmsOutcome::Taken(status) => (SmsState::Sent, Some(status)),
            SmsOutcome::Refused(status) => (SmsState::Failed, Some(status)),
            SmsOutcome::NoNumber => (SmsState::NoNumber, None),
            SmsOutcome::Later(status) if next.since(sms.made_at) > CALL_UP_TO => (SmsState::Failed, status),
            SmsOutcome::Later(status) => (SmsState::Queued, status),
        };
        let sql = "update sms_messages set state = $1, due_at = $2, status = $3, sent_at = $4, lease_token = null
                   where incident_id = $5 and sms_id = $6 and lease_token = $7 and attempts = $8";
        let mut tx = self.write().await?;
        on!(&mut tx, |db| sqlx::query(sql)
            .bind(state.as_str())
            .bind(next.as_micros())
            .bind(status.map(i64::from))
            .bind((state == SmsState::Sent).then(|| now.as_micros()))
            .bind(sms.incident_id.0)
            .bind(sms.sms_id)
            .bind(worker)
            .bind(sms.attempts)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        tx.commit().await
    }

    /// How many text messages of a notice are where; states without any are left out.
    ///
    /// # Errors
    /// When the database fails, or holds what makes no sense.
    pub async fn sms_counts(&self, incident: IncidentId, notice: NoticeId) -> Result<Vec<(SmsState, i64)>, StoreError> {
        let sql = "select state, cast(count(*) as BIGINT) from sms_messages where incident_id = $1 and notice_id = $2
                   group by state order by state";
        let rows: Vec<(String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(notice.0).fetch_all(db).await)?;
        let nonsense = StoreError::Nonsense { table: "sms_messages", column: "state" };
        rows.into_iter().map(|(state, count)| SmsState::parse(&state).map(|state| (state, count))).collect::<Option<_>>().ok_or(nonsense)
    }
}
