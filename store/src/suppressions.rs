//! Addresses that take no mail but what the law wants: there is no such mailbox, or whoever reads it called a mail of ours spam.
//! Found by keyed hash only.

use std::collections::HashSet;

use domain::{
    clock::Timestamp,
    email::EmailAddress,
    ids::{DeliveryId, IncidentId, PersonId},
    person::{Contact, Person},
};
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    keys::{LookupHash, Place, Purpose},
    notices::Notice,
    on,
    statement::{Statement, bound},
};

/// Why nothing goes there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhySuppressed {
    /// There is no such mailbox.
    Bounced,
    /// Whoever reads it called a mail of ours spam.
    Complained,
}

impl WhySuppressed {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Bounced => "bounced",
            Self::Complained => "complained",
        }
    }
}

impl Store {
    /// Sends an address nothing more but what the law wants, in every incident. Done before, it changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn suppress(&self, tx: &mut Tx, email: &EmailAddress, why: WhySuppressed, now: Timestamp) -> Result<(), StoreError> {
        let incidents: Vec<Uuid> = on!(&mut *tx, |db| sqlx::query_scalar("select incident_id from incidents").fetch_all(&mut **db).await)?;
        let address = email.as_str().as_bytes();
        let mut hashes = vec![(Uuid::nil(), self.system_keys().lookup(Purpose::Email, &[address]))];
        for incident in incidents {
            hashes.push((incident, self.keys.incident_in(tx, IncidentId(incident)).await?.lookup(Purpose::Email, &[address])));
        }
        let sql = "insert into suppressions (scope, email_hash, reason, suppressed_at) values ($1, $2, $3, $4)
                   on conflict (scope, email_hash) do nothing";
        for (scope, hash) in hashes {
            on!(&mut *tx, |db| sqlx::query(sql)
                .bind(scope)
                .bind(hash.to_vec())
                .bind(why.as_str())
                .bind(now.as_micros())
                .execute(&mut **db)
                .await
                .map(|_| ()))?;
        }
        Ok(())
    }

    /// Whether an address takes no mail but what the law wants.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_suppressed(&self, email: &EmailAddress) -> Result<bool, StoreError> {
        let hash = self.system_keys().lookup(Purpose::Email, &[email.as_str().as_bytes()]);
        let sql = "select cast(count(*) as bigint) from suppressions where scope = $1 and email_hash = $2";
        let found: i64 = on!(self.read(), |db| sqlx::query_scalar(sql).bind(Uuid::nil()).bind(hash.to_vec()).fetch_one(db).await)?;
        Ok(found > 0)
    }

    /// Suppresses the addresses of those whose mail came back because there is no such mailbox.
    pub(crate) async fn suppress_bounced(
        &self,
        tx: &mut Tx,
        notice: &Notice,
        deliveries: &[DeliveryId],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if deliveries.is_empty() {
            return Ok(());
        }
        let mut of = Statement::new(" where d.state = 'bounced' and d.incident_id = ");
        of.id(notice.incident_id.0).sql(" and d.notice_id = ").id(notice.notice_id.0).sql(" and d.delivery_id in (");
        of.ids(deliveries.iter().map(|delivery| delivery.0)).sql(")");
        let people = "select p.person_id, p.sealed from deliveries d join people p on p.incident_id = d.incident_id
                      and p.person_id = d.recipient_id and d.recipient = 'person'";
        let subscribers = "select s.subscriber_id, s.sealed from deliveries d join subscribers s on s.subscriber_id = d.recipient_id
                           and d.recipient = 'subscriber'";
        let mut bounced = Vec::new();
        for (table, sql) in [("people", people), ("subscribers", subscribers)] {
            let sql = format!("{sql}{}", of.text());
            let rows: Vec<(Uuid, Vec<u8>)> =
                on!(&mut *tx, |db| bound!(sqlx::query_as(&sql).persistent(false), of).fetch_all(&mut **db).await)?;
            bounced.extend(rows.into_iter().map(|row| (table, row)));
        }
        let keys = self.keys.incident_in(tx, notice.incident_id).await?;
        for (table, (row, sealed)) in bounced {
            let place = Place { table, row };
            let email = match table {
                "people" => keys.open::<Contact>(place, &sealed)?.email_address(),
                _ => EmailAddress::parse(&self.system_keys().open::<String>(place, &sealed)?).ok(),
            };
            if let Some(email) = email {
                self.suppress(tx, &email, WhySuppressed::Bounced, now).await?;
            }
        }
        Ok(())
    }

    /// Which of these people get nothing that the law does not want: they left, or their address takes no mail.
    pub(crate) async fn unwanted(&self, incident: IncidentId, people: &[Person]) -> Result<HashSet<PersonId>, StoreError> {
        if people.is_empty() {
            return Ok(HashSet::new());
        }
        let mut sql = Statement::new("select person_id from update_leaves where incident_id = ");
        sql.id(incident.0).sql(" and person_id in (").ids(people.iter().map(|person| person.person_id.0)).sql(")");
        let left: Vec<Uuid> = on!(self.read(), |db| bound!(sqlx::query_scalar(sql.text()).persistent(false), sql).fetch_all(db).await)?;
        let mut unwanted: HashSet<PersonId> = left.into_iter().map(PersonId).collect();
        let hash = |person: &Person| {
            let email = person.contact.email.as_deref().unwrap_or_default();
            self.system_keys().lookup(Purpose::Email, &[email.as_bytes()])
        };
        let suppressed = self.suppressed_of(people.iter().map(hash)).await?;
        unwanted.extend(people.iter().filter(|person| suppressed.contains(&hash(person))).map(|person| person.person_id));
        Ok(unwanted)
    }

    /// Which of these hashes, under the installation's key, stand for an address that takes no mail.
    pub(crate) async fn suppressed_of(&self, hashes: impl Iterator<Item = LookupHash>) -> Result<HashSet<LookupHash>, StoreError> {
        let mut sql = Statement::new("select email_hash from suppressions where scope = ");
        sql.id(Uuid::nil()).sql(" and email_hash in (").hashes(hashes).sql(")");
        let found: Vec<Vec<u8>> = on!(self.read(), |db| bound!(sqlx::query_scalar(sql.text()).persistent(false), sql).fetch_all(db).await)?;
        Ok(found.into_iter().filter_map(|hash| hash.try_into().ok()).collect())
    }
}
