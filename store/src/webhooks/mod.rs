//! Webhooks: systems of the company that hear of events. The address is sealed; the secret is derived and not stored.

mod calls;

use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{
    clock::Timestamp,
    ids::{WebhookCallId, WebhookId},
    webhook::{EventSet, WebhookState},
};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;

pub use calls::{Call, CallOutcome, LeasedCall};

use crate::{Store, StoreError, Tx, keys::Place, on};

/// What is sealed of a webhook. An address may hold a secret of its own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhookTarget {
    /// What staff call it.
    pub name: String,
    /// Where it is called.
    pub address: String,
}

/// A system that hears of events.
#[derive(Clone)]
pub struct Webhook {
    /// Which.
    pub webhook_id: WebhookId,
    /// Name and address.
    pub target: WebhookTarget,
    /// What it hears of.
    pub events: EventSet,
    /// Whether it is called.
    pub state: WebhookState,
    /// When it was added.
    pub created_at: Timestamp,
}

const fn place(webhook: WebhookId) -> Place {
    Place { table: "webhooks", row: webhook.0 }
}

const fn nonsense(column: &'static str) -> StoreError {
    StoreError::Nonsense { table: "webhooks", column }
}

#[derive(sqlx::FromRow)]
struct Row {
    webhook_id: Uuid,
    sealed: Vec<u8>,
    events: i64,
    state: String,
    created_at: i64,
}

impl Store {
    fn open_webhook(&self, row: &Row) -> Result<Webhook, StoreError> {
        let webhook_id = WebhookId(row.webhook_id);
        Ok(Webhook {
            webhook_id,
            target: self.system_keys().open(place(webhook_id), &row.sealed)?,
            events: EventSet::from_bits(row.events),
            state: WebhookState::parse(&row.state).ok_or(nonsense("state"))?,
            created_at: Timestamp::from_micros(row.created_at),
        })
    }

    /// Adds one, which is called from now on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_webhook(
        &self,
        tx: &mut Tx,
        target: &WebhookTarget,
        events: EventSet,
        now: Timestamp,
    ) -> Result<WebhookId, StoreError> {
        let webhook_id = WebhookId::new(now, &*self.entropy);
        let sealed = self.system_keys().seal(place(webhook_id), target, &*self.entropy)?;
        let sql = "insert into webhooks (webhook_id, sealed, events, state, created_at) values ($1, $2, $3, $4, $5)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(webhook_id.0)
            .bind(&sealed)
            .bind(events.bits())
            .bind(WebhookState::Active.as_str())
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(webhook_id)
    }

    /// All of them, the oldest first.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn webhooks(&self) -> Result<Vec<Webhook>, StoreError> {
        let sql = "select webhook_id, sealed, events, state, created_at from webhooks order by created_at, webhook_id";
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(sql).fetch_all(db).await)?;
        rows.iter().map(|row| self.open_webhook(row)).collect()
    }

    /// One of them.
    ///
    /// # Errors
    /// When the database fails or the row does not open.
    pub async fn webhook(&self, webhook: WebhookId) -> Result<Option<Webhook>, StoreError> {
        let sql = "select webhook_id, sealed, events, state, created_at from webhooks where webhook_id = $1";
        let row: Option<Row> = on!(self.read(), |db| sqlx::query_as(sql).bind(webhook.0).fetch_optional(db).await)?;
        row.map(|row| self.open_webhook(&row)).transpose()
    }

    /// Pauses it or goes on; `false` when that changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_webhook_state(&self, tx: &mut Tx, webhook: WebhookId, state: WebhookState) -> Result<bool, StoreError> {
        let sql = "update webhooks set state = $1 where webhook_id = $2 and state <> $1";
        let changed = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(state.as_str())
            .bind(webhook.0)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed == 1)
    }

    /// Removes it with all its calls; `false` when it is not there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_webhook(&self, tx: &mut Tx, webhook: WebhookId) -> Result<bool, StoreError> {
        let sql = "delete from webhook_calls where webhook_id = $1";
        on!(&mut *tx, |db| sqlx::query(sql).bind(webhook.0).execute(&mut **db).await.map(|_| ()))?;
        let sql = "delete from webhooks where webhook_id = $1";
        let removed = on!(&mut *tx, |db| sqlx::query(sql).bind(webhook.0).execute(&mut **db).await.map(|done| done.rows_affected()))?;
        Ok(removed == 1)
    }

    fn webhook_key(&self, webhook: WebhookId) -> [u8; 32] {
        self.system_keys().webhooks().hash(&[b"secret", webhook.0.as_bytes()])
    }

    /// The secret of a webhook, for whoever set it up: `whsec_` and base64, as the Standard Webhooks specification writes it.
    #[must_use]
    pub fn webhook_secret(&self, webhook: WebhookId) -> String {
        format!("whsec_{}", STANDARD.encode(self.webhook_key(webhook)))
    }

    /// The signature of a call: HMAC-SHA-256 over `id.seconds.body` (Standard Webhooks, version 1).
    #[must_use]
    pub fn webhook_signature(&self, webhook: WebhookId, call: WebhookCallId, at: Timestamp, body: &[u8]) -> String {
        let Ok(mut mac) = <Hmac<Sha256> as Mac>::new_from_slice(&self.webhook_key(webhook)) else { unreachable!("HMAC takes every key") };
        mac.update(format!("{call}.{}.", at.as_micros().div_euclid(1_000_000)).as_bytes());
        mac.update(body);
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}
