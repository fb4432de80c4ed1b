//! A person's signed-in time in one incident, held by a browser's cookie. Opened by an invitation, proven by a code.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    clock::{Timestamp, random},
    helper::HelperKind,
    ids::{HelperId, IncidentId, PersonId, VisitId},
    visit::{Channel, IDLE, LONGEST, Proof},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    helpers::{HelperInvitation, WayIn},
    invitations::Invitation,
    on,
};

/// Somebody who is on a person's page to help them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Helping {
    /// Who.
    pub helper_id: HelperId,
    /// In what capacity: decides what they may do.
    pub kind: HelperKind,
}

/// A visit, as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Which visit.
    pub visit_id: VisitId,
    /// In which incident.
    pub incident_id: IncidentId,
    /// Whose page.
    pub person_id: PersonId,
    /// Whose visit, when it is not the person's own.
    pub helper: Option<Helping>,
    /// How the invitation came that opened it.
    pub channel: Channel,
    /// Of which generation the invitation was.
    pub generation: i64,
    /// How the person showed who they are; `None` shows nothing but incident and masked address.
    pub proof: Option<Proof>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When a button was last pressed.
    pub seen_at: Timestamp,
    /// When it ends at the latest.
    pub ends_at: Timestamp,
}

impl Visit {
    /// When it ends unless a button is pressed before.
    #[must_use]
    pub fn ends_unless_pressed(&self) -> Timestamp {
        self.ends_at.min(self.seen_at.plus(IDLE))
    }

    /// The invitation that opened it.
    #[must_use]
    pub const fn way_in(&self) -> WayIn {
        let Self { incident_id, person_id, channel, generation, .. } = *self;
        match self.helper {
            None => WayIn::Person(Invitation { incident_id, person_id, channel, generation }),
            Some(Helping { helper_id, .. }) => WayIn::Helper(HelperInvitation { incident_id, person_id, helper_id, generation }),
        }
    }

    /// Whoever sits there, the person or a helper: what one of them typed is not shown to another.
    #[must_use]
    pub fn holder(&self) -> Uuid {
        self.helper.map_or(self.person_id.0, |helping| helping.helper_id.0)
    }
}

/// The cookie of a visit: 256 bits in base64url. Only its SHA-256 is stored. Hidden when printed.
#[derive(Clone, PartialEq, Eq)]
pub struct VisitCookie(String);

impl VisitCookie {
    /// What the browser is told to keep.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for VisitCookie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("VisitCookie(hidden)")
    }
}

/// 256 random bits need no slow hash and no key: nobody can search them.
fn cookie_hash(cookie: &str) -> Vec<u8> {
    Sha256::digest(cookie.as_bytes()).to_vec()
}

const COLUMNS: &str = "v.visit_id, v.incident_id, v.person_id, v.channel, v.generation, v.proof, v.opened_at, v.seen_at, v.ends_at, \
                       v.helper_id, h.kind as helper_kind";

/// A visit counts while the invitation that opened it is good: the person's own generation, or that of a helper who still gets in.
const GOOD: &str = "visits v
     join people p on p.incident_id = v.incident_id and p.person_id = v.person_id
     join incidents i on i.incident_id = v.incident_id and i.stage <> 'closed'
     left join helpers h on h.incident_id = v.incident_id and h.helper_id = v.helper_id and h.generation = v.generation
                        and h.state = 'active'
     where ((v.helper_id is null and p.generation = v.generation) or h.helper_id is not null)";

#[derive(sqlx::FromRow)]
struct VisitRow {
    visit_id: Uuid,
    incident_id: Uuid,
    person_id: Uuid,
    channel: String,
    generation: i64,
    proof: Option<String>,
    opened_at: i64,
    seen_at: i64,
    ends_at: i64,
    helper_id: Option<Uuid>,
    helper_kind: Option<String>,
}

impl TryFrom<VisitRow> for Visit {
    type Error = StoreError;

    fn try_from(row: VisitRow) -> Result<Self, StoreError> {
        let nonsense = |column| StoreError::Nonsense { table: "visits", column };
        let helper = match row.helper_id {
            None => None,
            Some(helper) => {
                let kind = row.helper_kind.as_deref().and_then(HelperKind::parse).ok_or_else(|| nonsense("helper_id"))?;
                Some(Helping { helper_id: HelperId(helper), kind })
            }
        };
        Ok(Self {
            helper,
            visit_id: VisitId(row.visit_id),
            incident_id: IncidentId(row.incident_id),
            person_id: PersonId(row.person_id),
            channel: Channel::parse(&row.channel).ok_or_else(|| nonsense("channel"))?,
            generation: row.generation,
            proof: row.proof.as_deref().map(|word| Proof::parse(word).ok_or_else(|| nonsense("proof"))).transpose()?,
            opened_at: Timestamp::from_micros(row.opened_at),
            seen_at: Timestamp::from_micros(row.seen_at),
            ends_at: Timestamp::from_micros(row.ends_at),
        })
    }
}

impl Store {
    fn new_cookie(&self) -> VisitCookie {
        VisitCookie(URL_SAFE_NO_PAD.encode(random::<32>(&*self.entropy)))
    }

    /// Opens a visit; `proof` when the invitation is its own proof (the letter's code). The browser's visit before, if
    /// `old_cookie` names one, ends: a cookie never moves on to another person.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_visit(
        &self,
        tx: &mut Tx,
        invitation: &Invitation,
        proof: Option<Proof>,
        old_cookie: Option<&str>,
        now: Timestamp,
    ) -> Result<(VisitId, VisitCookie), StoreError> {
        self.open_visit_by(tx, &WayIn::Person(*invitation), proof, old_cookie, now).await
    }

    /// As [`Store::open_visit`], for the person or a helper.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_visit_by(
        &self,
        tx: &mut Tx,
        way: &WayIn,
        proof: Option<Proof>,
        old_cookie: Option<&str>,
        now: Timestamp,
    ) -> Result<(VisitId, VisitCookie), StoreError> {
        let (incident, person, generation, helper) = match way {
            WayIn::Person(invitation) => (invitation.incident_id, invitation.person_id, invitation.generation, None),
            WayIn::Helper(invitation) => {
                (invitation.incident_id, invitation.person_id, invitation.generation, Some(invitation.helper_id.0))
            }
        };
        if let Some(old) = old_cookie {
            self.end_visit(tx, old, now).await?;
        }
        let (visit_id, cookie) = (VisitId::new(now, &*self.entropy), self.new_cookie());
        let sql =
            "insert into visits (visit_id, cookie_hash, incident_id, person_id, channel, generation, proof, opened_at, seen_at, ends_at, helper_id)
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(visit_id.0)
            .bind(cookie_hash(cookie.as_str()))
            .bind(incident.0)
            .bind(person.0)
            .bind(way.channel().as_str())
            .bind(generation)
            .bind(proof.map(Proof::as_str))
            .bind(now.as_micros())
            .bind(now.plus(LONGEST).as_micros())
            .bind(helper)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        if proof.is_some() && helper.is_none() {
            self.note_verified(tx, incident.0, person.0, now).await?;
        }
        Ok((visit_id, cookie))
    }

    /// Marks a visit as proven and gives it a new cookie and its two hours; the old cookie is nobody's from then on.
    ///
    /// # Errors
    /// When the database fails or the visit has ended.
    pub async fn prove_visit(&self, tx: &mut Tx, visit: VisitId, proof: Proof, now: Timestamp) -> Result<VisitCookie, StoreError> {
        let cookie = self.new_cookie();
        let sql = "update visits set cookie_hash = $1, proof = $2, seen_at = $3, ends_at = $4
                   where visit_id = $5 and ended_at is null returning incident_id, person_id, helper_id is not null";
        let (incident, person, is_helper): (Uuid, Uuid, bool) = on!(&mut *tx, |db| sqlx::query_as(sql)
            .bind(cookie_hash(cookie.as_str()))
            .bind(proof.as_str())
            .bind(now.as_micros())
            .bind(now.plus(LONGEST).as_micros())
            .bind(visit.0)
            .fetch_one(&mut **db)
            .await)?;
        if !is_helper {
            self.note_verified(tx, incident, person, now).await?;
        }
        Ok(cookie)
    }

    /// The live visit of a browser. Ended, idle for too long, too old, of an invitation that was re-issued or of an
    /// incident that closed: `None`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_visit(&self, cookie: &str, now: Timestamp) -> Result<Option<Visit>, StoreError> {
        let sql =
            format!("select {COLUMNS} from {GOOD} and v.cookie_hash = $1 and v.ended_at is null and v.ends_at > $2 and v.seen_at > $3");
        let row: Option<VisitRow> = on!(self.read(), |db| sqlx::query_as(&sql)
            .bind(cookie_hash(cookie))
            .bind(now.as_micros())
            .bind(now.minus(IDLE).as_micros())
            .fetch_optional(db)
            .await)?;
        row.map(Visit::try_from).transpose()
    }

    /// The visit of a browser whose time ran out (nobody ended it) less than `within` ago: to keep what its person had
    /// typed and to send them a new code. It shows no more than an invitation does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_visit_run_out(&self, cookie: &str, within: std::time::Duration, now: Timestamp) -> Result<Option<Visit>, StoreError> {
        let sql = format!("select {COLUMNS} from {GOOD} and v.cookie_hash = $1 and v.ended_at is null and v.proof is not null");
        let row: Option<VisitRow> = on!(self.read(), |db| sqlx::query_as(&sql).bind(cookie_hash(cookie)).fetch_optional(db).await)?;
        let visit = row.map(Visit::try_from).transpose()?;
        Ok(visit.filter(|visit| visit.ends_unless_pressed() <= now && now.since(visit.ends_unless_pressed()) < within))
    }

    /// A button was pressed: the visit goes on for another quarter of an hour, and never beyond its end. Says whether it
    /// was still live.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn touch_visit(&self, tx: &mut Tx, visit: VisitId, now: Timestamp) -> Result<bool, StoreError> {
        let sql = "update visits set seen_at = $1 where visit_id = $2 and ended_at is null and ends_at > $1 and seen_at > $3";
        let touched = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(now.as_micros())
            .bind(visit.0)
            .bind(now.minus(IDLE).as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(touched == 1)
    }

    /// Ends the visit of a cookie, here and not only in the browser. A cookie of no visit changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_visit(&self, tx: &mut Tx, cookie: &str, now: Timestamp) -> Result<(), StoreError> {
        let sql = "update visits set ended_at = $1 where cookie_hash = $2 and ended_at is null";
        on!(&mut *tx, |db| sqlx::query(sql).bind(now.as_micros()).bind(cookie_hash(cookie)).execute(&mut **db).await.map(|_| ()))?;
        Ok(())
    }
}
