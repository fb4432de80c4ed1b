//! Rows of `payments`, and what waits.

use domain::{
    claim::ClaimNumber,
    clock::Timestamp,
    ids::{ClaimId, IncidentId, PaymentBatchId, PaymentId, PersonId},
    payment::{PaymentReference, PaymentState},
    payout::{Payout, Way},
};
use uuid::Uuid;

use super::{Payment, PaymentBatch, PaymentLine, WaitingPayments, money};
use crate::{Store, StoreError, claims::payout_place, on};

pub(super) const COLUMNS: &str =
    "incident_id, payment_id, claim_id, person_id, reference, way, cents, currency, state, batch_id, made_at, settled_at, why";

#[derive(sqlx::FromRow)]
pub(super) struct PaymentRow {
    incident_id: Uuid,
    payment_id: Uuid,
    claim_id: Uuid,
    person_id: Uuid,
    reference: String,
    way: String,
    cents: i64,
    currency: String,
    state: String,
    batch_id: Option<Uuid>,
    made_at: i64,
    settled_at: Option<i64>,
    why: Option<String>,
}

impl TryFrom<PaymentRow> for Payment {
    type Error = StoreError;

    fn try_from(row: PaymentRow) -> Result<Self, StoreError> {
        let nonsense = |column| StoreError::Nonsense { table: "payments", column };
        Ok(Self {
            incident_id: IncidentId(row.incident_id),
            payment_id: PaymentId(row.payment_id),
            claim_id: ClaimId(row.claim_id),
            person_id: PersonId(row.person_id),
            reference: PaymentReference::parse(&row.reference).map_err(|_| nonsense("reference"))?,
            way: Way::parse(&row.way).ok_or_else(|| nonsense("way"))?,
            amount: money("payments", row.cents, &row.currency)?,
            state: PaymentState::parse(&row.state).ok_or_else(|| nonsense("state"))?,
            batch_id: row.batch_id.map(PaymentBatchId),
            made_at: Timestamp::from_micros(row.made_at),
            settled_at: row.settled_at.map(Timestamp::from_micros),
            why: row.why,
        })
    }
}

impl Store {
    /// The payments of a claim, first to last.
    ///
    /// # Errors
    /// When the database fails, or holds what makes no sense.
    pub async fn payments_of_claim(&self, incident: IncidentId, claim: ClaimId) -> Result<Vec<Payment>, StoreError> {
        let sql = format!("select {COLUMNS} from payments where incident_id = $1 and claim_id = $2 order by made_at, payment_id");
        let rows: Vec<PaymentRow> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(claim.0).fetch_all(db).await)?;
        rows.into_iter().map(Payment::try_from).collect()
    }

    /// The payment with this reference.
    ///
    /// # Errors
    /// As [`Store::payments_of_claim`].
    pub async fn find_payment(&self, incident: IncidentId, reference: &PaymentReference) -> Result<Option<Payment>, StoreError> {
        let sql = format!("select {COLUMNS} from payments where incident_id = $1 and reference = $2");
        let row: Option<PaymentRow> =
            on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(reference.as_str()).fetch_optional(db).await)?;
        row.map(Payment::try_from).transpose()
    }

    /// How many payments are held: where they go was changed, or their cheque came back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn held_payments(&self, incident: IncidentId) -> Result<i64, StoreError> {
        let sql =
            "select count(*) from payments where incident_id = $1 and state = 'waiting' and (held is not null or held_until is not null)";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_one(db).await)?)
    }

    /// What waits for a batch, by way and currency; not what is held.
    ///
    /// # Errors
    /// As [`Store::payments_of_claim`].
    pub async fn waiting_payments(&self, incident: IncidentId) -> Result<Vec<WaitingPayments>, StoreError> {
        let sql = "select way, currency, count(*), cast(sum(cents) as bigint) from payments
                   where incident_id = $1 and state = 'waiting' and held is null and held_until is null
                   group by way, currency order by way, currency";
        let rows: Vec<(String, String, i64, i64)> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(way, currency, payments, cents)| {
                let way = Way::parse(&way).ok_or(StoreError::Nonsense { table: "payments", column: "way" })?;
                Ok(WaitingPayments { way, payments, total: money("payments", cents, &currency)? })
            })
            .collect()
    }

    /// The payments of a batch with where they go, for its file: always in the same order.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn payment_lines(&self, batch: &PaymentBatch) -> Result<Vec<PaymentLine>, StoreError> {
        #[derive(sqlx::FromRow)]
        struct Row {
            #[sqlx(flatten)]
            payment: PaymentRow,
            number: String,
            payout: Option<Vec<u8>>,
        }
        let columns: Vec<String> = COLUMNS.split(", ").map(|column| format!("p.{column}")).collect();
        let sql = format!(
            "select {}, c.number, coalesce(p.payout, c.payout) as payout from payments p join claims c on c.incident_id = p.incident_id and c.claim_id = p.claim_id
             where p.incident_id = $1 and p.batch_id = $2 order by p.payment_id",
            columns.join(", ")
        );
        let rows: Vec<Row> =
            on!(self.read(), |db| sqlx::query_as(&sql).bind(batch.incident_id.0).bind(batch.batch_id.0).fetch_all(db).await)?;
        let keys = self.incident_keys(batch.incident_id).await?;
        let nonsense = |column| StoreError::Nonsense { table: "claims", column };
        rows.into_iter()
            .map(|row| {
                let payment = Payment::try_from(row.payment)?;
                let sealed = row.payout.ok_or_else(|| nonsense("payout"))?;
                let payout: Payout = keys.open(payout_place(payment.claim_id), &sealed)?;
                let number = ClaimNumber::parse(&row.number).map_err(|_| nonsense("number"))?;
                Ok(PaymentLine { payment, payout, number })
            })
            .collect()
    }
}
