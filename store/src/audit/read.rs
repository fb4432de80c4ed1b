//! Reading a chain, newest first.

use domain::{clock::Timestamp, ids::IncidentId};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{Chain, row::AuditRow};
use crate::{Store, StoreError, on};

/// A row, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Entry {
    /// Its place in the chain, from 1.
    pub sequence: i64,
    /// When.
    #[serde(serialize_with = "as_text")]
    pub at: Timestamp,
    /// Who: a staff member's id, or `command line`.
    pub actor: String,
    /// What, such as `import.accept`.
    pub act: String,
    /// About whom or what.
    pub about: Option<Uuid>,
    /// The rest. A row whose details are no JSON was manipulated; it is shown as text.
    pub details: serde_json::Value,
    /// The keyed hash in hexadecimal.
    pub mac: String,
}

fn as_text<S: serde::Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(at)
}

/// Which rows are wanted; what is `None` is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// By whom.
    pub actor: Option<String>,
    /// About whom or what.
    pub about: Option<Uuid>,
    /// What the act begins with: `import` for all of them, `import.accept` for one.
    pub act: Option<String>,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub until: Option<Timestamp>,
}

impl From<AuditRow> for Entry {
    fn from(row: AuditRow) -> Self {
        let details = serde_json::from_str(&row.details).unwrap_or(serde_json::Value::String(row.details));
        Self {
            sequence: row.sequence,
            at: Timestamp::from_micros(row.at),
            actor: row.actor,
            act: row.act,
            about: row.about,
            details,
            mac: super::head::hex(&row.mac),
        }
    }
}

/// Different acts of one chain that are looked up one by one. We write some seventy; more are there only after a manipulation, and
/// then the chain is read through.
const ACTS: usize = 500;

/// One search: the rows of a chain that `$filter` wants, newest first; of the act `$act` alone if it is given.
macro_rules! search {
    ($sql:ident, $chain:expr, $filter:expr, $before:expr, $act:expr, $limit:expr) => {
        $sql.push("select sequence, at, actor, act, about, details, mac from audit where chain = ").push_bind($chain.id());
        if let Some(act) = $act {
            $sql.push(" and act = ").push_bind(act);
        } else if let Some(act) = &$filter.act {
            // Nothing of what was typed is a pattern.
            let length = i64::try_from(act.chars().count()).unwrap_or(i64::MAX);
            $sql.push(" and substr(act, 1, cast(").push_bind(length).push(" as integer)) = ").push_bind(act.clone());
        }
        if let Some(before) = $before {
            $sql.push(" and sequence < ").push_bind(before);
        }
        if let Some(actor) = &$filter.actor {
            $sql.push(" and actor = ").push_bind(actor.clone());
        }
        if let Some(about) = $filter.about {
            $sql.push(" and about = ").push_bind(about);
        }
        if let Some(from) = $filter.from {
            $sql.push(" and at >= ").push_bind(from.as_micros());
        }
        if let Some(until) = $filter.until {
            $sql.push(" and at < ").push_bind(until.as_micros());
        }
        $sql.push(" order by sequence desc limit ").push_bind($limit);
    };
}

impl Store {
    /// At most `limit` rows of a chain, newest first, those before `before` if it is given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_entries(&self, chain: Chain, filter: &Filter, before: Option<i64>, limit: i64) -> Result<Vec<Entry>, StoreError> {
        let acts = match &filter.act {
            Some(prefix) => self.audit_acts(chain, prefix).await?,
            None => None,
        };
        let rows: Vec<AuditRow> = match acts {
            // Each act has its own rows in the index: the newest of each, and of those the newest.
            Some(acts) if acts.is_empty() => Vec::new(),
            Some(acts) => on!(self.read(), |db| {
                let mut sql = QueryBuilder::new("select * from (");
                for (at, act) in acts.iter().enumerate() {
                    sql.push(if at == 0 { "select * from (" } else { " union all select * from (" });
                    search!(sql, chain, filter, before, Some(act.clone()), limit);
                    sql.push(") as a").push(at);
                }
                sql.push(") as every_act order by sequence desc limit ").push_bind(limit);
                sql.build_query_as().persistent(false).fetch_all(db).await
            })?,
            None => on!(self.read(), |db| {
                let mut sql = QueryBuilder::new("");
                search!(sql, chain, filter, before, None::<String>, limit);
                sql.build_query_as().fetch_all(db).await
            })?,
        };
        Ok(rows.into_iter().map(Entry::from).collect())
    }

    /// Which acts of a chain begin with `prefix`: from one to the next in the index, however many rows each has. `None` when there
    /// are too many to ask for each.
    async fn audit_acts(&self, chain: Chain, prefix: &str) -> Result<Option<Vec<String>>, StoreError> {
        let sql = "with recursive acts (act) as (
                       select min(act) from audit where chain = $1
                       union all
                       select (select min(audit.act) from audit where audit.chain = $1 and audit.act > acts.act) from acts
                       where acts.act is not null)
                   select act from acts where act is not null limit $2";
        let most = i64::try_from(ACTS).unwrap_or(i64::MAX);
        let mut acts: Vec<String> = on!(self.read(), |db| sqlx::query_scalar(sql).bind(chain.id()).bind(most).fetch_all(db).await)?;
        let is_whole = acts.len() < ACTS;
        acts.retain(|act| act.starts_with(prefix));
        Ok(is_whole.then_some(acts))
    }

    /// Who did one act in an incident since a time, and when, newest first; the newest hundred.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn acts_since(&self, incident: IncidentId, act: &str, since: Timestamp) -> Result<Vec<(String, Timestamp)>, StoreError> {
        let sql = "select actor, at from audit where chain = $1 and act = $2 and at >= $3 order by sequence desc limit 100";
        let rows: Vec<(String, i64)> = on!(self.read(), |db| sqlx::query_as(sql)
            .bind(Chain::Incident(incident).id())
            .bind(act)
            .bind(since.as_micros())
            .fetch_all(db)
            .await)?;
        Ok(rows.into_iter().map(|(actor, at)| (actor, Timestamp::from_micros(at))).collect())
    }

    /// At most `limit` rows of a chain after `after`, oldest first: how a whole chain is written out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_entries_after(&self, chain: Chain, after: i64, limit: i64) -> Result<Vec<Entry>, StoreError> {
        let sql = "select sequence, at, actor, act, about, details, mac from audit
                   where chain = $1 and sequence > $2 order by sequence limit $3";
        let rows: Vec<AuditRow> = on!(self.read(), |db| sqlx::query_as(sql).bind(chain.id()).bind(after).bind(limit).fetch_all(db).await)?;
        Ok(rows.into_iter().map(Entry::from).collect())
    }
}
