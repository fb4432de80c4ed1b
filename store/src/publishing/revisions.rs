//! Every published change, numbered within its incident.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, ProposalId, UpdateId},
    publishing::ProposalKind,
};
use serde_json::Value;
use uuid::Uuid;

use super::nonsense;
use crate::{Store, StoreError, Tx, on};

/// One published change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Counts from 1 within the incident.
    pub number: i64,
    /// When it became public.
    pub at: Timestamp,
    /// What kind of change.
    pub kind: ProposalKind,
    /// The update it is about.
    pub update_id: Option<UpdateId>,
    /// The proposal it comes from; none for what the command line did.
    pub proposal_id: Option<ProposalId>,
    /// The role of who let it out, or `command line`.
    pub by_role: String,
    /// Whether one person released it alone. For staff and the auditor only.
    pub is_emergency: bool,
    /// What stood there before: the serde form of the kind's type, or null.
    pub before: Value,
    /// What stands there since.
    pub after: Value,
}

/// A change to be written down.
pub(super) struct NewRevision<'a> {
    pub kind: ProposalKind,
    pub update: Option<UpdateId>,
    pub proposal: Option<ProposalId>,
    pub by_role: &'a str,
    pub is_emergency: bool,
    pub is_public: bool,
    pub before: &'a Value,
    pub after: &'a Value,
}

/// Writes a revision down. The transaction holds the incident, so that no two take one number.
pub(super) async fn add_revision(tx: &mut Tx, incident: IncidentId, new: &NewRevision<'_>, now: Timestamp) -> Result<i64, StoreError> {
    let number = last_revision(tx, incident, ProposalKind::ALL).await? + 1;
    let sql = "insert into revisions
                   (incident_id, number, at, kind, update_id, proposal_id, by_role, is_emergency, is_public, before_json, after_json)
               values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    on!(&mut *tx, |db| sqlx::query(sql)
        .bind(incident.0)
        .bind(number)
        .bind(now.as_micros())
        .bind(new.kind.as_str())
        .bind(new.update.map(|id| id.0))
        .bind(new.proposal.map(|id| id.0))
        .bind(new.by_role)
        .bind(new.is_emergency)
        .bind(new.is_public)
        .bind(new.before.to_string())
        .bind(new.after.to_string())
        .execute(&mut **db)
        .await
        .map(|_| ()))?;
    Ok(number)
}

/// The number of the last revision of any of `kinds`, 0 without one.
pub(super) async fn last_revision(tx: &mut Tx, incident: IncidentId, kinds: &[ProposalKind]) -> Result<i64, StoreError> {
    let kinds: Vec<String> = kinds.iter().map(|kind| format!("'{}'", kind.as_str())).collect();
    let sql = format!("select coalesce(max(number), 0) from revisions where incident_id = $1 and kind in ({})", kinds.join(", "));
    Ok(on!(&mut *tx, |db| sqlx::query_scalar(&sql).bind(incident.0).fetch_one(&mut **db).await)?)
}

type Row = (i64, i64, String, Option<Uuid>, Option<Uuid>, String, bool, String, String);

impl Store {
    /// The published changes of an incident, newest first, at most `limit`. `only_public` leaves out what was for some people.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revisions(&self, incident: IncidentId, only_public: bool, limit: i64) -> Result<Vec<Revision>, StoreError> {
        let sql = "select number, at, kind, update_id, proposal_id, by_role, is_emergency, before_json, after_json
                   from revisions where incident_id = $1 and (is_public or $2) order by number desc limit $3";
        let rows: Vec<Row> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(!only_public).bind(limit).fetch_all(db).await)?;
        rows.into_iter().map(revision).collect()
    }
}

impl Store {
    /// When the words of an incident's page last became public; none for what was imported with its words.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn words_published_at(&self, incident: IncidentId) -> Result<Option<Timestamp>, StoreError> {
        let sql = "select max(at) from revisions where incident_id = $1 and is_public and kind in ($2, $3)";
        let at: Option<i64> = on!(self.read(), |db| sqlx::query_scalar(sql)
            .bind(incident.0)
            .bind(ProposalKind::PublishIncident.as_str())
            .bind(ProposalKind::Texts.as_str())
            .fetch_one(db)
            .await)?;
        Ok(at.map(Timestamp::from_micros))
    }
}

fn revision((number, at, kind, update, proposal, by_role, is_emergency, before, after): Row) -> Result<Revision, StoreError> {
    let json = |text: &str, column| serde_json::from_str(text).map_err(|_| nonsense("revisions", column));
    Ok(Revision {
        number,
        at: Timestamp::from_micros(at),
        kind: ProposalKind::parse(&kind).ok_or_else(|| nonsense("revisions", "kind"))?,
        update_id: update.map(UpdateId),
        proposal_id: proposal.map(ProposalId),
        by_role,
        is_emergency,
        before: json(&before, "before_json")?,
        after: json(&after, "after_json")?,
    })
}
