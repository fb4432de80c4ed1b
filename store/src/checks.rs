//! Questions put to `/check`. The request writes one sealed row, the same for every address; a worker answers by mail.

use domain::{
    clock::Timestamp,
    email::EmailAddress,
    ids::{IncidentId, new_uuid},
    lang::Lang,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    budgets::{Counted, Decision, Limit},
    group_commit::{WaitingRow, WaitingTable},
    keys::{Place, Purpose},
    on,
};

/// What is sealed on the row of a question, and of a reminder.
#[derive(Serialize, Deserialize)]
struct Asked {
    email: String,
    wants_reminder: bool,
}

/// A question that waits for its answer.
#[derive(Clone, Debug)]
pub struct Check {
    /// Which question.
    pub check_id: Uuid,
    /// Whose address it is about, and where the answer goes.
    pub email: EmailAddress,
    /// Whether to write again when we know.
    pub wants_reminder: bool,
    /// The language of the answer.
    pub lang: Lang,
    /// When it was asked.
    pub asked_at: Timestamp,
}

/// The limits of `/check`.
#[derive(Clone, Copy, Debug)]
pub struct CheckLimits {
    /// How often a network may press a button.
    pub network: Limit,
    /// How many mails an address gets, on a list or not.
    pub address: Limit,
}

const fn place(table: &'static str, row: Uuid) -> Place {
    Place { table, row }
}

/// A reminder's key is no UUID; this is the first half of the address' hash, which is all of it.
fn reminder_place(email_hash: &[u8; 16]) -> Place {
    place("check_reminders", Uuid::from_bytes(*email_hash))
}

impl Store {
    /// Takes a question: counts it for the network and for the address, and keeps it if both allow it. Looks at nobody's
    /// list, so that known and unknown take the same work.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ask_check(
        &self,
        email: &EmailAddress,
        wants_reminder: bool,
        lang: Lang,
        network: &str,
        limits: CheckLimits,
        now: Timestamp,
    ) -> Result<Decision, StoreError> {
        let check_id = new_uuid(now, &*self.entropy);
        let asked = Asked { email: email.as_str().to_owned(), wants_reminder };
        let sealed = self.system_keys().seal(place("checks", check_id), &asked, &*self.entropy)?;
        let spends =
            vec![(self.bucket(Counted::Network(network)), limits.network), (self.bucket(Counted::CheckMails(email)), limits.address)];
        self.write_together(spends, Some(WaitingRow { table: WaitingTable::Checks, id: check_id, sealed, lang: lang.as_str() }), now).await
    }

    /// The oldest questions without an answer.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn open_checks(&self, most: i64) -> Result<Vec<Check>, StoreError> {
        let sql = "select check_id, sealed, lang, asked_at from checks order by asked_at limit $1";
        let rows: Vec<(Uuid, Vec<u8>, String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).bind(most).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(check_id, sealed, lang, asked_at)| {
                let asked: Asked = self.system_keys().open(place("checks", check_id), &sealed)?;
                Ok(Check {
                    check_id,
                    email: read_email(&asked.email, "checks")?,
                    wants_reminder: asked.wants_reminder,
                    lang: Lang::from_tag(&lang),
                    asked_at: Timestamp::from_micros(asked_at),
                })
            })
            .collect()
    }

    /// Takes a question away, in the transaction that queues its answer. `false` when another worker was first: then
    /// queue nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close_check(&self, tx: &mut Tx, check: Uuid) -> Result<bool, StoreError> {
        let sql = "delete from checks where check_id = $1";
        let closed = on!(&mut *tx, |db| sqlx::query(sql).bind(check).execute(&mut **db).await.map(|done| done.rows_affected()))?;
        Ok(closed == 1)
    }

    /// "Write to me when you know": keeps the address for an incident whose list is not there yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remind_check(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        email: &EmailAddress,
        lang: Lang,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let keys = self.incident_keys(incident).await?;
        let email_hash = keys.lookup(Purpose::Email, &[email.as_str().as_bytes()]);
        let sealed = keys.seal(reminder_place(&email_hash), &email.as_str(), &*self.entropy)?;
        let sql = "insert into check_reminders (incident_id, email_hash, sealed, lang, asked_at) values ($1, $2, $3, $4, $5)
                   on conflict (incident_id, email_hash) do nothing";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(email_hash.to_vec())
            .bind(&sealed)
            .bind(lang.as_str())
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        Ok(())
    }

    /// The oldest who wait to hear from us about this incident, with their language.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn check_reminders(&self, incident: IncidentId, most: i64) -> Result<Vec<(EmailAddress, Lang)>, StoreError> {
        let keys = self.incident_keys(incident).await?;
        let sql = "select email_hash, sealed, lang from check_reminders where incident_id = $1 order by asked_at limit $2";
        let rows: Vec<(Vec<u8>, Vec<u8>, String)> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(most).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(email_hash, sealed, lang)| {
                let nonsense = |_| StoreError::Nonsense { table: "check_reminders", column: "email_hash" };
                let email_hash = <[u8; 16]>::try_from(email_hash).map_err(nonsense)?;
                let email: String = keys.open(reminder_place(&email_hash), &sealed)?;
                Ok((read_email(&email, "check_reminders")?, Lang::from_tag(&lang)))
            })
            .collect()
    }

    /// Takes a reminder away, in the transaction that queues its mail. `false` when another worker was first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn close_check_reminder(&self, tx: &mut Tx, incident: IncidentId, email: &EmailAddress) -> Result<bool, StoreError> {
        let email_hash = self.incident_keys(incident).await?.lookup(Purpose::Email, &[email.as_str().as_bytes()]);
        let sql = "delete from check_reminders where incident_id = $1 and email_hash = $2";
        let closed = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(email_hash.to_vec())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(closed == 1)
    }

    /// Whether an incident has a list yet: whether a first import was accepted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_a_list(&self, incident: IncidentId) -> Result<bool, StoreError> {
        let sql = "select cast(count(*) as bigint) from imports where incident_id = $1 and accepted_at is not null";
        let accepted: i64 = on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_one(db).await)?;
        Ok(accepted > 0)
    }
}

fn read_email(text: &str, table: &'static str) -> Result<EmailAddress, StoreError> {
    EmailAddress::parse(text).map_err(|_| StoreError::Nonsense { table, column: "sealed" })
}
