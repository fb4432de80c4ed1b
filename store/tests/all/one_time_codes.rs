use std::{collections::HashMap, sync::Arc, time::Duration};

use domain::{
    clock::{Clock, Timestamp},
    code::OneTimeCode,
    visit::{Channel, ONE_TIME_CODE},
};
use store::{
    Store, on,
    one_time_codes::CodeOutcome,
    testing::{
        TestClock, add_test_incident,
        people::{add_test_person, invite_test_person, test_contact, test_person},
        stores,
    },
    visits::Visit,
};

async fn visit(store: &Store, now: Timestamp) -> Visit {
    let incident = match store.list_incidents().await.unwrap().pop() {
        Some(incident) => incident,
        None => add_test_incident(store, "march-2031", false, now).await,
    };
    let person = test_person(store, incident.incident_id, test_contact("Ana", Some("ana@example.org")), now);
    add_test_person(store, &person, now).await;
    let (invitation, _) = invite_test_person(store, &person, Channel::Email).await;
    let mut tx = store.write().await.unwrap();
    let (_, cookie) = store.open_visit(&mut tx, &invitation, None, None, now).await.unwrap();
    tx.commit().await.unwrap();
    store.find_visit(cookie.as_str(), now).await.unwrap().unwrap()
}

async fn issue(store: &Store, visit: &Visit, now: Timestamp) -> OneTimeCode {
    let mut tx = store.write().await.unwrap();
    let code = store.issue_one_time_code(&mut tx, visit.visit_id, now).await.unwrap();
    tx.commit().await.unwrap();
    code
}

fn other(code: &OneTimeCode) -> OneTimeCode {
    let number: u32 = code.as_str().parse().unwrap();
    OneTimeCode::parse(&format!("{:06}", (number + 1) % 1_000_000)).unwrap()
}

#[tokio::test]
async fn the_right_code_proves_once_and_a_used_code_says_so() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let (store, now) = (&test.store, clock.now());
        let visit = visit(store, now).await;
        let code = issue(store, &visit, now).await;
        let CodeOutcome::Proven(cookie) = store.try_one_time_code(&visit, &code, now).await.unwrap() else { panic!("not proven") };
        assert!(store.find_visit(cookie.as_str(), now).await.unwrap().unwrap().proof.is_some());
        assert_eq!(store.try_one_time_code(&visit, &code, now).await.unwrap(), CodeOutcome::Used);
    }
}

#[tokio::test]
async fn five_wrong_tries_lock_the_code_also_for_the_right_one() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let (store, now) = (&test.store, clock.now());
        let visit = visit(store, now).await;
        let code = issue(store, &visit, now).await;
        for tries_left in (1..5).rev() {
            assert_eq!(store.try_one_time_code(&visit, &other(&code), now).await.unwrap(), CodeOutcome::Wrong { tries_left });
        }
        assert_eq!(store.try_one_time_code(&visit, &other(&code), now).await.unwrap(), CodeOutcome::NoTriesLeft);
        assert_eq!(store.try_one_time_code(&visit, &code, now).await.unwrap(), CodeOutcome::NoTriesLeft);
        let code = issue(store, &visit, now).await;
        assert!(matches!(store.try_one_time_code(&visit, &code, now).await.unwrap(), CodeOutcome::Proven(_)), "a new code helps");
    }
}

#[tokio::test]
async fn the_fifth_try_may_still_be_right() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let (store, now) = (&test.store, clock.now());
        let visit = visit(store, now).await;
        let code = issue(store, &visit, now).await;
        for _ in 0..4 {
            let _ = store.try_one_time_code(&visit, &other(&code), now).await.unwrap();
        }
        assert!(matches!(store.try_one_time_code(&visit, &code, now).await.unwrap(), CodeOutcome::Proven(_)));
    }
}

#[tokio::test]
async fn a_code_is_good_for_ten_minutes() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let store = &test.store;
        let visit = visit(store, clock.now()).await;
        let code = issue(store, &visit, clock.now()).await;
        clock.advance(ONE_TIME_CODE - Duration::from_micros(1));
        assert!(store.one_time_code_good_until(visit.visit_id, clock.now()).await.unwrap().is_some());
        clock.advance(Duration::from_micros(1));
        assert_eq!(store.try_one_time_code(&visit, &code, clock.now()).await.unwrap(), CodeOutcome::Expired);
        assert!(store.one_time_code_good_until(visit.visit_id, clock.now()).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn only_the_newest_code_counts_and_only_in_the_visit_that_asked() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let (store, now) = (&test.store, clock.now());
        let (mine, theirs) = (visit(store, now).await, visit(store, now).await);
        assert_eq!(store.try_one_time_code(&mine, &OneTimeCode::parse("123456").unwrap(), now).await.unwrap(), CodeOutcome::NoneSent);
        let first = issue(store, &mine, now).await;
        assert_eq!(store.try_one_time_code(&theirs, &first, now).await.unwrap(), CodeOutcome::NoneSent);
        let second = issue(store, &mine, now).await;
        if first != second {
            assert_eq!(store.try_one_time_code(&mine, &first, now).await.unwrap(), CodeOutcome::Wrong { tries_left: 4 });
        }
        assert!(matches!(store.try_one_time_code(&mine, &second, now).await.unwrap(), CodeOutcome::Proven(_)));
    }
}

#[tokio::test]
async fn of_twenty_at_once_with_the_right_code_one_wins() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let now = clock.now();
        let visit = Arc::new(visit(&test.store, now).await);
        let code = issue(&test.store, &visit, now).await;
        let racers = (0..20).map(|_| {
            let (store, visit, code) = (test.store.clone(), visit.clone(), code.clone());
            tokio::spawn(async move { store.try_one_time_code(&visit, &code, now).await.unwrap() })
        });
        let outcomes = futures::future::join_all(racers).await.into_iter().map(Result::unwrap);
        let proven = outcomes.filter(|outcome| matches!(outcome, CodeOutcome::Proven(_))).count();
        assert_eq!(proven, 1);
    }
}

#[tokio::test]
async fn of_twenty_wrong_guesses_at_once_five_are_looked_at() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let now = clock.now();
        let visit = Arc::new(visit(&test.store, now).await);
        let code = issue(&test.store, &visit, now).await;
        let racers = (0..20).map(|_| {
            let (store, visit, code) = (test.store.clone(), visit.clone(), other(&code));
            tokio::spawn(async move { store.try_one_time_code(&visit, &code, now).await.unwrap() })
        });
        let mut counts = HashMap::new();
        for outcome in futures::future::join_all(racers).await {
            *counts.entry(format!("{:?}", outcome.unwrap())).or_insert(0) += 1;
        }
        assert_eq!(counts.get("NoTriesLeft"), Some(&16), "{counts:?}");
        let tries: i64 = on!(test.store.read(), |db| sqlx::query_scalar("select tries from one_time_codes").fetch_one(db).await).unwrap();
        assert_eq!(tries, 5);
        assert_eq!(test.store.try_one_time_code(&visit, &code, now).await.unwrap(), CodeOutcome::NoTriesLeft);
    }
}
