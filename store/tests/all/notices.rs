use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use domain::{
    clock::{Clock, Timestamp},
    ids::{DeliveryId, IncidentId, PersonId},
    mail::MailState,
    notice::NoticeState,
};
use store::{
    Store,
    deliveries::LeasedDelivery,
    lease::{Outcome, Tried},
    notices::{Notice, Queued},
    on,
    testing::{
        TestClock, add_test_incident,
        people::{add_test_person, test_contact, test_person},
        stores,
    },
};
use uuid::Uuid;

const SENT: Outcome = Outcome::Sent { sha256: [7; 32] };

async fn add_person(store: &Store, incident: IncidentId, name: &str, email: Option<&str>, now: Timestamp) -> PersonId {
    let person = test_person(store, incident, test_contact(name, email), now);
    add_test_person(store, &person, now).await;
    person.person_id
}

async fn started(store: &Store, incident: IncidentId, now: Timestamp) -> Notice {
    let mut tx = store.write().await.unwrap();
    let notice = store.add_notice(&mut tx, incident, "First notice", "1", now).await.unwrap();
    assert!(store.start_notice(&mut tx, &notice, now).await.unwrap());
    tx.commit().await.unwrap();
    notice
}

async fn queue_all(store: &Store, notice: &Notice, now: Timestamp) -> u64 {
    let mut new = 0;
    while let Queued::More(more) = store.queue_chunk(notice, now).await.unwrap() {
        new += more;
    }
    new
}

fn tried(leased: &LeasedDelivery, outcome: Outcome) -> (Tried<DeliveryId>, Option<i64>) {
    let generation = leased.person.as_ref().map(|person| person.generation);
    (Tried { id: leased.delivery_id, attempts: leased.attempts, begun_at: leased.begun_at, outcome }, generation)
}

async fn state(store: &Store, notice: &Notice) -> NoticeState {
    store.find_notice(notice.notice_id).await.unwrap().unwrap().state
}

#[tokio::test]
async fn a_notice_reaches_everybody_with_an_address_of_accepted_imports_and_later_who_was_added_since() {
    let clock = TestClock::at("2031-03-09T14:20:00Z");
    let now = clock.now();
    let worker = Uuid::from_u128(1);
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now).await.incident_id;
        let ana = add_person(store, incident, "Ana", Some("ana@example.org"), now).await;
        add_person(store, incident, "Letter", None, now).await;
        let hidden = add_person(store, incident, "Hidden", Some("hidden@example.org"), now).await;
        let sql = "update imports set accepted_at = null where import_id = (select import_id from people where person_id = $1)";
        let mut tx = store.write().await.unwrap();
        on!(&mut tx, |db| sqlx::query(sql).bind(hidden.0).execute(&mut **db).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();

        let notice = started(store, incident, now).await;
        assert_eq!(store.count_unqueued(&notice).await.unwrap(), 1);
        assert_eq!(queue_all(store, &notice, now).await, 1);
        let leased = store.lease_deliveries(&notice, worker, 9, now).await.unwrap();
        let told: Vec<_> = leased.iter().filter_map(|one| one.person.as_ref().map(|person| person.person_id)).collect();
        assert_eq!(told, [ana]);
        assert!(!store.finish_notice(&notice, now).await.unwrap(), "one is under way");
        store.record_deliveries(&notice, worker, &[tried(&leased[0], SENT)], now).await.unwrap();
        assert!(store.finish_notice(&notice, now).await.unwrap());
        assert_eq!(state(store, &notice).await, NoticeState::Done);

        let late = add_person(store, incident, "Late", Some("late@example.org"), now).await;
        let mut tx = store.write().await.unwrap();
        assert!(store.start_notice(&mut tx, &notice, now).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(queue_all(store, &notice, now).await, 1);
        let leased = store.lease_deliveries(&notice, worker, 9, now).await.unwrap();
        assert_eq!(leased.iter().map(|one| one.person.as_ref().unwrap().person_id).collect::<Vec<_>>(), [late]);
        let shown = store.deliveries_to(incident, ana).await.unwrap();
        assert_eq!(
            shown.iter().map(|one| (one.state, one.sent_at, one.notice_name.as_str())).collect::<Vec<_>>(),
            [(MailState::Sent, Some(now), "First notice")]
        );
    }
}

#[tokio::test]
async fn a_paused_notice_gives_out_nothing_and_goes_on_where_it_stood() {
    let clock = TestClock::at("2031-03-09T14:20:00Z");
    let now = clock.now();
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now).await.incident_id;
        add_person(store, incident, "Ana", Some("ana@example.org"), now).await;
        let notice = started(store, incident, now).await;
        let mut tx = store.write().await.unwrap();
        assert!(store.pause_notice(&mut tx, &notice, now).await.unwrap());
        assert!(!store.start_notice(&mut tx, &notice, now).await.unwrap(), "it wants to be resumed, not sent again");
        tx.commit().await.unwrap();
        assert_eq!(store.queue_chunk(&notice, now).await.unwrap(), Queued::All);
        assert_eq!(store.notice_counts(&notice).await.unwrap().all(), 0);
        let mut tx = store.write().await.unwrap();
        assert!(store.resume_notice(&mut tx, &notice, now).await.unwrap());
        tx.commit().await.unwrap();
        queue_all(store, &notice, now).await;
        let mut tx = store.write().await.unwrap();
        assert!(store.pause_notice(&mut tx, &notice, now).await.unwrap());
        tx.commit().await.unwrap();
        assert!(store.lease_deliveries(&notice, Uuid::from_u128(1), 9, now).await.unwrap().is_empty());
        let mut tx = store.write().await.unwrap();
        assert!(store.resume_notice(&mut tx, &notice, now).await.unwrap());
        tx.commit().await.unwrap();
        queue_all(store, &notice, now).await;
        assert_eq!(store.lease_deliveries(&notice, Uuid::from_u128(1), 9, now).await.unwrap().len(), 1);
    }
}

/// Twenty workers, of which every third dies with what it leased: what they sent is counted per person.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_workers_of_which_some_die_miss_nobody_and_double_only_what_the_dead_held() {
    const PEOPLE: usize = 300;
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, clock.now()).await.incident_id;
        for at in 0..PEOPLE {
            let name = format!("p{at}");
            add_person(store, incident, &name, Some(&format!("{name}@example.org")), clock.now()).await;
        }
        let notice = started(store, incident, clock.now()).await;
        // Two queue at once.
        let (one, other) = tokio::join!(queue_all(store, &notice, clock.now()), queue_all(store, &notice, clock.now()));
        assert_eq!(one + other, PEOPLE as u64);

        let mut sent: BTreeMap<PersonId, u64> = BTreeMap::new();
        let mut held_by_the_dead = BTreeSet::new();
        for round in 0.. {
            let workers = (0..20_u128).map(|worker| {
                let (store, notice, now) = (store.clone(), notice.clone(), clock.now());
                let dies = round == 0 && worker % 3 == 0;
                tokio::spawn(async move {
                    let worker = Uuid::from_u128(1 + worker + 100 * round);
                    let leased = store.lease_deliveries(&notice, worker, 7, now).await.unwrap();
                    if !dies {
                        let all: Vec<_> = leased.iter().map(|one| tried(one, SENT)).collect();
                        assert_eq!(store.record_deliveries(&notice, worker, &all, now).await.unwrap(), all.len() as u64);
                    }
                    (leased.into_iter().map(|one| one.person.unwrap().person_id).collect::<Vec<_>>(), dies)
                })
            });
            let mut any = false;
            for done in futures::future::join_all(workers).await {
                let (people, dies) = done.unwrap();
                for person in people {
                    any = true;
                    *sent.entry(person).or_default() += 1;
                    if dies {
                        held_by_the_dead.insert(person);
                    }
                }
            }
            clock.advance(Duration::from_secs(4));
            if !any && round > 8 {
                break;
            }
        }
        assert_eq!(sent.len(), PEOPLE, "everybody was written to");
        let doubled: BTreeSet<_> = sent.iter().filter(|(_, times)| **times > 1).map(|(person, _)| *person).collect();
        assert_eq!(doubled, held_by_the_dead);
        assert!(!doubled.is_empty() && sent.values().all(|times| *times <= 2));
        assert_eq!(store.notice_counts(&notice).await.unwrap().of(MailState::Sent), PEOPLE as i64);
        assert!(store.finish_notice(&notice, clock.now()).await.unwrap());
    }
}

#[tokio::test]
async fn somebody_told_twice_is_told_once_and_what_bounced_told_nobody() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let now = clock.now();
        let incident = add_test_incident(&test.store, "march-2031", true, now).await.incident_id;
        for name in ["ana", "ben", "eva"] {
            add_person(&test.store, incident, name, Some(&format!("{name}@example.org")), now).await;
        }
        assert_eq!(test.store.count_told(incident).await.unwrap(), 0);
        for outcomes in [[SENT, SENT, Outcome::Failed], [SENT, Outcome::Failed, Outcome::Failed]] {
            let notice = started(&test.store, incident, now).await;
            queue_all(&test.store, &notice, now).await;
            let worker = Uuid::from_u128(7);
            let mut leased = test.store.lease_deliveries(&notice, worker, 10, now).await.unwrap();
            leased.sort_by_key(|one| one.person.as_ref().map(|person| person.person_id));
            let tried: Vec<_> = leased.iter().zip(outcomes).map(|(one, outcome)| tried(one, outcome)).collect();
            assert_eq!(test.store.record_deliveries(&notice, worker, &tried, now).await.unwrap(), 3);
        }
        assert_eq!(test.store.count_told(incident).await.unwrap(), 2, "Ana by both, Ben by the first, Eva by none");
    }
}
