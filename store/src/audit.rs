//! Every act of staff, and every view of a person's data by staff: one chain of rows per incident and one for the
//! installation, each row's keyed hash made over its predecessor's. Opaque ids only, so that purge removes people and keeps
//! the chain.

use domain::{clock::Timestamp, ids::IncidentId};
use serde_json::Value;
use uuid::Uuid;

use crate::{Store, StoreError, Tx, on};

/// Rows verified at a time.
const PAGE: i64 = 1000;

/// Which chain a row belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// What a check of a chain found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Verdict {
    /// Rows that fit, from the first on.
    pub rows: i64,
    /// The sequence of the first row that does not fit, or that is missing.
    pub first_bad: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct AuditRow {
    sequence: i64,
    at: i64,
    actor: String,
    act: String,
    about: Option<Uuid>,
    details: String,
    mac: Vec<u8>,
}

impl AuditRow {
    /// What the keyed hash is made over: the predecessor's hash and all of this row.
    fn parts(&self, chain: Chain, last_mac: &[u8]) -> [Vec<u8>; 8] {
        [
            last_mac.to_vec(),
            chain.id().as_bytes().to_vec(),
            self.sequence.to_le_bytes().to_vec(),
            self.at.to_le_bytes().to_vec(),
            self.actor.clone().into_bytes(),
            self.act.clone().into_bytes(),
            self.about.map(|about| about.as_bytes().to_vec()).unwrap_or_default(),
            self.details.clone().into_bytes(),
        ]
    }
}

impl Store {
    /// Appends an act to its chain. Call it last in the transaction of the act: it holds the chain until the end.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn append_audit(&self, tx: &mut Tx, chain: Chain, act: Act<'_>, now: Timestamp) -> Result<(), StoreError> {
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
        let parts = row.parts(chain, &last_mac);
        let parts = parts.each_ref().map(Vec::as_slice);
        row.mac = match chain {
            Chain::Installation => self.system_keys().audit_mac(&parts),
            Chain::Incident(incident) => self.keys.incident_in(tx, incident).await?.audit_mac(&parts),
        }
        .to_vec();
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
        Ok(())
    }

    /// Checks a chain from its first row on. That a tail was cut off shows only beside a head kept elsewhere.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn verify_audit(&self, chain: Chain) -> Result<Verdict, StoreError> {
        let (mut rows, mut last_mac) = (0, Vec::new());
        loop {
            let sql = "select sequence, at, actor, act, about, details, mac from audit
                       where chain = $1 and sequence > $2 order by sequence limit $3";
            let page: Vec<AuditRow> =
                on!(self.read(), |db| sqlx::query_as(sql).bind(chain.id()).bind(rows).bind(PAGE).fetch_all(db).await)?;
            if page.is_empty() {
                return Ok(Verdict { rows, first_bad: None });
            }
            for row in page {
                let parts = row.parts(chain, &last_mac);
                let parts = parts.each_ref().map(Vec::as_slice);
                let mac = match chain {
                    Chain::Installation => self.system_keys().audit_mac(&parts),
                    Chain::Incident(incident) => self.incident_keys(incident).await?.audit_mac(&parts),
                };
                if row.sequence != rows + 1 || row.mac != mac {
                    return Ok(Verdict { rows, first_bad: Some(rows + 1) });
                }
                rows += 1;
                last_mac = row.mac;
            }
        }
    }
}
