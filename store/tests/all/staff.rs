use std::time::Duration;

use domain::{
    clock::Clock,
    staff::{Grant, Role, STAFF_IDLE, STAFF_LONGEST},
};
use store::{
    staff::MemberState,
    testing::{TestClock, staff::signed_in, stores},
};

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_session_without_its_second_factor_is_not_proven_and_gets_another_cookie_with_it() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T14:20:00Z"));
        let (staff, _) = signed_in(store, Role::Editor, None, clock.now()).await;
        let mut tx = store.write().await.unwrap();
        let opened = store.open_staff_session(&mut tx, staff, "a browser", clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.find_staff_session(opened.cookie.as_str(), clock.now()).await.unwrap().unwrap().proven_at, None);
        let mut tx = store.write().await.unwrap();
        let proven = store.prove_staff_session(&mut tx, opened.session_id, clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(store.find_staff_session(opened.cookie.as_str(), clock.now()).await.unwrap().is_none());
        assert!(store.find_staff_session(proven.as_str(), clock.now()).await.unwrap().unwrap().proven_at.is_some());
    }
}

#[tokio::test]
async fn a_session_ends_after_a_quiet_quarter_of_an_hour_and_after_twelve_hours_in_any_case() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T14:20:00Z"));
        let (_, cookie) = signed_in(store, Role::Editor, None, clock.now()).await;
        for _ in 0..(STAFF_LONGEST.as_secs() / (14 * 60)) {
            clock.advance(14 * MINUTE);
            let session = store.find_staff_session(cookie.as_str(), clock.now()).await.unwrap().unwrap();
            store.touch_staff_session(&session, clock.now()).await.unwrap();
        }
        clock.advance(14 * MINUTE);
        assert!(store.find_staff_session(cookie.as_str(), clock.now()).await.unwrap().is_none(), "twelve hours are over");
        let (_, cookie) = signed_in(store, Role::Editor, None, clock.now()).await;
        clock.advance(STAFF_IDLE);
        assert!(store.find_staff_session(cookie.as_str(), clock.now()).await.unwrap().is_none(), "nobody used it");
    }
}

#[tokio::test]
async fn a_removed_member_and_a_role_taken_away_lose_access_at_once() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T14:20:00Z"));
        let (staff, cookie) = signed_in(store, Role::Editor, None, clock.now()).await;
        let mut tx = store.write().await.unwrap();
        store.take_role(&mut tx, staff, Grant { incident: None, role: Role::Editor }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.grants(staff).await.unwrap(), []);
        let mut tx = store.write().await.unwrap();
        store.set_member_state(&mut tx, staff, MemberState::Removed, clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(store.find_staff_session(cookie.as_str(), clock.now()).await.unwrap().is_none());
        assert_eq!(store.members().await.unwrap(), []);
        assert_eq!(store.member(staff).await.unwrap().unwrap().state, MemberState::Removed);
    }
}

#[tokio::test]
async fn one_address_has_one_account_however_it_is_written() {
    for test in stores().await {
        let (store, clock) = (&test.store, TestClock::at("2031-03-09T14:20:00Z"));
        let mut tx = store.write().await.unwrap();
        let email = |text: &str| domain::email::EmailAddress::parse(text).unwrap();
        assert!(store.add_member(&mut tx, "Ana", &email("ana@example.org"), clock.now()).await.unwrap().is_some());
        assert!(store.add_member(&mut tx, "Ana", &email("Ana@Example.org"), clock.now()).await.unwrap().is_none());
        tx.commit().await.unwrap();
        assert!(store.member_by_email(&email("ANA@example.org")).await.unwrap().is_some());
    }
}
