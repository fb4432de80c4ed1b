//! Long chains for tests and measurements, without an act for each row.

use domain::clock::Timestamp;
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::{
    Store,
    audit::{Chain, Head, TestRows},
    on,
};

/// Rows in one statement: SQLite takes at most 32,766 values.
const PIECE: i64 = 2_000;

/// Fills an empty chain with `rows` rows as `append_audit` would write them, a second apart; its head.
///
/// # Panics
/// When the database fails.
pub async fn fill_audit(store: &Store, chain: Chain, rows: i64, began: Timestamp) -> Head {
    let mut made = TestRows::of(store, chain).await.expect("the key of the chain");
    let mut from = 1;
    while from <= rows {
        let piece: Vec<_> = (from..=rows.min(from + PIECE - 1))
            .map(|sequence| {
                let at = began.plus(std::time::Duration::from_secs(sequence.unsigned_abs()));
                made.next(sequence, at, ["person.view", "request.answer", "notice.send"][usize::try_from(sequence % 3).unwrap_or(0)])
            })
            .collect();
        let mut tx = store.write().await.expect("a transaction");
        on!(&mut tx, |db| {
            let mut sql = QueryBuilder::new("insert into audit (chain, sequence, at, actor, act, about, details, mac) ");
            sql.push_values(&piece, |mut values, row| {
                values
                    .push_bind(made.chain)
                    .push_bind(row.sequence)
                    .push_bind(row.at.as_micros())
                    .push_bind(row.actor.clone())
                    .push_bind(row.act)
                    .push_bind(None::<Uuid>)
                    .push_bind(row.details.clone())
                    .push_bind(row.mac.to_vec());
            });
            sql.build().execute(&mut **db).await.map(|_| ())
        })
        .expect("the rows");
        tx.commit().await.expect("a commit");
        from += PIECE;
    }
    made.head()
}
