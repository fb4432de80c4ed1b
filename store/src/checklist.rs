//! The checklist of an incident: copied from the plan by whoever does the first thing with it, then its own.

use domain::{
    clock::Timestamp,
    ids::{ChecklistItemId, IncidentId},
    incident::Incident,
    plan::Plan,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    audit::{Act, Chain},
    keys::{IncidentKeys, Place},
    on,
};

/// What is sealed of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepWords {
    /// What is done.
    pub text: String,
    /// Who does it; empty when nobody was named.
    pub who: String,
}

/// By when a step is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// So many minutes after the discovery.
    AfterDiscovery(i64),
    /// At this time.
    At(Timestamp),
    /// Some time.
    Open,
}

/// A step of a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistItem {
    /// Which step.
    pub item_id: ChecklistItemId,
    /// What and who.
    pub words: StepWords,
    /// By when.
    pub due: Due,
    /// When it was done, and by whom (their opaque id).
    pub done: Option<(Timestamp, String)>,
}

impl ChecklistItem {
    /// By when it is to be done in this incident; nothing when the discovery has no time yet.
    #[must_use]
    pub fn due_in(&self, incident: &Incident) -> Option<Timestamp> {
        match self.due {
            Due::At(time) => Some(time),
            Due::Open => None,
            Due::AfterDiscovery(minutes) => {
                let seconds = u64::try_from(minutes).unwrap_or(0).saturating_mul(60);
                Some(incident.discovered_at?.plus(std::time::Duration::from_secs(seconds)))
            }
        }
    }
}

/// A checklist as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist {
    /// The version of the plan it was copied from; 0 for the plan to begin with.
    pub plan_version: i64,
    /// In their order.
    pub items: Vec<ChecklistItem>,
}

impl Checklist {
    /// What the checklist of `incident` will be when somebody begins it from this plan: the ids of its steps follow from the
    /// incident, the version and the place, so that a page made before the beginning fits the list made after it.
    #[must_use]
    pub fn from_plan(incident: IncidentId, plan_version: i64, plan: &Plan) -> Self {
        let items = plan.steps.iter().enumerate().map(|(at, step)| ChecklistItem {
            item_id: planned_id(incident, plan_version, at),
            words: StepWords { text: step.text.clone(), who: plan.who(&step.role) },
            due: Due::AfterDiscovery(step.minutes),
            done: None,
        });
        Self { plan_version, items: items.collect() }
    }
}

fn planned_id(incident: IncidentId, plan_version: i64, at: usize) -> ChecklistItemId {
    let mark = (u128::from(plan_version.cast_unsigned()) << 16) | (at as u128 + 1);
    ChecklistItemId(Uuid::from_u128(incident.0.as_u128() ^ mark))
}

#[derive(sqlx::FromRow)]
struct ItemRow {
    item_id: Uuid,
    sealed: Vec<u8>,
    minutes: Option<i64>,
    due_at: Option<i64>,
    done_at: Option<i64>,
    done_by: Option<String>,
}

const fn place(item: ChecklistItemId) -> Place {
    Place { table: "checklist_items", row: item.0 }
}

impl ItemRow {
    fn open(self, keys: &IncidentKeys) -> Result<ChecklistItem, StoreError> {
        let item_id = ChecklistItemId(self.item_id);
        Ok(ChecklistItem {
            item_id,
            words: keys.open(place(item_id), &self.sealed)?,
            due: match (self.minutes, self.due_at) {
                (Some(minutes), _) => Due::AfterDiscovery(minutes),
                (None, Some(at)) => Due::At(Timestamp::from_micros(at)),
                (None, None) => Due::Open,
            },
            done: self.done_at.map(Timestamp::from_micros).zip(self.done_by),
        })
    }
}

impl Store {
    /// The checklist of an incident; `None` before anybody began it.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn checklist(&self, incident: IncidentId) -> Result<Option<Checklist>, StoreError> {
        let sql = "select plan_version from checklists where incident_id = $1";
        let version: Option<i64> = on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).fetch_optional(db).await)?;
        let Some(plan_version) = version else { return Ok(None) };
        let sql = "select item_id, sealed, minutes, due_at, done_at, done_by from checklist_items
                   where incident_id = $1 order by position, item_id";
        let rows: Vec<ItemRow> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).fetch_all(db).await)?;
        let keys = self.incident_keys(incident).await?;
        let items = rows.into_iter().map(|row| row.open(&keys)).collect::<Result<_, _>>()?;
        Ok(Some(Checklist { plan_version, items }))
    }

    /// Begins the checklist of an incident with these steps, unless somebody has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_checklist(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        checklist: &Checklist,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "insert into checklists (incident_id, plan_version, begun_at) values ($1, $2, $3) on conflict (incident_id) do nothing";
        let begun = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(checklist.plan_version)
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if begun == 0 {
            return Ok(false);
        }
        let keys = self.incident_keys(incident).await?;
        for (position, item) in (0_i64..).zip(&checklist.items) {
            self.insert_item(tx, incident, &keys, item, position).await?;
        }
        Ok(true)
    }

    async fn insert_item(
        &self,
        tx: &mut Tx,
        incident: IncidentId,
        keys: &IncidentKeys,
        item: &ChecklistItem,
        position: i64,
    ) -> Result<bool, StoreError> {
        let sealed = keys.seal(place(item.item_id), &item.words, &*self.entropy)?;
        let (minutes, due_at) = match item.due {
            Due::AfterDiscovery(minutes) => (Some(minutes), None),
            Due::At(time) => (None, Some(time.as_micros())),
            Due::Open => (None, None),
        };
        let sql = "insert into checklist_items (incident_id, item_id, position, sealed, minutes, due_at)
                   values ($1, $2, $3, $4, $5, $6) on conflict (incident_id, item_id) do nothing";
        let added = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(item.item_id.0)
            .bind(position)
            .bind(&sealed)
            .bind(minutes)
            .bind(due_at)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(added == 1)
    }

    /// Adds a step at the end of a checklist that was begun. The same step again (by its id) adds nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_checklist_item(
        &self,
        mut tx: Tx,
        actor: &str,
        incident: IncidentId,
        item: &ChecklistItem,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let keys = self.incident_keys(incident).await?;
        let sql = "select cast(coalesce(max(position), -1) + 1 as bigint) from checklist_items where incident_id = $1";
        let position: i64 = on!(&mut tx, |db| sqlx::query_scalar(sql).bind(incident.0).fetch_one(&mut **db).await)?;
        let is_new = self.insert_item(&mut tx, incident, &keys, item, position).await?;
        self.finish_step(tx, actor, "checklist.add", incident, item.item_id, is_new, now).await
    }

    /// Marks a step as done, unless somebody has. Says whether this did it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn do_checklist_item(
        &self,
        mut tx: Tx,
        actor: &str,
        incident: IncidentId,
        item: ChecklistItemId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "update checklist_items set done_at = $1, done_by = $2 where incident_id = $3 and item_id = $4 and done_at is null";
        let changed = on!(&mut tx, |db| sqlx::query(sql)
            .bind(now.as_micros())
            .bind(actor)
            .bind(incident.0)
            .bind(item.0)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        self.finish_step(tx, actor, "checklist.done", incident, item, changed == 1, now).await
    }

    /// Takes back that a step was done, as it was seen: what was undone and done again since stays.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn undo_checklist_item(
        &self,
        mut tx: Tx,
        actor: &str,
        incident: IncidentId,
        (item, seen): (ChecklistItemId, Timestamp),
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "update checklist_items set done_at = null, done_by = null where incident_id = $1 and item_id = $2 and done_at = $3";
        let changed = on!(&mut tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(item.0)
            .bind(seen.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        self.finish_step(tx, actor, "checklist.undo", incident, item, changed == 1, now).await
    }

    /// Makes a change of a step true with its row in the log, last; without a change there is nothing to write down.
    #[expect(clippy::too_many_arguments, reason = "one row of the log")]
    async fn finish_step(
        &self,
        mut tx: Tx,
        actor: &str,
        act: &str,
        incident: IncidentId,
        item: ChecklistItemId,
        is_changed: bool,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        if is_changed {
            let details = json!({});
            let act = Act { actor, act, about: Some(item.0), details: &details };
            self.append_audit(&mut tx, Chain::Incident(incident), act, now).await?;
            tx.commit().await?;
        }
        Ok(is_changed)
    }
}
