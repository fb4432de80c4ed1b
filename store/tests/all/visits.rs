use std::time::Duration;

use domain::{
    clock::{Clock, Timestamp},
    ids::VisitId,
    visit::{Channel, IDLE, LONGEST, Proof},
};
use store::{
    Store,
    helpers::WayIn,
    invitations::Invitation,
    on,
    testing::{
        TestClock, add_test_incident,
        people::{add_test_person, invite_test_person, test_contact, test_person},
        stores,
    },
    visits::VisitCookie,
};

const MINUTE: Duration = Duration::from_secs(60);

async fn invitation(store: &Store, now: Timestamp) -> Invitation {
    let incident = add_test_incident(store, "march-2031", false, now).await;
    let person = test_person(store, incident.incident_id, test_contact("Ana", Some("ana@example.org")), now);
    add_test_person(store, &person, now).await;
    invite_test_person(store, &person, Channel::Email).await.0
}

async fn open(store: &Store, invitation: &Invitation, old: Option<&str>, now: Timestamp) -> (VisitId, VisitCookie) {
    let mut tx = store.write().await.unwrap();
    let opened = store.open_visit(&mut tx, invitation, None, old, now).await.unwrap();
    tx.commit().await.unwrap();
    opened
}

#[tokio::test]
async fn an_opened_visit_has_no_proof_and_its_cookie_is_not_stored() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let invitation = invitation(&test.store, clock.now()).await;
        let (visit_id, cookie) = open(&test.store, &invitation, None, clock.now()).await;
        let visit = test.store.find_visit(cookie.as_str(), clock.now()).await.unwrap().unwrap();
        assert_eq!((visit.visit_id, visit.proof, visit.way_in()), (visit_id, None, WayIn::Person(invitation)));
        assert_eq!(cookie.as_str().len(), 43, "256 bits in base64url");
        assert_eq!(test.store.find_visit("another", clock.now()).await.unwrap(), None);
        let stored: Vec<u8> =
            on!(test.store.read(), |db| sqlx::query_scalar("select cookie_hash from visits").fetch_one(db).await).unwrap();
        assert_ne!(stored, cookie.as_str().as_bytes());
        assert!(!format!("{cookie:?}").contains(cookie.as_str()));
    }
}

#[tokio::test]
async fn the_proof_changes_the_cookie_and_the_old_one_is_nobodys() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let invitation = invitation(&test.store, clock.now()).await;
        let (visit_id, before) = open(&test.store, &invitation, None, clock.now()).await;
        let mut tx = test.store.write().await.unwrap();
        let after = test.store.prove_visit(&mut tx, visit_id, Proof::MailCode, clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(test.store.find_visit(before.as_str(), clock.now()).await.unwrap(), None);
        let visit = test.store.find_visit(after.as_str(), clock.now()).await.unwrap().unwrap();
        assert_eq!(visit.proof, Some(Proof::MailCode));
    }
}

#[tokio::test]
async fn a_visit_ends_after_a_quarter_of_an_hour_without_a_press_and_after_two_hours_whatever_is_pressed() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let invitation = invitation(&test.store, clock.now()).await;
        let (visit_id, cookie) = open(&test.store, &invitation, None, clock.now()).await;
        let began = clock.now();
        let live = async || test.store.find_visit(cookie.as_str(), clock.now()).await.unwrap();
        for _ in 0..8 {
            clock.advance(IDLE - MINUTE);
            assert!(live().await.is_some());
            let mut tx = test.store.write().await.unwrap();
            assert!(test.store.touch_visit(&mut tx, visit_id, clock.now()).await.unwrap());
            tx.commit().await.unwrap();
        }
        clock.advance(8 * MINUTE - Duration::from_micros(1));
        let visit = live().await.unwrap();
        assert_eq!((visit.ends_unless_pressed(), clock.now().since(began)), (began.plus(LONGEST), LONGEST - Duration::from_micros(1)));
        clock.advance(Duration::from_micros(1));
        assert_eq!(live().await, None, "two hours are the end");
        let mut tx = test.store.write().await.unwrap();
        assert!(!test.store.touch_visit(&mut tx, visit_id, clock.now()).await.unwrap(), "an ended visit does not go on");
        drop(tx);

        let (_, idle) = open(&test.store, &invitation, None, clock.now()).await;
        clock.advance(IDLE);
        assert_eq!(test.store.find_visit(idle.as_str(), clock.now()).await.unwrap(), None);
    }
}

#[tokio::test]
async fn signing_out_ends_the_visit_here_and_another_invitation_ends_the_one_before() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let invitation = invitation(&test.store, clock.now()).await;
        let (_, first) = open(&test.store, &invitation, None, clock.now()).await;
        let (_, second) = open(&test.store, &invitation, Some(first.as_str()), clock.now()).await;
        assert_eq!(test.store.find_visit(first.as_str(), clock.now()).await.unwrap(), None);
        let mut tx = test.store.write().await.unwrap();
        test.store.end_visit(&mut tx, second.as_str(), clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(test.store.find_visit(second.as_str(), clock.now()).await.unwrap(), None);
        let run_out = test.store.find_visit_run_out(second.as_str(), IDLE, clock.now()).await.unwrap();
        assert_eq!(run_out, None, "a visit that somebody ended does not come back");
    }
}

#[tokio::test]
async fn a_visit_of_an_invitation_that_was_re_issued_is_over() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let invitation = invitation(&test.store, clock.now()).await;
        let (_, cookie) = open(&test.store, &invitation, None, clock.now()).await;
        let mut tx = test.store.write().await.unwrap();
        test.store.reissue_invitations(&mut tx, invitation.incident_id, invitation.person_id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(test.store.find_visit(cookie.as_str(), clock.now()).await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_proven_visit_that_ran_out_is_remembered_for_an_hour() {
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        let invitation = invitation(&test.store, clock.now()).await;
        let (visit_id, unproven) = open(&test.store, &invitation, None, clock.now()).await;
        let hour = 60 * MINUTE;
        clock.advance(IDLE);
        assert_eq!(test.store.find_visit_run_out(unproven.as_str(), hour, clock.now()).await.unwrap(), None, "nothing was proven");
        let mut tx = test.store.write().await.unwrap();
        let cookie = test.store.prove_visit(&mut tx, visit_id, Proof::MailCode, clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(test.store.find_visit_run_out(cookie.as_str(), hour, clock.now()).await.unwrap(), None, "it is live");
        clock.advance(IDLE);
        assert_eq!(test.store.find_visit_run_out(cookie.as_str(), hour, clock.now()).await.unwrap().unwrap().visit_id, visit_id);
        clock.advance(hour);
        assert_eq!(test.store.find_visit_run_out(cookie.as_str(), hour, clock.now()).await.unwrap(), None);
    }
}
