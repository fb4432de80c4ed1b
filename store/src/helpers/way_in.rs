//! Whom a link or a code lets in: the person themselves, or somebody who helps them. Both are looked for each time, so that the
//! answer takes the same work.

use domain::{
    code::{LinkToken, TypedCode},
    ids::{HelperId, IncidentId, PersonId},
    visit::Channel,
};
use uuid::Uuid;

use super::invite::{helper_code_hash, helper_link_hash};
use crate::{
    Store, StoreError,
    budgets::Counted,
    invitations::Invitation,
    keys::{IncidentKeys, LookupHash},
    on,
};

/// One helper, one generation. Proves nothing by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HelperInvitation {
    /// Of which incident.
    pub incident_id: IncidentId,
    /// Whose page it opens.
    pub person_id: PersonId,
    /// To whom.
    pub helper_id: HelperId,
    /// Sending it again makes a new generation; older ones open nothing.
    pub generation: i64,
}

/// What a link or a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayIn {
    /// The person's invitation.
    Person(Invitation),
    /// A helper's.
    Helper(HelperInvitation),
}

impl WayIn {
    /// How it travels.
    #[must_use]
    pub const fn channel(&self) -> Channel {
        match self {
            Self::Person(invitation) => invitation.channel,
            Self::Helper(_) => Channel::Email,
        }
    }

    /// Its one-time codes, counted apart from everybody else's.
    #[must_use]
    pub const fn codes(&self) -> Counted<'_> {
        match self {
            Self::Person(invitation) => Counted::Codes(invitation),
            Self::Helper(invitation) => Counted::HelperCodes(invitation),
        }
    }
}

impl Store {
    /// Whom this link lets in. An older generation, an ended helper, a closed incident and a link nobody was given are all `None`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_way_in_by_link(&self, token: &LinkToken) -> Result<Option<WayIn>, StoreError> {
        let person = self.find_invitation_by_link(token).await?;
        let helper = self.find_helper_invitation("link_hash", |keys| helper_link_hash(keys, token)).await?;
        Ok(one(person, helper))
    }

    /// Whom this code lets in. An older generation, an ended helper, a closed incident and a code nobody was given are all `None`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_way_in_by_code(&self, code: &TypedCode) -> Result<Option<WayIn>, StoreError> {
        let person = self.find_invitation_by_code(code).await?;
        let helper = self.find_helper_invitation("code_hash", |keys| helper_code_hash(keys, code)).await?;
        Ok(one(person, helper))
    }

    async fn find_helper_invitation(
        &self,
        column: &'static str,
        hash: impl Fn(&IncidentKeys) -> LookupHash,
    ) -> Result<Option<HelperInvitation>, StoreError> {
        let open: Vec<Uuid> =
            on!(self.read(), |db| sqlx::query_scalar("select incident_id from incidents where stage <> 'closed'").fetch_all(db).await)?;
        let sql = format!(
            "select person_id, helper_id, generation from helpers where incident_id = $1 and {column} = $2 and state = 'active' limit 2"
        );
        let mut found = Vec::new();
        for incident in open {
            let incident_id = IncidentId(incident);
            let hash = hash(&*self.incident_keys(incident_id).await?).to_vec();
            let rows: Vec<(Uuid, Uuid, i64)> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident).bind(&hash).fetch_all(db).await)?;
            found.extend(rows.into_iter().map(|(person, helper, generation)| HelperInvitation {
                incident_id,
                person_id: PersonId(person),
                helper_id: HelperId(helper),
                generation,
            }));
        }
        Ok(if found.len() == 1 { found.pop() } else { None })
    }
}

/// Two hits can only be two short codes falling together: then neither opens, and their links still do.
fn one(person: Option<Invitation>, helper: Option<HelperInvitation>) -> Option<WayIn> {
    match (person, helper) {
        (Some(person), None) => Some(WayIn::Person(person)),
        (None, Some(helper)) => Some(WayIn::Helper(helper)),
        _ => None,
    }
}
