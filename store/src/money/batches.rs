//! Batches: put together by one person, released by another.

use domain::{
    clock::Timestamp,
    ids::{ClaimId, IncidentId, PaymentBatchId, PaymentId, StaffId},
    money::Currency,
    payment::{BatchState, Booking},
    payout::Way,
};
use serde_json::json;
use uuid::Uuid;

use super::{MoneyError, MoneyRefusal, PaymentBatch, ledger::About, money};
use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    on,
};

const COLUMNS: &str = "incident_id, batch_id, way, currency, state, payments, cents, made_by, made_at, released_by, released_at";
/// A file of a bank holds so many payments at most.
const LARGEST: i64 = 10_000;

#[derive(sqlx::FromRow)]
struct Row {
    incident_id: Uuid,
    batch_id: Uuid,
    way: String,
    currency: String,
    state: String,
    payments: i64,
    cents: i64,
    made_by: Uuid,
    made_at: i64,
    released_by: Option<Uuid>,
    released_at: Option<i64>,
}

impl TryFrom<Row> for PaymentBatch {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let nonsense = |column| StoreError::Nonsense { table: "payment_batches", column };
        Ok(Self {
            incident_id: IncidentId(row.incident_id),
            batch_id: PaymentBatchId(row.batch_id),
            way: Way::parse(&row.way).ok_or_else(|| nonsense("way"))?,
            state: BatchState::parse(&row.state).ok_or_else(|| nonsense("state"))?,
            payments: row.payments,
            total: money("payment_batches", row.cents, &row.currency)?,
            made_by: StaffId(row.made_by),
            made_at: Timestamp::from_micros(row.made_at),
            released: row.released_by.map(StaffId).zip(row.released_at.map(Timestamp::from_micros)),
        })
    }
}

const fn refused(refusal: MoneyRefusal) -> MoneyError {
    MoneyError::Refused(refusal)
}

impl Store {
    /// Puts what waits for one way and currency into a batch, those first that wait longest. Nothing goes out by it.
    ///
    /// # Errors
    /// Refused when nothing waits; when the database fails.
    pub async fn make_batch(
        &self,
        tx: &mut Tx,
        by: StaffId,
        incident: IncidentId,
        (way, currency): (Way, Currency),
        now: Timestamp,
    ) -> Result<PaymentBatchId, MoneyError> {
        let id = PaymentBatchId::new(now, &*self.entropy);
        let sql = format!(
            "update payments set state = 'batched', batch_id = $1, payout = (
                 select c.payout from claims c where c.incident_id = payments.incident_id and c.claim_id = payments.claim_id)
             where incident_id = $2 and state = 'waiting' and payment_id in (
                 select payment_id from payments where incident_id = $2 and way = $3 and currency = $4 and state = 'waiting'
                     and held is null and held_until is null
                 order by payment_id limit $5 {}) returning cents",
            tx.skip_locked()
        );
        let cents: Vec<i64> = on!(&mut *tx, |db| sqlx::query_scalar(&sql)
            .bind(id.0)
            .bind(incident.0)
            .bind(way.as_str())
            .bind(currency.as_str())
            .bind(LARGEST)
            .fetch_all(&mut **db)
            .await)?;
        if cents.is_empty() {
            return Err(refused(MoneyRefusal::NothingWaits));
        }
        let (count, total) = (i64::try_from(cents.len()).unwrap_or(i64::MAX), cents.iter().sum::<i64>());
        let sql = "insert into payment_batches (incident_id, batch_id, way, currency, state, payments, cents, made_by, made_at)
                   values ($1, $2, $3, $4, 'made', $5, $6, $7, $8)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(id.0)
            .bind(way.as_str())
            .bind(currency.as_str())
            .bind(count)
            .bind(total)
            .bind(by.0)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        self.note_batch(tx, by, (incident, id), "payments.batch", (count, total), now).await?;
        Ok(id)
    }

    /// The second person says yes: the file may go to the bank, and the books say so.
    ///
    /// # Errors
    /// Refused for who put it together, and for what is released or dropped already; when the database fails.
    pub async fn release_batch(&self, tx: &mut Tx, by: StaffId, batch: &PaymentBatch, now: Timestamp) -> Result<(), MoneyError> {
        if batch.made_by == by {
            return Err(refused(MoneyRefusal::Own));
        }
        let sql = "update payment_batches set state = 'released', released_by = $3, released_at = $4
                   where incident_id = $1 and batch_id = $2 and state = 'made'";
        let (incident, id) = (batch.incident_id, batch.batch_id);
        let changed = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(id.0)
            .bind(by.0)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if changed != 1 {
            return Err(refused(MoneyRefusal::NotNow));
        }
        let sql = "update payments set state = 'released' where incident_id = $1 and batch_id = $2 and state = 'batched'
                   returning payment_id, claim_id, cents";
        let rows: Vec<(Uuid, Uuid, i64)> = on!(&mut *tx, |db| sqlx::query_as(sql).bind(incident.0).bind(id.0).fetch_all(&mut **db).await)?;
        for (payment, claim, cents) in rows {
            let about = About { incident, claim: ClaimId(claim), payment: Some(PaymentId(payment)) };
            let amount = domain::money::Money::new(cents, batch.total.currency);
            self.book(tx, Booking::Released, about, amount, now).await?;
        }
        self.note_batch(tx, by, (incident, id), "payments.release", (batch.payments, batch.total.cents), now).await?;
        Ok(())
    }

    /// Takes a batch apart that nobody released: its payments wait for another.
    ///
    /// # Errors
    /// Refused for what is released or dropped already; when the database fails.
    pub async fn drop_batch(&self, tx: &mut Tx, by: StaffId, batch: &PaymentBatch, now: Timestamp) -> Result<(), MoneyError> {
        let (incident, id) = (batch.incident_id, batch.batch_id);
        let sql = "update payment_batches set state = 'dropped' where incident_id = $1 and batch_id = $2 and state = 'made'";
        let changed =
            on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(id.0).execute(&mut **db).await.map(|done| done.rows_affected()))?;
        if changed != 1 {
            return Err(refused(MoneyRefusal::NotNow));
        }
        let sql = "update payments set state = 'waiting', batch_id = null, payout = null where incident_id = $1 and batch_id = $2 and state = 'batched'";
        on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(id.0).execute(&mut **db).await.map(|_| ()))?;
        self.note_batch(tx, by, (incident, id), "payments.drop", (batch.payments, batch.total.cents), now).await?;
        Ok(())
    }

    /// The batches of an incident, newest first.
    ///
    /// # Errors
    /// When the database fails, or holds what makes no sense.
    pub async fn payment_batches(&self, incident: IncidentId, limit: i64) -> Result<Vec<PaymentBatch>, StoreError> {
        let sql = format!("select {COLUMNS} from payment_batches where incident_id = $1 order by batch_id desc limit $2");
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(limit).fetch_all(db).await)?;
        rows.into_iter().map(PaymentBatch::try_from).collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// As [`Store::payment_batches`].
    pub async fn payment_batch(&self, incident: IncidentId, batch: PaymentBatchId) -> Result<Option<PaymentBatch>, StoreError> {
        let sql = format!("select {COLUMNS} from payment_batches where incident_id = $1 and batch_id = $2");
        let row: Option<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(batch.0).fetch_optional(db).await)?;
        row.map(PaymentBatch::try_from).transpose()
    }

    async fn note_batch(
        &self,
        tx: &mut Tx,
        by: StaffId,
        (incident, batch): (IncidentId, PaymentBatchId),
        act: &str,
        (payments, cents): (i64, i64),
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let (actor, details) = (by.to_string(), json!({ "payments": payments, "cents": cents }));
        let act = Act { actor: &actor, act, about: Some(batch.0), details: &details };
        self.append_audit(tx, Chain::Incident(incident), act, now).await
    }
}
