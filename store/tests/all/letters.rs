//! Letters: who gets into which batch, once, and what becomes of what comes back.

use std::collections::BTreeSet;

use domain::{
    clock::{Clock, Timestamp},
    ids::{DeliveryId, IncidentId, LetterFileId, PersonId},
    letter::{LARGEST_BATCH, Paper},
    mail::MailState,
    person::Contact,
    request::RequestKind,
    visit::Channel,
};
use futures::future::join_all;
use store::{
    Store,
    invitations::Invitation,
    letters::{LetterBatch, LetterFile, NewBatch, Returned},
    notices::{Notice, Queued},
    on,
    people::Mark,
    testing::{
        TestClock, add_test_incident,
        people::{add_test_person, test_contact, test_person},
        stores,
    },
};
use uuid::Uuid;

const NEW: NewBatch = NewBatch { paper: Paper::UsLetter, per_file: 2, made_by: None };

fn now() -> Timestamp {
    TestClock::at("2031-03-09T14:20:00Z").now()
}

async fn add_person(store: &Store, incident: IncidentId, name: &str, email: Option<&str>, is_postal: bool) -> PersonId {
    let mut contact = test_contact(name, email);
    if is_postal {
        contact = Contact { address1: "1 Main Street".to_owned(), city: "Portland".to_owned(), ..contact };
    }
    let person = test_person(store, incident, contact, now());
    add_test_person(store, &person, now()).await;
    person.person_id
}

async fn begun(store: &Store, incident: IncidentId) -> Notice {
    let mut tx = store.write().await.unwrap();
    let notice = store.add_notice(&mut tx, incident, "First notice", "1", now()).await.unwrap();
    store.start_notice(&mut tx, &notice, now()).await.unwrap();
    tx.commit().await.unwrap();
    while let Queued::More(_) = store.queue_chunk(&notice, now()).await.unwrap() {}
    notice
}

/// What reading a bounce does.
async fn queue_letter(store: &Store, notice: &Notice, person: PersonId) {
    let sql = "insert into deliveries (incident_id, notice_id, delivery_id, recipient, recipient_id, channel, generation, state, attempts, due_at)
               values ($1, $2, $3, 'person', $4, 'letter', 1, 'queued', 0, 0)";
    let mut tx = store.write().await.unwrap();
    on!(&mut tx, |db| sqlx::query(sql)
        .bind(notice.incident_id.0)
        .bind(notice.notice_id.0)
        .bind(Uuid::from_u128(person.0.as_u128() ^ 1))
        .bind(person.0)
        .execute(&mut **db)
        .await
        .map(|_| ()))
    .unwrap();
    tx.commit().await.unwrap();
}

async fn make(store: &Store, notice: &Notice) -> Option<LetterBatch> {
    let people = store.people_for_letters(notice.incident_id, LARGEST_BATCH).await.unwrap();
    let mut tx = store.write().await.unwrap();
    let made = store.make_letter_batch(&mut tx, notice, &people, &NEW, now()).await.unwrap();
    if made.is_some() {
        tx.commit().await.unwrap();
    }
    made
}

async fn people_in(store: &Store, batch: &LetterBatch) -> Vec<PersonId> {
    store.letters_of(batch).await.unwrap().into_iter().map(|letter| letter.person_id).collect()
}

async fn print(store: &Store, batch: &LetterBatch, file: u128) -> bool {
    let file =
        LetterFile { file_id: LetterFileId(Uuid::from_u128(file)), number: 0, name: "letters.csv".to_owned(), sha256: [7; 32], bytes: 1 };
    let mut tx = store.write().await.unwrap();
    let first = store.letters_are_printed(&mut tx, batch, &[file], &[], now()).await.unwrap();
    tx.commit().await.unwrap();
    first
}

/// The states of a person's deliveries by letter.
async fn letters_to(store: &Store, notice: &Notice, person: PersonId) -> Vec<(DeliveryId, String)> {
    let sql = "select delivery_id, state from deliveries where incident_id = $1 and recipient_id = $2 and channel = 'letter'";
    let rows: Vec<(Uuid, String)> =
        on!(store.read(), |db| sqlx::query_as(sql).bind(notice.incident_id.0).bind(person.0).fetch_all(db).await).unwrap();
    rows.into_iter().map(|(id, state)| (DeliveryId(id), state)).collect()
}

#[tokio::test]
async fn a_batch_holds_queued_letters_and_who_is_reached_by_letter_alone_and_the_next_holds_nobody_of_them() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let bounced = add_person(store, incident, "Bounced", Some("bounced@example.org"), true).await;
        let alone = add_person(store, incident, "Alone", None, true).await;
        add_person(store, incident, "Told", Some("told@example.org"), true).await;
        add_person(store, incident, "Nowhere", None, false).await;
        let moved = add_person(store, incident, "Moved", None, true).await;
        let person = store.person(incident, moved).await.unwrap().unwrap();
        let mut tx = store.write().await.unwrap();
        store.mark_person(&mut tx, &person, Mark::Moved, now()).await.unwrap();
        tx.commit().await.unwrap();
        let notice = begun(store, incident).await;
        queue_letter(store, &notice, bounced).await;
        assert_eq!(store.count_waiting_letters(incident).await.unwrap(), (1, 1));

        let batch = make(store, &notice).await.unwrap();
        assert_eq!((batch.number, batch.letters, batch.printed_at), (1, 2, None));
        let expected: BTreeSet<PersonId> = [bounced, alone].into();
        assert_eq!(people_in(store, &batch).await.into_iter().collect::<BTreeSet<_>>(), expected);
        assert_eq!(make(store, &notice).await, None, "nobody is left");
        assert_eq!(store.count_waiting_letters(incident).await.unwrap(), (0, 0));
        assert_eq!(store.unprinted_batches(incident).await.unwrap(), std::slice::from_ref(&batch));

        assert!(print(store, &batch, 1).await);
        assert!(!print(store, &batch, 2).await, "whoever is second is told so");
        let files = store.letter_files(&batch).await.unwrap();
        assert_eq!(files.iter().map(|file| file.file_id.0.as_u128()).collect::<Vec<_>>(), [1], "the first one's files count");
        for person in [bounced, alone] {
            let states: Vec<String> = letters_to(store, &notice, person).await.into_iter().map(|(_, state)| state).collect();
            assert_eq!(states, [MailState::Printed.as_str()]);
        }
        // The mail worker has e-mails to do, and no letter.
        let leased = store.lease_deliveries(&notice, Uuid::from_u128(1), 9, now()).await.unwrap();
        assert_eq!(leased.len(), 2, "the e-mails to Told and Bounced");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_twenty_who_make_batches_at_once_each_person_is_in_one() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let mut everybody = BTreeSet::new();
        for at in 0..60 {
            everybody.insert(add_person(store, incident, &format!("p{at}"), None, true).await);
        }
        let notice = begun(store, incident).await;
        let batches: Vec<LetterBatch> = join_all((0..20).map(|_| make(store, &notice))).await.into_iter().flatten().collect();
        let mut placed = Vec::new();
        for batch in &batches {
            placed.extend(people_in(store, batch).await);
        }
        assert_eq!(placed.len(), 60);
        assert_eq!(placed.into_iter().collect::<BTreeSet<_>>(), everybody);
        let numbers: BTreeSet<i64> = batches.iter().map(|batch| batch.number).collect();
        assert_eq!(numbers.len(), batches.len());
    }
}

#[tokio::test]
async fn a_letter_that_came_back_opens_nothing_is_seen_by_staff_and_goes_again_once_the_address_is_right() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let ana = add_person(store, incident, "Ana", None, true).await;
        let notice = begun(store, incident).await;
        let batch = make(store, &notice).await.unwrap();
        let letter = store.letters_of(&batch).await.unwrap().remove(0);
        let code = store.letter_secrets(incident, &letter).await.unwrap().code;
        assert_eq!(code.channel(), Channel::Letter);
        assert!(store.find_letter(&code).await.unwrap().is_none(), "what is not printed cannot come back");
        assert!(print(store, &batch, 1).await);
        assert_eq!(store.find_invitation_by_code(&code).await.unwrap().map(|one| one.person_id), Some(ana));

        let found = store.find_letter(&code).await.unwrap().unwrap();
        assert_eq!((found.person_id, found.batch, found.position), (ana, 1, 1));
        let mut tx = store.write().await.unwrap();
        let Returned::Now { request: Some(number) } = store.letter_returned(&mut tx, &found, "2031-03-11", now()).await.unwrap() else {
            panic!("it is new and its person is there");
        };
        tx.commit().await.unwrap();
        let mut tx = store.write().await.unwrap();
        assert_eq!(store.letter_returned(&mut tx, &found, "2031-03-11", now()).await.unwrap(), Returned::Before);
        drop(tx);

        let request = store.find_request(&number).await.unwrap().unwrap();
        assert_eq!((request.kind, request.person_id), (RequestKind::LetterReturned, Some(ana)));
        let states: Vec<String> = letters_to(store, &notice, ana).await.into_iter().map(|(_, state)| state).collect();
        assert_eq!(states, [MailState::Returned.as_str()]);
        assert_eq!(store.find_invitation_by_code(&code).await.unwrap(), None::<Invitation>, "the code was in other hands");
        assert_eq!(make(store, &notice).await, None, "no letter goes to that address");

        let person = store.person(incident, ana).await.unwrap().unwrap();
        let mut tx = store.write().await.unwrap();
        store.mark_person(&mut tx, &person, Mark::AddressGood, now()).await.unwrap();
        tx.commit().await.unwrap();
        let again = make(store, &notice).await.unwrap();
        assert_eq!(people_in(store, &again).await, [ana]);
        let second = store.letters_of(&again).await.unwrap().remove(0);
        let new_code = store.letter_secrets(incident, &second).await.unwrap().code;
        assert!(new_code != code && print(store, &again, 2).await);
        assert_eq!(store.find_invitation_by_code(&new_code).await.unwrap().map(|one| one.person_id), Some(ana));
        assert_eq!(store.find_letter(&new_code).await.unwrap().unwrap().batch, again.number);
        assert_eq!(store.find_letter(&code).await.unwrap().unwrap().batch, 1, "the old letter is still known");
    }
}

#[tokio::test]
async fn a_file_opens_in_its_own_incident_only() {
    for test in stores().await {
        let store = &test.store;
        let one = add_test_incident(store, "march-2031", false, now()).await.incident_id;
        let other = add_test_incident(store, "april-2031", false, now()).await.incident_id;
        let file = LetterFileId(Uuid::from_u128(5));
        let sealed = store.seal_letter_file(one, file, b"%PDF").await.unwrap();
        assert!(!sealed.windows(4).any(|window| window == b"%PDF"));
        assert_eq!(store.open_letter_file(one, file, &sealed).await.unwrap(), b"%PDF");
        assert!(store.open_letter_file(other, file, &sealed).await.is_err());
        assert!(store.open_letter_file(one, LetterFileId(Uuid::from_u128(6)), &sealed).await.is_err());
    }
}
