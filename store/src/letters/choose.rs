//! Who goes into the next batch: letters that are queued, letters that came back to people whose address is right again, and people who
//! can be reached by letter alone.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, LetterBatchId, LetterId, PersonId, StaffId, new_uuid},
    letter::{LARGEST_BATCH, Paper},
    visit::Channel,
};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{
    LetterBatch,
    row::{BatchRow, COLUMNS},
};
use crate::{
    Store, StoreError, Tx,
    invitations::Invitation,
    notices::Notice,
    on,
    statement::{Statement, bound},
};

/// Rows that one statement names at most; SQLite takes 32,766 values.
const ROWS: usize = 500;

/// On an accepted list, no double of another row, with a postal address that nobody has called wrong.
const GETS_LETTERS: &str = "p.has_postal_address and p.moved_at is null and p.merged_into is null and exists (
    select 1 from imports i where i.incident_id = p.incident_id and i.import_id = p.import_id and i.accepted_at is not null)";

/// A delivery by letter that is in no batch, unless its letter came back.
const UNPRINTED: &str = "d.channel = 'letter' and d.state in ('queued', 'returned') and not exists (
    select 1 from letters l where l.incident_id = d.incident_id and l.delivery_id = d.delivery_id and l.returned_at is null)";

/// No e-mail address, and no letter yet either.
const BY_LETTER_ALONE: &str = "p.email_hash is null and not exists (
    select 1 from deliveries t where t.incident_id = p.incident_id and t.recipient_id = p.person_id and t.channel = 'letter')";

/// A batch to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewBatch {
    /// What it is printed on.
    pub paper: Paper,
    /// Letters in one PDF at most.
    pub per_file: i64,
    /// Who makes it; nobody on the command line.
    pub made_by: Option<StaffId>,
}

#[derive(sqlx::FromRow)]
struct Chosen {
    notice_id: Uuid,
    delivery_id: Uuid,
    person_id: Uuid,
    generation: i64,
}

/// Deliveries by letter that wait, from here on.
fn waiting(what: &str, incident: IncidentId) -> Statement {
    let mut sql = Statement::new("select ");
    sql.sql(what).sql(" from deliveries d join people p on p.incident_id = d.incident_id and p.person_id = d.recipient_id where ");
    sql.sql(UNPRINTED).sql(" and ").sql(GETS_LETTERS).sql(" and d.recipient = 'person' and d.incident_id = ").id(incident.0);
    sql
}

/// People who are reached by letter alone, from here on.
fn alone(what: &str, incident: IncidentId) -> Statement {
    let mut sql = Statement::new("select ");
    sql.sql(what).sql(" from people p where ").sql(BY_LETTER_ALONE).sql(" and ").sql(GETS_LETTERS).sql(" and p.incident_id = ");
    sql.id(incident.0);
    sql
}

impl Store {
    /// How many letters wait to be printed: deliveries that are queued, and people who are reached by letter alone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_waiting_letters(&self, incident: IncidentId) -> Result<(i64, i64), StoreError> {
        let sql = waiting("cast(count(*) as bigint)", incident);
        let queued = on!(self.read(), |db| bound!(sqlx::query_scalar(sql.text()), sql).fetch_one(db).await)?;
        let sql = alone("cast(count(*) as bigint)", incident);
        let by_letter_alone = on!(self.read(), |db| bound!(sqlx::query_scalar(sql.text()), sql).fetch_one(db).await)?;
        Ok((queued, by_letter_alone))
    }

    /// Whom a batch could hold now, at most `most`; [`Store::make_letter_batch`] asks again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn people_for_letters(&self, incident: IncidentId, most: i64) -> Result<Vec<PersonId>, StoreError> {
        let most = most.clamp(0, LARGEST_BATCH);
        let mut sql = waiting("p.person_id", incident);
        sql.sql(" order by d.recipient_id limit ").number(most);
        let mut people: Vec<Uuid> = on!(self.read(), |db| bound!(sqlx::query_scalar(sql.text()), sql).fetch_all(db).await)?;
        let left = most.saturating_sub(i64::try_from(people.len()).unwrap_or(most));
        if left > 0 {
            let mut sql = alone("p.person_id", incident);
            sql.sql(" order by p.person_id limit ").number(left);
            people.extend(on!(self.read(), |db| bound!(sqlx::query_scalar::<_, Uuid>(sql.text()), sql).fetch_all(db).await)?);
        }
        people.sort_unstable();
        people.dedup();
        Ok(people.into_iter().map(PersonId).collect())
    }

    /// Puts those of `people` who still wait into a batch of their own: each gets a delivery of `notice` by letter, if they have none, a
    /// code, and a place. Nothing when nobody of them waits any more. However many do this at once, nobody gets into two batches: one
    /// after the other takes a number, and looks again once it has it.
    ///
    /// # Errors
    /// When the database fails; then nothing of it happened.
    pub async fn make_letter_batch(
        &self,
        tx: &mut Tx,
        notice: &Notice,
        people: &[PersonId],
        new: &NewBatch,
        now: Timestamp,
    ) -> Result<Option<LetterBatch>, StoreError> {
        let incident = notice.incident_id;
        let sql = "insert into letter_numbers (incident_id, last) values ($1, 1)
                   on conflict (incident_id) do update set last = letter_numbers.last + 1 returning last";
        let number: i64 = on!(&mut *tx, |db| sqlx::query_scalar(sql).bind(incident.0).fetch_one(&mut **db).await)?;
        let keys = self.keys.incident_in(tx, incident).await?;
        let mut chosen = Vec::with_capacity(people.len());
        for chunk in people.chunks(ROWS) {
            let new_ones = self.still_alone(tx, incident, chunk).await?;
            self.add_deliveries(tx, notice, &new_ones, now).await?;
            let rows = self.still_waiting(tx, incident, chunk).await?;
            let invitations: Vec<Invitation> = rows.iter().map(|row| by_letter(incident, row.person_id, row.generation)).collect();
            self.invite_many(tx, &keys, &invitations).await?;
            chosen.extend(rows);
        }
        chosen.sort_by_key(|row| row.person_id);
        if chosen.is_empty() {
            return Ok(None);
        }
        let batch = LetterBatchId::new(now, &*self.entropy);
        self.add_letters(tx, incident, batch, &chosen, now).await?;
        let sql = format!(
            "insert into letter_batches (incident_id, batch_id, number, paper, per_file, letters, made_at, made_by)
             values ($1, $2, $3, $4, $5, $6, $7, $8) returning {COLUMNS}"
        );
        let row: BatchRow = on!(&mut *tx, |db| sqlx::query_as(&sql)
            .bind(incident.0)
            .bind(batch.0)
            .bind(number)
            .bind(new.paper.as_str())
            .bind(new.per_file)
            .bind(i64::try_from(chosen.len()).unwrap_or(i64::MAX))
            .bind(now.as_micros())
            .bind(new.made_by.map(|staff| staff.0))
            .fetch_one(&mut **db)
            .await)?;
        LetterBatch::try_from(row).map(Some)
    }

    /// Those who still are reached by letter alone and have none.
    async fn still_alone(&self, tx: &mut Tx, incident: IncidentId, people: &[PersonId]) -> Result<Vec<Invitation>, StoreError> {
        let mut sql = alone("p.person_id, p.generation", incident);
        sql.sql(" and p.person_id in (").ids(people.iter().map(|person| person.0)).sql(")");
        let rows: Vec<(Uuid, i64)> =
            on!(&mut *tx, |db| bound!(sqlx::query_as(sql.text()).persistent(false), sql).fetch_all(&mut **db).await)?;
        Ok(rows.into_iter().map(|(person, generation)| by_letter(incident, person, generation)).collect())
    }

    /// Their deliveries that still wait; of two mail-outs that wait for one person both.
    async fn still_waiting(&self, tx: &mut Tx, incident: IncidentId, people: &[PersonId]) -> Result<Vec<Chosen>, StoreError> {
        let mut sql = waiting("d.notice_id, d.delivery_id, p.person_id, p.generation", incident);
        sql.sql(" and d.recipient_id in (").ids(people.iter().map(|person| person.0)).sql(")");
        Ok(on!(&mut *tx, |db| bound!(sqlx::query_as(sql.text()).persistent(false), sql).fetch_all(&mut **db).await)?)
    }

    async fn add_letters(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        batch: LetterBatchId,
        chosen: &[Chosen],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let places: Vec<(i64, &Chosen)> = (1..).zip(chosen).collect();
        for chunk in places.chunks(ROWS) {
            let columns = "incident_id, letter_id, notice_id, delivery_id, person_id, batch_id, position, generation";
            on!(&mut *tx, |db| {
                let mut sql = QueryBuilder::new(format!("insert into letters ({columns}) "));
                sql.push_values(chunk, |mut row, (position, one)| {
                    row.push_bind(incident.0)
                        .push_bind(LetterId(new_uuid(now, &*self.entropy)).0)
                        .push_bind(one.notice_id)
                        .push_bind(one.delivery_id)
                        .push_bind(one.person_id)
                        .push_bind(batch.0)
                        .push_bind(*position)
                        .push_bind(one.generation);
                });
                sql.build().persistent(false).execute(&mut **db).await.map(|_| ())
            })?;
        }
        Ok(())
    }
}

const fn by_letter(incident: IncidentId, person: Uuid, generation: i64) -> Invitation {
    Invitation { incident_id: incident, person_id: PersonId(person), channel: Channel::Letter, generation }
}
