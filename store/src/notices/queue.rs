//! Queueing: whom a mail-out reaches gets a delivery, in pieces that can be taken up again after a crash.

use domain::{
    clock::Timestamp,
    ids::{DeliveryId, PersonId, new_uuid},
    notice::{NoticeState, Purpose},
    visit::Channel,
};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{Notice, subscribers::Part};
use crate::{
    Store, StoreError, Tx,
    invitations::Invitation,
    on,
    statement::{Statement, bound},
};

/// People queued in one transaction: well below 50 ms on both databases.
const CHUNK: i64 = 500;

/// What one piece of queueing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queued {
    /// There may be more; this many were new.
    More(u64),
    /// Everybody reachable has a delivery.
    All,
}

impl Store {
    /// Queues the next piece of whom a mail-out reaches, in one transaction; people with their invitations. Two processes may do it
    /// at once: one delivery for each recipient is what the table allows.
    ///
    /// # Errors
    /// When the database fails; then nothing of the piece happened.
    pub async fn queue_chunk(&self, notice: &Notice, now: Timestamp) -> Result<Queued, StoreError> {
        let sql = "select state, queued_part, queued_up_to, queued, stage_limit from notices where incident_id = $1 and notice_id = $2";
        let (state, part, up_to, queued, limit): (String, i64, Option<Uuid>, i64, Option<i64>) =
            on!(self.read(), |db| sqlx::query_as(sql).bind(notice.incident_id.0).bind(notice.notice_id.0).fetch_one(db).await)?;
        if state != NoticeState::Queueing.as_str() {
            return Ok(Queued::All);
        }
        if notice.purpose == Purpose::AnswerChanged {
            self.queued_with_import(notice).await?;
            return Ok(Queued::All);
        }
        let part = Part::parse(part).ok_or(StoreError::Nonsense { table: "notices", column: "queued_part" })?;
        let mark = Mark { part, up_to };
        let new = match part {
            Part::People => {
                // A stage goes through who has none yet, so that it knows when it has all it goes to.
                let next =
                    Next { after: up_to, limit: limit.map_or(CHUNK, |limit| (limit - queued).min(CHUNK)), only_new: limit.is_some() };
                if next.limit <= 0 && self.stage_is_full(notice, &next).await? {
                    return Ok(Queued::All);
                }
                self.queue_people(notice, &mark, &Next { limit: next.limit.max(1), ..next }, now).await?
            }
            part => self.queue_subscribers(notice, part, &mark, now).await?,
        };
        if let Some(new) = new {
            self.keep_statistics("deliveries").await?;
            return Ok(Queued::More(new));
        }
        let is_practice = self.incident(notice.incident_id).await?.is_practice;
        let next = part.next(&notice.whom(), is_practice).map(|part| Mark { part, up_to: None });
        let mut tx = self.write().await?;
        mark.to(&mut tx, notice, next.as_ref()).await?;
        tx.commit().await?;
        Ok(if next.is_some() { Queued::More(0) } else { Queued::All })
    }

    /// A stage has all the people it goes to: it is sent, and the mark stays. False when nobody is left for later stages, so that this
    /// one is the end.
    async fn stage_is_full(&self, notice: &Notice, next: &Next) -> Result<bool, StoreError> {
        if self.people_to_queue(notice, &Next { limit: 1, ..*next }).await?.is_empty() {
            return Ok(false);
        }
        let mut tx = self.write().await?;
        let sql = "update notices set state = 'sending'
                   where incident_id = $1 and notice_id = $2 and state = 'queueing' and queued >= stage_limit";
        on!(&mut tx, |db| sqlx::query(sql).bind(notice.incident_id.0).bind(notice.notice_id.0).execute(&mut **db).await.map(|_| ()))?;
        tx.commit().await?;
        Ok(true)
    }

    /// Queues the next people after `mark`. `None` when nobody is left.
    async fn queue_people(&self, notice: &Notice, mark: &Mark, next: &Next, now: Timestamp) -> Result<Option<u64>, StoreError> {
        let keys = self.incident_keys(notice.incident_id).await?;
        let people = self.people_to_queue(notice, next).await?;
        let Some((last, _)) = people.last() else { return Ok(None) };
        let moved = Mark { part: Part::People, up_to: Some(*last) };
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
        if !mark.to(&mut tx, notice, Some(&moved)).await? {
            return Ok(Some(0));
        }
        self.invite_many(&mut tx, &keys, &invitations).await?;
        let new = self.add_deliveries(&mut tx, notice, &invitations, now).await?;
        let sql = "update notices set queued = queued + $1 where incident_id = $2 and notice_id = $3";
        on!(&mut tx, |db| sqlx::query(sql)
            .bind(i64::try_from(new).unwrap_or(0))
            .bind(notice.incident_id.0)
            .bind(notice.notice_id.0)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        tx.commit().await?;
        Ok(Some(new))
    }

    /// The next people it reaches, with the generation of their invitations.
    async fn people_to_queue(&self, notice: &Notice, next: &Next) -> Result<Vec<(Uuid, i64)>, StoreError> {
        let mut sql = Statement::new("select p.person_id, p.generation from people p where ");
        notice.whom().push_people(&mut sql);
        if next.only_new {
            notice.push_unqueued(&mut sql);
        }
        sql.sql(" and p.person_id > ").id(next.after.unwrap_or_default()).sql(" order by p.person_id limit ").number(next.limit);
        Ok(on!(self.read(), |db| bound!(sqlx::query_as(sql.text()), sql).fetch_all(db).await)?)
    }

    /// Its deliveries are written where the answers change; nobody is left to queue when the import is through.
    async fn queued_with_import(&self, notice: &Notice) -> Result<(), StoreError> {
        let mut tx = self.write().await?;
        let sql = "update notices set state = 'sending' where incident_id = $1 and notice_id = $2 and state = 'queueing'
                   and exists (select 1 from imports i where i.incident_id = notices.incident_id and i.import_id = notices.import_id
                               and i.state = 'accepted')";
        on!(&mut tx, |db| sqlx::query(sql).bind(notice.incident_id.0).bind(notice.notice_id.0).execute(&mut **db).await.map(|_| ()))?;
        tx.commit().await
    }

    /// A delivery by e-mail for each of these, unless they have one.
    pub(crate) async fn add_deliveries(
        &self,
        tx: &mut Tx,
        notice: &Notice,
        people: &[Invitation],
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        if people.is_empty() {
            return Ok(0);
        }
        let columns = "incident_id, notice_id, delivery_id, recipient, recipient_id, channel, generation, state, attempts, due_at";
        Ok(on!(&mut *tx, |db| {
            let mut sql = QueryBuilder::new(format!("insert into deliveries ({columns}) "));
            sql.push_values(people, |mut row, person| {
                row.push_bind(notice.incident_id.0)
                    .push_bind(notice.notice_id.0)
                    .push_bind(DeliveryId(new_uuid(now, &*self.entropy)).0)
                    .push("'person'")
                    .push_bind(person.person_id.0)
                    .push_bind(person.channel.as_str())
                    .push_bind(person.generation)
                    .push("'queued', 0")
                    .push_bind(now.as_micros());
            });
            sql.push(" on conflict (incident_id, notice_id, recipient_id, channel) do nothing");
            sql.build().persistent(false).execute(&mut **db).await.map(|done| done.rows_affected())
        })?)
    }
}

/// Which people are queued next.
#[derive(Clone, Copy)]
struct Next {
    /// Those after this one.
    after: Option<Uuid>,
    /// So many at most.
    limit: i64,
    /// Without those who have a delivery.
    only_new: bool,
}

/// How far a mail-out is queued.
pub(super) struct Mark {
    pub part: Part,
    /// Everybody of this part up to here.
    pub up_to: Option<Uuid>,
}

impl Mark {
    /// Moves the mark of a mail-out from here to `next`, or from queueing to sending at the end. False when somebody else moved it
    /// first.
    pub(super) async fn to(&self, tx: &mut Tx, notice: &Notice, next: Option<&Self>) -> Result<bool, StoreError> {
        let sql = "update notices set queued_part = $1, queued_up_to = $2, state = case when $3 then 'sending' else state end,
                          stage_limit = case when $3 then null else stage_limit end
                   where incident_id = $4 and notice_id = $5 and state = 'queueing' and queued_part = $6
                   and coalesce(queued_up_to, $8) = coalesce($7, $8)";
        let to = next.unwrap_or(self);
        let moved = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(to.part.column())
            .bind(to.up_to)
            .bind(next.is_none())
            .bind(notice.incident_id.0)
            .bind(notice.notice_id.0)
            .bind(self.part.column())
            .bind(self.up_to)
            .bind(Uuid::nil())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(moved == 1)
    }
}
