//! Every act of staff, and every view of a person's data by staff: one chain of rows per incident and one for the
//! installation, each row's keyed hash made over its predecessor's. Opaque ids only, so that purge removes people and keeps
//! the chain.

mod actor;
mod anchor;
mod head;
mod head_file;
mod read;
mod row;
#[cfg(feature = "testing")]
mod test_rows;
mod verify;

use domain::{clock::Timestamp, ids::IncidentId};
use serde_json::Value;
use uuid::Uuid;

pub use anchor::{Anchor, BadAnchor};
pub use head::Head;
pub(crate) use head_file::Appended;
pub use head_file::{HeadFile, HeadFileError};
pub use read::{Entry, Filter};
#[cfg(feature = "testing")]
pub(crate) use test_rows::TestRows;
pub use verify::{Misfit, Verdict};

use self::row::AuditRow;
use crate::{Store, StoreError, Tx, on};

/// Which chain a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chain {
    /// What concerns no single incident.
    Installation,
    /// What concerns one incident.
    Incident(IncidentId),
}

impl Chain {
    pub(crate) const fn id(self) -> Uuid {
        match self {
            Self::Installation => Uuid::nil(),
            Self::Incident(incident) => incident.0,
        }
    }

    const fn of(id: Uuid) -> Self {
        if id.is_nil() { Self::Installation } else { Self::Incident(IncidentId(id)) }
    }

    /// Reads what [`Chain`] writes as text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text == "installation" { Some(Self::Installation) } else { text.parse().ok().map(Self::of) }
    }
}

/// `installation`, or the incident's id.
impl std::fmt::Display for Chain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Installation => f.write_str("installation"),
            Self::Incident(incident) => incident.fmt(f),
        }
    }
}

impl serde::Serialize for Chain {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// An act, as it is written down.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    /// Who: a staff member's opaque id, or `command line`.
    pub actor: &'a str,
    /// What: noun and verb, such as `import.accept`.
    pub act: &'a str,
    /// About whom or what: a person's, an import's, a request's id.
    pub about: Option<Uuid>,
    /// The rest, such as the reason given. Nothing that names a person.
    pub details: &'a Value,
}

impl Store {
    /// Appends an act to its chain. Call it last in the transaction of the act: it holds the chain until the end. Once the
    /// transaction is committed the chain's new head is written outside the database ([`Store::with_audit_heads`]).
    ///
    /// # Errors
    /// [`StoreError::NotStaffAnyMore`] when whoever acts was removed meanwhile or has no role there any more, and when the database
    /// fails.
    pub async fn append_audit(&self, tx: &mut Tx, chain: Chain, act: Act<'_>, now: Timestamp) -> Result<(), StoreError> {
        actor::still_acts(tx, chain, act.actor).await?;
        // Two writers must not take the same sequence. SQLite has one writer; on PostgreSQL the chain is locked until the end.
        if let Tx::Postgres(db) = &mut *tx {
            let sql = "select pg_advisory_xact_lock(hashtextextended('audit ' || cast($1 as text), 0))";
            sqlx::query(sql).bind(chain.id()).execute(&mut **db).await?;
        }
        let sql = "select sequence, mac from audit where chain = $1 order by sequence desc limit 1";
        let last: Option<(i64, Vec<u8>)> = on!(&mut *tx, |db| sqlx::query_as(sql).bind(chain.id()).fetch_optional(&mut **db).await)?;
        let (last_sequence, last_mac) = last.unwrap_or_default();
        let mut row = AuditRow {
            sequence: last_sequence + 1,
            at: now.as_micros(),
            actor: act.actor.to_owned(),
            act: act.act.to_owned(),
            about: act.about,
            details: act.details.to_string(),
            mac: Vec::new(),
        };
        let mac = match chain {
            Chain::Installation => row.mac_with(self.system_keys().audit(), chain, &last_mac),
            Chain::Incident(incident) => row.mac_with(self.keys.incident_in(tx, incident).await?.audit(), chain, &last_mac),
        };
        row.mac = mac.to_vec();
        let sql = "insert into audit (chain, sequence, at, actor, act, about, details, mac) values ($1, $2, $3, $4, $5, $6, $7, $8)";
        on!(&mut *tx, |db| sqlx::query(sql)
            .bind(chain.id())
            .bind(row.sequence)
            .bind(row.at)
            .bind(&row.actor)
            .bind(&row.act)
            .bind(row.about)
            .bind(&row.details)
            .bind(&row.mac)
            .execute(&mut **db)
            .await
            .map(|_| ()))?;
        if let Some(file) = &self.heads {
            tx.appended(file, Head { chain, sequence: row.sequence, at: now, mac });
        }
        Ok(())
    }
}
