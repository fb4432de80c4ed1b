use std::time::Duration;

use domain::{
    clock::{Clock, Timestamp},
    email::EmailAddress,
    lang::Lang,
};
use store::{
    Store,
    budgets::{Decision, Limit},
    checks::CheckLimits,
    on,
    testing::{TestClock, add_test_incident, sqlite_store, stores},
};

const LIMITS: CheckLimits = CheckLimits { network: Limit::per_minute(1_000_000), address: Limit::per_day(3) };

async fn ask(store: &Store, email: &str, now: Timestamp) -> Decision {
    store.ask_check(&EmailAddress::parse(email).unwrap(), true, Lang::Es, "192.0.2.7", LIMITS, now).await.unwrap()
}

#[tokio::test]
async fn a_question_is_kept_sealed_until_one_worker_takes_it() {
    for test in stores().await {
        let now = TestClock::at("2031-03-09T14:20:00Z").now();
        let store = &test.store;
        assert_eq!(ask(store, "ana@example.org", now).await, Decision::Allowed);
        let sealed: Vec<u8> = on!(store.read(), |db| sqlx::query_scalar("select sealed from checks").fetch_one(db).await).unwrap();
        assert!(!sealed.windows(3).any(|window| window == b"ana"));
        let open = store.open_checks(10).await.unwrap();
        let [check] = open.as_slice() else { panic!("{} questions", open.len()) };
        assert_eq!((check.email.as_str(), check.lang, check.wants_reminder, check.asked_at), ("ana@example.org", Lang::Es, true, now));
        let mut tx = store.write().await.unwrap();
        assert!(store.close_check(&mut tx, check.check_id).await.unwrap());
        assert!(!store.close_check(&mut tx, check.check_id).await.unwrap(), "the second is too late");
        tx.commit().await.unwrap();
        assert!(store.open_checks(10).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn an_address_is_asked_about_three_times_a_day_and_the_fourth_is_not_kept() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        for _ in 0..3 {
            assert_eq!(ask(&test.store, "ana@example.org", clock.now()).await, Decision::Allowed);
        }
        let until = clock.now().plus(Duration::from_secs(86_400));
        assert_eq!(ask(&test.store, "Ana@Example.org", clock.now()).await, Decision::TryAgain(until));
        assert_eq!(ask(&test.store, "ben@example.org", clock.now()).await, Decision::Allowed);
        assert_eq!(test.store.open_checks(10).await.unwrap().len(), 4);
        clock.advance(Duration::from_secs(86_400));
        assert_eq!(ask(&test.store, "ana@example.org", clock.now()).await, Decision::Allowed);
    }
}

#[tokio::test]
async fn a_crowd_asks_at_once_and_every_question_is_kept() {
    for test in stores().await {
        let now = TestClock::at("2031-03-09T14:20:00Z").now();
        let crowd = (0..1_000).map(|at| {
            let store = test.store.clone();
            tokio::spawn(async move { ask(&store, &format!("person{at}@example.org"), now).await })
        });
        for outcome in futures::future::join_all(crowd).await {
            assert_eq!(outcome.unwrap(), Decision::Allowed);
        }
        assert_eq!(test.store.open_checks(2_000).await.unwrap().len(), 1_000);
    }
}

#[tokio::test]
async fn a_reminder_is_kept_once_and_told_once() {
    for test in stores().await {
        let now = TestClock::at("2031-03-09T14:20:00Z").now();
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now).await.incident_id;
        let email = EmailAddress::parse("ana@example.org").unwrap();
        let mut tx = store.write().await.unwrap();
        store.remind_check(&mut tx, incident, &email, Lang::En, now).await.unwrap();
        store.remind_check(&mut tx, incident, &email, Lang::Es, now).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.check_reminders(incident, 10).await.unwrap(), [(email.clone(), Lang::En)]);
        let mut tx = store.write().await.unwrap();
        assert!(store.close_check_reminder(&mut tx, incident, &email).await.unwrap());
        assert!(!store.close_check_reminder(&mut tx, incident, &email).await.unwrap());
        tx.commit().await.unwrap();
        assert!(store.check_reminders(incident, 10).await.unwrap().is_empty());
    }
}

/// Not a measure of speed (that is the proof), but of the shape: a thousand questions must not take a thousand commits.
#[tokio::test]
async fn questions_that_come_together_share_a_commit() {
    let test = sqlite_store().await;
    let now = TestClock::at("2031-03-09T14:20:00Z").now();
    let pages =
        async || -> i64 { on!(test.store.read(), |db| sqlx::query_scalar("select count(*) from checks").fetch_one(db).await).unwrap() };
    let asked = futures::future::join_all((0..500).map(|at| {
        let store = test.store.clone();
        async move { ask(&store, &format!("person{at}@example.org"), now).await }
    }));
    // While the crowd waits, another reads how much is there: with one commit each it would see nearly every number.
    let watch = async {
        let mut seen = std::collections::BTreeSet::new();
        loop {
            seen.insert(pages().await);
            if seen.contains(&500) {
                return seen.len();
            }
            tokio::task::yield_now().await;
        }
    };
    let (_, seen) = futures::future::join(asked, watch).await;
    assert!(seen < 50, "{seen} different counts were seen");
}
