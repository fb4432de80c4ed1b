//! The pool of activation codes: added from a provider's list, sealed, and counted.

use std::collections::{HashMap, HashSet};

use domain::{
    clock::Timestamp,
    ids::{ActivationCodeId, BenefitId, IncidentId},
};
use sqlx::QueryBuilder;

use super::{Benefit, Terms};
use crate::{
    Store, StoreError, Tx,
    keys::{IncidentKeys, LookupHash, Place, Purpose},
    on,
    statement::{Statement, bound},
};

/// Rows of one statement; SQLite takes 32,766 values.
const ROWS: usize = 500;

pub(super) const fn place(code: ActivationCodeId) -> Place {
    Place { table: "activation_codes", row: code.0 }
}

/// What became of a provider's list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AddedCodes {
    /// New in the pool.
    pub added: usize,
    /// In the pool already, from a list before.
    pub known: usize,
    /// Rows whose code stands in the list more than once. Two people with one code means that one of them is turned away: none of these was
    /// taken, unless that was asked for.
    pub shared: usize,
}

/// How many codes are where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CodeCounts {
    /// Nobody has them.
    pub free: i64,
    /// Somebody has them.
    pub given: i64,
    /// They did not work.
    pub bad: i64,
    /// People who wait for one.
    pub waiting: i64,
}

impl Store {
    /// Adds the codes of a list to the pool. `takes_shared`: a code that several rows share is taken once for each row.
    ///
    /// # Errors
    /// When the database fails; then nothing was added.
    pub async fn add_codes(
        &self,
        tx: &mut Tx,
        benefit: &Benefit<impl Terms>,
        codes: &[&str],
        takes_shared: bool,
        now: Timestamp,
    ) -> Result<AddedCodes, StoreError> {
        let keys = self.incident_keys(benefit.incident_id).await?;
        let hash = |code: &str| keys.lookup(Purpose::ActivationCode, &[benefit.benefit_id.0.as_bytes(), code.as_bytes()]);
        let mut times: HashMap<&str, i64> = HashMap::new();
        for code in codes {
            *times.entry(code).or_default() += 1;
        }
        let mut result = AddedCodes::default();
        let mut seen: HashMap<&str, i64> = HashMap::new();
        let mut fresh: Vec<(&str, LookupHash, i64)> = Vec::with_capacity(codes.len());
        for code in codes {
            if times[code] > 1 && !takes_shared {
                result.shared += 1;
                continue;
            }
            let copy = seen.entry(code).or_default();
            fresh.push((code, hash(code), *copy));
            *copy += 1;
        }
        for chunk in fresh.chunks(ROWS) {
            let known = self.known_codes(tx, benefit, chunk).await?;
            let new: Vec<&(&str, LookupHash, i64)> = chunk.iter().filter(|(_, hash, copy)| !known.contains(&(*hash, *copy))).collect();
            result.known += chunk.len() - new.len();
            result.added += new.len();
            self.insert_codes(tx, benefit, &keys, &new, now).await?;
        }
        Ok(result)
    }

    async fn known_codes(
        &self,
        tx: &mut Tx,
        benefit: &Benefit<impl Terms>,
        codes: &[(&str, LookupHash, i64)],
    ) -> Result<HashSet<(LookupHash, i64)>, StoreError> {
        let mut sql = Statement::new("select code_hash, copy from activation_codes where incident_id = ");
        sql.id(benefit.incident_id.0).sql(" and benefit_id = ").id(benefit.benefit_id.0);
        sql.sql(" and code_hash in (").hashes(codes.iter().map(|(_, hash, _)| *hash)).sql(")");
        let rows: Vec<(Vec<u8>, i64)> =
            on!(&mut *tx, |db| bound!(sqlx::query_as(sql.text()).persistent(false), sql).fetch_all(&mut **db).await)?;
        let nonsense = |_| StoreError::Nonsense { table: "activation_codes", column: "code_hash" };
        rows.into_iter().map(|(hash, copy)| Ok((LookupHash::try_from(hash).map_err(nonsense)?, copy))).collect()
    }

    async fn insert_codes(
        &self,
        tx: &mut Tx,
        benefit: &Benefit<impl Terms>,
        keys: &IncidentKeys,
        codes: &[&(&str, LookupHash, i64)],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if codes.is_empty() {
            return Ok(());
        }
        let mut rows = Vec::with_capacity(codes.len());
        for (code, hash, copy) in codes {
            let id = ActivationCodeId::new(now, &*self.entropy);
            rows.push((id, keys.seal(place(id), code, &*self.entropy)?, hash, copy));
        }
        on!(&mut *tx, |db| {
            let mut sql =
                QueryBuilder::new("insert into activation_codes (incident_id, code_id, benefit_id, sealed, code_hash, copy, state) ");
            sql.push_values(&rows, |mut row, (id, sealed, hash, copy)| {
                row.push_bind(benefit.incident_id.0)
                    .push_bind(id.0)
                    .push_bind(benefit.benefit_id.0)
                    .push_bind(sealed.clone())
                    .push_bind(hash.to_vec())
                    .push_bind(**copy)
                    .push_bind("free");
            });
            sql.build().persistent(false).execute(&mut **db).await.map(|_| ())
        })?;
        Ok(())
    }

    /// How many codes of a benefit are where, and how many people wait.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn code_counts(&self, incident: IncidentId, benefit: BenefitId) -> Result<CodeCounts, StoreError> {
        let sql = "select state, cast(count(*) as BIGINT) from activation_codes where incident_id = $1 and benefit_id = $2 group by state";
        let rows: Vec<(String, i64)> = on!(self.read(), |db| sqlx::query_as(sql).bind(incident.0).bind(benefit.0).fetch_all(db).await)?;
        let of = |state: &str| rows.iter().find(|(which, _)| which == state).map_or(0, |(_, count)| *count);
        let sql = "select cast(count(*) as BIGINT) from code_waiters where incident_id = $1 and benefit_id = $2";
        let waiting = on!(self.read(), |db| sqlx::query_scalar(sql).bind(incident.0).bind(benefit.0).fetch_one(db).await)?;
        Ok(CodeCounts { free: of("free"), given: of("given"), bad: of("bad"), waiting })
    }
}
