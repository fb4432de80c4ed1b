use std::time::Duration;

use domain::{
    clock::{Clock, Timestamp},
    ids::MailId,
    lang::Lang,
    mail::MailState,
};
use store::{
    Store,
    lease::{Outcome, Tried},
    outbox::{LeasedMail, OutgoingMail},
    testing::{TestClock, add_test_incident, stores},
};
use uuid::Uuid;

const SENT: Outcome = Outcome::Sent { sha256: [7; 32] };

async fn enqueue(store: &Store, code: &str, now: Timestamp) -> MailId {
    let mail = OutgoingMail::one_time_code("ana@example.org", Lang::Es, code);
    let mut tx = store.write().await.unwrap();
    let id = store.enqueue(&mut tx, None, &mail, Some(now.plus(Duration::from_secs(600))), now).await.unwrap();
    tx.commit().await.unwrap();
    id
}

fn tried(leased: &LeasedMail, outcome: Outcome) -> Tried<MailId> {
    Tried { id: leased.mail_id, attempts: leased.attempts, begun_at: leased.begun_at, outcome }
}

#[tokio::test]
async fn a_mail_is_queued_with_its_cause_or_not_at_all() {
    let clock = TestClock::at("2031-03-09T14:20:00Z");
    for test in stores().await {
        let incident = add_test_incident(&test.store, "march-2031", true, clock.now()).await;
        let mail = OutgoingMail::request_received("ana@example.org", Lang::En, "R-1", "12 March");
        let mut tx = test.store.write().await.unwrap();
        test.store.enqueue(&mut tx, Some(incident.incident_id), &mail, None, clock.now()).await.unwrap();
        drop(tx);
        assert!(test.store.lease_mails(Uuid::from_u128(1), 9, true, clock.now()).await.unwrap().is_empty());
        let mut tx = test.store.write().await.unwrap();
        test.store.enqueue(&mut tx, Some(incident.incident_id), &mail, None, clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let leased = test.store.lease_mails(Uuid::from_u128(1), 9, true, clock.now()).await.unwrap();
        assert_eq!(leased.iter().map(|leased| leased.mail.clone()).collect::<Vec<_>>(), [Some(mail)]);
        assert_eq!(leased[0].incident, Some(incident.incident_id));
        enqueue(&test.store, "123456", clock.now()).await;
        let without_relay = test.store.lease_mails(Uuid::from_u128(2), 9, false, clock.now()).await.unwrap();
        assert!(without_relay.is_empty(), "mail of no practice waits for a relay");
    }
}

#[tokio::test]
async fn a_dead_workers_mail_is_taken_over_and_the_dead_one_can_no_longer_record() {
    let (dead, living) = (Uuid::from_u128(1), Uuid::from_u128(2));
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        enqueue(&test.store, "123456", clock.now()).await;
        let first = test.store.lease_mails(dead, 9, true, clock.now()).await.unwrap();
        assert_eq!(first.len(), 1);
        assert!(test.store.lease_mails(living, 9, true, clock.now()).await.unwrap().is_empty(), "it is leased");
        clock.advance(Duration::from_secs(10));
        test.store.renew_mails(dead, clock.now()).await.unwrap();
        clock.advance(Duration::from_secs(10));
        assert!(test.store.lease_mails(living, 9, true, clock.now()).await.unwrap().is_empty(), "its lease was renewed");
        clock.advance(Duration::from_secs(5));
        assert!(test.store.lease_mails(dead, 9, true, clock.now()).await.unwrap().is_empty(), "nobody takes over from themselves");
        let second = test.store.lease_mails(living, 9, true, clock.now()).await.unwrap();
        assert_eq!((second.len(), second[0].attempts), (1, 2));
        assert_eq!(
            test.store
                .record_mails(dead, &[tried(&first[0], Outcome::Bounced { reply_code: 550, is_no_mailbox: true })], clock.now())
                .await
                .unwrap(),
            0
        );
        assert_eq!(test.store.record_mails(living, &[tried(&second[0], SENT)], clock.now()).await.unwrap(), 1);
        assert_eq!(test.store.outbox_states().await.unwrap(), [(MailState::Sent, 1)]);
    }
}

#[tokio::test]
async fn a_mail_put_off_comes_back_a_minute_later_and_a_late_one_is_not_sent() {
    let worker = Uuid::from_u128(1);
    for test in stores().await {
        let clock = TestClock::at("2031-03-09T14:20:00Z");
        enqueue(&test.store, "123456", clock.now()).await;
        let first = test.store.lease_mails(worker, 9, true, clock.now()).await.unwrap();
        let put_off = Outcome::Deferred { reply_code: Some(451) };
        test.store.record_mails(worker, &[tried(&first[0], put_off)], clock.now()).await.unwrap();
        clock.advance(Duration::from_secs(59));
        assert!(test.store.lease_mails(worker, 9, true, clock.now()).await.unwrap().is_empty());
        clock.advance(Duration::from_secs(1));
        let second = test.store.lease_mails(worker, 9, true, clock.now()).await.unwrap();
        assert_eq!((second[0].attempts, second[0].mail.is_some()), (2, true));
        test.store.record_mails(worker, &[tried(&second[0], put_off)], clock.now()).await.unwrap();
        clock.advance(Duration::from_secs(600));
        let third = test.store.lease_mails(worker, 9, true, clock.now()).await.unwrap();
        assert_eq!(third[0].mail, None, "the code in it is no longer good");
        test.store.record_mails(worker, &[tried(&third[0], Outcome::Failed)], clock.now()).await.unwrap();
        assert_eq!(test.store.outbox_states().await.unwrap(), [(MailState::Failed, 1)]);
    }
}

#[tokio::test]
async fn the_practice_box_shows_the_newest_first_page_by_page_and_the_same_message_once() {
    let clock = TestClock::at("2031-03-09T14:20:00Z");
    for test in stores().await {
        let incident = add_test_incident(&test.store, "practice", true, clock.now()).await.incident_id;
        let message = |subject: &str| store::practice::PracticeMessage {
            to: "ana@example.org".to_owned(),
            subject: subject.to_owned(),
            lang: "en".to_owned(),
            text: String::new(),
            html: String::new(),
            message_id: "<1@example.org>".to_owned(),
        };
        for at in 1..=5_u128 {
            clock.advance(Duration::from_secs(1));
            for _ in 0..2 {
                let id = Uuid::from_u128(at);
                test.store.put_practice_mail(incident, id, &message(&at.to_string()), clock.now()).await.unwrap();
            }
        }
        let first = test.store.practice_mails(incident, None, 3).await.unwrap();
        let last = first.last().unwrap();
        let second = test.store.practice_mails(incident, Some((last.put_at, last.id)), 3).await.unwrap();
        let subjects: Vec<_> = first.iter().chain(&second).map(|mail| mail.message.subject.as_str()).collect();
        assert_eq!(subjects, ["5", "4", "3", "2", "1"]);
        let (of, one) = test.store.practice_mail(Uuid::from_u128(4)).await.unwrap().unwrap();
        assert_eq!((of, one.message.subject.as_str()), (incident, "4"));
        assert_eq!(test.store.practice_mail(Uuid::from_u128(9)).await.unwrap(), None);
    }
}
