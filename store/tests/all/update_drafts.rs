use std::collections::BTreeSet;

use domain::{clock::Timestamp, ids::IncidentId};
use store::{
    Store,
    audit::Chain,
    testing::{add_test_incident, stores},
    update_drafts::{Fields, KeptUpdate, UpdateDraft},
};
use uuid::Uuid;

const DRAFT: Uuid = Uuid::from_u128(7);

fn now() -> Timestamp {
    Timestamp::parse("2031-03-09T14:20:00Z").unwrap()
}

fn draft(draft_id: Uuid, version: i64, title: &str) -> UpdateDraft {
    let fields = Fields::from([("title_en".to_owned(), title.to_owned())]);
    UpdateDraft { draft_id, what: "new".to_owned(), version, fields, saved_by: String::new(), saved_at: now() }
}

async fn keep(store: &Store, incident: IncidentId, version: i64, title: &str) -> KeptUpdate {
    store.keep_update_draft("ana", incident, &draft(DRAFT, version, title), now()).await.unwrap()
}

async fn titles(store: &Store, incident: IncidentId) -> BTreeSet<String> {
    store.update_drafts(incident).await.unwrap().into_iter().map(|draft| draft.fields["title_en"].clone()).collect()
}

fn set(titles: &[&str]) -> BTreeSet<String> {
    titles.iter().map(|title| (*title).to_owned()).collect()
}

#[tokio::test]
async fn what_is_typed_is_kept_until_it_is_proposed_and_nobody_writes_over_another() {
    for test in stores().await {
        let (store, incident) = (&test.store, add_test_incident(&test.store, "march-2031", true, now()).await.incident_id);
        assert_eq!(keep(store, incident, 0, "W").await, KeptUpdate { draft_id: DRAFT, version: 1 });
        assert_eq!(keep(store, incident, 1, "We know").await, KeptUpdate { draft_id: DRAFT, version: 2 });
        assert_eq!(store.update_draft(incident, DRAFT).await.unwrap().unwrap().fields["title_en"], "We know");
        // Somebody whose page is older writes a draft of their own.
        let other = keep(store, incident, 1, "We think").await;
        assert!(other.draft_id != DRAFT && other.version == 1, "{other:?}");
        assert_eq!(titles(store, incident).await, set(&["We know", "We think"]));
        // Only the version that was proposed goes.
        let mut tx = store.write().await.unwrap();
        assert!(!store.end_update_draft(&mut tx, incident, DRAFT, 1).await.unwrap());
        assert!(store.end_update_draft(&mut tx, incident, DRAFT, 2).await.unwrap());
        tx.commit().await.unwrap();
        // What is typed after that is not lost either.
        let late = keep(store, incident, 2, "We know more").await;
        assert_eq!(titles(store, incident).await, set(&["We think", "We know more"]));
        assert!(store.drop_update_draft("ana", incident, late.draft_id, late.version, now()).await.unwrap());
        assert!(!store.drop_update_draft("ana", incident, late.draft_id, late.version, now()).await.unwrap());
        let elsewhere = add_test_incident(store, "april-2031", true, now()).await.incident_id;
        assert!(store.update_draft(elsewhere, other.draft_id).await.unwrap().is_none());
        assert_eq!(store.verify_audit(Chain::Incident(incident)).await.unwrap().first_bad, None);
    }
}

#[tokio::test]
async fn twenty_browsers_with_one_page_keep_twenty_texts() {
    for test in stores().await {
        let (store, incident) = (&test.store, add_test_incident(&test.store, "march-2031", true, now()).await.incident_id);
        let callers = (0..20).map(|number| {
            let store = store.clone();
            tokio::spawn(async move { keep(&store, incident, 0, &format!("words of {number}")).await })
        });
        for caller in callers.collect::<Vec<_>>() {
            caller.await.unwrap();
        }
        let all: Vec<String> = (0..20).map(|number| format!("words of {number}")).collect();
        assert_eq!(titles(store, incident).await, all.into_iter().collect(), "{}", store.kind());
    }
}
