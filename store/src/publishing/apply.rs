//! Makes a proposal public: the change itself, its revision, its mail-out, the number that tells every server, and the log, in
//! one transaction.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, StaffId, UpdateId},
    incident::{Incident, Stage},
    publishing::{Proposal, ProposalKind, ProposalState, Refusal, WordsDraft},
    staff::{Role, Work},
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    PublishError, nonsense, posts,
    proposals::StoredProposal,
    revisions::{NewRevision, add_revision, last_revision},
    words,
};
use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    incidents::{bump_publication, incident_in},
    on,
};

/// Who lets a proposal out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Release<'a> {
    /// As the log names them.
    pub by: &'a str,
    /// Why alone, in an emergency.
    pub emergency_reason: Option<&'a str>,
}

/// What changed.
pub(super) struct Change {
    pub update: Option<UpdateId>,
    pub is_public: bool,
    pub before: Value,
    pub after: Value,
}

pub(super) fn json(value: &impl serde::Serialize) -> Result<Value, StoreError> {
    serde_json::to_value(value).map_err(|_| nonsense("revisions", "after_json"))
}

impl Store {
    /// Publishes `held`, which this transaction holds. Gives the number of the revision.
    pub(super) async fn release(
        &self,
        tx: &mut Tx,
        held: &StoredProposal,
        release: Release<'_>,
        now: Timestamp,
    ) -> Result<i64, PublishError> {
        // One at a time in an incident: revisions are numbered, and what one replaces another must not have replaced.
        let incident = incident_in(tx, held.incident_id).await?;
        let is_first = held.proposal.kind() == ProposalKind::PublishIncident;
        match (is_first, incident.published_at) {
            (true, Some(_)) => return Err(Refusal::AlreadyPublic.into()),
            (false, None) => return Err(Refusal::NotPublic.into()),
            _ => {}
        }
        let change = match &held.proposal {
            Proposal::PublishIncident { words } => open_to_all(tx, &incident, words.as_deref(), now).await?,
            Proposal::Texts { words } => words::replace(tx, &incident, words, now).await?,
            Proposal::Update(update) => posts::add(tx, &incident, update, UpdateId::new(now, &*self.entropy), now).await?,
            Proposal::CorrectUpdate(correction) => posts::correct(tx, &incident, correction, now).await?,
            Proposal::WithdrawUpdate(withdrawal) => posts::withdraw(tx, &incident, withdrawal, now).await?,
        };
        if change.is_public {
            true_as_of(tx, incident.incident_id, now).await?;
        }
        let is_emergency = release.emergency_reason.is_some();
        let revision = NewRevision {
            kind: held.proposal.kind(),
            update: change.update,
            proposal: Some(held.proposal_id),
            by_role: &role_of(tx, release.by, incident.incident_id).await?,
            is_emergency,
            is_public: change.is_public,
            before: &change.before,
            after: &change.after,
        };
        let number = add_revision(tx, incident.incident_id, &revision, now).await?;
        let by_mail = self.mail_out(tx, incident.incident_id, &held.proposal, change.update, number, now).await?;
        if change.is_public {
            self.queue_webhooks(tx, &incident, held.proposal.kind(), change.update, number, now).await?;
        }
        mark_published(tx, held, release, now).await?;
        bump_publication(tx).await?;
        let act = if is_emergency { "proposal.release" } else { "proposal.publish" };
        let details = serde_json::json!({
            "kind": held.proposal.kind(), "revision": number, "update": change.update, "proposed_by": held.proposed_by,
            "was_scheduled": held.publish_at.is_some(), "reason": release.emergency_reason, "by_mail": by_mail,
        });
        let act = Act { actor: release.by, act, about: Some(held.proposal_id.0), details: &details };
        self.append_audit(tx, Chain::Incident(incident.incident_id), act, now).await?;
        Ok(number)
    }
}

/// The incident's first public word.
async fn open_to_all(tx: &mut Tx, incident: &Incident, words: Option<&WordsDraft>, now: Timestamp) -> Result<Change, PublishError> {
    let change = match words {
        Some(words) => words::replace(tx, incident, words, now).await?,
        None => Change { update: None, is_public: true, before: Value::Null, after: Value::Null },
    };
    make_public(tx, incident.incident_id, now).await?;
    Ok(change)
}

/// Puts an incident before the public; one that is there already stays as it is, and `false`.
pub(crate) async fn make_public(tx: &mut Tx, incident: IncidentId, now: Timestamp) -> Result<bool, StoreError> {
    let sql = "update incidents set published_at = $1, stage = case stage when $3 then $4 else stage end
               where incident_id = $2 and published_at is null";
    let published = on!(&mut *tx, |db| sqlx::query(sql)
        .bind(now.as_micros())
        .bind(incident.0)
        .bind(Stage::Draft.as_str())
        .bind(Stage::Open.as_str())
        .execute(&mut **db)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(published == 1)
}

/// Makes an incident public for the command line, with its revision.
pub(crate) async fn publish_from_command_line(tx: &mut Tx, incident: IncidentId, now: Timestamp) -> Result<bool, StoreError> {
    if !make_public(tx, incident, now).await? {
        return Ok(false);
    }
    let revision = NewRevision {
        kind: ProposalKind::PublishIncident,
        update: None,
        proposal: None,
        by_role: "command line",
        is_emergency: false,
        is_public: true,
        before: &Value::Null,
        after: &Value::Null,
    };
    add_revision(tx, incident, &revision, now).await?;
    bump_publication(tx).await?;
    Ok(true)
}

/// The page is true as of this moment.
async fn true_as_of(tx: &mut Tx, incident: IncidentId, now: Timestamp) -> Result<(), StoreError> {
    let sql = "update incidents set as_of = $1 where incident_id = $2 and as_of < $1";
    on!(&mut *tx, |db| sqlx::query(sql).bind(now.as_micros()).bind(incident.0).execute(&mut **db).await.map(|_| ()))?;
    Ok(())
}

async fn mark_published(tx: &mut Tx, held: &StoredProposal, release: Release<'_>, now: Timestamp) -> Result<(), StoreError> {
    // Whoever approved something for later decided then, and not when its time came.
    let sql = "update proposals set state = $1, published_at = $2, emergency_reason = $3,
                      decided_by = case when state = $7 and $3 is null then decided_by else $4 end,
                      decided_at = case when state = $7 and $3 is null then decided_at else $2 end
               where incident_id = $5 and proposal_id = $6";
    on!(&mut *tx, |db| sqlx::query(sql)
        .bind(ProposalState::Published.as_str())
        .bind(now.as_micros())
        .bind(release.emergency_reason)
        .bind(release.by)
        .bind(held.incident_id.0)
        .bind(held.proposal_id.0)
        .bind(ProposalState::Scheduled.as_str())
        .execute(&mut **db)
        .await
        .map(|_| ()))?;
    Ok(())
}

/// As what somebody published: the first of their roles that may, here or everywhere.
async fn role_of(tx: &mut Tx, actor: &str, incident: IncidentId) -> Result<String, StoreError> {
    let Ok(staff) = actor.parse::<StaffId>() else { return Ok(actor.to_owned()) };
    let sql = "select role from staff_roles where staff_id = $1 and incident_id in ($2, $3) order by given_at, role";
    let roles: Vec<String> =
        on!(&mut *tx, |db| sqlx::query_scalar(sql).bind(staff.0).bind(incident.0).bind(Uuid::nil()).fetch_all(&mut **db).await)?;
    let may = |role: &String| Role::parse(role).is_some_and(|role| role.may(Work::Approve) || role.may(Work::Publish));
    Ok(roles.into_iter().find(may).unwrap_or_else(|| "staff".to_owned()))
}

/// Whether the incident's words were published anew since the revision `based_on`.
pub(super) async fn words_changed_since(tx: &mut Tx, incident: IncidentId, based_on: i64) -> Result<bool, StoreError> {
    let kinds = [ProposalKind::Texts, ProposalKind::PublishIncident];
    Ok(last_revision(tx, incident, &kinds).await? > based_on)
}
