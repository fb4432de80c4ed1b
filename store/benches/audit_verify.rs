//! How long `candor audit verify` takes for a long chain: `cargo bench -p candor-store --bench audit_verify -- ROWS`.
//! On PostgreSQL as well when `TEST_POSTGRES_URL` names a server.
#![expect(clippy::expect_used, reason = "a measurement that cannot begin should stop")]

use std::time::Instant;

use domain::clock::Timestamp;
use store::{
    audit::{Chain, Filter, Misfit, Verdict},
    on,
    testing::{add_test_incident, audit::fill_audit, stores},
};

#[tokio::main]
async fn main() {
    let rows: i64 = std::env::args().filter_map(|word| word.parse().ok()).next().unwrap_or(1_000_000);
    let now = Timestamp::parse("2031-03-09T14:20:00Z").expect("a time");
    for test in stores().await {
        let (store, kind) = (&test.store, test.store.kind());
        let incident = add_test_incident(store, "march-2031", false, now).await;
        let chain = Chain::Incident(incident.incident_id);
        let began = Instant::now();
        let head = fill_audit(store, chain, rows, now).await;
        println!("{kind}: {rows} rows written in {:.1} s", began.elapsed().as_secs_f64());
        let began = Instant::now();
        assert_eq!(store.verify_audit_beside(chain, &[head]).await.expect("a verdict"), Verdict::whole(rows));
        println!("{kind}: {rows} rows checked in {:.1} s", began.elapsed().as_secs_f64());
        let began = Instant::now();
        store.audit_chains(&[head]).await.expect("the chains");
        println!("{kind}: all chains named in {:.2} s", began.elapsed().as_secs_f64());
        for (what, filter) in [
            ("the newest", Filter::default()),
            ("about somebody who is not there", Filter { about: Some(uuid::Uuid::from_u128(9)), ..Filter::default() }),
            ("an act that is not there", Filter { act: Some("x".to_owned()), ..Filter::default() }),
        ] {
            let began = Instant::now();
            store.audit_entries(chain, &filter, None, 51).await.expect("a page");
            println!("{kind}: a page, {what}, in {:.1} ms", began.elapsed().as_secs_f64() * 1000.0);
        }
        let mut tx = store.write().await.expect("a transaction");
        let sql = "update audit set details = '{}' where sequence = $1";
        let last = on!(&mut tx, |db| sqlx::query(sql).bind(rows).execute(&mut **db).await.map(|_| ()));
        last.expect("a change");
        tx.commit().await.expect("a commit");
        assert_eq!(store.verify_audit(chain).await.expect("a verdict"), Verdict::bad(rows - 1, Misfit::Changed));
        println!("{kind}: the last row was changed and found");
    }
}
