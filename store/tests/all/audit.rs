use domain::clock::Timestamp;
use serde_json::json;
use store::{
    Store,
    audit::{Act, Chain, Verdict},
    on,
    testing::{add_test_incident, stores},
};

fn now() -> Timestamp {
    Timestamp::parse("2031-03-09T14:20:00Z").unwrap()
}

async fn append(store: &Store, chain: Chain, act: &str) {
    let mut tx = store.write().await.unwrap();
    let details = json!({ "reason": "checked with the list's owner" });
    store.append_audit(&mut tx, chain, Act { actor: "command line", act, about: None, details: &details }, now()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_changed_row_breaks_its_chain_and_no_other() {
    for test in stores().await {
        let incident = Chain::Incident(add_test_incident(&test.store, "march-2031", false, now()).await.incident_id);
        for act in ["import.accept", "notice.send", "request.answer"] {
            append(&test.store, incident, act).await;
            append(&test.store, Chain::Installation, act).await;
        }
        assert_eq!(test.store.verify_audit(incident).await.unwrap(), Verdict { rows: 3, first_bad: None });
        let mut tx = test.store.write().await.unwrap();
        let sql = "update audit set act = 'notice.pause' where sequence = 2 and chain <> $1";
        on!(&mut tx, |db| sqlx::query(sql).bind(uuid::Uuid::nil()).execute(&mut **db).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(test.store.verify_audit(incident).await.unwrap(), Verdict { rows: 1, first_bad: Some(2) });
        assert_eq!(test.store.verify_audit(Chain::Installation).await.unwrap(), Verdict { rows: 3, first_bad: None });
    }
}

#[tokio::test]
async fn twenty_writers_at_once_make_one_whole_chain() {
    for test in stores().await {
        let chain = Chain::Incident(add_test_incident(&test.store, "march-2031", false, now()).await.incident_id);
        let writers = (0..20).map(|_| append(&test.store, chain, "request.answer"));
        futures::future::join_all(writers).await;
        assert_eq!(test.store.verify_audit(chain).await.unwrap(), Verdict { rows: 20, first_bad: None });
    }
}
