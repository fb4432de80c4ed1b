//! What was put to `/subscribe`. The request writes one sealed row, the same for every address; a worker does it later.

use domain::{
    clock::Timestamp,
    email::EmailAddress,
    ids::{IncidentId, new_uuid},
    lang::Lang,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::nonsense;
use crate::{
    Store, StoreError, Tx,
    budgets::{Counted, Decision, Limit},
    group_commit::{WaitingRow, WaitingTable},
    keys::Place,
    on,
};

/// What somebody wants who typed an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AskedFor {
    /// Updates of this incident, or of every one.
    Updates(Option<IncidentId>),
    /// "Send me my link": to everything that was asked for with the address.
    Link,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    email: String,
    what: AskedFor,
}

/// What waits for the worker.
#[derive(Clone, Debug)]
pub struct SubscriberAsk {
    /// Which one.
    pub ask_id: Uuid,
    /// The address, where the answer goes.
    pub email: EmailAddress,
    /// What is wanted.
    pub what: AskedFor,
    /// The language of the page.
    pub lang: Lang,
}

/// The limits of `/subscribe`.
#[derive(Clone, Copy, Debug)]
pub struct SubscriberLimits {
    /// How often a network may press a button.
    pub network: Limit,
    /// How many mails an address gets, subscribed or not.
    pub address: Limit,
}

const fn place(ask: Uuid) -> Place {
    Place { table: "subscriber_asks", row: ask }
}

impl Store {
    /// Takes what somebody wants: counts it for the network and for the address, and keeps it if both allow it. Looks at no
    /// subscriber, so that all addresses take the same work.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_subscriber_ask(
        &self,
        email: &EmailAddress,
        what: AskedFor,
        lang: Lang,
        network: &str,
        limits: SubscriberLimits,
        now: Timestamp,
    ) -> Result<Decision, StoreError> {
        let ask_id = new_uuid(now, &*self.entropy);
        let sealed = Sealed { email: email.as_str().to_owned(), what };
        let sealed = self.system_keys().seal(place(ask_id), &sealed, &*self.entropy)?;
        let spends =
            vec![(self.bucket(Counted::Network(network)), limits.network), (self.bucket(Counted::SubscriberMails(email)), limits.address)];
        let row = WaitingRow { table: WaitingTable::SubscriberAsks, id: ask_id, sealed, lang: lang.as_str() };
        self.write_together(spends, Some(row), now).await
    }

    /// The oldest that wait.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn open_subscriber_asks(&self, most: i64) -> Result<Vec<SubscriberAsk>, StoreError> {
        let sql = "select ask_id, sealed, lang from subscriber_asks order by asked_at limit $1";
        let rows: Vec<(Uuid, Vec<u8>, String)> = on!(self.read(), |db| sqlx::query_as(sql).bind(most).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(ask_id, sealed, lang)| {
                let opened: Sealed = self.system_keys().open(place(ask_id), &sealed)?;
                let email = EmailAddress::parse(&opened.email).map_err(|_| nonsense("sealed"))?;
                Ok(SubscriberAsk { ask_id, email, what: opened.what, lang: Lang::from_tag(&lang) })
            })
            .collect()
    }

    /// Takes one away, in the transaction that does what it asks. `false` when another worker was first: then do nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close_subscriber_ask(&self, tx: &mut Tx, ask: Uuid) -> Result<bool, StoreError> {
        let sql = "delete from subscriber_asks where ask_id = $1";
        let closed = on!(&mut *tx, |db| sqlx::query(sql).bind(ask).execute(&mut **db).await.map(|done| done.rows_affected()))?;
        Ok(closed == 1)
    }
}
