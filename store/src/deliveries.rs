//! Deliveries: one mail-out to one recipient. The worker leases a batch, sends it, and records what became of it, together.

use std::collections::{HashMap, HashSet};

use domain::{
    clock::Timestamp,
    ids::{DeliveryId, IncidentId, NoticeId, PersonId, SubscriberId, UpdateId},
    mail::MailState,
    notice::{PaceOf, Purpose},
    person::Person,
    subscriber::SubscriberState,
};
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    answers::AnswerChange,
    lease::{LEASE, Outcome, Tried},
    notices::Notice,
    on,
    subscribers::Subscriber,
};

/// A delivery that this worker has, alone, until its lease ends.
#[derive(Clone, Debug)]
pub struct LeasedDelivery {
    /// Which delivery.
    pub delivery_id: DeliveryId,
    /// The number of this try, from 1.
    pub attempts: i64,
    /// When it was first begun.
    pub begun_at: Timestamp,
    /// To whom, as the list has them now; nothing when they are no longer there or do not open: record it as failed.
    pub person: Option<Person>,
    /// To whom, when it goes to somebody who asked for updates.
    pub subscriber: Option<Subscriber>,
    /// They left since it was queued, or their address takes no mail any more: record it as suppressed.
    pub is_unwanted: bool,
    /// What a newer list changed about them, when it tells of that.
    pub change: Option<AnswerChange>,
}

/// What a person can be shown of a delivery to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryToPerson {
    /// Which delivery.
    pub delivery_id: DeliveryId,
    /// Of which mail-out.
    pub notice_id: NoticeId,
    /// What staff call it.
    pub notice_name: String,
    /// What it is for.
    pub purpose: Purpose,
    /// The update it is about.
    pub update_id: Option<UpdateId>,
    /// How far it is.
    pub state: MailState,
    /// By which generation of the invitation.
    pub generation: i64,
    /// When it was queued or is tried next.
    pub due_at: Timestamp,
    /// When the relay took it.
    pub sent_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct LeasedRow {
    delivery_id: Uuid,
    recipient: String,
    recipient_id: Uuid,
    attempts: i64,
    begun_at: i64,
}

/// The word in `recipient` for who asked for updates.
const SUBSCRIBER: &str = "subscriber";

impl LeasedRow {
    const fn to_nobody_yet(&self) -> LeasedDelivery {
        LeasedDelivery {
            delivery_id: DeliveryId(self.delivery_id),
            attempts: self.attempts,
            begun_at: Timestamp::from_micros(self.begun_at),
            person: None,
            subscriber: None,
            is_unwanted: false,
            change: None,
        }
    }
}

impl Store {
    /// Takes up to `limit` deliveries of a notice under way that are due, or whose holder let the lease end, for `worker`; fewer when
    /// the notice has a pace.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lease_deliveries(
        &self,
        notice: &Notice,
        worker: Uuid,
        limit: i64,
        now: Timestamp,
    ) -> Result<Vec<LeasedDelivery>, StoreError> {
        if notice.per_hour > 0 && self.pace_now(notice).await?.room(now) == 0 {
            return Ok(Vec::new());
        }
        let mut tx = self.write().await?;
        let pace = if notice.per_hour > 0 { Some(self.pace_held(&mut tx, notice).await?) } else { None };
        let limit = pace.map_or(limit, |pace| pace.room(now).min(limit));
        let sql = format!(
            // Materialized, so that the limit holds: otherwise a plan may run the subquery more than once.
            "with taken as materialized (
                 select delivery_id from deliveries
                 where incident_id = $1 and notice_id = $2 and channel = 'email' and state in ('queued', 'sending') and due_at <= $3
                 and not (state = 'sending' and lease_token = $4)
                 and exists (select 1 from notices n where n.incident_id = $1 and n.notice_id = $2 and n.state in ('queueing', 'sending'))
                 order by due_at limit $5 {})
             update deliveries set state = 'sending', lease_token = $4, due_at = $6, attempts = attempts + 1, begun_at = coalesce(begun_at, $3)
             where incident_id = $1 and notice_id = $2 and delivery_id in (select delivery_id from taken)
             returning delivery_id, recipient, recipient_id, attempts, begun_at",
            tx.skip_locked()
        );
        let rows: Vec<LeasedRow> = on!(&mut tx, |db| sqlx::query_as(&sql)
            .bind(notice.incident_id.0)
            .bind(notice.notice_id.0)
            .bind(now.as_micros())
            .bind(worker)
            .bind(limit)
            .bind(now.plus(LEASE).as_micros())
            .fetch_all(&mut **db)
            .await)?;
        if let Some(pace) = pace.filter(|_| !rows.is_empty()) {
            let next_at = pace.after(i64::try_from(rows.len()).unwrap_or(i64::MAX), now);
            let sql = "update notices set paced_at = $1 where incident_id = $2 and notice_id = $3";
            on!(&mut tx, |db| sqlx::query(sql)
                .bind(next_at)
                .bind(notice.incident_id.0)
                .bind(notice.notice_id.0)
                .execute(&mut **db)
                .await
                .map(|_| ()))?;
        }
        tx.commit().await?;
        let (of_subscribers, of_people): (Vec<LeasedRow>, Vec<LeasedRow>) = rows.into_iter().partition(|row| row.recipient == SUBSCRIBER);
        let mut leased = self.to_people(notice, of_people).await?;
        leased.extend(self.to_subscribers(of_subscribers).await?);
        Ok(leased)
    }

    /// How fast a notice may go, as it stands.
    async fn pace_now(&self, notice: &Notice) -> Result<PaceOf, StoreError> {
        let sql = "select per_hour, paced_at from notices where incident_id = $1 and notice_id = $2";
        let (per_hour, next_at): (i64, i64) =
            on!(self.read(), |db| sqlx::query_as(sql).bind(notice.incident_id.0).bind(notice.notice_id.0).fetch_one(db).await)?;
        Ok(PaceOf { per_hour, next_at })
    }

    /// The same, held until the end of the transaction: servers that share a notice keep its pace together.
    async fn pace_held(&self, tx: &mut Tx, notice: &Notice) -> Result<PaceOf, StoreError> {
        let sql = format!("select per_hour, paced_at from notices where incident_id = $1 and notice_id = $2 {}", tx.for_update());
        let (per_hour, next_at): (i64, i64) =
            on!(&mut *tx, |db| sqlx::query_as(&sql).bind(notice.incident_id.0).bind(notice.notice_id.0).fetch_one(&mut **db).await)?;
        Ok(PaceOf { per_hour, next_at })
    }

    async fn to_people(&self, notice: &Notice, rows: Vec<LeasedRow>) -> Result<Vec<LeasedDelivery>, StoreError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<PersonId> = rows.iter().map(|row| PersonId(row.recipient_id)).collect();
        let people = self.recipients(notice.incident_id, &ids).await?;
        let unwanted = if notice.purpose.is_required() { HashSet::new() } else { self.unwanted(notice.incident_id, &people).await? };
        let changes = self.answer_changes(notice, &ids).await?;
        let mut people: HashMap<PersonId, Person> = people.into_iter().map(|person| (person.person_id, person)).collect();
        let leased = rows.into_iter().map(|row| {
            let id = PersonId(row.recipient_id);
            LeasedDelivery {
                person: people.remove(&id),
                is_unwanted: unwanted.contains(&id),
                change: changes.get(&id).copied(),
                ..row.to_nobody_yet()
            }
        });
        Ok(leased.collect())
    }

    async fn to_subscribers(&self, rows: Vec<LeasedRow>) -> Result<Vec<LeasedDelivery>, StoreError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<SubscriberId> = rows.iter().map(|row| SubscriberId(row.recipient_id)).collect();
        let mut subscribers: HashMap<SubscriberId, Subscriber> =
            self.subscribers_by_ids(&ids).await?.into_iter().map(|one| (one.key.subscriber_id, one)).collect();
        let suppressed = self.suppressed_of(subscribers.values().map(|one| self.subscriber_hash(&one.email))).await?;
        let leased = rows.into_iter().map(|row| {
            let subscriber = subscribers.remove(&SubscriberId(row.recipient_id));
            let is_unwanted = subscriber
                .as_ref()
                .is_some_and(|one| one.state != SubscriberState::Active || suppressed.contains(&self.subscriber_hash(&one.email)));
            LeasedDelivery { subscriber, is_unwanted, ..row.to_nobody_yet() }
        });
        Ok(leased.collect())
    }

    /// The people of a batch. Who does not open is left out: one bad row must not keep everybody else from being told.
    pub(crate) async fn recipients(&self, incident: IncidentId, ids: &[PersonId]) -> Result<Vec<Person>, StoreError> {
        match self.people_by_ids(incident, ids).await {
            Err(StoreError::Unsealable { .. } | StoreError::Nonsense { .. }) => {}
            people => return people,
        }
        let mut people = Vec::with_capacity(ids.len());
        for id in ids {
            match self.person(incident, *id).await {
                Ok(person) => people.extend(person),
                Err(error @ (StoreError::Unsealable { .. } | StoreError::Nonsense { .. })) => {
                    tracing::error!(person_id = %id, %error, "a person cannot be written to");
                }
                Err(error) => return Err(error),
            }
        }
        Ok(people)
    }

    /// Goes on holding what `worker` has of a notice.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn renew_deliveries(&self, notice: &Notice, worker: Uuid, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let sql = "update deliveries set due_at = $1 where incident_id = $2 and notice_id = $3 and state = 'sending' and lease_token = $4";
        on!(&mut tx, |db| sqlx::query(sql)
            .bind(now.plus(LEASE).as_micros())
            .bind(notice.incident_id.0)
            .bind(notice.notice_id.0)
            .bind(worker)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        tx.commit().await
    }

    /// Records what became of deliveries that `worker` leased, together, and says how many it still held. A delivery that
    /// somebody else has taken over meanwhile stays as they left it. With each stands the generation of the invitation
    /// that went out. Whose required notice is lost is told by letter, in the same transaction.
    ///
    /// # Errors
    /// When the database fails; then nothing was recorded.
    pub async fn record_deliveries(
        &self,
        notice: &Notice,
        worker: Uuid,
        tried: &[(Tried<DeliveryId>, Option<i64>)],
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        if tried.is_empty() {
            return Ok(0);
        }
        let mut tx = self.write().await?;
        let held = on!(&mut tx, |db| {
            let mut sql = QueryBuilder::new(
                "with v (delivery_id, tried, state, attempts, due_at, sent_at, message_sha256, reply_code, generation) as (",
            );
            sql.push_values(tried, |mut row, (tried, generation)| {
                let next = tried.next(now);
                row.push_bind(tried.id.0)
                    .push_bind(tried.attempts)
                    .push_bind(next.state.as_str())
                    .push_bind(next.attempts)
                    .push_bind(next.due_at.as_micros())
                    .push_bind(next.sent_at.map(Timestamp::as_micros))
                    .push_bind(next.message_sha256.map(|hash| hash.to_vec()))
                    .push_bind(next.reply_code)
                    .push_bind(*generation);
            });
            sql.push(
                ") update deliveries set state = v.state, attempts = v.attempts, due_at = v.due_at, sent_at = v.sent_at,
                   message_sha256 = v.message_sha256, reply_code = v.reply_code, lease_token = null,
                   generation = coalesce(v.generation, deliveries.generation),
                   words_number = case when v.state = 'sent' then ",
            );
            sql.push_bind(notice.words_number);
            sql.push(
                " else deliveries.words_number end
                 from v where deliveries.delivery_id = v.delivery_id and deliveries.state = 'sending'
                 and deliveries.attempts = v.tried and deliveries.incident_id = ",
            );
            sql.push_bind(notice.incident_id.0).push(" and deliveries.notice_id = ").push_bind(notice.notice_id.0);
            sql.push(" and deliveries.lease_token = ").push_bind(worker);
            sql.build().persistent(false).execute(&mut **db).await.map(|done| done.rows_affected())
        })?;
        let has_no_mailbox = |outcome| matches!(outcome, Outcome::Bounced { is_no_mailbox: true, .. });
        let bounced: Vec<DeliveryId> = tried.iter().filter(|(tried, _)| has_no_mailbox(tried.outcome)).map(|(tried, _)| tried.id).collect();
        self.suppress_bounced(&mut tx, notice, &bounced, now).await?;
        let is_lost =
            |tried: &Tried<DeliveryId>| matches!(tried.next(now).state, MailState::Bounced | MailState::Failed | MailState::Suppressed);
        let lost: Vec<DeliveryId> = tried.iter().filter(|(tried, _)| is_lost(tried)).map(|(tried, _)| tried.id).collect();
        self.queue_letters(&mut tx, notice, &lost, now).await?;
        if notice.with_sms {
            let sent: Vec<DeliveryId> =
                tried.iter().filter(|(tried, _)| tried.next(now).state == MailState::Sent).map(|(tried, _)| tried.id).collect();
            self.queue_sms(&mut tx, notice.incident_id, &sent, now).await?;
        }
        tx.commit().await?;
        Ok(held)
    }

    /// What was sent to a person, or will be, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn deliveries_to(&self, incident: IncidentId, person: PersonId) -> Result<Vec<DeliveryToPerson>, StoreError> {
        type Row = (Uuid, Uuid, String, String, Option<Uuid>, String, i64, i64, Option<i64>);
        let sql = "select d.delivery_id, d.notice_id, n.name, n.purpose, n.update_id, d.state, d.generation, d.due_at, d.sent_at
                   from deliveries d join notices n on n.incident_id = d.incident_id and n.notice_id = d.notice_id
                   where d.incident_id = $1 and d.recipient_id = $2 order by coalesce(d.sent_at, d.due_at) desc";
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(person.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(delivery, notice, notice_name, purpose, update, state, generation, due_at, sent_at)| {
                Ok(DeliveryToPerson {
                    delivery_id: DeliveryId(delivery),
                    notice_id: NoticeId(notice),
                    notice_name,
                    purpose: Purpose::parse(&purpose).ok_or(StoreError::Nonsense { table: "notices", column: "purpose" })?,
                    update_id: update.map(UpdateId),
                    state: MailState::parse(&state).ok_or(StoreError::Nonsense { table: "deliveries", column: "state" })?,
                    generation,
                    due_at: Timestamp::from_micros(due_at),
                    sent_at: sent_at.map(Timestamp::from_micros),
                })
            })
            .collect()
    }
}
