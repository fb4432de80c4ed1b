//! Changes of contact that people ask for themselves: six digits to the new address beside the visit, the old address told at
//! once, done after 72 hours unless the old address stops it.

use std::time::Duration;

use domain::{
    clock::{Entropy, Timestamp, random},
    code::{LinkToken, OneTimeCode, TypedCode},
    ids::{IncidentId, PersonId, new_uuid},
    person::ContactChange,
    place::{Country, Region},
    visit::{Channel, ONE_TIME_CODE, ONE_TIME_CODE_TRIES},
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    keys::{Place, Purpose},
    on,
    outbox::OutgoingMail,
};

/// How long a change waits after its proof, so that whoever reads the old address can stop it.
pub const CHANGE_WAITS: Duration = Duration::from_secs(72 * 3600);
/// Changes done in one round.
const ROUND: i64 = 100;

/// How a change is stopped from the old address: a link and a code that can be typed. Only their hashes are stored.
#[derive(Clone, Debug)]
pub struct StopSecrets {
    /// Behind `/contact/stop#`.
    pub link: LinkToken,
    /// To type there.
    pub code: TypedCode,
}

impl StopSecrets {
    /// New ones.
    #[must_use]
    pub fn new(entropy: &dyn Entropy) -> Self {
        Self { link: LinkToken::from_secret(&random::<32>(entropy)), code: TypedCode::from_secret(Channel::Email, &random(entropy)) }
    }
}

/// What somebody holds who wants to stop a change.
#[derive(Clone, Debug)]
pub enum StopKey {
    /// The link's.
    Link(LinkToken),
    /// The typed one.
    Code(TypedCode),
}

/// A change that is not over.
#[derive(Clone, Debug)]
pub struct PendingChange {
    /// Which change.
    pub change_id: Uuid,
    /// Of whose contact.
    pub person_id: PersonId,
    /// What it will be.
    pub change: ContactChange,
    /// When it takes effect; `None` while its six digits are missing.
    pub takes_effect_at: Option<Timestamp>,
}

/// What became of six digits.
#[derive(Clone, Debug)]
pub enum ChangeOutcome {
    /// Right: it takes effect then, and the old address is to be told with these in the same transaction.
    Waits(Timestamp, StopSecrets),
    /// Wrong; so many tries are left.
    Wrong(i64),
    /// No code of this change is good any more.
    Over,
}

const fn place(change: Uuid) -> Place {
    Place { table: "contact_changes", row: change }
}

type PendingRow = (Uuid, Uuid, Vec<u8>, Option<i64>);

impl Store {
    /// What is kept of the six digits of a change.
    pub(crate) fn change_code_hash(&self, change: Uuid, code: &OneTimeCode) -> Vec<u8> {
        self.system_keys().lookup(Purpose::OneTimeCode, &[change.as_bytes(), code.as_str().as_bytes()]).to_vec()
    }

    /// What is kept of what stops a change.
    pub(crate) fn stop_hash(&self, key: &StopKey) -> Vec<u8> {
        match key {
            StopKey::Link(token) => self.system_keys().lookup(Purpose::LinkToken, &[b"stop", token.bytes()]).to_vec(),
            StopKey::Code(code) => self.system_keys().lookup(Purpose::InvitationCode, &[b"stop", code.as_str().as_bytes()]).to_vec(),
        }
    }

    /// Begins a change; one of the same person that was begun and not proven is forgotten. `None` while another waits: it has
    /// to be stopped first. Mail the code in the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn ask_contact_change(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        person: PersonId,
        change: &ContactChange,
        now: Timestamp,
    ) -> Result<Option<OneTimeCode>, StoreError> {
        let sql = "delete from contact_changes where incident_id = $1 and person_id = $2 and state = 'asked'";
        on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(person.0).execute(&mut **db).await.map(|_| ()))?;
        let (change_id, code) = (new_uuid(now, &*self.entropy), OneTimeCode::generate(&*self.entropy));
        let sealed = self.incident_keys(incident).await?.seal(place(change_id), change, &*self.entropy)?;
        let sql =
            "insert into contact_changes (incident_id, change_id, person_id, sealed, state, asked_at, code_hash, code_expires_at, tries)
                   select $1, $2, $3, $4, 'asked', $5, $6, $7, 0
                   where not exists (select 1 from contact_changes where incident_id = $1 and person_id = $3 and state = 'waiting')";
        let added = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(change_id)
            .bind(person.0)
            .bind(&sealed)
            .bind(now.as_micros())
            .bind(self.change_code_hash(change_id, &code))
            .bind(now.plus(ONE_TIME_CODE).as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok((added == 1).then_some(code))
    }

    /// The change of a person that is not over, proven or not.
    ///
    /// # Errors
    /// When the database fails or it does not open.
    pub async fn pending_change(&self, incident: IncidentId, person: PersonId) -> Result<Option<PendingChange>, StoreError> {
        let sql = "select change_id, person_id, sealed, takes_effect_at from contact_changes
                   where incident_id = $1 and person_id = $2 and state in ('asked', 'waiting') order by asked_at desc limit 1";
        let row: Option<PendingRow> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(person.0).fetch_optional(db).await)?;
        let keys = self.incident_keys(incident).await?;
        row.map(|(change_id, person, sealed, takes_effect)| {
            Ok(PendingChange {
                change_id,
                person_id: PersonId(person),
                change: keys.open(place(change_id), &sealed)?,
                takes_effect_at: takes_effect.map(Timestamp::from_micros),
            })
        })
        .transpose()
    }

    /// Tries six digits for a change that was asked for. One statement counts the try and compares: of twenty at once one wins.
    /// Right, the change waits, which is written down.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prove_contact_change(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        change: &PendingChange,
        code: &OneTimeCode,
        now: Timestamp,
    ) -> Result<ChangeOutcome, StoreError> {
        let stop = StopSecrets::new(&*self.entropy);
        let takes_effect = now.plus(CHANGE_WAITS);
        let sql = "update contact_changes
                   set tries = tries + 1,
                       state = case when code_hash = $3 then 'waiting' else state end,
                       takes_effect_at = case when code_hash = $3 then cast($4 as bigint) else null end,
                       stop_hash = case when code_hash = $3 then $5 else stop_hash end,
                       stop_code_hash = case when code_hash = $3 then $6 else stop_code_hash end
                   where incident_id = $1 and change_id = $2 and state = 'asked' and tries < $7 and code_expires_at > $8
                   returning tries, takes_effect_at";
        let tried: Option<(i64, Option<i64>)> = on!(&mut *tx, |db| sqlx::query_as(sql)
            .bind(incident.0)
            .bind(change.change_id)
            .bind(self.change_code_hash(change.change_id, code))
            .bind(takes_effect.as_micros())
            .bind(self.stop_hash(&StopKey::Link(stop.link.clone())))
            .bind(self.stop_hash(&StopKey::Code(stop.code.clone())))
            .bind(ONE_TIME_CODE_TRIES)
            .bind(now.as_micros())
            .fetch_optional(&mut **db)
            .await)?;
        Ok(match tried {
            Some((_, Some(_))) => ChangeOutcome::Waits(takes_effect, stop),
            Some((tries, None)) if tries < ONE_TIME_CODE_TRIES => ChangeOutcome::Wrong(ONE_TIME_CODE_TRIES - tries),
            Some(_) | None => ChangeOutcome::Over,
        })
    }

    /// Writes down what became of a change. Last in its transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_contact_change(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        person: PersonId,
        act: &str,
        actor: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let act = Act { actor, act, about: Some(person.0), details: &json!({}) };
        self.append_audit(tx, Chain::Incident(incident), act, now).await
    }

    /// Stops the person's change from their own page. Says whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stop_own_change(&self, tx: &mut Tx, incident: IncidentId, person: PersonId, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "update contact_changes set state = 'stopped', ended_at = $3
                   where incident_id = $1 and person_id = $2 and state in ('asked', 'waiting')";
        let stopped = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(person.0)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(stopped > 0)
    }

    /// Stops a change from the old address, and says whose it was. `None` for a key nobody was sent, and for a change that is
    /// over. The caller writes it down last in the same transaction.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn stop_change(&self, tx: &mut Tx, key: &StopKey, now: Timestamp) -> Result<Option<(IncidentId, PersonId)>, StoreError> {
        let column = match key {
            StopKey::Link(_) => "stop_hash",
            StopKey::Code(_) => "stop_code_hash",
        };
        let sql = format!(
            "update contact_changes set state = 'stopped', ended_at = $2 where {column} = $1 and state = 'waiting'
             returning incident_id, person_id"
        );
        let stopped: Option<(Uuid, Uuid)> =
            on!(&mut *tx, |db| sqlx::query_as(&sql).bind(self.stop_hash(key)).bind(now.as_micros()).fetch_optional(&mut **db).await)?;
        Ok(stopped.map(|(incident, person)| (IncidentId(incident), PersonId(person))))
    }

    /// Does what has waited long enough, each in a transaction of its own. With another e-mail address the invitations begin a
    /// new generation, whose link goes there. Says how many were done.
    ///
    /// # Errors
    /// When the database fails; what was done until then is done.
    pub async fn do_due_contact_changes(&self, now: Timestamp) -> Result<u64, StoreError> {
        let sql = "select incident_id, change_id from contact_changes where state = 'waiting' and takes_effect_at <= $1
                   order by takes_effect_at limit $2";
        let due: Vec<(Uuid, Uuid)> = on!(self.read(), |db| sqlx::query_as(sql).bind(now.as_micros()).bind(ROUND).fetch_all(db).await)?;
        let mut done = 0;
        for (incident, change) in due {
            done += u64::from(self.do_contact_change(IncidentId(incident), change, now).await?);
        }
        Ok(done)
    }

    async fn do_contact_change(&self, incident: IncidentId, change_id: Uuid, now: Timestamp) -> Result<bool, StoreError> {
        let keys = self.incident_keys(incident).await?;
        let mut tx = self.write().await?;
        // Two servers may both have found it; one of them gets the row.
        let sql = "update contact_changes set state = 'done', ended_at = $3
                   where incident_id = $1 and change_id = $2 and state = 'waiting' and takes_effect_at <= $3
                   returning change_id, person_id, sealed, takes_effect_at";
        let row: Option<PendingRow> =
            on!(&mut tx, |db| sqlx::query_as(sql).bind(incident.0).bind(change_id).bind(now.as_micros()).fetch_optional(&mut **db).await)?;
        let Some((_, person, sealed, _)) = row else { return Ok(false) };
        let change: ContactChange = keys.open(place(change_id), &sealed)?;
        let Some(mut person) = self.person(incident, PersonId(person)).await? else {
            tx.commit().await?;
            return Ok(false);
        };
        let (changes_email, moves) = (change.changes_email(&person.contact), change.moves(&person.contact));
        let region = Country::parse(&person.country).and_then(|country| Region::parse(&change.region, country));
        person.contact = change.applied_to(&person.contact);
        person.lang = change.lang;
        let sql =
            "update people set sealed = $3, email_hash = $4, has_postal_address = case when $5 or moved_at is null then $6 else false end,
                          region = $7, lang = $8, contact_set_at = $9, moved_at = case when $5 then null else moved_at end
                   where incident_id = $1 and person_id = $2";
        on!(&mut tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(person.person_id.0)
            .bind(keys.seal(Place { table: "people", row: person.person_id.0 }, &person.contact, &*self.entropy)?)
            .bind(person.contact.email.as_deref().map(|email| keys.lookup(Purpose::Email, &[email.as_bytes()]).to_vec()))
            .bind(moves)
            .bind(person.contact.has_postal_address())
            .bind(if moves { region.map(|region| region.as_str().to_owned()) } else { person.region.clone() })
            .bind(person.lang.as_str())
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        if changes_email {
            self.invite_again(&mut tx, &person, now).await?;
        }
        self.note_contact_change(&mut tx, incident, person.person_id, "contact.change", "the person", now).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Queues the mail to the address so far, with the way to stop it. In the transaction of [`Store::prove_contact_change`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_old_address(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        person: PersonId,
        mail: &OutgoingMail,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mail_id = self.enqueue(tx, Some(incident), mail, None, now).await?;
        self.mail_is_for(tx, mail_id, person).await
    }
}
