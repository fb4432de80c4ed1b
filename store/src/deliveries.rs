//! Deliveries: one notice to one person. The worker leases a batch, sends it, and records what became of it, together.

use std::collections::HashMap;

use domain::{
    clock::Timestamp,
    ids::{DeliveryId, IncidentId, NoticeId, PersonId},
    mail::MailState,
    person::Person,
};
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::{
    Store, StoreError,
    lease::{LEASE, Tried},
    notices::Notice,
    on,
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
}

/// What a person can be shown of a delivery to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryToPerson {
    /// Which delivery.
    pub delivery_id: DeliveryId,
    /// Of which notice.
    pub notice_id: NoticeId,
    /// What staff call the notice.
    pub notice_name: String,
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
    person_id: Uuid,
    attempts: i64,
    begun_at: i64,
}

impl Store {
    /// Takes up to `limit` deliveries of a notice under way that are due, or whose holder let the lease end, for `worker`.
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
        let mut tx = self.write().await?;
        let sql = format!(
            // Materialized, so that the limit holds: otherwise a plan may run the subquery more than once.
            "with taken as materialized (
                 select delivery_id from deliveries
                 where incident_id = $1 and notice_id = $2 and state in ('queued', 'sending') and due_at <= $3
                 and not (state = 'sending' and lease_token = $4)
                 and exists (select 1 from notices n where n.incident_id = $1 and n.notice_id = $2 and n.state in ('queueing', 'sending'))
                 order by due_at limit $5 {})
             update deliveries set state = 'sending', lease_token = $4, due_at = $6, attempts = attempts + 1, begun_at = coalesce(begun_at, $3)
             where incident_id = $1 and notice_id = $2 and delivery_id in (select delivery_id from taken)
             returning delivery_id, person_id, attempts, begun_at",
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
        tx.commit().await?;
        let ids: Vec<PersonId> = rows.iter().map(|row| PersonId(row.person_id)).collect();
        let mut people: HashMap<PersonId, Person> =
            self.recipients(notice.incident_id, &ids).await?.into_iter().map(|person| (person.person_id, person)).collect();
        Ok(rows
            .into_iter()
            .map(|row| LeasedDelivery {
                delivery_id: DeliveryId(row.delivery_id),
                attempts: row.attempts,
                begun_at: Timestamp::from_micros(row.begun_at),
                person: people.remove(&PersonId(row.person_id)),
            })
            .collect())
    }

    /// The people of a batch. Who does not open is left out: one bad row must not keep everybody else from being told.
    async fn recipients(&self, incident: IncidentId, ids: &[PersonId]) -> Result<Vec<Person>, StoreError> {
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
    /// that went out.
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
                   generation = coalesce(v.generation, deliveries.generation)
                 from v where deliveries.delivery_id = v.delivery_id and deliveries.state = 'sending'
                 and deliveries.attempts = v.tried and deliveries.incident_id = ",
            );
            sql.push_bind(notice.incident_id.0).push(" and deliveries.notice_id = ").push_bind(notice.notice_id.0);
            sql.push(" and deliveries.lease_token = ").push_bind(worker);
            sql.build().persistent(false).execute(&mut **db).await.map(|done| done.rows_affected())
        })?;
        tx.commit().await?;
        Ok(held)
    }

    /// What was sent to a person, or will be, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn deliveries_to(&self, incident: IncidentId, person: PersonId) -> Result<Vec<DeliveryToPerson>, StoreError> {
        type Row = (Uuid, Uuid, String, String, i64, i64, Option<i64>);
        let sql = "select d.delivery_id, d.notice_id, n.name, d.state, d.generation, d.due_at, d.sent_at from deliveries d
                   join notices n on n.incident_id = d.incident_id and n.notice_id = d.notice_id
                   where d.incident_id = $1 and d.person_id = $2 order by coalesce(d.sent_at, d.due_at) desc";
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(person.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(delivery, notice, notice_name, state, generation, due_at, sent_at)| {
                Ok(DeliveryToPerson {
                    delivery_id: DeliveryId(delivery),
                    notice_id: NoticeId(notice),
                    notice_name,
                    state: MailState::parse(&state).ok_or(StoreError::Nonsense { table: "deliveries", column: "state" })?,
                    generation,
                    due_at: Timestamp::from_micros(due_at),
                    sent_at: sent_at.map(Timestamp::from_micros),
                })
            })
            .collect()
    }
}
