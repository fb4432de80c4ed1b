//! Files with a claim. Here stands what they are; their pages lie sealed in a folder, each under a name that says nothing.

use domain::{
    claim::ClaimState,
    clock::Timestamp,
    evidence::{EvidenceState, FileKind, MOST_FILES},
    ids::{ClaimId, EvidenceId, IncidentId, PersonId},
};
use thiserror::Error;
use uuid::Uuid;

use crate::{
    Store, StoreError, Tx,
    claims::Claim,
    keys::{Place, Purpose, Sealed},
    on,
};

/// A file with a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Of which incident.
    pub incident_id: IncidentId,
    /// Which.
    pub evidence_id: EvidenceId,
    /// With which claim.
    pub claim_id: ClaimId,
    /// Whose.
    pub person_id: PersonId,
    /// How far it is.
    pub state: EvidenceState,
    /// What it was.
    pub kind: FileKind,
    /// What its person called it.
    pub name: String,
    /// How many pages of it are kept; none while it is quarantined.
    pub pages: i64,
    /// When it came.
    pub made_at: Timestamp,
}

/// A file to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewEvidence<'a> {
    /// What it will be called in the folder.
    pub evidence_id: EvidenceId,
    /// With which claim.
    pub claim: &'a Claim,
    /// What it is.
    pub kind: FileKind,
    /// What its person calls it.
    pub name: &'a str,
    /// How many pages of it are kept; nothing while it is quarantined.
    pub pages: Option<i64>,
    /// What came, to know it again.
    pub content: &'a [u8],
}

/// Why a file was not added. The transaction must then be dropped.
#[derive(Debug, Error)]
pub enum EvidenceError {
    /// The claim takes no files now.
    #[error("the claim is {0:?}")]
    NotNow(ClaimState),
    /// It has as many as it can have.
    #[error("too many files")]
    TooMany,
    /// It has this very file.
    #[error("this file is there")]
    Known,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for EvidenceError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

const COLUMNS: &str = "incident_id, evidence_id, claim_id, person_id, state, kind, sealed, pages, made_at";

#[derive(sqlx::FromRow)]
struct Row {
    incident_id: Uuid,
    evidence_id: Uuid,
    claim_id: Uuid,
    person_id: Uuid,
    state: String,
    kind: String,
    sealed: Vec<u8>,
    pages: i64,
    made_at: i64,
}

const fn name_place(evidence: EvidenceId) -> Place {
    Place { table: "evidence", row: evidence.0 }
}

/// Each page has a place of its own: one does not open as another. The file as it came is page -1.
fn page_place(evidence: EvidenceId, page: i64) -> Place {
    let page = u128::from(u64::from_le_bytes(page.to_le_bytes()));
    Place { table: "evidence.page", row: Uuid::from_u128(evidence.0.as_u128() ^ page) }
}

/// Whether a claim takes files: while it is filled in, and when something was asked for.
#[must_use]
pub const fn takes_evidence(state: ClaimState) -> bool {
    matches!(state, ClaimState::Draft | ClaimState::NeedsMore)
}

impl Store {
    /// Adds a file whose pages lie in the folder already.
    ///
    /// # Errors
    /// See [`EvidenceError`].
    pub async fn add_evidence(&self, tx: &mut Tx, new: NewEvidence<'_>, now: Timestamp) -> Result<(), EvidenceError> {
        let claim = self.claim_held(tx, new.claim.incident_id, new.claim.claim_id).await?;
        if !takes_evidence(claim.state) {
            return Err(EvidenceError::NotNow(claim.state));
        }
        let sql = "select count(*) from evidence where incident_id = $1 and claim_id = $2 and state <> 'removed'";
        let count: i64 =
            on!(&mut *tx, |db| sqlx::query_scalar(sql).bind(claim.incident_id.0).bind(claim.claim_id.0).fetch_one(&mut **db).await)?;
        if count >= MOST_FILES {
            return Err(EvidenceError::TooMany);
        }
        let keys = self.incident_keys(claim.incident_id).await?;
        let sealed = keys.seal(name_place(new.evidence_id), &new.name, &*self.entropy)?;
        let hash = keys.lookup(Purpose::Evidence, &[new.content]);
        let state = if new.pages.is_some() { EvidenceState::Kept } else { EvidenceState::Quarantined };
        let sql =
            "insert into evidence (incident_id, evidence_id, claim_id, person_id, state, kind, sealed, pages, bytes, content_hash, made_at)
                   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing";
        let added = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(claim.incident_id.0)
            .bind(new.evidence_id.0)
            .bind(claim.claim_id.0)
            .bind(claim.person_id.0)
            .bind(state.as_str())
            .bind(new.kind.as_str())
            .bind(&sealed)
            .bind(new.pages.unwrap_or(0))
            .bind(i64::try_from(new.content.len()).unwrap_or(i64::MAX))
            .bind(hash.to_vec())
            .bind(now.as_micros())
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        if added == 1 { Ok(()) } else { Err(EvidenceError::Known) }
    }

    /// The files of a claim that were not taken away, first to last.
    ///
    /// # Errors
    /// When the database fails or a row does not open.
    pub async fn evidence_of(&self, claim: &Claim) -> Result<Vec<Evidence>, StoreError> {
        let sql = format!(
            "select {COLUMNS} from evidence where incident_id = $1 and claim_id = $2 and state <> 'removed' order by made_at, evidence_id"
        );
        let rows: Vec<Row> =
            on!(self.read(), |db| sqlx::query_as(&sql).bind(claim.incident_id.0).bind(claim.claim_id.0).fetch_all(db).await)?;
        self.opened(claim.incident_id, rows).await
    }

    /// Files that nobody can look at yet, of every incident.
    ///
    /// # Errors
    /// As [`Store::evidence_of`].
    pub async fn quarantined_evidence(&self, limit: i64) -> Result<Vec<Evidence>, StoreError> {
        let sql = format!("select {COLUMNS} from evidence where state = 'quarantined' order by made_at, evidence_id limit $1");
        let rows: Vec<Row> = on!(self.read(), |db| sqlx::query_as(&sql).bind(limit).fetch_all(db).await)?;
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            let incident = IncidentId(row.incident_id);
            all.extend(self.opened(incident, vec![row]).await?);
        }
        Ok(all)
    }

    async fn opened(&self, incident: IncidentId, rows: Vec<Row>) -> Result<Vec<Evidence>, StoreError> {
        let keys = self.incident_keys(incident).await?;
        let nonsense = |column| StoreError::Nonsense { table: "evidence", column };
        rows.into_iter()
            .map(|row| {
                let evidence_id = EvidenceId(row.evidence_id);
                Ok(Evidence {
                    incident_id: IncidentId(row.incident_id),
                    evidence_id,
                    claim_id: ClaimId(row.claim_id),
                    person_id: PersonId(row.person_id),
                    state: EvidenceState::parse(&row.state).ok_or_else(|| nonsense("state"))?,
                    kind: FileKind::parse(&row.kind).ok_or_else(|| nonsense("kind"))?,
                    name: keys.open(name_place(evidence_id), &row.sealed)?,
                    pages: row.pages,
                    made_at: Timestamp::from_micros(row.made_at),
                })
            })
            .collect()
    }

    /// Takes a file away that its person added by mistake, while the claim takes files. False when there was none to take away.
    ///
    /// # Errors
    /// As [`EvidenceError`].
    pub async fn remove_evidence(&self, tx: &mut Tx, claim: &Claim, evidence: EvidenceId) -> Result<bool, EvidenceError> {
        let claim = self.claim_held(tx, claim.incident_id, claim.claim_id).await?;
        if !takes_evidence(claim.state) {
            return Err(EvidenceError::NotNow(claim.state));
        }
        Ok(self.settle_evidence(tx, (claim.incident_id, evidence), EvidenceState::Removed, 0).await?)
    }

    /// Ends what a file was: looked at with so many pages, or removed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settle_evidence(
        &self,
        tx: &mut Tx,
        (incident, evidence): (IncidentId, EvidenceId),
        state: EvidenceState,
        pages: i64,
    ) -> Result<bool, StoreError> {
        let sql = "update evidence set state = $3, pages = $4 where incident_id = $1 and evidence_id = $2 and state <> 'removed'";
        let changed = on!(&mut *tx, |db| sqlx::query(sql)
            .bind(incident.0)
            .bind(evidence.0)
            .bind(state.as_str())
            .bind(pages)
            .execute(&mut **db)
            .await
            .map(|done| done.rows_affected()))?;
        Ok(changed == 1)
    }

    /// How many other people's claims of the incident came with one of this claim's files. Shown to reviewers; it decides nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sharing_evidence(&self, claim: &Claim) -> Result<i64, StoreError> {
        let sql = "select count(distinct o.person_id) from evidence e join evidence o
                   on o.incident_id = e.incident_id and o.content_hash = e.content_hash and o.person_id <> e.person_id
                   where e.incident_id = $1 and e.claim_id = $2 and e.state <> 'removed'";
        Ok(on!(self.read(), |db| sqlx::query_scalar(sql).bind(claim.incident_id.0).bind(claim.claim_id.0).fetch_one(db).await)?)
    }

    /// Seals a page; -1 is the file as it came.
    ///
    /// # Errors
    /// When there is no such incident.
    pub async fn seal_page(&self, incident: IncidentId, evidence: EvidenceId, page: i64, bytes: &[u8]) -> Result<Sealed, StoreError> {
        self.incident_keys(incident).await?.seal(page_place(evidence, page), &bytes, &*self.entropy)
    }

    /// Opens one.
    ///
    /// # Errors
    /// When it is not what was sealed.
    pub async fn open_page(&self, incident: IncidentId, evidence: EvidenceId, page: i64, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.incident_keys(incident).await?.open(page_place(evidence, page), sealed)
    }
}
