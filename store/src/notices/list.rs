//! Notices page by page, and a message of one as it was sent.

use domain::{
    clock::Timestamp,
    ids::{DeliveryId, IncidentId, NoticeId, PersonId},
    mail::MailState,
};
use uuid::Uuid;

use super::{COLUMNS, Notice, Row};
use crate::{
    Store, StoreError, on,
    statement::{Statement, bound},
};

/// A message to one person, as far as it is kept: enough to write it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentMessage {
    /// Which delivery; its `Message-ID` follows from it.
    pub delivery_id: DeliveryId,
    /// Of which notice.
    pub notice_id: NoticeId,
    /// To whom.
    pub person_id: PersonId,
    /// What became of it.
    pub state: MailState,
    /// With which invitation.
    pub generation: i64,
    /// When it was first begun: its `Date`.
    pub begun_at: Option<Timestamp>,
    /// When the relay took it.
    pub sent_at: Option<Timestamp>,
    /// SHA-256 of the bytes that went out.
    pub sha256: Option<[u8; 32]>,
    /// Which of the notice's fixed words it said.
    pub words_number: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct MessageRow {
    delivery_id: Uuid,
    notice_id: Uuid,
    recipient_id: Uuid,
    state: String,
    generation: i64,
    begun_at: Option<i64>,
    sent_at: Option<i64>,
    message_sha256: Option<Vec<u8>>,
    words_number: Option<i64>,
}

impl Store {
    /// A page of the notices of these incidents that the law wants, newest first, and how many there are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn notices_of(&self, incidents: &[IncidentId], offset: i64, limit: i64) -> Result<(Vec<Notice>, i64), StoreError> {
        if incidents.is_empty() {
            return Ok((Vec::new(), 0));
        }
        let of = |what: &str| {
            let mut sql = Statement::new("select ");
            sql.sql(what).sql(" from notices where purpose = 'notice' and incident_id in (");
            sql.ids(incidents.iter().map(|incident| incident.0)).sql(")");
            sql
        };
        let count = of("cast(count(*) as bigint)");
        let all: i64 = on!(self.read(), |db| bound!(sqlx::query_scalar(count.text()).persistent(false), count).fetch_one(db).await)?;
        let mut sql = of(COLUMNS);
        sql.sql(" order by created_at desc, notice_id desc limit ").number(limit).sql(" offset ").number(offset);
        let rows: Vec<Row> = on!(self.read(), |db| bound!(sqlx::query_as(sql.text()).persistent(false), sql).fetch_all(db).await)?;
        Ok((rows.into_iter().map(Notice::try_from).collect::<Result<_, _>>()?, all))
    }

    /// A message to this person, by its delivery.
    ///
    /// # Errors
    /// When the database fails, or holds what makes no sense.
    pub async fn sent_message(
        &self,
        incident: IncidentId,
        person: PersonId,
        delivery: DeliveryId,
    ) -> Result<Option<SentMessage>, StoreError> {
        let sql = "select delivery_id, notice_id, recipient_id, state, generation, begun_at, sent_at, message_sha256, words_number
                   from deliveries where incident_id = $1 and recipient_id = $2 and delivery_id = $3 and recipient = 'person'";
        let row: Option<MessageRow> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(person.0).bind(delivery.0).fetch_optional(db).await)?;
        let Some(row) = row else { return Ok(None) };
        let nonsense = |column| StoreError::Nonsense { table: "deliveries", column };
        let sha256 = row.message_sha256.map(|hash| hash.try_into().map_err(|_| nonsense("message_sha256"))).transpose()?;
        Ok(Some(SentMessage {
            delivery_id: DeliveryId(row.delivery_id),
            notice_id: NoticeId(row.notice_id),
            person_id: PersonId(row.recipient_id),
            state: MailState::parse(&row.state).ok_or_else(|| nonsense("state"))?,
            generation: row.generation,
            begun_at: row.begun_at.map(Timestamp::from_micros),
            sent_at: row.sent_at.map(Timestamp::from_micros),
            sha256,
            words_number: row.words_number,
        }))
    }

    /// Up to `limit` people whom a notice reaches, each as unlike the ones before as can be had: by language, and by who is written to.
    /// For a preview.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unlike_people(&self, notice: &Notice, limit: usize) -> Result<Vec<PersonId>, StoreError> {
        let reached = |what: &str| {
            let mut sql = Statement::new("select ");
            sql.sql(what).sql(" from people p where ");
            notice.whom().push_people(&mut sql);
            sql
        };
        let sorts = reached("distinct p.kind, p.lang");
        let sorts: Vec<(String, String)> = on!(self.read(), |db| bound!(sqlx::query_as(sorts.text()), sorts).fetch_all(db).await)?;
        let mut people = Vec::new();
        let mut seen: Vec<(String, String)> = Vec::new();
        // First those that differ in both, then in one.
        for most_same in [0, 1] {
            for (kind, lang) in &sorts {
                let same = |(other_kind, other_lang): &(String, String)| usize::from(other_kind == kind) + usize::from(other_lang == lang);
                let is_like = seen.iter().map(same).max().unwrap_or(0) > most_same;
                if people.len() >= limit || is_like || seen.contains(&(kind.clone(), lang.clone())) {
                    continue;
                }
                let mut sql = reached("p.person_id");
                sql.sql(" and p.kind = ").texts([kind.as_str()]).sql(" and p.lang = ").texts([lang.as_str()]);
                sql.sql(" order by p.person_id limit 1");
                let id: Option<Uuid> = on!(self.read(), |db| bound!(sqlx::query_scalar(sql.text()), sql).fetch_optional(db).await)?;
                people.extend(id.map(PersonId));
                seen.push((kind.clone(), lang.clone()));
            }
        }
        Ok(people)
    }
}
