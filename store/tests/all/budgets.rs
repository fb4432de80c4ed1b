use std::time::Duration;

use domain::{
    clock::{Clock, Timestamp},
    email::EmailAddress,
    ids::{IncidentId, PersonId, StaffId},
    staff::VIEWS_PER_DAY,
    visit::Channel,
};
use store::{
    Store,
    budgets::{Counted, Decision, Limit},
    invitations::Invitation,
    on,
    testing::{TestClock, stores},
};

async fn spend(store: &Store, counted: Counted<'_>, limit: Limit, now: Timestamp) -> Decision {
    let mut tx = store.write().await.unwrap();
    let decision = store.spend(&mut tx, counted, limit, now).await.unwrap();
    tx.commit().await.unwrap();
    decision
}

#[tokio::test]
async fn what_is_over_the_limit_is_told_when_to_try_again_and_then_may() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let (counted, limit) = (Counted::Network("192.0.2.7"), Limit::per_minute(3));
        let began = clock.now();
        for _ in 0..3 {
            assert_eq!(spend(&test.store, counted, limit, clock.now()).await, Decision::Allowed);
            clock.advance(Duration::from_secs(10));
        }
        let until = began.plus(Duration::from_secs(60));
        assert_eq!(spend(&test.store, counted, limit, clock.now()).await, Decision::TryAgain(until));
        assert_eq!(spend(&test.store, Counted::Network("192.0.2.8"), limit, clock.now()).await, Decision::Allowed, "another network");
        clock.advance(Duration::from_secs(30));
        assert_eq!(spend(&test.store, counted, limit, clock.now()).await, Decision::Allowed);
    }
}

#[tokio::test]
async fn codes_and_questions_are_counted_apart() {
    for test in stores().await {
        let now = TestClock::at("2031-03-09T14:20:00Z").now();
        let store = &test.store;
        let email = EmailAddress::parse("ana@example.org").unwrap();
        let entropy = store::testing::TestEntropy::fresh();
        let invitation = |generation| Invitation {
            incident_id: IncidentId::new(now, &*entropy),
            person_id: PersonId::new(now, &*entropy),
            channel: Channel::Email,
            generation,
        };
        let (first, second) = (invitation(1), invitation(1));
        assert_eq!(spend(store, Counted::CheckMails(&email), Limit::per_day(1), now).await, Decision::Allowed);
        assert!(matches!(spend(store, Counted::CheckMails(&email), Limit::per_day(1), now).await, Decision::TryAgain(_)));
        assert_eq!(spend(store, Counted::Codes(&first), Limit::per_hour(1), now).await, Decision::Allowed);
        assert!(matches!(spend(store, Counted::Codes(&first), Limit::per_hour(1), now).await, Decision::TryAgain(_)));
        assert_eq!(spend(store, Counted::Codes(&second), Limit::per_hour(1), now).await, Decision::Allowed);
    }
}

#[tokio::test]
async fn of_forty_at_once_as_many_pass_as_the_limit_says_together_and_alone() {
    for test in stores().await {
        let now = TestClock::at("2031-03-09T14:20:00Z").now();
        let racers = (0..40).map(|at| {
            let store = test.store.clone();
            tokio::spawn(async move {
                let (counted, limit) = (Counted::Network("192.0.2.7"), Limit::per_minute(25));
                if at % 2 == 0 {
                    store.spend_together(counted, limit, now).await.unwrap()
                } else {
                    spend(&store, counted, limit, now).await
                }
            })
        });
        let outcomes = futures::future::join_all(racers).await;
        let allowed = outcomes.into_iter().filter(|outcome| *outcome.as_ref().unwrap() == Decision::Allowed).count();
        assert_eq!(allowed, 25);
    }
}

#[tokio::test]
async fn the_table_names_nobody_and_what_is_over_is_swept() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let store = &test.store;
        let email = EmailAddress::parse("ana@example.org").unwrap();
        let _ = spend(store, Counted::CheckMails(&email), Limit::per_day(3), clock.now()).await;
        let _ = spend(store, Counted::Network("192.0.2.7"), Limit::per_minute(3), clock.now()).await;
        let buckets: Vec<Vec<u8>> = on!(store.read(), |db| sqlx::query_scalar("select bucket from budgets").fetch_all(db).await).unwrap();
        assert!(buckets.iter().all(|bucket| bucket.len() == 16), "keyed hashes");
        assert_eq!(store.sweep(clock.now()).await.unwrap(), 0);
        clock.advance(Duration::from_secs(61));
        assert_eq!(store.sweep(clock.now()).await.unwrap(), 1, "the minute is over, the day is not");
    }
}

#[tokio::test]
async fn somebody_of_the_staff_who_browses_people_is_stopped_for_the_day_and_a_colleague_is_not() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let [curious, colleague] = [1, 2].map(|number| StaffId(uuid::Uuid::from_u128(number)));
        let looks = (0..VIEWS_PER_DAY + 20).map(|_| test.store.count_view(curious, clock.now()));
        let looks = futures::future::try_join_all(looks).await.unwrap();
        let allowed = looks.iter().filter(|look| **look == Decision::Allowed).count();
        assert_eq!(i64::try_from(allowed).unwrap(), VIEWS_PER_DAY);
        assert_eq!(test.store.count_view(colleague, clock.now()).await.unwrap(), Decision::Allowed);
        clock.advance(Duration::from_secs(86_400));
        assert_eq!(test.store.count_view(curious, clock.now()).await.unwrap(), Decision::Allowed);
    }
}
