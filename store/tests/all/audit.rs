use domain::clock::Timestamp;
use serde_json::json;
use store::{
    Store,
    audit::{Act, Chain, Filter, HeadFileError, Misfit, Verdict},
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
        assert_eq!(test.store.verify_audit(incident).await.unwrap(), Verdict::whole(3));
        let mut tx = test.store.write().await.unwrap();
        let sql = "update audit set act = 'notice.pause' where sequence = 2 and chain <> $1";
        on!(&mut tx, |db| sqlx::query(sql).bind(uuid::Uuid::nil()).execute(&mut **db).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(test.store.verify_audit(incident).await.unwrap(), Verdict::bad(1, Misfit::Changed));
        assert_eq!(test.store.verify_audit(Chain::Installation).await.unwrap(), Verdict::whole(3));
    }
}

#[tokio::test]
async fn twenty_writers_at_once_make_one_whole_chain() {
    for test in stores().await {
        let chain = Chain::Incident(add_test_incident(&test.store, "march-2031", false, now()).await.incident_id);
        let writers = (0..20).map(|_| append(&test.store, chain, "request.answer"));
        futures::future::join_all(writers).await;
        assert_eq!(test.store.verify_audit(chain).await.unwrap(), Verdict::whole(20));
    }
}

async fn cut_tail(store: &Store, after: i64) {
    let mut tx = store.write().await.unwrap();
    let sql = "delete from audit where sequence > $1";
    on!(&mut tx, |db| sqlx::query(sql).bind(after).execute(&mut **db).await.map(|_| ())).unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_tail_that_was_cut_shows_beside_the_heads_and_only_there() {
    for test in stores().await {
        let folder = tempfile::tempdir().unwrap();
        let store = test.store.clone().with_audit_heads(folder.path().join("audit-heads"));
        let chain = Chain::Incident(add_test_incident(&store, "march-2031", false, now()).await.incident_id);
        for act in ["import.accept", "notice.send", "request.answer"] {
            append(&store, chain, act).await;
        }
        let dropped = store.write().await.unwrap();
        drop(dropped);
        let heads = store.audit_head_file().unwrap().read().unwrap();
        assert_eq!(heads.iter().map(|head| head.sequence).collect::<Vec<_>>(), [1, 2, 3]);
        let anchor = serde_json::to_string(&store.audit_anchor(now()).await.unwrap()).unwrap();
        let kept = store.open_anchor(&anchor).unwrap();
        assert_eq!(kept, store.audit_heads().await.unwrap());
        cut_tail(&store, 2).await;
        assert_eq!(store.verify_audit(chain).await.unwrap(), Verdict::whole(2), "what is left is a chain");
        for heads in [&heads, &kept] {
            assert_eq!(store.verify_audit_beside(chain, heads).await.unwrap(), Verdict::bad(2, Misfit::Cut));
        }
        append(&store, chain, "request.close").await;
        for heads in [&heads, &kept] {
            assert_eq!(store.verify_audit_beside(chain, heads).await.unwrap(), Verdict::bad(2, Misfit::Replaced));
        }
    }
}

#[tokio::test]
async fn an_act_that_was_undone_leaves_no_head() {
    for test in stores().await {
        let folder = tempfile::tempdir().unwrap();
        let store = test.store.clone().with_audit_heads(folder.path().join("audit-heads"));
        let mut tx = store.write().await.unwrap();
        let act = Act { actor: "command line", act: "staff.add", about: None, details: &json!({}) };
        store.append_audit(&mut tx, Chain::Installation, act, now()).await.unwrap();
        drop(tx);
        assert!(store.audit_head_file().unwrap().read().unwrap().is_empty());
    }
}

#[tokio::test]
async fn what_a_crash_left_of_a_line_is_no_line_and_a_changed_line_is_found() {
    let test = store::testing::sqlite_store().await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit-heads");
    let store = test.store.clone().with_audit_heads(path.clone());
    let read = || store.audit_head_file().unwrap().read();
    append(&store, Chain::Installation, "staff.add").await;
    let first = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("{first}{}", &first[..40])).unwrap();
    assert_eq!(read().unwrap().len(), 1);
    append(&store, Chain::Installation, "staff.add").await;
    assert_eq!(read().unwrap().iter().map(|head| head.sequence).collect::<Vec<_>>(), [1, 2]);
    let whole = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, whole.replace("installation 2 ", "installation 1 ")).unwrap();
    assert!(matches!(read(), Err(HeadFileError::NotOurs { line: 2 })));
    // It stays found, however many lines are written and dropped again.
    let padding = format!("{}\n", "x".repeat(1 << 21));
    std::fs::write(&path, format!("{first}{padding}{whole}")).unwrap();
    append(&store, Chain::Installation, "staff.add").await;
    let shortened = std::fs::read_to_string(&path).unwrap();
    assert!(matches!(read(), Err(HeadFileError::NotOurs { line: 1 })));
    std::fs::write(&path, shortened.replace(&padding, "")).unwrap();
    assert_eq!(read().unwrap().iter().map(|head| head.sequence).collect::<Vec<_>>(), [2, 3], "one line of a chain is enough");
}

#[tokio::test]
async fn an_anchor_of_another_installation_or_a_changed_one_is_refused() {
    let (test, other) = (store::testing::sqlite_store().await, store::testing::sqlite_store().await);
    append(&test.store, Chain::Installation, "staff.add").await;
    let anchor = serde_json::to_string(&test.store.audit_anchor(now()).await.unwrap()).unwrap();
    assert!(test.store.open_anchor(&anchor).is_ok());
    assert!(other.store.open_anchor(&anchor).is_err());
    assert!(test.store.open_anchor(&anchor.replace("2031-03-09", "2031-03-10")).is_err());
    assert!(test.store.open_anchor("{}").is_err());
}

#[tokio::test]
async fn twenty_writers_at_once_leave_twenty_heads() {
    for test in stores().await {
        let folder = tempfile::tempdir().unwrap();
        let store = test.store.clone().with_audit_heads(folder.path().join("audit-heads"));
        futures::future::join_all((0..20).map(|_| append(&store, Chain::Installation, "staff.add"))).await;
        let mut heads = store.audit_head_file().unwrap().read().unwrap();
        heads.sort_by_key(|head| head.sequence);
        assert_eq!(heads.iter().map(|head| head.sequence).collect::<Vec<_>>(), (1..=20).collect::<Vec<_>>());
        assert_eq!(heads.last(), store.audit_heads().await.unwrap().first());
    }
}

#[tokio::test]
async fn rows_are_found_by_who_what_about_whom_and_when() {
    for test in stores().await {
        let store = &test.store;
        let someone = uuid::Uuid::from_u128(7);
        for (at, (actor, act, about)) in [
            ("ana", "person.view", Some(someone)),
            ("ben", "person.view", None),
            ("ana", "personal.other", Some(someone)),
            ("ana", "request.answer", None),
        ]
        .into_iter()
        .enumerate()
        {
            let mut tx = store.write().await.unwrap();
            let at = now().plus(std::time::Duration::from_secs(u64::try_from(at).unwrap() * 60));
            store.append_audit(&mut tx, Chain::Installation, Act { actor, act, about, details: &json!({ "at": "x" }) }, at).await.unwrap();
            tx.commit().await.unwrap();
        }
        let minute = |number: u64| Some(now().plus(std::time::Duration::from_secs(number * 60)));
        let some = |text: &str| Some(text.to_owned());
        let cases: [(Filter, &[i64]); 8] = [
            (Filter::default(), &[4, 3, 2, 1]),
            (Filter { actor: some("ana"), ..Filter::default() }, &[4, 3, 1]),
            (Filter { about: Some(someone), ..Filter::default() }, &[3, 1]),
            (Filter { act: some("person."), ..Filter::default() }, &[2, 1]),
            (Filter { act: some("person"), ..Filter::default() }, &[3, 2, 1]),
            (Filter { act: some("%"), ..Filter::default() }, &[]),
            (Filter { from: minute(1), until: minute(3), ..Filter::default() }, &[3, 2]),
            (Filter { actor: some("ana"), about: Some(someone), act: some("person.view"), from: minute(0), until: minute(9) }, &[1]),
        ];
        for (filter, wanted) in cases {
            let found = store.audit_entries(Chain::Installation, &filter, None, 10).await.unwrap();
            assert_eq!(found.iter().map(|entry| entry.sequence).collect::<Vec<_>>(), wanted, "{filter:?}");
        }
        let page = store.audit_entries(Chain::Installation, &Filter::default(), Some(3), 1).await.unwrap();
        assert_eq!(page.iter().map(|entry| entry.sequence).collect::<Vec<_>>(), [2]);
        let after = store.audit_entries_after(Chain::Installation, 2, 10).await.unwrap();
        assert_eq!(after.iter().map(|entry| entry.sequence).collect::<Vec<_>>(), [3, 4]);
    }
}
