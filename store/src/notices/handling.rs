//! What staff see of a notice beside what it is: who did what, in which stage it is, how fast it goes.

use domain::{
    clock::Timestamp,
    ids::StaffId,
    notice::{CallPlan, NoticeStage},
    publishing::PerLang,
};
use uuid::Uuid;

use super::Notice;
use crate::{Store, StoreError, on};

/// How a notice is handled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handling {
    /// The subjects staff chose; nothing for the template's own.
    pub subjects: Option<PerLang<String>>,
    /// From which its pace follows.
    pub plan: Option<CallPlan>,
    /// The stage it is in.
    pub stage: NoticeStage,
    /// How many have a delivery when this stage is over; nothing in the last one.
    pub stage_limit: Option<i64>,
    /// How many have a delivery.
    pub queued: i64,
    /// Who wrote it; nobody, when it was made on the command line.
    pub written_by: Option<StaffId>,
    /// Who asked for a second person, and when.
    pub asked: Option<(StaffId, Timestamp)>,
    /// Who approved it, and when.
    pub approved: Option<(StaffId, Timestamp)>,
    /// Why it stands still (`staff`, `bounces`, `errors`), and since when.
    pub stopped: Option<(String, Timestamp)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    subjects: Option<String>,
    calls_per_hour: Option<i64>,
    callers_per_hundred: Option<i64>,
    stage: String,
    stage_limit: Option<i64>,
    queued: i64,
    written_by: Option<Uuid>,
    asked_by: Option<Uuid>,
    asked_at: Option<i64>,
    approved_by: Option<Uuid>,
    approved_at: Option<i64>,
    stopped_why: Option<String>,
    stopped_at: Option<i64>,
}

impl Store {
    /// How a notice is handled.
    ///
    /// # Errors
    /// When the database fails, or holds what makes no sense.
    pub async fn notice_handling(&self, notice: &Notice) -> Result<Handling, StoreError> {
        let sql = "select subjects, calls_per_hour, callers_per_hundred, stage, stage_limit, queued, written_by, asked_by, asked_at,
                          approved_by, approved_at, stopped_why, stopped_at
                   from notices where incident_id = $1 and notice_id = $2";
        let row: Row = on!(self.read(), |db| sqlx::query_as(sql).bind(notice.incident_id.0).bind(notice.notice_id.0).fetch_one(db).await)?;
        let nonsense = |column| StoreError::Nonsense { table: "notices", column };
        let by_at = |by: Option<Uuid>, at: Option<i64>| by.map(StaffId).zip(at.map(Timestamp::from_micros));
        let subjects = row.subjects.as_deref().map(serde_json::from_str).transpose().map_err(|_| nonsense("subjects"))?;
        Ok(Handling {
            subjects,
            plan: row.calls_per_hour.zip(row.callers_per_hundred).and_then(|(calls, callers)| CallPlan::new(calls, callers)),
            stage: NoticeStage::parse(&row.stage).ok_or_else(|| nonsense("stage"))?,
            stage_limit: row.stage_limit,
            queued: row.queued,
            written_by: row.written_by.map(StaffId),
            asked: by_at(row.asked_by, row.asked_at),
            approved: by_at(row.approved_by, row.approved_at),
            stopped: row.stopped_why.zip(row.stopped_at.map(Timestamp::from_micros)),
        })
    }
}
