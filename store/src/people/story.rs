//! A person's life story for staff: found by what they can name, with all that happened to them. The caller writes down that
//! somebody looked.

use domain::{
    clock::Timestamp,
    code::TypedCode,
    email::EmailAddress,
    ids::{ImportId, IncidentId, PersonId},
    mail::{MailState, MailTemplate},
    visit::{Channel, Proof},
};
use serde_json::Value;
use uuid::Uuid;

use crate::{Store, StoreError, audit::Chain, invitations::code_hash, keys::Purpose, on};

/// Rows of one kind in a story: the newest.
const NEWEST: i64 = 200;

/// What somebody can be found by. Always the whole of it: nobody can leaf through the list.
#[derive(Clone, PartialEq, Eq)]
pub enum Search {
    /// The address on the list.
    Email(EmailAddress),
    /// The code of an invitation, also one that opens nothing any more.
    Code(TypedCode),
    /// The company's number.
    ExternalId(String),
}

impl std::fmt::Debug for Search {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Search({}, hidden)", self.kind())
    }
}

impl Search {
    /// What it is: for the log, which never has the value.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Email(_) => "email",
            Self::Code(_) => "code",
            Self::ExternalId(_) => "external_id",
        }
    }
}

/// What stands beside a person on their row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PersonMarks {
    /// The import they came in with.
    pub import_id: Option<ImportId>,
    /// When that import was begun.
    pub listed_at: Option<Timestamp>,
    /// When staff said of which kind they are; a list no longer changes it.
    pub kind_set_at: Option<Timestamp>,
    /// When the person changed their contact; a list no longer changes it.
    pub contact_set_at: Option<Timestamp>,
    /// When we learned that the postal address is wrong: no letter goes there.
    pub moved_at: Option<Timestamp>,
    /// The row that is kept, when this one is a double.
    pub merged_into: Option<PersonId>,
}

/// An invitation in a story. Link and code are not shown to anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastInvitation {
    /// How it travels.
    pub channel: Channel,
    /// Only the person's newest opens anything.
    pub generation: i64,
}

/// A mail that is no notice, in a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastMail {
    /// What it says.
    pub template: MailTemplate,
    /// How far it is.
    pub state: MailState,
    /// When it was queued.
    pub queued_at: Timestamp,
    /// When the relay took it.
    pub sent_at: Option<Timestamp>,
}

/// A visit in a story: its times, and not from where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastVisit {
    /// How the invitation came that opened it.
    pub channel: Channel,
    /// How the person showed who they are, if they did.
    pub proof: Option<Proof>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was used last.
    pub seen_at: Timestamp,
    /// Whether it was a helper's and not the person's own.
    pub is_helpers: bool,
}

/// A row of the log about somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastAct {
    /// When.
    pub at: Timestamp,
    /// Who: a staff member's id, or a name of ours.
    pub actor: String,
    /// What.
    pub act: String,
    /// The rest.
    pub details: Value,
}

impl PastAct {
    /// A text of the details.
    #[must_use]
    pub fn detail(&self, name: &str) -> Option<&str> {
        self.details.get(name).and_then(Value::as_str)
    }
}

type VisitRow = (String, Option<String>, i64, i64, bool);
type MarksRow = (Uuid, i64, Option<i64>, Option<i64>, Option<i64>, Option<Uuid>);

impl Store {
    /// Whom somebody means, in one incident, by id; a double is answered by the row that is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_people(&self, incident: IncidentId, search: &Search) -> Result<Vec<PersonId>, StoreError> {
        let keys = self.incident_keys(incident).await?;
        let (condition, hash) = match search {
            Search::Email(email) => ("people.email_hash = $2", super::row::email_hash(&keys, email.as_str())),
            Search::ExternalId(id) => ("people.external_id_hash = $2", keys.lookup(Purpose::ExternalId, &[id.as_bytes()])),
            Search::Code(code) => (
                "people.person_id in (select i.person_id from invitations i where i.incident_id = $1 and i.code_hash = $2)",
                code_hash(&keys, code),
            ),
        };
        let sql = format!(
            "select distinct coalesce(people.merged_into, people.person_id) from people
             where people.incident_id = $1 and {condition} and {} order by 1 limit 50",
            super::reads::IN_AN_ACCEPTED_IMPORT
        );
        let found: Vec<Uuid> = on!(self.read(), |db| sqlx::query_scalar(&sql).bind(incident.0).bind(hash.as_slice()).fetch_all(db).await)?;
        Ok(found.into_iter().map(PersonId).collect())
    }

    /// What stands beside a person of an accepted import; `None` when there is nobody.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn person_marks(&self, incident: IncidentId, person: PersonId) -> Result<Option<PersonMarks>, StoreError> {
        let sql = "select p.import_id, i.started_at, p.kind_set_at, p.contact_set_at, p.moved_at, p.merged_into from people p
                   join imports i on i.incident_id = p.incident_id and i.import_id = p.import_id and i.accepted_at is not null
                   where p.incident_id = $1 and p.person_id = $2";
        let row: Option<MarksRow> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(person.0).fetch_optional(db).await)?;
        let time = |micros: Option<i64>| micros.map(Timestamp::from_micros);
        Ok(row.map(|(import, listed, kind, contact, moved, merged)| PersonMarks {
            import_id: Some(ImportId(import)),
            listed_at: time(Some(listed)),
            kind_set_at: time(kind),
            contact_set_at: time(contact),
            moved_at: time(moved),
            merged_into: merged.map(PersonId),
        }))
    }

    /// The doubles of which this row is the one that is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn doubles_of(&self, incident: IncidentId, person: PersonId) -> Result<Vec<PersonId>, StoreError> {
        let sql = "select person_id from people where incident_id = $1 and merged_into = $2 order by person_id";
        let rows: Vec<Uuid> = on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).bind(person.0).fetch_all(db).await)?;
        Ok(rows.into_iter().map(PersonId).collect())
    }

    /// A person's invitations, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invitations_of(&self, incident: IncidentId, person: PersonId) -> Result<Vec<PastInvitation>, StoreError> {
        let sql = "select channel, generation from invitations where incident_id = $1 and person_id = $2 order by generation desc, channel limit $3";
        let rows: Vec<(String, i64)> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(person.0).bind(NEWEST).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(channel, generation)| {
                let channel = Channel::parse(&channel).ok_or(StoreError::Nonsense { table: "invitations", column: "channel" })?;
                Ok(PastInvitation { channel, generation })
            })
            .collect()
    }

    /// Mails to a person that are no notices, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mails_to(&self, incident: IncidentId, person: PersonId) -> Result<Vec<PastMail>, StoreError> {
        let sql = "select kind, state, created_at, sent_at from outbox where incident_id = $1 and person_id = $2
                   order by created_at desc, mail_id desc limit $3";
        let rows: Vec<(String, String, i64, Option<i64>)> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(person.0).bind(NEWEST).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(template, state, queued, sent)| {
                let nonsense = |column| StoreError::Nonsense { table: "outbox", column };
                Ok(PastMail {
                    template: MailTemplate::parse(&template).ok_or_else(|| nonsense("kind"))?,
                    state: MailState::parse(&state).ok_or_else(|| nonsense("state"))?,
                    queued_at: Timestamp::from_micros(queued),
                    sent_at: sent.map(Timestamp::from_micros),
                })
            })
            .collect()
    }

    /// A person's visits of the last day (older ones are not kept), newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn visits_of(&self, incident: IncidentId, person: PersonId) -> Result<Vec<PastVisit>, StoreError> {
        let sql = "select channel, proof, opened_at, seen_at, helper_id is not null from visits where incident_id = $1 and person_id = $2
                   order by opened_at desc limit $3";
        let rows: Vec<VisitRow> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(person.0).bind(NEWEST).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(channel, proof, opened, seen, is_helpers)| {
                let nonsense = |column| StoreError::Nonsense { table: "visits", column };
                Ok(PastVisit {
                    channel: Channel::parse(&channel).ok_or_else(|| nonsense("channel"))?,
                    proof: proof.map(|word| Proof::parse(&word).ok_or_else(|| nonsense("proof"))).transpose()?,
                    opened_at: Timestamp::from_micros(opened),
                    seen_at: Timestamp::from_micros(seen),
                    is_helpers,
                })
            })
            .collect()
    }

    /// What the log says about somebody or something, newest first; `None` for every act.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn acts_about(&self, incident: IncidentId, about: Uuid, act: Option<&str>) -> Result<Vec<PastAct>, StoreError> {
        let sql = "select at, actor, act, details from audit where chain = $1 and about = $2 and (act = $3 or $4)
                   order by sequence desc limit $5";
        let rows: Vec<(i64, String, String, String)> = on!(self.read(), |db| sqlx::query_as(sql)
            .bind(Chain::Incident(incident).id())
            .bind(about)
            .bind(act.unwrap_or_default())
            .bind(act.is_none())
            .bind(NEWEST)
            .fetch_all(db)
            .await)?;
        rows.into_iter()
            .map(|(at, actor, act, details)| {
                let details = serde_json::from_str(&details).map_err(|_| StoreError::Nonsense { table: "audit", column: "details" })?;
                Ok(PastAct { at: Timestamp::from_micros(at), actor, act, details })
            })
            .collect()
    }
}
