//! The plan and the checklist made from it.

use std::time::Duration;

use domain::{
    clock::Timestamp,
    ids::{ChecklistItemId, IncidentId},
    incident::Incident,
    lang::Lang,
    plan::Plan,
};
use store::{
    Store,
    audit::Chain,
    checklist::{Checklist, ChecklistItem, Due, StepWords},
    on,
    plan::Saving,
    testing::{add_test_incident, stores},
};
use uuid::Uuid;

fn now() -> Timestamp {
    Timestamp::parse("2031-03-09T14:20:00Z").unwrap()
}

fn named(name: &str) -> Plan {
    let mut plan = Plan::to_begin_with(Lang::En);
    plan.roles[0].name = name.to_owned();
    plan
}

async fn begun(store: &Store, incident: IncidentId, checklist: &Checklist) -> bool {
    let mut tx = store.write().await.unwrap();
    let is_begun = store.begin_checklist(&mut tx, incident, checklist, now()).await.unwrap();
    tx.commit().await.unwrap();
    is_begun
}

async fn done(store: &Store, actor: &str, incident: IncidentId, item: ChecklistItemId, at: Timestamp) -> bool {
    store.do_checklist_item(store.write().await.unwrap(), actor, incident, item, at).await.unwrap()
}

async fn undone(store: &Store, incident: IncidentId, item: ChecklistItemId, seen: Timestamp) -> bool {
    store.undo_checklist_item(store.write().await.unwrap(), "cy", incident, (item, seen), now()).await.unwrap()
}

#[tokio::test]
async fn an_older_plan_never_overwrites_a_newer_one() {
    for test in stores().await {
        let store = &test.store;
        assert_eq!(store.plan().await.unwrap(), None);
        assert_eq!(store.save_plan("ana", &named("Ana"), 0, now()).await.unwrap(), Saving::Saved(1));
        let Saving::Newer(theirs) = store.save_plan("ben", &named("Ben"), 0, now()).await.unwrap() else { panic!("overwritten") };
        assert_eq!((theirs.version, theirs.plan.roles[0].name.as_str(), theirs.saved_by.as_str()), (1, "Ana", "ana"));
        assert!(matches!(store.save_plan("ben", &named("Ben"), 7, now()).await.unwrap(), Saving::Newer(_)), "a version nobody has seen");
        assert_eq!(store.save_plan("ben", &named("Ben"), 1, now()).await.unwrap(), Saving::Saved(2));
        assert_eq!(store.plan().await.unwrap().unwrap().plan, named("Ben"));
        assert_eq!(store.plan_version(1).await.unwrap().unwrap().plan, named("Ana"), "the older version is kept");
        let verdict = store.verify_audit(Chain::Installation).await.unwrap();
        assert_eq!((verdict.rows, verdict.first_bad), (2, None), "what was refused is no act");
    }
}

#[tokio::test]
async fn of_ten_who_save_at_once_one_is_first_and_nine_are_told() {
    for test in stores().await {
        let saves = (0..10).map(|at| {
            let store = test.store.clone();
            tokio::spawn(async move { store.save_plan("somebody", &named(&at.to_string()), 0, now()).await.unwrap() })
        });
        let mut saved = 0;
        for save in saves.collect::<Vec<_>>() {
            saved += usize::from(save.await.unwrap() == Saving::Saved(1));
        }
        assert_eq!(saved, 1);
    }
}

#[tokio::test]
async fn names_and_numbers_of_the_plan_are_sealed() {
    for test in stores().await {
        let store = &test.store;
        store.save_plan("ana", &named("Quintanilla"), 0, now()).await.unwrap();
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        begun(store, incident, &Checklist::from_plan(incident, 1, &named("Quintanilla"))).await;
        for sql in ["select sealed from plan_versions", "select sealed from checklist_items"] {
            let rows: Vec<Vec<u8>> = on!(store.read(), |db| sqlx::query_scalar(sql).fetch_all(db).await).unwrap();
            assert!(!rows.is_empty());
            assert!(rows.iter().all(|row| !row.windows(11).any(|part| part == b"Quintanilla")));
        }
    }
}

#[tokio::test]
async fn a_checklist_is_copied_once_and_each_step_is_done_once() {
    for test in stores().await {
        let store = &test.store;
        let incident: Incident = add_test_incident(store, "march-2031", false, now()).await;
        let id = incident.incident_id;
        assert_eq!(store.checklist(id).await.unwrap(), None);
        let planned = Checklist::from_plan(id, 3, &named("Ana"));
        assert!(begun(store, id, &planned).await);
        assert!(!begun(store, id, &Checklist::from_plan(id, 4, &named("Ben"))).await, "it has its plan");
        assert_eq!(store.checklist(id).await.unwrap().unwrap(), planned);
        let item = planned.items[2].item_id;
        let later = now().plus(Duration::from_secs(60));
        assert!(done(store, "ana", id, item, now()).await);
        assert!(!done(store, "ben", id, item, later).await, "somebody had");
        let stands = store.checklist(id).await.unwrap().unwrap().items[2].done.clone();
        assert_eq!(stands, Some((now(), "ana".to_owned())));
        assert!(!undone(store, id, item, later).await, "that is not how it stands");
        assert!(undone(store, id, item, now()).await);
        assert!(done(store, "ben", id, item, later).await);
        let elsewhere = add_test_incident(store, "april-2031", false, now()).await.incident_id;
        assert!(!undone(store, elsewhere, item, later).await, "a step belongs to its incident");
        let verdict = store.verify_audit(Chain::Incident(id)).await.unwrap();
        assert_eq!((verdict.rows, verdict.first_bad), (3, None), "done, undone, done");
    }
}

#[tokio::test]
async fn of_ten_who_do_a_step_at_once_one_did_it() {
    for test in stores().await {
        let incident = add_test_incident(&test.store, "march-2031", false, now()).await.incident_id;
        let planned = Checklist::from_plan(incident, 0, &named(""));
        let item = planned.items[0].item_id;
        let presses = (0..10).map(|at| {
            let (store, planned) = (test.store.clone(), planned.clone());
            tokio::spawn(async move {
                let mut tx = store.write().await.unwrap();
                store.begin_checklist(&mut tx, incident, &planned, now()).await.unwrap();
                store.do_checklist_item(tx, &at.to_string(), incident, item, now()).await.unwrap()
            })
        });
        let mut did = 0;
        for press in presses.collect::<Vec<_>>() {
            did += usize::from(press.await.unwrap());
        }
        assert_eq!(did, 1);
        assert_eq!(test.store.checklist(incident).await.unwrap().unwrap().items.len(), planned.items.len());
    }
}

#[tokio::test]
async fn a_step_of_ones_own_comes_at_the_end_and_only_once() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await;
        let id = incident.incident_id;
        begun(store, id, &Checklist::from_plan(id, 0, &named(""))).await;
        let item = ChecklistItem {
            item_id: ChecklistItemId(Uuid::from_u128(77)),
            words: StepWords { text: "Call the museum".to_owned(), who: "Eva".to_owned() },
            due: Due::At(now()),
            done: None,
        };
        let add = async || store.add_checklist_item(store.write().await.unwrap(), "ana", id, &item, now()).await.unwrap();
        assert!(add().await);
        assert!(!add().await);
        let items = store.checklist(id).await.unwrap().unwrap().items;
        assert_eq!(items.last(), Some(&item));
        assert_eq!(items[0].due_in(&incident), None, "nobody knows the discovery yet");
        let discovered = Incident { discovered_at: Some(now()), ..incident };
        assert_eq!(items[1].due_in(&discovered), Some(now().plus(Duration::from_secs(300))));
    }
}
