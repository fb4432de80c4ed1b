//! Who is told by letter instead: a notice that the law wants, and that did not arrive by e-mail.

use domain::{
    clock::Timestamp,
    ids::{DeliveryId, IncidentId, PersonId},
    mail::MailState,
    visit::Channel,
};
use uuid::Uuid;

use super::Notice;
use crate::{
    Store, StoreError, Tx,
    invitations::Invitation,
    on,
    statement::{Statement, bound},
};

/// How those are reached whom a notice does not reach by e-mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// Letters by state; states without any are left out.
    pub by_state: Vec<(MailState, i64)>,
    /// Whose e-mail did not arrive, and who has no letter on its way either: for want of a postal address, or because it came back.
    pub not_reached: i64,
}

/// Of an incident: people whose required notice did not arrive by e-mail, and who were not told by another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Lost {
    /// A letter waits to be printed for them.
    pub by_letter: i64,
    /// Nothing is on its way to them.
    pub not_reached: i64,
}

impl Letters {
    /// How many letters are in `state`.
    #[must_use]
    pub fn of(&self, state: MailState) -> i64 {
        self.by_state.iter().find(|(which, _)| *which == state).map_or(0, |(_, count)| *count)
    }
}

/// What did not arrive by e-mail, and will not be tried again.
const LOST: &str = "d.channel = 'email' and d.recipient = 'person' and d.state in ('bounced', 'failed', 'suppressed')";

impl Store {
    /// Queues a letter to each person of these deliveries whose e-mail did not arrive, if the law wants the notice and they have a postal
    /// address. Part of the transaction that says so of the e-mail. Says how many are new.
    pub(crate) async fn queue_letters(
        &self,
        tx: &mut Tx,
        notice: &Notice,
        deliveries: &[DeliveryId],
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        if deliveries.is_empty() || !notice.purpose.is_required() {
            return Ok(0);
        }
        let mut sql = Statement::new(
            "select p.person_id, p.generation from deliveries d
             join people p on p.incident_id = d.incident_id and p.person_id = d.recipient_id where ",
        );
        sql.sql(LOST).sql(" and d.incident_id = ").id(notice.incident_id.0).sql(" and d.notice_id = ").id(notice.notice_id.0);
        sql.sql(" and d.delivery_id in (").ids(deliveries.iter().map(|delivery| delivery.0)).sql(")");
        // Somebody who moved gets none at the old address, and nobody is visible before their list is accepted.
        sql.sql(
            " and p.has_postal_address and p.moved_at is null and p.merged_into is null and exists (
                 select 1 from imports i where i.incident_id = p.incident_id and i.import_id = p.import_id and i.accepted_at is not null)",
        );
        let people: Vec<(Uuid, i64)> =
            on!(&mut *tx, |db| bound!(sqlx::query_as(sql.text()).persistent(false), sql).fetch_all(&mut **db).await)?;
        if people.is_empty() {
            return Ok(0);
        }
        let invitations: Vec<Invitation> = people
            .into_iter()
            .map(|(person, generation)| Invitation {
                incident_id: notice.incident_id,
                person_id: PersonId(person),
                channel: Channel::Letter,
                generation,
            })
            .collect();
        let keys = self.keys.incident_in(tx, notice.incident_id).await?;
        self.invite_many(tx, &keys, &invitations).await?;
        self.add_deliveries(tx, notice, &invitations, now).await
    }

    /// How those are reached whom a notice does not reach by e-mail.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn notice_letters(&self, notice: &Notice) -> Result<Letters, StoreError> {
        let sql = "select state, cast(count(*) as bigint) from deliveries
                   where incident_id = $1 and notice_id = $2 and channel = 'letter' group by state order by state";
        let (incident, id) = (notice.incident_id.0, notice.notice_id.0);
        let rows: Vec<(String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident).bind(id).fetch_all(db).await)?;
        let state = |word: &str| MailState::parse(word).ok_or(StoreError::Nonsense { table: "deliveries", column: "state" });
        let by_state = rows.into_iter().map(|(word, count)| Ok((state(&word)?, count))).collect::<Result<Vec<_>, StoreError>>()?;
        let sql = format!(
            "select cast(count(*) as bigint) from deliveries d where d.incident_id = $1 and d.notice_id = $2 and {LOST}
             and not exists (select 1 from deliveries l where l.incident_id = $1 and l.notice_id = $2 and l.recipient_id = d.recipient_id
                             and l.channel = 'letter' and l.state in ('queued', 'printed'))"
        );
        let not_reached = on!(self.read(), |db| sqlx::query_scalar(&sql).bind(incident).bind(id).fetch_one(db).await)?;
        Ok(Letters { by_state, not_reached })
    }

    /// Of an incident: how many people's notice did not arrive by e-mail, and whether a letter is on its way. Each counts once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_lost(&self, incident: IncidentId) -> Result<Lost, StoreError> {
        // In the order of the index `deliveries_lost`, which has no other rows.
        let sql = format!(
            "select cast(coalesce(sum(letter), 0) as bigint) as by_letter, cast(coalesce(sum(1 - letter), 0) as bigint) as not_reached from (
                 select d.recipient_id, case when exists (
                            select 1 from deliveries l where l.incident_id = $1 and l.recipient_id = d.recipient_id
                            and l.channel = 'letter' and l.state = 'queued') then 1 else 0 end as letter
                 from deliveries d where d.incident_id = $1 and {LOST}
                 and d.notice_id in (select n.notice_id from notices n where n.incident_id = $1 and n.purpose = 'notice')
                 and not exists (select 1 from deliveries t where t.incident_id = $1 and t.recipient_id = d.recipient_id
                                 and t.state in ('sent', 'printed')
                                 and t.notice_id in (select n.notice_id from notices n where n.incident_id = $1 and n.purpose = 'notice'))
                 group by d.recipient_id) as lost"
        );
        Ok(on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).fetch_one(db).await)?)
    }
}
