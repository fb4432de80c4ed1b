//! Reports of mail that a relay took and somebody behind it did not: what becomes of the delivery, its person and the address.

use domain::{
    bounce::{Returned, StatusCode},
    clock::Timestamp,
    email::EmailAddress,
    ids::{DeliveryId, IncidentId, MailId, NoticeId},
    mail::MailState,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    notices::Notice,
    on,
    outbox::{OutgoingMail, place},
    suppressions::WhySuppressed,
};

/// A report about one message of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The message: a delivery's id, or one of the outbox.
    pub message_id: Uuid,
    /// What became of it.
    pub returned: Returned,
    /// Why, as far as the report says it in a code.
    pub status: StatusCode,
    /// What names the report: its own `Message-ID`, or all its bytes where it has none.
    pub name: Vec<u8>,
}

impl Report {
    fn sha256(&self) -> [u8; 32] {
        Sha256::new().chain_update(self.message_id.as_bytes()).chain_update(&self.name).finalize().into()
    }

    /// The state that a message is in afterwards, and from which it gets there; nothing when the report only counts.
    const fn state(&self) -> Option<(MailState, &'static str)> {
        match self.returned {
            // A report can be here before its sending is recorded, or while a second copy is on its way.
            Returned::Refused => Some((MailState::Bounced, "('queued', 'sending', 'sent', 'failed')")),
            Returned::GivenUp => Some((MailState::Failed, "('queued', 'sending', 'sent')")),
            Returned::Delayed => None,
        }
    }
}

/// What a report did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noted {
    /// It was counted.
    New {
        /// Whether the address takes nothing more but what the law wants.
        is_suppressed: bool,
        /// Whether a letter goes to the person now.
        has_letter: bool,
    },
    /// It was read before.
    Again,
    /// No message of ours has this id.
    Unknown,
}

impl Store {
    /// Takes a report to heart, in one transaction: a message that was refused or given up is marked so; an address that is none is
    /// suppressed; whose required notice it was is told by letter, if they have a postal address. The same report again changes nothing.
    ///
    /// # Errors
    /// When the database fails; then nothing of it happened.
    pub async fn note_report(&self, report: &Report, now: Timestamp) -> Result<Noted, StoreError> {
        let sql = "select notice_id from deliveries where delivery_id = $1 and channel = 'email'";
        let notice: Option<Uuid> = on!(self.read(), |db| sqlx::query_scalar(sql).bind(report.message_id).fetch_optional(db).await)?;
        if let Some(notice) = notice {
            return match self.find_notice(NoticeId(notice)).await? {
                Some(notice) => self.note_delivery(&notice, report, now).await,
                None => Ok(Noted::Unknown),
            };
        }
        let sql = "select incident_id, sealed from outbox where mail_id = $1";
        let mail: Option<(Option<Uuid>, Vec<u8>)> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(report.message_id).fetch_optional(db).await)?;
        match mail {
            Some((incident, sealed)) => self.note_mail(incident.map(IncidentId), &sealed, report, now).await,
            None => Ok(Noted::Unknown),
        }
    }

    async fn note_delivery(&self, notice: &Notice, report: &Report, now: Timestamp) -> Result<Noted, StoreError> {
        let mut tx = self.write().await?;
        if !is_new(&mut tx, notice.incident_id.0, report, now).await? {
            return Ok(Noted::Again);
        }
        let (mut is_suppressed, mut has_letter) = (false, false);
        if let Some((state, from)) = report.state() {
            let sql = format!(
                "update deliveries set state = $1, status_code = $2, lease_token = null
                 where incident_id = $3 and notice_id = $4 and delivery_id = $5 and state in {from}"
            );
            on!(&mut tx, |db| sqlx::query(&sql)
                .bind(state.as_str())
                .bind(report.status.to_string())
                .bind(notice.incident_id.0)
                .bind(notice.notice_id.0)
                .bind(report.message_id)
                .execute(&mut **db)
                .await
                .map(|_| ()))?;
            let these = [DeliveryId(report.message_id)];
            if report.returned == Returned::Refused && report.status.is_no_mailbox() {
                self.suppress_bounced(&mut tx, notice, &these, now).await?;
                is_suppressed = true;
            }
            has_letter = self.queue_letters(&mut tx, notice, &these, now).await? > 0;
        }
        tx.commit().await?;
        Ok(Noted::New { is_suppressed, has_letter })
    }

    /// A code or an answer that did not arrive: whoever waits for it asks again, so nothing goes by letter.
    async fn note_mail(&self, incident: Option<IncidentId>, sealed: &[u8], report: &Report, now: Timestamp) -> Result<Noted, StoreError> {
        let mail_id = MailId(report.message_id);
        let is_no_mailbox = report.returned == Returned::Refused && report.status.is_no_mailbox();
        let email = if is_no_mailbox { self.address_of(incident, mail_id, sealed).await? } else { None };
        let mut tx = self.write().await?;
        if !is_new(&mut tx, incident.map_or(Uuid::nil(), |incident| incident.0), report, now).await? {
            return Ok(Noted::Again);
        }
        if let Some((state, from)) = report.state() {
            let sql = format!("update outbox set state = $1, status_code = $2, lease_token = null where mail_id = $3 and state in {from}");
            on!(&mut tx, |db| sqlx::query(&sql)
                .bind(state.as_str())
                .bind(report.status.to_string())
                .bind(mail_id.0)
                .execute(&mut **db)
                .await
                .map(|_| ()))?;
        }
        if let Some(email) = &email {
            self.suppress(&mut tx, email, WhySuppressed::Bounced, now).await?;
        }
        tx.commit().await?;
        Ok(Noted::New { is_suppressed: email.is_some(), has_letter: false })
    }

    async fn address_of(&self, incident: Option<IncidentId>, mail: MailId, sealed: &[u8]) -> Result<Option<EmailAddress>, StoreError> {
        let mail: OutgoingMail = match incident {
            Some(incident) => self.incident_keys(incident).await?.open(place(mail), sealed)?,
            None => self.system_keys().open(place(mail), sealed)?,
        };
        Ok(EmailAddress::parse(&mail.to).ok())
    }

    /// How many reports of each kind were read about the mail of an incident, or about mail that belongs to none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_reports(&self, incident: Option<IncidentId>) -> Result<Vec<(Returned, i64)>, StoreError> {
        let sql = "select returned, cast(count(*) as bigint) from bounces where incident_id = $1 group by returned order by returned";
        let scope = incident.map_or(Uuid::nil(), |incident| incident.0);
        let rows: Vec<(String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).bind(scope).fetch_all(db).await)?;
        let returned = |word: &str| Returned::parse(word).ok_or(StoreError::Nonsense { table: "bounces", column: "returned" });
        rows.into_iter().map(|(word, count)| Ok((returned(&word)?, count))).collect()
    }
}

/// Writes down that a report was read; false when it was before.
async fn is_new(tx: &mut Tx, scope: Uuid, report: &Report, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "insert into bounces (incident_id, report_sha256, message_id, returned, status_code, read_at) values ($1, $2, $3, $4, $5, $6)
               on conflict (incident_id, report_sha256) do nothing";
    let new = on!(&mut *tx, |db| sqlx::query(sql)
        .bind(scope)
        .bind(report.sha256().to_vec())
        .bind(report.message_id)
        .bind(report.returned.as_str())
        .bind(report.status.to_string())
        .bind(now.as_micros())
        .execute(&mut **db)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(new == 1)
}
