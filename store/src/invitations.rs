//! How one person reaches their page by one channel. Link and code are derived when they are needed and never stored;
//! the table holds their look-up hashes.

use domain::{
    code::{LinkToken, TypedCode},
    ids::{IncidentId, PersonId},
    visit::Channel,
};
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    keys::{IncidentKeys, LookupHash, Purpose},
    on,
};

/// Rows in one statement: eight values each stay far below the limits of both databases.
const ROWS: usize = 500;

/// One person, one channel, one generation. Proves nothing by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Invitation {
    /// Of which incident.
    pub incident_id: IncidentId,
    /// To whom.
    pub person_id: PersonId,
    /// How it travels.
    pub channel: Channel,
    /// Re-issuing makes a new generation; older ones open nothing.
    pub generation: i64,
}

/// What is written into the mail or the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationSecrets {
    /// The token behind `/open#`; none in a letter.
    pub link: Option<LinkToken>,
    /// The code to type.
    pub code: TypedCode,
}

impl Invitation {
    /// Cuts link token and code from the invitation's secret. The same every time.
    #[must_use]
    pub fn secrets(&self, keys: &IncidentKeys) -> InvitationSecrets {
        let secret = |part| keys.invitation_secret(self.person_id, self.generation, self.channel, part);
        InvitationSecrets {
            link: (self.channel == Channel::Email).then(|| LinkToken::from_secret(&secret("link"))),
            code: TypedCode::from_secret(self.channel, &secret("code")),
        }
    }

    fn hashes(&self, keys: &IncidentKeys) -> (Option<LookupHash>, LookupHash) {
        let secrets = self.secrets(keys);
        (secrets.link.map(|token| link_hash(keys, &token)), code_hash(keys, &secrets.code))
    }
}

fn link_hash(keys: &IncidentKeys, token: &LinkToken) -> LookupHash {
    keys.lookup(Purpose::LinkToken, &[token.bytes()])
}

pub(crate) fn code_hash(keys: &IncidentKeys, code: &TypedCode) -> LookupHash {
    keys.lookup(Purpose::InvitationCode, &[code.as_str().as_bytes()])
}

#[derive(sqlx::FromRow)]
struct FoundRow {
    person_id: Uuid,
    channel: String,
    generation: i64,
}

impl Store {
    /// Link token and code of an invitation, to be written into a message.
    ///
    /// # Errors
    /// When there is no such incident.
    pub async fn invitation_secrets(&self, invitation: &Invitation) -> Result<InvitationSecrets, StoreError> {
        Ok(invitation.secrets(&*self.incident_keys(invitation.incident_id).await?))
    }

    /// Makes an invitation findable, and gives what is to be written into the message. A second call changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invite(&self, tx: &mut Tx, invitation: &Invitation) -> Result<InvitationSecrets, StoreError> {
        let keys = self.incident_keys(invitation.incident_id).await?;
        self.invite_many(tx, &keys, &[*invitation]).await?;
        Ok(invitation.secrets(&keys))
    }

    /// Makes many invitations of one incident findable. A second call changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn invite_many(&self, tx: &mut Tx, keys: &IncidentKeys, invitations: &[Invitation]) -> Result<(), StoreError> {
        for chunk in invitations.chunks(ROWS) {
            let rows: Vec<_> = chunk.iter().map(|invitation| (invitation, invitation.hashes(keys))).collect();
            on!(&mut *tx, |db| {
                let mut sql =
                    QueryBuilder::new("insert into invitations (incident_id, person_id, channel, generation, link_hash, code_hash) ");
                sql.push_values(&rows, |mut row, (invitation, (link, code))| {
                    row.push_bind(invitation.incident_id.0)
                        .push_bind(invitation.person_id.0)
                        .push_bind(invitation.channel.as_str())
                        .push_bind(invitation.generation)
                        .push_bind(link.map(Vec::from))
                        .push_bind(code.to_vec());
                });
                sql.push(" on conflict (incident_id, person_id, channel, generation) do nothing");
                sql.build().execute(&mut **db).await.map(|_| ())
            })?;
        }
        Ok(())
    }

    /// Makes every invitation of a person so far open nothing: the next ones carry the generation this gives.
    ///
    /// # Errors
    /// When the database fails or there is no such person.
    pub async fn reissue_invitations(&self, tx: &mut Tx, incident: IncidentId, person: PersonId) -> Result<i64, StoreError> {
        let sql = "update people set generation = generation + 1 where incident_id = $1 and person_id = $2 returning generation";
        Ok(on!(&mut *tx, |db| sqlx::query_scalar(sql).bind(incident.0).bind(person.0).fetch_one(&mut **db).await)?)
    }

    /// Whose link this is; a double's opens the row that is kept. An older generation, a closed incident and a link nobody was given are all `None`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_invitation_by_link(&self, token: &LinkToken) -> Result<Option<Invitation>, StoreError> {
        self.find_invitation("link_hash", |keys| link_hash(keys, token)).await
    }

    /// Whose code this is. An older generation, a closed incident and a code nobody was given are all `None`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_invitation_by_code(&self, code: &TypedCode) -> Result<Option<Invitation>, StoreError> {
        self.find_invitation("code_hash", |keys| code_hash(keys, code)).await
    }

    /// Asks every incident that is not closed, also after a hit: known and unknown take the same work.
    async fn find_invitation(
        &self,
        column: &'static str,
        hash: impl Fn(&IncidentKeys) -> LookupHash,
    ) -> Result<Option<Invitation>, StoreError> {
        let open: Vec<Uuid> =
            on!(self.read(), |db| sqlx::query_scalar("select incident_id from incidents where stage <> 'closed'").fetch_all(db).await)?;
        // Two hits can only be two people's 55-bit codes falling together: then neither opens, and their links still do.
        let sql = format!(
            "select coalesce(k.person_id, p.person_id) as person_id, i.channel, coalesce(k.generation, p.generation) as generation
             from invitations i
             join people p on p.incident_id = i.incident_id and p.person_id = i.person_id
             left join people k on k.incident_id = p.incident_id and k.person_id = p.merged_into
             where i.incident_id = $1 and i.{column} = $2 and i.generation = p.generation limit 2"
        );
        let mut found = Vec::new();
        for incident in open {
            let incident_id = IncidentId(incident);
            let hash = hash(&*self.incident_keys(incident_id).await?).to_vec();
            let rows: Vec<FoundRow> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident).bind(&hash).fetch_all(db).await)?;
            for row in rows {
                let channel = Channel::parse(&row.channel).ok_or(StoreError::Nonsense { table: "invitations", column: "channel" })?;
                found.push(Invitation { incident_id, person_id: PersonId(row.person_id), channel, generation: row.generation });
            }
        }
        Ok(if found.len() == 1 { found.pop() } else { None })
    }
}
