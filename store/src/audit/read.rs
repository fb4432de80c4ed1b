//! Reading a chain, newest first.

use domain::clock::Timestamp;
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

impl Store {
    /// At most `limit` rows of a chain, newest first, those before `before` if it is given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_entries(&self, chain: Chain, filter: &Filter, before: Option<i64>, limit: i64) -> Result<Vec<Entry>, StoreError> {
        let rows: Vec<AuditRow> = on!(self.read(), |db| {
            let mut sql = QueryBuilder::new("select sequence, at, actor, act, about, details, mac from audit where chain = ");
            sql.push_bind(chain.id());
            if let Some(before) = before {
                sql.push(" and sequence < ").push_bind(before);
            }
            if let Some(actor) = &filter.actor {
                sql.push(" and actor = ").push_bind(actor.clone());
            }
            if let Some(about) = filter.about {
                sql.push(" and about = ").push_bind(about);
            }
            if let Some(act) = &filter.act {
                // Nothing of what was typed is a pattern.
                let length = i64::try_from(act.chars().count()).unwrap_or(i64::MAX);
                sql.push(" and substr(act, 1, cast(").push_bind(length).push(" as integer)) = ").push_bind(act.clone());
            }
            if let Some(from) = filter.from {
                sql.push(" and at >= ").push_bind(from.as_micros());
            }
            if let Some(until) = filter.until {
                sql.push(" and at < ").push_bind(until.as_micros());
            }
            sql.push(" order by sequence desc limit ").push_bind(limit);
            sql.build_query_as().fetch_all(db).await
        })?;
        Ok(rows.into_iter().map(Entry::from).collect())
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
