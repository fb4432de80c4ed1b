//! Benefits: what people can have because of an incident.

mod give;
mod goodwill;
mod pool;
mod share;
mod terms;

use domain::{
    benefit::{BenefitKind, BenefitState, Eligible, Goodwill, MoneyTerms, Protection, last_day_of_grace},
    clock::Timestamp,
    ids::{BenefitId, IncidentId, StaffId},
};
use serde_json::json;
use thiserror::Error;
use uuid::Uuid;

pub use give::{Given, GivenCode, Replaced, Served};
pub use pool::{AddedCodes, CodeCounts};
pub use terms::Terms;

use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    on,
};

/// A benefit: identity protection, or one of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Benefit<T = Protection> {
    /// Of which incident.
    pub incident_id: IncidentId,
    /// Which.
    pub benefit_id: BenefitId,
    /// How far it is.
    pub state: BenefitState,
    /// What it gives, and what that asks for.
    pub terms: T,
    /// The last day on which somebody can ask for it; none while it is open.
    pub last_day: Option<String>,
    /// So many days later they still get it.
    pub grace_days: i64,
    /// Who can have it.
    pub eligible: Eligible,
    /// When it was written.
    pub created_at: Timestamp,
    /// Who wrote it.
    pub written_by: Option<StaffId>,
    /// Who said yes to it, and when.
    pub opened: Option<(StaffId, Timestamp)>,
}

impl<T> Benefit<T> {
    /// Whether somebody can ask for it on `day` (`YYYY-MM-DD`, in the incident's zone), the days of grace included.
    #[must_use]
    pub fn is_open_on(&self, day: &str) -> bool {
        let last = self.last_day.as_deref().map(|last| last_day_of_grace(last, self.grace_days));
        self.state == BenefitState::Open && last.is_none_or(|last| *day <= *last)
    }
}

/// A benefit as somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBenefit<T = Protection> {
    /// What it gives, and what that asks for.
    pub terms: T,
    /// The last day on which somebody can ask for it (`YYYY-MM-DD`); none to leave it open.
    pub last_day: Option<String>,
    /// So many days later they still get it.
    pub grace_days: i64,
    /// Who can have it.
    pub eligible: Eligible,
}

/// Why nothing was done with a benefit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BenefitRefusal {
    /// It is not, or no longer, as far as that: somebody was quicker.
    NotNow,
    /// Whoever wrote it is not the second person.
    Own,
}

/// Why nothing was done. The transaction must then be dropped.
#[derive(Debug, Error)]
pub enum BenefitError {
    /// A rule forbids it.
    #[error("refused: {0:?}")]
    Refused(BenefitRefusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for BenefitError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

const COLUMNS: &str =
    "incident_id, benefit_id, kind, state, terms, last_day, grace_days, eligible, created_at, written_by, opened_by, opened_at";

#[derive(sqlx::FromRow)]
struct Row {
    incident_id: Uuid,
    benefit_id: Uuid,
    kind: String,
    state: String,
    terms: String,
    last_day: Option<String>,
    grace_days: i64,
    eligible: String,
    created_at: i64,
    written_by: Option<Uuid>,
    opened_by: Option<Uuid>,
    opened_at: Option<i64>,
}

impl Row {
    fn open<T: Terms>(self) -> Result<Benefit<T>, StoreError> {
        let (row, nonsense) = (self, |column| StoreError::Nonsense { table: "benefits", column });
        if BenefitKind::parse(&row.kind).is_none_or(|kind| !T::KINDS.contains(&kind)) {
            return Err(nonsense("kind"));
        }
        Ok(Benefit {
            incident_id: IncidentId(row.incident_id),
            benefit_id: BenefitId(row.benefit_id),
            state: BenefitState::parse(&row.state).ok_or_else(|| nonsense("state"))?,
            terms: serde_json::from_str(&row.terms).map_err(|_| nonsense("terms"))?,
            last_day: row.last_day,
            grace_days: row.grace_days,
            eligible: serde_json::from_str(&row.eligible).map_err(|_| nonsense("eligible"))?,
            created_at: Timestamp::from_micros(row.created_at),
            written_by: row.written_by.map(StaffId),
            opened: row.opened_by.map(StaffId).zip(row.opened_at.map(Timestamp::from_micros)),
        })
    }
}

/// The condition on the column `kind`.
fn of_kinds<T: Terms>() -> String {
    let kinds: Vec<String> = T::KINDS.iter().map(|kind| format!("'{}'", kind.as_str())).collect();
    format!("kind in ({})", kinds.join(", "))
}

impl Store {
    /// Writes an offer. Nobody can have it before a second person opens it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_benefit<T: Terms>(
        &self,
        tx: &mut Tx,
        by: StaffId,
        incident: IncidentId,
        new: &NewBenefit<T>,
        now: Timestamp,
    ) -> Result<BenefitId, StoreError> {
        let id = BenefitId::new(now, &*self.entropy);
        let nonsense = |column| StoreError::Nonsense { table: "benefits", column };
        let terms = serde_json::to_string(&new.terms).map_err(|_| nonsense("terms"))?;
        let eligible = serde_json::to_string(&new.eligible).map_err(|_| nonsense("eligible"))?;
        let sql =
            "insert into benefits (incident_id, benefit_id, kind, state, terms, last_day, grace_days, eligible, created_at, written_by)
                   values ($1, $2, $9, 'draft', $3, $4, $5, $6, $7, $8)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(id.0)
            .bind(&terms)
            .bind(new.last_day.as_deref())
            .bind(new.grace_days)
            .bind(&eligible)
            .bind(now.as_micros())
            .bind(by.0)
            .bind(new.terms.kind().as_str())
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        self.note_benefit(tx, by, incident, id, "benefit.new", now).await?;
        Ok(id)
    }

    /// The offers of identity protection of an incident, oldest first.
    ///
    /// # Errors
    /// When the database fails, or holds what makes no sense.
    pub async fn benefits(&self, incident: IncidentId) -> Result<Vec<Benefit>, StoreError> {
        self.offers(incident).await
    }

    /// One of them.
    ///
    /// # Errors
    /// As [`Store::benefits`].
    pub async fn benefit(&self, incident: IncidentId, benefit: BenefitId) -> Result<Option<Benefit>, StoreError> {
        self.offer(incident, benefit).await
    }

    /// The benefits of money of an incident, oldest first.
    ///
    /// # Errors
    /// As [`Store::benefits`].
    pub async fn money_benefits(&self, incident: IncidentId) -> Result<Vec<Benefit<MoneyTerms>>, StoreError> {
        self.offers(incident).await
    }

    /// One of them.
    ///
    /// # Errors
    /// As [`Store::benefits`].
    pub async fn money_benefit(&self, incident: IncidentId, benefit: BenefitId) -> Result<Option<Benefit<MoneyTerms>>, StoreError> {
        self.offer(incident, benefit).await
    }

    /// The gifts of an incident, oldest first.
    ///
    /// # Errors
    /// As [`Store::benefits`].
    pub async fn gifts(&self, incident: IncidentId) -> Result<Vec<Benefit<Goodwill>>, StoreError> {
        self.offers(incident).await
    }

    /// One of them.
    ///
    /// # Errors
    /// As [`Store::benefits`].
    pub async fn gift(&self, incident: IncidentId, benefit: BenefitId) -> Result<Option<Benefit<Goodwill>>, StoreError> {
        self.offer(incident, benefit).await
    }

    async fn offers<T: Terms>(&self, incident: IncidentId) -> Result<Vec<Benefit<T>>, StoreError> {
        let sql = format!("select {COLUMNS} from benefits where incident_id = $1 and {} order by created_at, benefit_id", of_kinds::<T>());
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).fetch_all(db).await)?;
        rows.into_iter().map(Row::open).collect()
    }

    async fn offer<T: Terms>(&self, incident: IncidentId, benefit: BenefitId) -> Result<Option<Benefit<T>>, StoreError> {
        let sql = format!("select {COLUMNS} from benefits where incident_id = $1 and benefit_id = $2 and {}", of_kinds::<T>());
        let row: Option<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(incident.0).bind(benefit.0).fetch_optional(db).await)?;
        row.map(Row::open).transpose()
    }

    /// The second person says yes: from now on people can have it.
    ///
    /// # Errors
    /// Refused for who wrote it, and for what is open or closed; when the database fails.
    pub async fn open_benefit<T: Terms>(&self, tx: &mut Tx, by: StaffId, benefit: &Benefit<T>, now: Timestamp) -> Result<(), BenefitError> {
        if benefit.written_by == Some(by) {
            return Err(BenefitError::Refused(BenefitRefusal::Own));
        }
        let sql = "update benefits set state = 'open', opened_by = $3, opened_at = $4
                   where incident_id = $1 and benefit_id = $2 and state = 'draft'";
        let changed = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(benefit.incident_id.0)
            .bind(benefit.benefit_id.0)
            .bind(by.0)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if changed != 1 {
            return Err(BenefitError::Refused(BenefitRefusal::NotNow));
        }
        if benefit.terms.kind() == BenefitKind::Cash {
            self.look_at_all_verified(tx, benefit.incident_id).await?;
        }
        Ok(self.note_benefit(tx, by, benefit.incident_id, benefit.benefit_id, "benefit.open", now).await?)
    }

    /// Nobody can ask for it any more. Who has a code keeps it, and a claim that was begun goes on.
    ///
    /// # Errors
    /// Refused for what is closed already; when the database fails.
    pub async fn close_benefit<T: Terms>(
        &self,
        tx: &mut Tx,
        by: StaffId,
        benefit: &Benefit<T>,
        now: Timestamp,
    ) -> Result<(), BenefitError> {
        let sql = "update benefits set state = 'closed', closed_at = $3 where incident_id = $1 and benefit_id = $2 and state <> 'closed'";
        let changed = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(benefit.incident_id.0)
            .bind(benefit.benefit_id.0)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if changed != 1 {
            return Err(BenefitError::Refused(BenefitRefusal::NotNow));
        }
        Ok(self.note_benefit(tx, by, benefit.incident_id, benefit.benefit_id, "benefit.close", now).await?)
    }

    async fn note_benefit(
        &self,
        tx: &mut Tx,
        by: StaffId,
        incident: IncidentId,
        benefit: BenefitId,
        act: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let actor = by.to_string();
        let act = Act { actor: &actor, act, about: Some(benefit.0), details: &json!({}) };
        self.append_audit(tx, Chain::Incident(incident), act, now).await
    }
}
