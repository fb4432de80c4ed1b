//! Many small writes in one transaction. A commit waits for the disk, whether it holds one row or a hundred; so the
//! questions of a crowd wait together for one commit and are answered after it. Each still waits until its own row is safe.

use std::sync::{Arc, OnceLock};

use domain::clock::Timestamp;
use sqlx::QueryBuilder;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::{
    Db, Store, StoreError, Tx,
    budgets::{Counted, Decision, Limit, spend},
    keys::LookupHash,
    on,
};

/// More would make people's other writes wait for longer than 50 ms.
const LARGEST_BATCH: usize = 128;
/// Who comes when so many wait already is told to try again.
const LONGEST_QUEUE: usize = 4_096;

/// Where what a stranger asked waits for its worker.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum WaitingTable {
    /// Questions put to `/check`.
    Checks,
    /// What was put to `/subscribe`.
    SubscriberAsks,
}

impl WaitingTable {
    const ALL: [Self; 2] = [Self::Checks, Self::SubscriberAsks];

    const fn insert(self) -> &'static str {
        match self {
            Self::Checks => "insert into checks (check_id, sealed, lang, asked_at) ",
            Self::SubscriberAsks => "insert into subscriber_asks (ask_id, sealed, lang, asked_at) ",
        }
    }
}

/// One of them, ready to be written.
#[derive(Clone)]
pub(crate) struct WaitingRow {
    pub(crate) table: WaitingTable,
    pub(crate) id: Uuid,
    pub(crate) sealed: Vec<u8>,
    pub(crate) lang: &'static str,
}

/// What one request asks for: budgets in their order, and a row if all allow it.
struct Job {
    spends: Vec<(LookupHash, Limit)>,
    row: Option<WaitingRow>,
    now: Timestamp,
    answer: oneshot::Sender<Result<Decision, StoreError>>,
}

/// The queue to the task that writes; begun by the first who needs it.
#[derive(Clone, Default)]
pub(crate) struct GroupCommit(Arc<OnceLock<mpsc::Sender<Job>>>);

impl Store {
    /// Counts one more in a transaction shared with others who ask at this moment. For budgets that guard nothing else in
    /// the same transaction; everything else takes [`Store::spend`].
    ///
    /// # Errors
    /// [`StoreError::Busy`] when thousands are waiting already; otherwise when the database fails.
    pub async fn spend_together(&self, counted: Counted<'_>, limit: Limit, now: Timestamp) -> Result<Decision, StoreError> {
        self.write_together(vec![(self.bucket(counted), limit)], None, now).await
    }

    /// As [`Store::spend_together`] for several budgets, and writes `row` if all allow it.
    pub(crate) async fn write_together(
        &self,
        spends: Vec<(LookupHash, Limit)>,
        row: Option<WaitingRow>,
        now: Timestamp,
    ) -> Result<Decision, StoreError> {
        let queue = self.together.0.get_or_init(|| {
            let (sender, jobs) = mpsc::channel(LONGEST_QUEUE);
            tokio::spawn(write_batches(self.db.clone(), jobs));
            sender
        });
        let (answer, answered) = oneshot::channel();
        queue.try_send(Job { spends, row, now, answer }).map_err(|_| StoreError::Busy)?;
        // The task ends only with the process.
        answered.await.map_err(|_| StoreError::Busy)?
    }
}

/// Takes what waits, writes it in one transaction, answers; again and again until the last store is gone.
async fn write_batches(db: Db, mut jobs: mpsc::Receiver<Job>) {
    let mut batch = Vec::with_capacity(LARGEST_BATCH);
    while jobs.recv_many(&mut batch, LARGEST_BATCH).await > 0 {
        match write_batch(&db, &batch).await {
            Ok(decisions) => {
                for (job, decision) in batch.drain(..).zip(decisions) {
                    // Whoever stopped waiting does not want it.
                    let _ = job.answer.send(Ok(decision));
                }
            }
            // Nothing of the batch was written. One by one, so that a row which cannot be written fails alone.
            Err(_) => {
                for job in batch.drain(..) {
                    let outcome = write_batch(&db, std::slice::from_ref(&job)).await;
                    let _ = job.answer.send(outcome.map(|decisions| decisions.first().copied().unwrap_or(Decision::Allowed)));
                }
            }
        }
    }
}

/// Decides and writes; the decisions are in the order of the jobs.
async fn write_batch(db: &Db, jobs: &[Job]) -> Result<Vec<Decision>, StoreError> {
    let mut tx = Tx::begin(db).await?;
    let mut decisions = vec![Decision::Allowed; jobs.len()];
    let rounds = jobs.iter().map(|job| job.spends.len()).max().unwrap_or(0);
    for round in 0..rounds {
        // The same order on every server: two batches that lock each other's rows would have to be undone.
        let mut order: Vec<usize> = (0..jobs.len()).filter(|at| jobs[*at].spends.len() > round).collect();
        order.sort_by_key(|at| jobs[*at].spends[round].0);
        for at in order {
            if decisions[at] == Decision::Allowed {
                let (bucket, limit) = &jobs[at].spends[round];
                decisions[at] = spend(&mut tx, bucket, *limit, jobs[at].now).await?;
            }
        }
    }
    for table in WaitingTable::ALL {
        let rows: Vec<_> = jobs
            .iter()
            .zip(&decisions)
            .filter(|(_, decision)| **decision == Decision::Allowed)
            .filter_map(|(job, _)| job.row.as_ref().filter(|row| row.table == table).map(|row| (row, job.now)))
            .collect();
        if !rows.is_empty() {
            on!(&mut tx, |db| {
                let mut sql = QueryBuilder::new(table.insert());
                sql.push_values(&rows, |mut values, (row, now)| {
                    values.push_bind(row.id).push_bind(row.sealed.clone()).push_bind(row.lang).push_bind(now.as_micros());
                });
                sql.build().execute(&mut **db).await.map(|_| ())
            })?;
        }
    }
    tx.commit().await?;
    Ok(decisions)
}
