//! The life of a claim, as its person and staff read it.

use domain::{
    claim::{ClaimAct, ClaimState},
    clock::Timestamp,
    ids::{ClaimId, IncidentId, StaffId},
};
use uuid::Uuid;

use super::Claim;
use crate::{Store, StoreError, keys::Place, on};

/// Something that was done with a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimEvent {
    /// What.
    pub act: ClaimAct,
    /// Where it led.
    pub state: ClaimState,
    /// When.
    pub at: Timestamp,
    /// Who of staff; none when the person or the program did it.
    pub staff_id: Option<StaffId>,
    /// What was said.
    pub words: Option<String>,
    /// What was granted with it, in cents.
    pub granted_cents: Option<i64>,
    /// The day promised with it, `YYYY-MM-DD`.
    pub promised_on: Option<String>,
}

/// Where the words of an event stand. Each version has its own place, so that one does not open as another.
pub(super) fn words_place(claim: ClaimId, version: i64) -> Place {
    let row = Uuid::from_u128(claim.0.as_u128() ^ u128::from(version.unsigned_abs()));
    Place { table: "claim_events", row }
}

type Row = (i64, String, String, i64, Option<Uuid>, Option<Vec<u8>>, Option<i64>, Option<String>);

impl Store {
    /// What was done with a claim, first to last.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn claim_events(&self, claim: &Claim) -> Result<Vec<ClaimEvent>, StoreError> {
        let sql = "select version, act, state, at, staff_id, sealed, granted_cents, promised_on from claim_events
                   where incident_id = $1 and claim_id = $2 order by version";
        let rows: Vec<Row> =
            on!(self.read(), |db| sqlx::query_as(sql).bind(claim.incident_id.0).bind(claim.claim_id.0).fetch_all(db).await)?;
        let keys = self.incident_keys(claim.incident_id).await?;
        let nonsense = |column| StoreError::Nonsense { table: "claim_events", column };
        let open = |(version, act, state, at, staff_id, sealed, granted_cents, promised_on): Row| {
            Ok(ClaimEvent {
                act: ClaimAct::parse(&act).ok_or_else(|| nonsense("act"))?,
                state: ClaimState::parse(&state).ok_or_else(|| nonsense("state"))?,
                at: Timestamp::from_micros(at),
                staff_id: staff_id.map(StaffId),
                words: sealed.map(|sealed| keys.open(words_place(claim.claim_id, version), &sealed)).transpose()?,
                granted_cents,
                promised_on,
            })
        };
        rows.into_iter().map(open).collect()
    }

    /// Whether this form did this with the claim before.
    pub(super) async fn form_did(
        &self,
        tx: &mut crate::Tx,
        (incident, claim): (IncidentId, ClaimId),
        (form_id, act): (Uuid, ClaimAct),
    ) -> Result<bool, StoreError> {
        let sql = "select exists (select 1 from claim_events where incident_id = $1 and claim_id = $2 and form_id = $3 and act = $4)";
        Ok(on!(&mut *tx, |db| sqlx::query_scalar(sql)
            .bind(incident.0)
            .bind(claim.0)
            .bind(form_id)
            .bind(act.as_str())
            .fetch_one(&mut **db)
            .await)?)
    }
}
