use std::{sync::Arc, time::Duration};

use domain::{
    clock::Clock,
    email::EmailAddress,
    ids::StaffId,
    staff::{ENROLMENT, Grant, Role},
    staff_code::{EnrolmentToken, RecoveryCode},
};
use store::{
    Store,
    staff::{Given, Invited, MemberState, Seed},
    testing::{TestClock, stores},
};

async fn invite(store: &Store, email: &str, clock: &TestClock) -> (StaffId, EnrolmentToken) {
    let mut tx = store.write().await.unwrap();
    let invited = store.invite_member(&mut tx, "", &EmailAddress::parse(email).unwrap(), clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let Invited::Link { staff_id, token, .. } = invited else { panic!("a link") };
    (staff_id, token)
}

async fn claim(store: &Store, token: &EnrolmentToken, clock: &TestClock) -> Option<String> {
    let mut tx = store.write().await.unwrap();
    let cookie = store.claim_enrolment(&mut tx, token, clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    cookie.map(|cookie| cookie.as_str().to_owned())
}

/// An active member with an app and recovery codes, as enrolment leaves it.
async fn enrolled(store: &Store, email: &str, clock: &TestClock) -> (StaffId, Seed, Vec<RecoveryCode>) {
    let (staff, token) = invite(store, email, clock).await;
    claim(store, &token, clock).await.unwrap();
    let codes = store.hash_recovery_codes().await.unwrap();
    let mut tx = store.write().await.unwrap();
    store.set_password(&mut tx, staff, "a hash").await.unwrap();
    let seed = store.begin_app(&mut tx, staff, clock.now()).await.unwrap();
    let step = seed.matching_step(&seed.code(clock.now()), clock.now()).unwrap();
    assert!(store.finish_enrolment(&mut tx, staff, Some((&seed, step))).await.unwrap());
    store.set_recovery_codes(&mut tx, staff, &codes).await.unwrap();
    tx.commit().await.unwrap();
    (staff, seed, codes.into_iter().map(|(code, _)| code).collect())
}

#[tokio::test]
async fn a_link_is_good_once_and_for_a_day_and_a_newer_one_replaces_it() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T14:20:00Z"));
        let (_, first) = invite(store, "ana@example.org", &clock).await;
        let (staff, second) = invite(store, "Ana@example.org", &clock).await;
        assert_eq!(claim(store, &first, &clock).await, None, "replaced");
        let cookie = claim(store, &second, &clock).await.unwrap();
        assert_eq!(claim(store, &second, &clock).await, None, "used");
        assert_eq!(store.enrolling(&cookie, clock.now()).await.unwrap().unwrap().staff_id, staff);
        clock.advance(Duration::from_secs(3600));
        assert_eq!(store.enrolling(&cookie, clock.now()).await.unwrap(), None, "an hour to finish");
        let (_, third) = invite(store, "ana@example.org", &clock).await;
        clock.advance(ENROLMENT);
        assert_eq!(claim(store, &third, &clock).await, None, "a day old");
    }
}

#[tokio::test]
async fn of_twenty_at_once_with_one_code_one_is_told_yes_and_no_earlier_code_works_after_it() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T14:20:00Z"));
        let (staff, seed, _) = enrolled(store, "ana@example.org", &clock).await;
        assert_eq!(
            store
                .check_second_factor(staff, &seed.code(clock.now()), clock.now())
                .await
                .unwrap()
                .map(|given| matches!(given, Given::App(_))),
            Some(true)
        );
        let earlier = seed.code(clock.now());
        clock.advance(Duration::from_secs(30));
        let given = store.check_second_factor(staff, &seed.code(clock.now()), clock.now()).await.unwrap().unwrap();
        let store = Arc::new(store.clone());
        let now = clock.now();
        let tries = (0..20).map(|_| {
            let store = store.clone();
            async move {
                let mut tx = store.write().await.unwrap();
                let used = store.use_second_factor(&mut tx, staff, given, now).await.unwrap();
                tx.commit().await.unwrap();
                used
            }
        });
        let used = futures::future::join_all(tries).await;
        assert_eq!(used.iter().filter(|used| **used).count(), 1);
        let given = store.check_second_factor(staff, &earlier, now).await.unwrap().unwrap();
        let mut tx = store.write().await.unwrap();
        assert!(!store.use_second_factor(&mut tx, staff, given, now).await.unwrap());
    }
}

#[tokio::test]
async fn a_recovery_code_works_once_and_new_ones_end_the_old() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T14:20:00Z"));
        let (staff, _, codes) = enrolled(store, "ana@example.org", &clock).await;
        let now = clock.now();
        let given = store.check_second_factor(staff, &codes[2].grouped(), now).await.unwrap();
        assert_eq!(given, Some(Given::RecoveryCode(3)));
        let mut tx = store.write().await.unwrap();
        assert!(store.use_second_factor(&mut tx, staff, Given::RecoveryCode(3), now).await.unwrap());
        assert!(!store.use_second_factor(&mut tx, staff, Given::RecoveryCode(3), now).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(store.check_second_factor(staff, &codes[2].grouped(), now).await.unwrap(), None);
        assert_eq!(store.recovery_codes_left(staff).await.unwrap(), 7);
        let new = store.hash_recovery_codes().await.unwrap();
        let mut tx = store.write().await.unwrap();
        store.set_recovery_codes(&mut tx, staff, &new).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.check_second_factor(staff, &codes[0].grouped(), now).await.unwrap(), None);
        assert!(store.check_second_factor(staff, &new[0].0.grouped(), now).await.unwrap().is_some());
    }
}

#[tokio::test]
async fn who_was_removed_comes_back_with_nothing_of_what_they_had() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T14:20:00Z"));
        let (staff, seed, codes) = enrolled(store, "ana@example.org", &clock).await;
        let email = EmailAddress::parse("ana@example.org").unwrap();
        let mut tx = store.write().await.unwrap();
        store.give_role(&mut tx, staff, Grant { incident: None, role: Role::Owner }, clock.now()).await.unwrap();
        assert_eq!(store.invite_member(&mut tx, "", &email, clock.now()).await.unwrap(), Invited::IsActive(staff));
        store.remove_member(&mut tx, staff, clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.credentials(&email).await.unwrap().unwrap().state, MemberState::Removed);
        assert_eq!(store.check_second_factor(staff, &codes[0].grouped(), clock.now()).await.unwrap(), None);
        let (again, _) = invite(store, "ana@example.org", &clock).await;
        assert_eq!(again, staff);
        let member = store.member(staff).await.unwrap().unwrap();
        assert_eq!((member.state, member.grants.len()), (MemberState::Invited, 0));
        assert_eq!(store.credentials(&email).await.unwrap().unwrap().password, None);
        clock.advance(Duration::from_secs(30));
        assert_eq!(store.check_second_factor(staff, &seed.code(clock.now()), clock.now()).await.unwrap(), None);
    }
}

#[tokio::test]
async fn what_of_staff_has_had_its_time_is_swept_away_and_what_lives_stays() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T14:20:00Z"));
        let (staff, _, _) = enrolled(store, "ana@example.org", &clock).await;
        let (_, token) = invite(store, "ben@example.org", &clock).await;
        let mut tx = store.write().await.unwrap();
        store.begin_app(&mut tx, staff, clock.now()).await.unwrap();
        store.open_staff_session(&mut tx, staff, "", clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        store.sweep(clock.now()).await.unwrap();
        assert!(store.pending_app(staff, clock.now()).await.unwrap().is_some());
        clock.advance(2 * ENROLMENT);
        assert!(store.sweep(clock.now()).await.unwrap() >= 3, "a link, an app, a session");
        assert_eq!(store.sweep(clock.now()).await.unwrap(), 0);
        assert_eq!(claim(store, &token, &clock).await, None);
    }
}
