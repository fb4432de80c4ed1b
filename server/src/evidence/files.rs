//! Where evidence is kept, and what is done with a file that comes.

use std::{io, sync::Arc};

use app::site::Site;
use domain::{
    evidence::{EvidenceState, FileKind, kind_of},
    ids::{EvidenceId, IncidentId},
};
use store::{
    Store, StoreError,
    claims::Claim,
    evidence::{Evidence, EvidenceError, NewEvidence},
};
use thiserror::Error;
use tokio::sync::Semaphore;

use super::{
    pages::{BadFile, pages},
    scan::{Scanned, Scanner},
};
use crate::sealed_files::SealedFiles;

/// The page under which a file lies as it came, while it is quarantined.
const AS_IT_CAME: i64 = -1;

/// Where evidence is kept and by what it is scanned.
#[derive(Clone, Debug)]
pub struct EvidenceFiles(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    files: SealedFiles,
    scanner: Option<Scanner>,
    /// One file is drawn at a time: it may take much memory.
    turn: Arc<Semaphore>,
}

/// What became of a file that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// It can be looked at.
    Kept,
    /// It waits for the scanner.
    Quarantined,
}

/// Why a file was not taken.
#[derive(Debug, Error)]
pub enum NotTaken {
    /// It cannot be read, or is too large in some way.
    #[error("bad file: {0:?}")]
    Bad(BadFile),
    /// The scanner says that it is harmful.
    #[error("harmful")]
    Harmful,
    /// The claim does not take it.
    #[error(transparent)]
    Claim(#[from] EvidenceError),
    /// The disk or the bucket.
    #[error(transparent)]
    Disk(#[from] io::Error),
}

impl From<StoreError> for NotTaken {
    fn from(error: StoreError) -> Self {
        Self::Claim(error.into())
    }
}

impl EvidenceFiles {
    /// Kept there, scanned by that if it is set.
    #[must_use]
    pub fn new(files: SealedFiles, scanner: Option<Scanner>) -> Self {
        Self(Arc::new(Parts { files, scanner, turn: Arc::new(Semaphore::new(1)) }))
    }

    /// Takes a file in: scanned, drawn, sealed, written down.
    ///
    /// # Errors
    /// See [`NotTaken`]; then nothing of it is kept.
    pub async fn take(&self, site: &Site, claim: &Claim, name: &str, bytes: Vec<u8>) -> Result<Came, NotTaken> {
        let (store, at) = (&site.store, site.now());
        let kind = kind_of(&bytes).ok_or(NotTaken::Bad(BadFile::Unreadable))?;
        let scanned = match &self.0.scanner {
            Some(scanner) => scanner.scan(&bytes).await,
            None => Scanned::Clean,
        };
        let id = EvidenceId::new(at, &*site.entropy);
        let (came, pages) = match scanned {
            Scanned::Harmful => return Err(NotTaken::Harmful),
            Scanned::Unreachable => (Came::Quarantined, None),
            Scanned::Clean => (Came::Kept, Some(self.draw(kind, bytes.clone()).await?)),
        };
        let kept = match &pages {
            Some(pages) => self.put(store, (claim.incident_id, id), pages).await,
            None => self.put_one(store, (claim.incident_id, id), AS_IT_CAME, &bytes).await,
        };
        let count = pages.as_ref().map(|pages| i64::try_from(pages.len()).unwrap_or(0));
        let new = NewEvidence { evidence_id: id, claim, kind, name, pages: count, content: &bytes };
        let written = match kept {
            Ok(()) => self.write_down(store, new, at).await,
            Err(error) => Err(error),
        };
        if let Err(error) = written {
            self.throw_away((claim.incident_id, id), count.unwrap_or(0)).await;
            return Err(error);
        }
        Ok(came)
    }

    async fn write_down(&self, store: &Store, new: NewEvidence<'_>, at: domain::clock::Timestamp) -> Result<(), NotTaken> {
        let mut tx = store.write().await?;
        store.add_evidence(&mut tx, new, at).await?;
        Ok(tx.commit().await?)
    }

    async fn draw(&self, kind: FileKind, bytes: Vec<u8>) -> Result<Vec<Vec<u8>>, NotTaken> {
        // The permit goes with the thread: whoever gives up waiting must not let a second file in beside it.
        let turn = self.0.turn.clone().acquire_owned().await.map_err(io::Error::other)?;
        let drawn = tokio::task::spawn_blocking(move || {
            let drawn = pages(kind, bytes);
            drop(turn);
            drawn
        });
        drawn.await.map_err(io::Error::other)?.map_err(NotTaken::Bad)
    }

    async fn put(&self, store: &Store, of: (IncidentId, EvidenceId), pages: &[Vec<u8>]) -> Result<(), NotTaken> {
        for (at, page) in (0_i64..).zip(pages) {
            self.put_one(store, of, at, page).await?;
        }
        Ok(())
    }

    async fn put_one(&self, store: &Store, (incident, id): (IncidentId, EvidenceId), page: i64, bytes: &[u8]) -> Result<(), NotTaken> {
        let sealed = store.seal_page(incident, id, page, bytes).await?;
        Ok(self.0.files.put(incident, name_of(id, page), sealed).await?)
    }

    /// One page as a picture; nothing where there is none to look at.
    ///
    /// # Errors
    /// When the disk, the bucket or the key fails.
    pub async fn page(&self, store: &Store, evidence: &Evidence, page: i64) -> Result<Option<Vec<u8>>, NotTaken> {
        if evidence.state != EvidenceState::Kept || !(0..evidence.pages).contains(&page) {
            return Ok(None);
        }
        let (incident, id) = (evidence.incident_id, evidence.evidence_id);
        let sealed = self.0.files.read(incident, name_of(id, page)).await?;
        Ok(Some(store.open_page(incident, id, page, &sealed).await?))
    }

    /// Takes away what is kept of a file.
    pub async fn throw_away(&self, (incident, id): (IncidentId, EvidenceId), pages: i64) {
        for page in AS_IT_CAME..pages {
            self.0.files.remove(incident, name_of(id, page)).await;
        }
    }

    /// Looks at what waits for the scanner once more; says how many can be looked at or are gone. One that cannot be read is said, and keeps
    /// no other waiting.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn look_again(&self, store: &Store) -> Result<u64, StoreError> {
        let mut settled = 0;
        for evidence in store.quarantined_evidence(20).await? {
            match self.look_at(store, &evidence).await {
                Ok(true) => settled += 1,
                // The scanner is away still.
                Ok(false) => break,
                Err(error) => tracing::warn!(evidence_id = %evidence.evidence_id, %error, "a file with a claim goes on waiting"),
            }
        }
        Ok(settled)
    }

    /// Looks at one; false while the scanner cannot be reached.
    async fn look_at(&self, store: &Store, evidence: &Evidence) -> Result<bool, NotTaken> {
        let (incident, id) = (evidence.incident_id, evidence.evidence_id);
        let sealed = self.0.files.read(incident, name_of(id, AS_IT_CAME)).await?;
        let bytes = store.open_page(incident, id, AS_IT_CAME, &sealed).await?;
        let scanned = match &self.0.scanner {
            Some(scanner) => scanner.scan(&bytes).await,
            None => Scanned::Clean,
        };
        let drawn = match scanned {
            Scanned::Unreachable => return Ok(false),
            Scanned::Harmful => None,
            Scanned::Clean => match self.draw(evidence.kind, bytes).await {
                Ok(pages) => Some(pages),
                Err(NotTaken::Bad(_)) => None,
                Err(error) => return Err(error),
            },
        };
        let pages = drawn.unwrap_or_default();
        self.put(store, (incident, id), &pages).await?;
        let (state, count) = (if pages.is_empty() { EvidenceState::Removed } else { EvidenceState::Kept }, pages.len());
        let count = i64::try_from(count).unwrap_or(0);
        let mut tx = store.write().await?;
        let is_there = store.settle_evidence(&mut tx, (incident, id), state, count).await?;
        tx.commit().await?;
        if is_there {
            self.0.files.remove(incident, name_of(id, AS_IT_CAME)).await;
        } else {
            // Its person took it away meanwhile.
            self.throw_away((incident, id), count).await;
        }
        Ok(true)
    }
}

/// What a page lies under.
fn name_of(id: EvidenceId, page: i64) -> String {
    if page == AS_IT_CAME { id.to_string() } else { format!("{id}-{page}") }
}
