//! Notices that staff write: whom they reach, how fast they go.

use std::time::Duration;

use domain::{
    clock::{Clock, Timestamp},
    ids::{IncidentId, StaffId},
    notice::{CallPlan, NoticeState},
    publishing::UpdateAudience,
    staff::Role,
};
use store::{
    Store,
    lease::{Outcome, Tried},
    notices::{NewNotice, Notice, NoticeError, NoticeRefusal, Queued},
    testing::{
        TestClock, add_test_incident,
        people::{add_test_person, test_contact, test_person},
        staff::signed_in,
        stores,
    },
};
use uuid::Uuid;

const WORKER: Uuid = Uuid::from_u128(1);

async fn add_people(store: &Store, incident: IncidentId, name: &str, count: usize, now: Timestamp) {
    for at in 0..count {
        let email = format!("{name}{at}@example.org");
        let person = test_person(store, incident, test_contact(name, Some(&email)), now);
        add_test_person(store, &person, now).await;
    }
}

async fn written(store: &Store, by: StaffId, incident: IncidentId, not_yet_told: bool, plan: Option<CallPlan>, now: Timestamp) -> Notice {
    let new =
        NewNotice { name: "First".to_owned(), audience: UpdateAudience::Everybody, not_yet_told, subjects: None, plan, with_sms: false };
    let mut tx = store.write().await.unwrap();
    let id = store.write_notice(&mut tx, by, incident, &new, "", now).await.unwrap();
    tx.commit().await.unwrap();
    store.find_notice(id).await.unwrap().unwrap()
}

async fn approved(store: &Store, by: [StaffId; 2], notice: &Notice, now: Timestamp) -> Notice {
    let people = store.count_unqueued(notice).await.unwrap();
    let mut tx = store.write().await.unwrap();
    store.ask_notice(&mut tx, by[0], notice, ("{}", "1"), people, now).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = store.write().await.unwrap();
    store.approve_notice(&mut tx, by[1], notice, (1, people), None, now).await.unwrap();
    tx.commit().await.unwrap();
    store.find_notice(notice.notice_id).await.unwrap().unwrap()
}

async fn queue_all(store: &Store, notice: &Notice, now: Timestamp) -> u64 {
    let mut new = 0;
    while let Queued::More(more) = store.queue_chunk(notice, now).await.unwrap() {
        new += more;
    }
    new
}

async fn send_leased(store: &Store, notice: &Notice, now: Timestamp) -> usize {
    let leased = store.lease_deliveries(notice, WORKER, 64, now).await.unwrap();
    let sent = Outcome::Sent { sha256: [7; 32] };
    let tried: Vec<_> = leased
        .iter()
        .map(|one| (Tried { id: one.delivery_id, attempts: one.attempts, begun_at: one.begun_at, outcome: sent }, None))
        .collect();
    store.record_deliveries(notice, WORKER, &tried, now).await.unwrap();
    tried.len()
}

#[tokio::test]
async fn a_notice_for_who_has_had_none_leaves_out_who_has_one_on_the_way_and_reaches_whom_it_missed() {
    let clock = TestClock::at("2031-03-09T14:20:00Z");
    let now = clock.now();
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now).await.incident_id;
        let by = [signed_in(store, Role::Sender, None, now).await.0, signed_in(store, Role::Owner, None, now).await.0];
        add_people(store, incident, "early", 3, now).await;
        let first = approved(store, by, &written(store, by[0], incident, false, None, now).await, now).await;
        assert_eq!(queue_all(store, &first, now).await, 1, "one in a hundred, and at least one");
        let second = written(store, by[0], incident, true, None, now).await;
        assert_eq!(store.count_unqueued(&second).await.unwrap(), 2, "one has a notice on the way");
        send_leased(store, &first, now).await;
        assert!(store.finish_notice(&first, now).await.unwrap());
        assert_eq!(store.find_notice(first.notice_id).await.unwrap().unwrap().state, NoticeState::Held);
        add_people(store, incident, "late", 2, now).await;
        assert_eq!(store.count_unqueued(&second).await.unwrap(), 4);
    }
}

#[tokio::test]
async fn nobody_approves_what_they_wrote_and_nobody_begins_what_nobody_approved() {
    let clock = TestClock::at("2031-03-09T14:20:00Z");
    let now = clock.now();
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now).await.incident_id;
        let by = [signed_in(store, Role::Sender, None, now).await.0, signed_in(store, Role::Owner, None, now).await.0];
        add_people(store, incident, "p", 3, now).await;
        let notice = written(store, by[0], incident, false, None, now).await;
        let mut tx = store.write().await.unwrap();
        assert!(!store.start_notice(&mut tx, &notice, now).await.unwrap(), "not from the command line either");
        store.ask_notice(&mut tx, by[0], &notice, ("{}", "1"), 3, now).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.write().await.unwrap();
        let own = store.approve_notice(&mut tx, by[0], &notice, (1, 3), None, now).await;
        assert!(matches!(own, Err(NoticeError::Refused(NoticeRefusal::Own))), "{own:?}");
        let other = store.approve_notice(&mut tx, by[1], &notice, (2, 3), None, now).await;
        assert!(matches!(other, Err(NoticeError::Refused(NoticeRefusal::ChangedMeanwhile))), "{other:?}");
        drop(tx);
        assert_eq!(store.queue_chunk(&notice, now).await.unwrap(), Queued::All);
        assert_eq!(store.notice_counts(&notice).await.unwrap().all(), 0);
    }
}

#[tokio::test]
async fn a_notice_keeps_its_pace_however_many_servers_ask() {
    let clock = TestClock::at("2031-03-09T14:20:00Z");
    for test in stores().await {
        let store = &test.store;
        let mut now = clock.now();
        let incident = add_test_incident(store, "march-2031", false, now).await.incident_id;
        let by = [signed_in(store, Role::Sender, None, now).await.0, signed_in(store, Role::Owner, None, now).await.0];
        add_people(store, incident, "p", 40, now).await;
        // 36 calls an hour, one of a hundred calls: 3,600 messages an hour, one a second.
        let notice = written(store, by[0], incident, false, CallPlan::new(36, 1), now).await;
        let notice = approved(store, by, &notice, now).await;
        assert_eq!(notice.per_hour, 3_600);
        queue_all(store, &notice, now).await;
        send_leased(store, &notice, now).await;
        store.finish_notice(&notice, now).await.unwrap();
        for stage in [domain::notice::NoticeStage::First, domain::notice::NoticeStage::Second] {
            let left = store.count_unqueued(&notice).await.unwrap();
            let mut tx = store.write().await.unwrap();
            store.release_notice(&mut tx, by[1], &notice, (stage, left), now).await.unwrap();
            tx.commit().await.unwrap();
            queue_all(store, &notice, now).await;
            if stage == domain::notice::NoticeStage::First {
                now = now.plus(Duration::from_secs(60));
                while send_leased(store, &notice, now).await > 0 {
                    now = now.plus(Duration::from_secs(60));
                }
                assert!(store.finish_notice(&notice, now).await.unwrap());
            }
        }
        now = now.plus(Duration::from_secs(60));
        let begun = now;
        let mut sent = 0;
        while now.since(begun) < Duration::from_secs(10) {
            for _ in 0..3 {
                sent += send_leased(store, &notice, now).await;
            }
            now = now.plus(Duration::from_millis(250));
        }
        assert!((10..=12).contains(&sent), "{sent} in ten seconds");
    }
}
