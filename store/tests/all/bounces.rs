//! Mail that comes back: what a report changes, and who is told by letter instead.

use domain::{
    bounce::{Returned, StatusCode},
    clock::{Clock, Timestamp},
    email::EmailAddress,
    ids::{DeliveryId, IncidentId, PersonId},
    lang::Lang,
    mail::MailState,
    notice::NoticeState,
    person::Contact,
};
use store::{
    Store,
    bounces::{Noted, Report},
    deliveries::LeasedDelivery,
    lease::{Outcome, Tried},
    notices::{Letters, Lost, Notice, Queued},
    on,
    outbox::OutgoingMail,
    testing::{
        TestClock, add_test_incident,
        people::{add_test_person, test_contact, test_person},
        stores,
    },
};
use uuid::Uuid;

const SENT: Outcome = Outcome::Sent { sha256: [7; 32] };
const WORKER: Uuid = Uuid::from_u128(7);

fn now() -> Timestamp {
    TestClock::at("2031-03-09T14:20:00Z").now()
}

async fn add_person(store: &Store, incident: IncidentId, name: &str, has_postal_address: bool) -> PersonId {
    let email = format!("{}@example.org", name.to_lowercase());
    let mut contact = test_contact(name, Some(&email));
    if has_postal_address {
        contact = Contact { address1: "1 Test Street".to_owned(), city: "Springfield".to_owned(), ..contact };
    }
    let person = test_person(store, incident, contact, now());
    add_test_person(store, &person, now()).await;
    person.person_id
}

async fn started(store: &Store, incident: IncidentId) -> Notice {
    let mut tx = store.write().await.unwrap();
    let notice = store.add_notice(&mut tx, incident, "First notice", "1", now()).await.unwrap();
    assert!(store.start_notice(&mut tx, &notice, now()).await.unwrap());
    tx.commit().await.unwrap();
    while let Queued::More(_) = store.queue_chunk(&notice, now()).await.unwrap() {}
    notice
}

/// Leases everything and records one outcome for each.
async fn try_all(store: &Store, notice: &Notice, outcome: impl Fn(&LeasedDelivery) -> Outcome) -> Vec<LeasedDelivery> {
    let leased = store.lease_deliveries(notice, WORKER, 64, now()).await.unwrap();
    let tried: Vec<_> = leased
        .iter()
        .map(|one| {
            let tried = Tried { id: one.delivery_id, attempts: one.attempts, begun_at: one.begun_at, outcome: outcome(one) };
            (tried, one.person.as_ref().map(|person| person.generation))
        })
        .collect();
    assert_eq!(store.record_deliveries(notice, WORKER, &tried, now()).await.unwrap(), tried.len() as u64);
    leased
}

fn of<'a>(leased: &'a [LeasedDelivery], name: &str) -> &'a LeasedDelivery {
    leased.iter().find(|one| one.person.as_ref().is_some_and(|person| person.contact.given_name == name)).unwrap()
}

fn report(delivery: DeliveryId, returned: Returned, status: &str) -> Report {
    Report { message_id: delivery.0, returned, status: StatusCode::parse(status).unwrap(), name: b"<report@mx.example.org>".to_vec() }
}

async fn state(store: &Store, notice: &Notice, person: PersonId) -> Vec<String> {
    let all = store.deliveries_to(notice.incident_id, person).await.unwrap();
    let mut states: Vec<String> = all.iter().map(|one| one.state.as_str().to_owned()).collect();
    states.sort();
    states
}

async fn is_suppressed(store: &Store, name: &str) -> bool {
    store.is_suppressed(&EmailAddress::parse(&format!("{name}@example.org")).unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_refusal_that_comes_back_later_marks_the_delivery_suppresses_the_address_and_queues_a_letter_once() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let ana = add_person(store, incident, "Ana", true).await;
        let ben = add_person(store, incident, "Ben", false).await;
        let notice = started(store, incident).await;
        let leased = try_all(store, &notice, |_| SENT).await;
        assert_eq!(store.notice_letters(&notice).await.unwrap(), Letters::default());

        let gone = report(of(&leased, "Ana").delivery_id, Returned::Refused, "5.1.1");
        assert_eq!(store.note_report(&gone, now()).await.unwrap(), Noted::New { is_suppressed: true, has_letter: true });
        assert_eq!(state(store, &notice, ana).await, ["bounced", "queued"]);
        assert!(is_suppressed(store, "ana").await);
        assert_eq!(store.note_report(&gone, now()).await.unwrap(), Noted::Again);
        assert_eq!(state(store, &notice, ana).await, ["bounced", "queued"]);

        let full = report(of(&leased, "Ben").delivery_id, Returned::Refused, "5.2.2");
        assert_eq!(store.note_report(&full, now()).await.unwrap(), Noted::New { is_suppressed: false, has_letter: false });
        assert_eq!(state(store, &notice, ben).await, ["bounced"]);
        assert!(!is_suppressed(store, "ben").await, "a full mailbox is a mailbox");

        let letters = store.notice_letters(&notice).await.unwrap();
        assert_eq!((letters.of(MailState::Queued), letters.not_reached), (1, 1));
        assert_eq!(store.notice_counts(&notice).await.unwrap().of(MailState::Bounced), 2);
        assert_eq!(store.notice_counts(&notice).await.unwrap().of(MailState::Queued), 0, "letters are counted apart");
        assert_eq!(store.count_reports(Some(incident)).await.unwrap(), [(Returned::Refused, 2)]);
        assert_eq!(store.count_told(incident).await.unwrap(), 0, "nobody has been told");
        assert_eq!(store.count_lost(incident).await.unwrap(), Lost { by_letter: 1, not_reached: 1 });
    }
}

#[tokio::test]
async fn a_delay_only_counts_and_giving_up_queues_a_letter_without_suppressing_the_address() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let ana = add_person(store, incident, "Ana", true).await;
        let notice = started(store, incident).await;
        let leased = try_all(store, &notice, |_| SENT).await;
        let id = leased[0].delivery_id;

        let delayed = report(id, Returned::Delayed, "4.4.1");
        assert_eq!(store.note_report(&delayed, now()).await.unwrap(), Noted::New { is_suppressed: false, has_letter: false });
        assert_eq!(state(store, &notice, ana).await, ["sent"]);

        let given_up = Report { name: b"<later@mx.example.org>".to_vec(), ..report(id, Returned::GivenUp, "4.4.7") };
        assert_eq!(store.note_report(&given_up, now()).await.unwrap(), Noted::New { is_suppressed: false, has_letter: true });
        assert_eq!(state(store, &notice, ana).await, ["failed", "queued"]);
        assert!(!is_suppressed(store, "ana").await);
        let all = store.count_reports(Some(incident)).await.unwrap();
        assert_eq!(all, [(Returned::Delayed, 1), (Returned::GivenUp, 1)]);
    }
}

#[tokio::test]
async fn who_is_refused_while_sending_gets_a_letter_which_the_mail_worker_leaves_alone() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let ana = add_person(store, incident, "Ana", true).await;
        let moved = add_person(store, incident, "Moved", true).await;
        add_person(store, incident, "Put-off", true).await;
        let mut tx = store.write().await.unwrap();
        let sql = "update people set moved_at = 1 where person_id = $1";
        on!(&mut tx, |db| sqlx::query(sql).bind(moved.0).execute(&mut **db).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
        let notice = started(store, incident).await;
        let refused = Outcome::Bounced { reply_code: 550, is_no_mailbox: false };
        let outcome = |one: &LeasedDelivery| match one.person.as_ref().map(|person| person.contact.given_name.as_str()) {
            Some("Put-off") => Outcome::Deferred { reply_code: Some(451) },
            _ => refused,
        };
        try_all(store, &notice, outcome).await;
        assert_eq!(state(store, &notice, ana).await, ["bounced", "queued"]);
        assert_eq!(state(store, &notice, moved).await, ["bounced"], "no letter goes to an address that somebody has left");
        let letters = store.notice_letters(&notice).await.unwrap();
        assert_eq!((letters.of(MailState::Queued), letters.not_reached), (1, 1));

        let later = now().plus(std::time::Duration::from_secs(61));
        let leased = store.lease_deliveries(&notice, WORKER, 64, later).await.unwrap();
        assert_eq!(leased.len(), 1, "the one that was put off, and no letter");
        let one = &leased[0];
        let tried = Tried { id: one.delivery_id, attempts: one.attempts, begun_at: one.begun_at, outcome: SENT };
        store.record_deliveries(&notice, WORKER, &[(tried, None)], later).await.unwrap();
        assert!(store.finish_notice(&notice, later).await.unwrap(), "letters do not hold up the e-mail");
        assert_eq!(store.find_notice(notice.notice_id).await.unwrap().unwrap().state, NoticeState::Done);
    }
}

#[tokio::test]
async fn a_report_may_come_before_its_sending_is_recorded() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let ana = add_person(store, incident, "Ana", true).await;
        let notice = started(store, incident).await;
        let leased = store.lease_deliveries(&notice, WORKER, 64, now()).await.unwrap();
        let one = &leased[0];
        store.note_report(&report(one.delivery_id, Returned::Refused, "5.1.1"), now()).await.unwrap();
        let tried = Tried { id: one.delivery_id, attempts: one.attempts, begun_at: one.begun_at, outcome: SENT };
        assert_eq!(store.record_deliveries(&notice, WORKER, &[(tried, Some(1))], now()).await.unwrap(), 0);
        assert_eq!(state(store, &notice, ana).await, ["bounced", "queued"]);
    }
}

#[tokio::test]
async fn a_code_that_comes_back_suppresses_its_address_and_what_is_not_ours_is_unknown() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        for scope in [Some(incident), None] {
            let name = if scope.is_some() { "ana" } else { "ben" };
            let mut tx = store.write().await.unwrap();
            let mail = OutgoingMail::one_time_code(&format!("{name}@example.org"), Lang::En, "123456");
            let id = store.enqueue(&mut tx, scope, &mail, None, now()).await.unwrap();
            tx.commit().await.unwrap();
            let gone = Report { message_id: id.0, ..report(DeliveryId(id.0), Returned::Refused, "5.1.1") };
            assert_eq!(store.note_report(&gone, now()).await.unwrap(), Noted::New { is_suppressed: true, has_letter: false });
            assert!(is_suppressed(store, name).await);
            assert_eq!(store.note_report(&gone, now()).await.unwrap(), Noted::Again);
            assert_eq!(store.count_reports(scope).await.unwrap(), [(Returned::Refused, 1)]);
        }
        let stranger = report(DeliveryId(Uuid::from_u128(9)), Returned::Refused, "5.1.1");
        assert_eq!(store.note_report(&stranger, now()).await.unwrap(), Noted::Unknown);
    }
}
