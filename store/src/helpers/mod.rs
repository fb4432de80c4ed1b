//! Somebody who helps a person, with an invitation of their own: limited by their kind, seen by the person, ended with one press.

mod invite;
mod name;
mod reads;
mod way_in;

use domain::{
    clock::Timestamp,
    helper::{HelperContact, HelperKind},
    ids::{HelperId, IncidentId, PersonId},
    lang::Lang,
};
use uuid::Uuid;

pub use name::{Added, NamingOutcome, NewHelper};
pub use way_in::{HelperInvitation, WayIn};

use crate::{
    StoreError,
    keys::{IncidentKeys, Place},
};

/// Somebody who helps, or did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Helper {
    /// Who.
    pub helper_id: HelperId,
    /// In which incident.
    pub incident_id: IncidentId,
    /// Whom they help.
    pub person_id: PersonId,
    /// In what capacity.
    pub kind: HelperKind,
    /// Name and address.
    pub contact: HelperContact,
    /// The language we write to them in.
    pub lang: Lang,
    /// Which of their invitations is good.
    pub generation: i64,
    /// A member of staff's id, or `the person`.
    pub made_by: String,
    /// Since when they get in; `None` while the person's six digits are missing.
    pub since: Option<Timestamp>,
    /// When they came in last.
    pub seen_at: Option<Timestamp>,
    /// Since when they do not get in any more.
    pub ended_at: Option<Timestamp>,
}

impl Helper {
    /// Whether they get in.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        self.since.is_some() && self.ended_at.is_none()
    }

    /// Their invitation, as it is good now.
    #[must_use]
    pub const fn invitation(&self) -> HelperInvitation {
        HelperInvitation {
            incident_id: self.incident_id,
            person_id: self.person_id,
            helper_id: self.helper_id,
            generation: self.generation,
        }
    }
}

const fn place(helper: HelperId) -> Place {
    Place { table: "helpers", row: helper.0 }
}

const COLUMNS: &str = "incident_id, helper_id, person_id, kind, sealed, lang, generation, made_by, since_at, seen_at, ended_at";

#[derive(sqlx::FromRow)]
struct HelperRow {
    incident_id: Uuid,
    helper_id: Uuid,
    person_id: Uuid,
    kind: String,
    sealed: Vec<u8>,
    lang: String,
    generation: i64,
    made_by: String,
    since_at: Option<i64>,
    seen_at: Option<i64>,
    ended_at: Option<i64>,
}

impl HelperRow {
    fn open(self, keys: &IncidentKeys) -> Result<Helper, StoreError> {
        let helper_id = HelperId(self.helper_id);
        let time = |micros: Option<i64>| micros.map(Timestamp::from_micros);
        Ok(Helper {
            helper_id,
            incident_id: IncidentId(self.incident_id),
            person_id: PersonId(self.person_id),
            kind: HelperKind::parse(&self.kind).ok_or(StoreError::Nonsense { table: "helpers", column: "kind" })?,
            contact: keys.open(place(helper_id), &self.sealed)?,
            lang: Lang::from_tag(&self.lang),
            generation: self.generation,
            made_by: self.made_by,
            since: time(self.since_at),
            seen_at: time(self.seen_at),
            ended_at: time(self.ended_at),
        })
    }
}
