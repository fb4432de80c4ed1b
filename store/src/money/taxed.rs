//! What one person was paid in a year that may have to be said to a tax office: sums and hours, not what was given back for expenses.

use domain::{
    claim::ClaimNumber,
    clock::Timestamp,
    ids::{IncidentId, PersonId},
    money::Money,
};

use super::money;
use crate::{Store, StoreError, on};

/// Kinds of benefit that are no refund of an expense.
const KINDS: &str = "('cash', 'time')";

/// Somebody who was paid as much as a tax office wants to hear of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taxed {
    /// Who.
    pub person_id: PersonId,
    /// What they were paid.
    pub paid: Money,
    /// One of their claims.
    pub number: ClaimNumber,
}

impl Store {
    /// What a person was paid from the first time to before the second, in the currency of `from_sum`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn taxable_of(
        &self,
        (incident, person): (IncidentId, PersonId),
        (from, before): (Timestamp, Timestamp),
        from_sum: Money,
    ) -> Result<Money, StoreError> {
        let sql = format!(
            "select cast(coalesce(sum(p.cents), 0) as bigint) from payments p
             join claims c on c.incident_id = p.incident_id and c.claim_id = p.claim_id
             join benefits b on b.incident_id = c.incident_id and b.benefit_id = c.benefit_id
             where p.incident_id = $1 and p.person_id = $2 and p.state = 'paid' and p.settled_at >= $3 and p.settled_at < $4
               and p.currency = $5 and b.kind in {KINDS}"
        );
        let cents = on!(self.read(), |db| sqlx::query_scalar(&sql)
            .bind(incident.0)
            .bind(person.0)
            .bind(from.as_micros())
            .bind(before.as_micros())
            .bind(from_sum.currency.as_str())
            .fetch_one(db)
            .await)?;
        Ok(Money::new(cents, from_sum.currency))
    }

    /// Everybody who was paid at least `from_sum` from the first time to before the second; most first.
    ///
    /// # Errors
    /// When the database fails, or holds what makes no sense.
    pub async fn taxed(
        &self,
        incident: IncidentId,
        (from, before): (Timestamp, Timestamp),
        from_sum: Money,
        limit: i64,
    ) -> Result<Vec<Taxed>, StoreError> {
        let sql = format!(
            "select p.person_id, cast(sum(p.cents) as bigint), min(c.number) from payments p
             join claims c on c.incident_id = p.incident_id and c.claim_id = p.claim_id
             join benefits b on b.incident_id = c.incident_id and b.benefit_id = c.benefit_id
             where p.incident_id = $1 and p.state = 'paid' and p.settled_at >= $2 and p.settled_at < $3 and p.currency = $4
               and b.kind in {KINDS}
             group by p.person_id having sum(p.cents) >= $5 order by 2 desc, 3 limit $6"
        );
        let rows: Vec<(uuid::Uuid, i64, String)> = on!(self.read(), |db| sqlx::query_as(&sql)
            .bind(incident.0)
            .bind(from.as_micros())
            .bind(before.as_micros())
            .bind(from_sum.currency.as_str())
            .bind(from_sum.cents)
            .bind(limit)
            .fetch_all(db)
            .await)?;
        rows.into_iter()
            .map(|(person, cents, number)| {
                let number = ClaimNumber::parse(&number).map_err(|_| StoreError::Nonsense { table: "claims", column: "number" })?;
                Ok(Taxed { person_id: PersonId(person), paid: money("payments", cents, from_sum.currency.as_str())?, number })
            })
            .collect()
    }
}
