//! How claims are going, in numbers that everybody may see when the operator agreed.

use domain::{
    clock::Timestamp,
    ids::{IncidentId, StaffId},
    money::{Currency, Money},
};
use serde_json::json;

use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    incidents::bump_publication,
    on,
};

/// Microseconds.
const DAY: i64 = 86_400_000_000;

/// Claims of an incident, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scorecard {
    /// Sent and not taken back.
    pub received: i64,
    /// Of these: nobody has decided yet, or somebody else looks again.
    pub waiting: i64,
    /// Granted, whole or in part; paid ones too.
    pub granted: i64,
    /// Of these: the money has arrived.
    pub paid: i64,
    /// Refused.
    pub refused: i64,
    /// What arrived, by currency.
    pub paid_out: Vec<Money>,
    /// Half of all first decisions took no longer than this many days; none before the first.
    pub median_days: Option<i64>,
}

impl Store {
    /// Whether the operator agreed that everybody sees the scorecard of an incident.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn shows_scorecard(&self, incident: IncidentId) -> Result<bool, StoreError> {
        let sql = "select exists (select 1 from scorecards where incident_id = $1)";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_one(db).await)?)
    }

    /// The operator agrees, or no longer does. Public pages change with it; pressed again it is the same.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn show_scorecard(
        &self,
        tx: &mut Tx,
        by: StaffId,
        (incident, is_shown): (IncidentId, bool),
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let changed = if is_shown {
            let sql = "insert into scorecards (incident_id, agreed_by, agreed_at) values ($1, $2, $3) on conflict (incident_id) do nothing";
            on!(&mut *tx, |db| sqlx::query(sql)
                .bind(incident.0)
                .bind(by.0)
                .bind(now.as_micros())
                .execute(&mut **db)
                .await
                .map(|done| done.rows_affected()))?
        } else {
            let sql = "delete from scorecards where incident_id = $1";
            on!(&mut *tx, |db| sqlx::query(sql).bind(incident.0).execute(&mut **db).await.map(|done| done.rows_affected()))?
        };
        if changed == 0 {
            return Ok(());
        }
        bump_publication(tx).await?;
        let (actor, act) = (by.to_string(), if is_shown { "scorecard.show" } else { "scorecard.hide" });
        let act = Act { actor: &actor, act, about: Some(incident.0), details: &json!({}) };
        self.append_audit(tx, Chain::Incident(incident), act, now).await
    }

    /// The numbers of an incident as they stand.
    ///
    /// # Errors
    /// When the database fails, or holds what makes no sense.
    pub async fn scorecard(&self, incident: IncidentId) -> Result<Scorecard, StoreError> {
        let sql = "select count(*),
                          cast(coalesce(sum(case when state in ('submitted', 'in_review', 'needs_more', 'appealed') then 1 else 0 end), 0) as bigint),
                          cast(coalesce(sum(case when granted_cents > 0 then 1 else 0 end), 0) as bigint),
                          cast(coalesce(sum(case when state = 'paid' then 1 else 0 end), 0) as bigint),
                          cast(coalesce(sum(case when state = 'denied' and granted_cents is null then 1 else 0 end), 0) as bigint)
                   from claims where incident_id = $1 and state not in ('draft', 'withdrawn')";
        let (received, waiting, granted, paid, refused): (i64, i64, i64, i64, i64) =
            on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).fetch_one(db).await)?;
        let sql = "select currency, cast(sum(cents) as bigint) from payments where incident_id = $1 and state = 'paid'
                   group by currency order by currency";
        let rows: Vec<(String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).fetch_all(db).await)?;
        let money = |(currency, cents): (String, i64)| {
            let currency = Currency::parse(&currency).ok_or(StoreError::Nonsense { table: "payments", column: "currency" })?;
            Ok(Money::new(cents, currency))
        };
        let paid_out = rows.into_iter().map(money).collect::<Result<_, StoreError>>()?;
        let median_days = self.median_days(incident).await?;
        Ok(Scorecard { received, waiting, granted, paid, refused, paid_out, median_days })
    }

    /// From sending to the first decision, in whole days begun; of two in the middle the longer.
    async fn median_days(&self, incident: IncidentId) -> Result<Option<i64>, StoreError> {
        let decided = "from claims c join claim_events e on e.incident_id = c.incident_id and e.claim_id = c.claim_id
                       and e.act in ('approve', 'deny') where c.incident_id = $1 and c.sent_at is not null and c.state <> 'withdrawn'";
        let sql = format!("select count(distinct c.claim_id) {decided}");
        let count: i64 = on!(self.read(), |db| sqlx::query_scalar(&sql).bind(incident.0).fetch_one(db).await)?;
        let sql = format!("select min(e.at) - c.sent_at {decided} group by c.claim_id, c.sent_at order by 1 limit 1 offset $2");
        let took: Option<i64> = on!(self.read(), |db| sqlx::query_scalar(&sql).bind(incident.0).bind(count / 2).fetch_optional(db).await)?;
        Ok(took.map(|took| (took.max(0) + DAY - 1) / DAY))
    }
}
