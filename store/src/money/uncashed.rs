//! Cheques that nobody has paid in.

use domain::{
    clock::Timestamp,
    payment::{MOST_REMINDERS, REMIND_EVERY},
};

use super::{
    Payment,
    payments::{COLUMNS, PaymentRow},
};
use crate::{Store, StoreError, Tx, on};

/// A cheque its person should be reminded of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncashed {
    /// The payment.
    pub payment: Payment,
    /// When it was released.
    pub released_at: Timestamp,
    /// How many times its person was reminded.
    pub reminded: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    payment: PaymentRow,
    released_at: i64,
    reminded: i64,
}

impl Store {
    /// Cheques whose person is to be reminded now: 30, 60 and 90 days after they were released.
    ///
    /// # Errors
    /// When the database fails, or holds what makes no sense.
    pub async fn uncashed_cheques(&self, now: Timestamp, limit: i64) -> Result<Vec<Uncashed>, StoreError> {
        let columns: Vec<String> = COLUMNS.split(", ").map(|column| format!("p.{column}")).collect();
        let sql = format!(
            "select {}, b.released_at, p.reminded from payments p join payment_batches b on b.incident_id = p.incident_id and b.batch_id = p.batch_id
             where p.state = 'released' and p.way = 'cheque' and p.reminded < $1 and b.released_at + (p.reminded + 1) * $2 <= $3
             order by p.payment_id limit $4",
            columns.join(", ")
        );
        let every = i64::try_from(REMIND_EVERY.as_micros()).unwrap_or(i64::MAX);
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(&sql)
            .bind(MOST_REMINDERS)
            .bind(every)
            .bind(now.as_micros())
            .bind(limit)
            .fetch_all(db)
            .await)?;
        rows.into_iter()
            .map(|row| {
                let payment = Payment::try_from(row.payment)?;
                Ok(Uncashed { payment, released_at: Timestamp::from_micros(row.released_at), reminded: row.reminded })
            })
            .collect()
    }

    /// Notes a reminder, in the transaction of its mail. False when somebody else noted it, or the cheque was settled meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_reminder(&self, tx: &mut Tx, cheque: &Uncashed) -> Result<bool, StoreError> {
        let sql = "update payments set reminded = reminded + 1 where incident_id = $1 and payment_id = $2 and reminded = $3 and state = 'released'";
        let changed = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(cheque.payment.incident_id.0)
            .bind(cheque.payment.payment_id.0)
            .bind(cheque.reminded)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed == 1)
    }
}
