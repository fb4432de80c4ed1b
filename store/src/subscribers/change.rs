//! Asking, confirming, choosing, leaving, coming back.

use std::time::Duration;

use domain::{
    clock::Timestamp,
    email::EmailAddress,
    ids::SubscriberId,
    lang::Lang,
    subscriber::{CONFIRM_WITHIN, Preferences, Scope, SubscriberKey, SubscriberState, SubscriberToken, TokenUse},
};
use uuid::Uuid;

use super::{COLUMNS, Row, Subscriber, place, read_state};
use crate::{Store, StoreError, Tx, on};

/// Who asks again within this time gets the same link again; later a new one, so that no link works for less than half its time.
const SAME_LINK: Duration = Duration::from_secs(24 * 3600);

/// What became of an asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Whose tokens to write into the mail.
    pub key: SubscriberKey,
    /// `Asked`: write the mail that asks for a confirmation. `Active`: they have confirmed long ago; send them their link.
    pub state: SubscriberState,
    /// When the link that confirms is over.
    pub confirm_until: Timestamp,
}

/// What became of a confirmation.
#[derive(Clone, Debug)]
pub enum Confirmed {
    /// From now on they get updates.
    Now(Subscriber),
    /// They had confirmed before, with the same link.
    Before(Subscriber),
}

/// What became of leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// They get nothing any more.
    Now,
    /// They had left before.
    Before,
}

impl Store {
    /// Somebody asks for updates with this address. Whoever had left or let the time pass begins again: with a new generation, so
    /// that what earlier mails hold is over, and with what they chose before. Whoever is active stays as they are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ask_subscription(
        &self,
        tx: &mut Tx,
        scope: Scope,
        email: &EmailAddress,
        lang: Lang,
        now: Timestamp,
    ) -> Result<Asked, StoreError> {
        let fresh = SubscriberId::new(now, &*self.entropy);
        let sealed = self.system_keys().seal(place(fresh), &email.as_str(), &*self.entropy)?;
        let first = Preferences::new(lang);
        // What is on the right of `set` is the row as it was.
        let sql =
            "insert into subscribers (subscriber_id, incident_id, email_hash, sealed, lang, pace, topics, state, generation, asked_at)
                   values ($1, $2, $3, $4, $5, $6, $7, 'asked', 1, $8)
                   on conflict (incident_id, email_hash) do update set
                       lang = case when subscribers.state = 'active' then subscribers.lang else excluded.lang end,
                       generation = case when subscribers.state = 'active' or (subscribers.state = 'asked' and subscribers.asked_at > $9)
                                    then subscribers.generation else subscribers.generation + 1 end,
                       asked_at = case when subscribers.state = 'active' or (subscribers.state = 'asked' and subscribers.asked_at > $9)
                                  then subscribers.asked_at else excluded.asked_at end,
                       left_at = null,
                       state = case when subscribers.state = 'active' then 'active' else 'asked' end
                   returning subscriber_id, generation, state, asked_at";
        let (subscriber_id, generation, state, asked_at): (Uuid, i64, String, i64) = on!(&mut *tx, |db| sqlx::query_as(sql)
            .bind(fresh.0)
            .bind(scope.column())
            .bind(self.subscriber_hash(email).to_vec())
            .bind(&sealed)
            .bind(lang.as_str())
            .bind(first.pace.as_str())
            .bind(first.topics.bits())
            .bind(now.as_micros())
            .bind(now.minus(SAME_LINK).as_micros())
            .fetch_one(&mut **db)
            .await)?;
        Ok(Asked {
            key: SubscriberKey { subscriber_id: SubscriberId(subscriber_id), generation },
            state: read_state(&state)?,
            confirm_until: Timestamp::from_micros(asked_at).plus(CONFIRM_WITHIN),
        })
    }

    /// Confirms with the token of the mail. However many presses come at once, one makes the subscriber active. `None` when the
    /// token opens nothing: unknown, changed, of an earlier generation, too late.
    ///
    /// # Errors
    /// When the database fails or the row does not open.
    pub async fn confirm_subscription(&self, token: &SubscriberToken, now: Timestamp) -> Result<Option<Confirmed>, StoreError> {
        let Some(found) = self.find_subscriber(TokenUse::Confirm, token, now).await? else { return Ok(None) };
        let mut tx = self.write().await?;
        let sql = format!(
            "update subscribers set state = 'active', confirmed_at = $1
             where subscriber_id = $2 and generation = $3 and state = 'asked' and asked_at > $4 returning {COLUMNS}"
        );
        let row: Option<Row> = on!(&mut tx, |db| sqlx::query_as(&sql)
            .bind(now.as_micros())
            .bind(found.key.subscriber_id.0)
            .bind(found.key.generation)
            .bind(now.minus(CONFIRM_WITHIN).as_micros())
            .fetch_optional(&mut **db)
            .await)?;
        tx.commit().await?;
        if let Some(row) = row {
            return Ok(Some(Confirmed::Now(self.open_subscriber(&row)?)));
        }
        // Another press was first, or another generation began meanwhile.
        let again = self.find_subscriber(TokenUse::Confirm, token, now).await?;
        Ok(again.filter(|found| found.state == SubscriberState::Active).map(Confirmed::Before))
    }

    /// Keeps what an active subscriber chose. `false` when they have left or another generation began meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn choose_preferences(&self, subscriber: SubscriberKey, chosen: Preferences) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let sql = "update subscribers set lang = $1, pace = $2, topics = $3
                   where subscriber_id = $4 and generation = $5 and state = 'active'";
        let changed = on!(&mut tx, |db| sqlx::query(sql)
            .bind(chosen.lang.as_str())
            .bind(chosen.pace.as_str())
            .bind(chosen.topics.bits())
            .bind(subscriber.subscriber_id.0)
            .bind(subscriber.generation)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        tx.commit().await?;
        Ok(changed == 1)
    }

    /// Takes a subscriber out who was found by a token (of the preferences or of leaving). Who never confirmed may leave too: then
    /// no press brings them back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leave_subscription(&self, subscriber: SubscriberKey, now: Timestamp) -> Result<Left, StoreError> {
        let sql = "update subscribers set state = 'left', left_at = $1
                   where subscriber_id = $2 and generation = $3 and state in ('asked', 'active')";
        Ok(if self.change_state(sql, subscriber, now).await? { Left::Now } else { Left::Before })
    }

    /// Brings a subscriber back who left, with what they chose before. `false` when they had not left, or another generation began
    /// meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn come_back(&self, subscriber: SubscriberKey, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "update subscribers set state = 'active', left_at = null, confirmed_at = $1
                   where subscriber_id = $2 and generation = $3 and state = 'left' and confirmed_at is not null";
        self.change_state(sql, subscriber, now).await
    }

    async fn change_state(&self, sql: &str, subscriber: SubscriberKey, now: Timestamp) -> Result<bool, StoreError> {
        let mut tx = self.write().await?;
        let changed = on!(&mut tx, |db| sqlx::query(sql)
            .bind(now.as_micros())
            .bind(subscriber.subscriber_id.0)
            .bind(subscriber.generation)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        tx.commit().await?;
        Ok(changed == 1)
    }
}
