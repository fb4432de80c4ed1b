//! What reviewers have to look at, by the day that was promised.

use domain::{
    claim::MANY_ON_ONE_DEVICE,
    ids::{BenefitId, ClaimId, IncidentId},
    money::Money,
};

use super::{
    Claim,
    row::{COLUMNS, ClaimRow},
};
use crate::{Store, StoreError, on};

/// Terms of a share of a fund, as their JSON begins: what is not shared out yet can be granted by nobody.
const OF_A_FUND: &str = "{\"kind\":\"share\"%";

/// Where a page of the queue ended: the next begins after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimQueueEnd {
    /// The day promised for the last claim on it.
    pub promised_on: String,
    /// That claim.
    pub claim_id: ClaimId,
}

/// What became of a benefit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClaimCounts {
    /// Claims that were sent and not taken back.
    pub sent: i64,
    /// What was granted to all of them, in cents.
    pub granted_cents: i64,
}

impl Store {
    /// How many claims a benefit has, and what was granted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim_counts(&self, incident: IncidentId, benefit: BenefitId) -> Result<ClaimCounts, StoreError> {
        let sql = "select count(*), cast(coalesce(sum(granted_cents), 0) as bigint) from claims
                   where incident_id = $1 and benefit_id = $2 and state not in ('draft', 'withdrawn')";
        let (sent, granted_cents): (i64, i64) =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(benefit.0).fetch_one(db).await)?;
        Ok(ClaimCounts { sent, granted_cents })
    }

    /// How many claims wait for a reviewer or an answer, and how many of those since a day before `today`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn waiting_claims(&self, incident: IncidentId, today: &str) -> Result<(i64, i64), StoreError> {
        let sql = "select count(*), cast(coalesce(sum(case when promised_on < $2 then 1 else 0 end), 0) as bigint) from claims
                   where incident_id = $1 and state in ('submitted', 'appealed', 'in_review')";
        Ok(on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(today).fetch_one(db).await)?)
    }

    /// Claims that may be granted together: sent and taken by nobody, never decided, asking for no more than `most`, and with nothing that a
    /// reviewer should look at twice. Those first whose day comes first.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn small_claims(&self, incident: IncidentId, most: Money, limit: u32) -> Result<Vec<Claim>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from claims where incident_id = $1 and state = 'submitted' and round = 0 and reviewer is null and granted_cents is null
             and currency = $2 and asked_cents <= $3
             and not exists (select 1 from claims o where o.incident_id = claims.incident_id and o.payout_hash = claims.payout_hash
                             and o.person_id <> claims.person_id and o.state <> 'withdrawn')
             and not exists (select 1 from evidence e join evidence o on o.incident_id = e.incident_id and o.content_hash = e.content_hash
                             and o.person_id <> e.person_id
                             where e.incident_id = claims.incident_id and e.claim_id = claims.claim_id and e.state <> 'removed')
             and not exists (select 1 from benefits b where b.incident_id = claims.incident_id and b.benefit_id = claims.benefit_id
                             and b.terms like $6 and b.share_cents is null)
             and (select count(distinct o.person_id) from claims o where o.incident_id = claims.incident_id
                  and o.sent_from = claims.sent_from and o.person_id <> claims.person_id and o.state <> 'withdrawn') < $5
             order by promised_on, claim_id limit $4"
        );
        let rows: Vec<ClaimRow> = on!(self.read(), |db| sqlx::query_as(&sql)
            .bind(incident.0)
            .bind(most.currency.as_str())
            .bind(most.cents)
            .bind(i64::from(limit))
            .bind(MANY_ON_ONE_DEVICE)
            .bind(OF_A_FUND)
            .fetch_all(db)
            .await)?;
        let keys = self.incident_keys(incident).await?;
        rows.into_iter().map(|row| row.open(&keys)).collect()
    }

    /// Claims that wait for a reviewer or an answer, those first whose day comes first.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn claim_queue(&self, incident: IncidentId, after: Option<&ClaimQueueEnd>, limit: u32) -> Result<Vec<Claim>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from claims
             where incident_id = $1 and state in ('submitted', 'appealed', 'in_review', 'needs_more') and (promised_on, claim_id) > ($2, $3)
             order by promised_on, claim_id limit $4"
        );
        let (day, claim) = after.map_or(("", uuid::Uuid::nil()), |end| (end.promised_on.as_str(), end.claim_id.0));
        let rows: Vec<ClaimRow> =
            on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(day).bind(claim).bind(i64::from(limit)).fetch_all(db).await)?;
        let keys = self.incident_keys(incident).await?;
        rows.into_iter().map(|row| row.open(&keys)).collect()
    }
}
