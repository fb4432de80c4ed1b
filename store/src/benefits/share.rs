//! A fund that is shared out: once, when nobody can ask for it any more, among the claims that stand.

use domain::{
    benefit::{BenefitState, MoneyTerms},
    clock::Timestamp,
    ids::{BenefitId, IncidentId, StaffId},
};

use super::{Benefit, BenefitError, BenefitRefusal};
use crate::{Store, StoreError, Tx, on};

/// Claims that stand: sent, not taken back, not refused.
const STANDING: &str = "incident_id = $1 and benefit_id = $2 and state in ('submitted', 'in_review', 'needs_more', 'appealed')";

impl Store {
    /// How many claims to a fund stand.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn standing_claims(&self, incident: IncidentId, benefit: BenefitId) -> Result<i64, StoreError> {
        let sql = format!("select count(*) from claims where {STANDING}");
        Ok(on!(self.read(), |db| sqlx::query_scalar(&sql).bind(incident.0).bind(benefit.0).fetch_one(db).await)?)
    }

    /// What each gets of a fund, in cents, when it was shared out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fund_share(&self, incident: IncidentId, benefit: BenefitId) -> Result<Option<i64>, StoreError> {
        let sql = "select share_cents from benefits where incident_id = $1 and benefit_id = $2";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).bind(benefit.0).fetch_one(db).await)?)
    }

    /// The same, in the transaction of a decision.
    pub(crate) async fn is_shared_out(&self, tx: &mut Tx, incident: IncidentId, benefit: BenefitId) -> Result<bool, StoreError> {
        let sql = "select share_cents is not null from benefits where incident_id = $1 and benefit_id = $2";
        let shared: Option<bool> =
            on!(&mut *tx, |db| sqlx::query_scalar(sql).bind(incident.0).bind(benefit.0).fetch_optional(&mut **db).await)?;
        Ok(shared.unwrap_or(false))
    }

    /// Shares a fund out among the claims that stand, when they are as many as were `seen`: each asks for its share from then on. A claim that
    /// comes back by an appeal gets the same on top.
    ///
    /// # Errors
    /// Refused as [`BenefitRefusal::NotNow`] while people can ask, when it was shared out before, or when the claims are not those seen; when the
    /// database fails.
    pub async fn share_out(
        &self,
        tx: &mut Tx,
        by: StaffId,
        benefit: &Benefit<MoneyTerms>,
        seen: i64,
        now: Timestamp,
    ) -> Result<(), BenefitError> {
        let (incident, id) = (benefit.incident_id, benefit.benefit_id);
        let sql = format!("select count(*) from claims where {STANDING}");
        let standing: i64 = on!(&mut *tx, |db| sqlx::query_scalar(&sql).bind(incident.0).bind(id.0).fetch_one(&mut **db).await)?;
        let share = benefit.terms.share(standing).filter(|share| share.cents > 0 && standing == seen && standing > 0);
        let Some(share) = share.filter(|_| benefit.state == BenefitState::Closed) else {
            return Err(BenefitError::Refused(BenefitRefusal::NotNow));
        };
        let sql =
            "update benefits set share_cents = $3 where incident_id = $1 and benefit_id = $2 and state = 'closed' and share_cents is null";
        let changed = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(id.0)
            .bind(share.cents)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if changed != 1 {
            return Err(BenefitError::Refused(BenefitRefusal::NotNow));
        }
        let sql = "update claims set asked_cents = $3, version = version + 1
                   where incident_id = $1 and benefit_id = $2 and state <> 'withdrawn' and asked_cents is not null and granted_cents is null";
        on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).bind(id.0).bind(share.cents).execute(&mut **db).await.map(|_| ()))?;
        Ok(self.note_benefit(tx, by, incident, id, "benefit.share", now).await?)
    }
}
