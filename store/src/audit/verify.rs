//! Whether the rows are those that were written, all of them, and in their order.

use std::collections::{BTreeMap, BTreeSet};

use domain::clock::Timestamp;
use sqlx::{FromRow, Row};
use uuid::Uuid;

use super::{Chain, Head, row::AuditRow};
use crate::{Store, StoreError, on};

/// Rows read at a time: large, because each page is a journey.
const PAGE: usize = 20_000;

/// Why a row does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Misfit {
    /// It, or what stands before it, is not what was written.
    Changed,
    /// It is not there, and later ones are.
    Missing,
    /// It is not there, nor is anything after it, though it is known outside the database.
    Cut,
    /// Another row is known in its place outside the database.
    Replaced,
    /// The key of its chain is not there, or not the one it was written with.
    NoKey,
}

/// What a check of a chain found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Verdict {
    /// Rows that fit, from the first on.
    pub rows: i64,
    /// The sequence of the first row that does not fit, or that is missing.
    pub first_bad: Option<i64>,
    /// Why it does not.
    pub misfit: Option<Misfit>,
}

impl Verdict {
    /// Every row fits.
    #[must_use]
    pub const fn whole(rows: i64) -> Self {
        Self { rows, first_bad: None, misfit: None }
    }

    /// The row after the first `rows` does not fit.
    #[must_use]
    pub const fn bad(rows: i64, misfit: Misfit) -> Self {
        Self { rows, first_bad: Some(rows + 1), misfit: Some(misfit) }
    }
}

impl Store {
    /// Checks a chain from its first row on. That a tail was cut off shows only beside a head kept elsewhere.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn verify_audit(&self, chain: Chain) -> Result<Verdict, StoreError> {
        self.verify_audit_beside(chain, &[]).await
    }

    /// Checks a chain, and that it still has the rows that `heads` know. Read the heads before: the chain goes on growing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn verify_audit_beside(&self, chain: Chain, heads: &[Head]) -> Result<Verdict, StoreError> {
        let mut known: BTreeMap<i64, BTreeSet<[u8; 32]>> = BTreeMap::new();
        for head in heads.iter().filter(|head| head.chain == chain) {
            known.entry(head.sequence).or_default().insert(head.mac);
        }
        let furthest = known.last_key_value().map_or(0, |(sequence, _)| *sequence);
        let keys = match chain {
            Chain::Installation => None,
            Chain::Incident(incident) => match self.incident_keys(incident).await {
                Ok(keys) => Some(keys),
                Err(StoreError::Unsealable { .. } | StoreError::Database(sqlx::Error::RowNotFound | sqlx::Error::ColumnDecode { .. })) => {
                    let has_any = furthest > 0 || !self.audit_page(chain, 0, 1).await?.is_empty();
                    return Ok(if has_any { Verdict::bad(0, Misfit::NoKey) } else { Verdict::whole(0) });
                }
                Err(error) => return Err(error),
            },
        };
        let key = keys.as_ref().map_or_else(|| self.system_keys().audit(), |keys| keys.audit());
        let (mut rows, mut last_mac) = (0, Vec::new());
        loop {
            let page = self.audit_page(chain, rows, PAGE).await?;
            let is_last = page.len() < PAGE;
            for row in page {
                let Some(row) = row else { return Ok(Verdict::bad(rows, Misfit::Changed)) };
                if row.sequence != rows + 1 {
                    return Ok(Verdict::bad(rows, Misfit::Missing));
                }
                let mac = row.mac_with(key, chain, &last_mac);
                if row.mac != mac {
                    return Ok(Verdict::bad(rows, Misfit::Changed));
                }
                if known.get(&row.sequence).is_some_and(|known| known.iter().any(|known| *known != mac)) {
                    return Ok(Verdict::bad(rows, Misfit::Replaced));
                }
                rows += 1;
                last_mac = row.mac;
            }
            if is_last {
                return Ok(if furthest > rows { Verdict::bad(rows, Misfit::Cut) } else { Verdict::whole(rows) });
            }
        }
    }

    /// Rows after `after`; `None` for one that holds what no row of ours does (SQLite takes text where a number should be).
    async fn audit_page(&self, chain: Chain, after: i64, limit: usize) -> Result<Vec<Option<AuditRow>>, StoreError> {
        let sql = "select sequence, at, actor, act, about, details, mac from audit
                   where chain = $1 and sequence > $2 order by sequence limit $3";
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        Ok(on!(self.read(), |db| sqlx::query(sql)
            .bind(chain.id())
            .bind(after)
            .bind(limit)
            .fetch_all(db)
            .await
            .map(|rows| rows.iter().map(|row| AuditRow::from_row(row).ok()).collect()))?)
    }

    /// Every chain there is or should be: that of the installation, those of incidents, and those that rows or `heads` name.
    /// `None` stands for rows whose chain cannot be read.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_chains(&self, heads: &[Head]) -> Result<Vec<Option<Chain>>, StoreError> {
        let mut chains: BTreeSet<Option<Chain>> = heads.iter().map(|head| Some(head.chain)).collect();
        chains.insert(Some(Chain::Installation));
        chains.extend(self.list_incidents().await?.into_iter().map(|incident| Some(Chain::Incident(incident.incident_id))));
        let named: Vec<Option<Uuid>> = on!(self.read(), |db| sqlx::query("select distinct chain from audit")
            .fetch_all(db)
            .await
            .map(|rows| rows.iter().map(|row| row.try_get(0).ok()).collect()))?;
        chains.extend(named.into_iter().map(|id| id.map(Chain::of)));
        Ok(chains.into_iter().collect())
    }

    /// The last row of each chain that has any.
    ///
    /// # Errors
    /// When the database fails or the last row of a chain cannot be read.
    pub async fn audit_heads(&self) -> Result<Vec<Head>, StoreError> {
        let sql = "select a.chain, a.sequence, a.at, a.mac from audit a
                   join (select chain, max(sequence) as last from audit group by chain) l on l.chain = a.chain and l.last = a.sequence
                   order by a.chain";
        let rows: Vec<(Uuid, i64, i64, Vec<u8>)> = on!(self.read(), |db| sqlx::query_as(sql).fetch_all(db).await)?;
        rows.into_iter()
            .map(|(chain, sequence, at, mac)| {
                let mac = mac.try_into().map_err(|_| StoreError::Nonsense { table: "audit", column: "mac" })?;
                Ok(Head { chain: Chain::of(chain), sequence, at: Timestamp::from_micros(at), mac })
            })
            .collect()
    }
}
