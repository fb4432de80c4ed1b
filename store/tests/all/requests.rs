use domain::{
    clock::Timestamp,
    email::EmailAddress,
    ids::{IncidentId, PersonId, new_uuid},
    lang::Lang,
    request::{RequestKind, RequestNumber, RequestState, RequestText},
};
use store::{
    Store,
    requests::{Answer, AnswerOutcome, MadeRequest, NewRequest},
    testing::{
        TestEntropy, TestStore, add_test_incident,
        people::{add_test_person, test_contact, test_person},
        stores,
    },
};

fn now() -> Timestamp {
    Timestamp::parse("2031-03-09T14:20:00Z").unwrap()
}

fn new_request(incident_id: IncidentId, person_id: Option<PersonId>) -> NewRequest {
    let text = RequestText { message: "My street is wrong".to_owned(), answer_to: "ana@example.org".to_owned(), ..RequestText::default() };
    NewRequest {
        incident_id,
        person_id,
        kind: RequestKind::Help,
        lang: Lang::Es,
        text,
        promised_on: "2031-03-11".to_owned(),
        form_id: new_uuid(now(), &*TestEntropy::fresh()),
    }
}

async fn send(store: &Store, new: &NewRequest) -> MadeRequest {
    let mut tx = store.write().await.unwrap();
    let made = store.add_request(&mut tx, new, now()).await.unwrap();
    tx.commit().await.unwrap();
    made
}

async fn two_people(test: &TestStore) -> (IncidentId, PersonId, PersonId) {
    let incident = add_test_incident(&test.store, "march-2031", true, now()).await.incident_id;
    let people = ["Ana", "Ben"].map(|name| test_person(&test.store, incident, test_contact(name, None), now()));
    for person in &people {
        add_test_person(&test.store, person, now()).await;
    }
    (incident, people[0].person_id, people[1].person_id)
}

#[tokio::test]
async fn one_press_is_one_request_however_often_it_arrives() {
    for test in stores().await {
        let (incident, ana, _) = two_people(&test).await;
        let new = new_request(incident, Some(ana));
        let first = send(&test.store, &new).await;
        let again = send(&test.store, &new).await;
        assert!(first.is_new && !again.is_new);
        assert_eq!((first.number, first.promised_on), (again.number, again.promised_on));
        assert_eq!(test.store.requests_of_person(incident, ana).await.unwrap().len(), 1);
        let outside = new_request(incident, None);
        assert_eq!(send(&test.store, &outside).await.number, send(&test.store, &outside).await.number);
    }
}

#[tokio::test]
async fn a_form_of_somebody_else_gives_away_no_number() {
    for test in stores().await {
        let (incident, ana, ben) = two_people(&test).await;
        let mut new = new_request(incident, Some(ana));
        send(&test.store, &new).await;
        new.person_id = Some(ben);
        let mut tx = test.store.write().await.unwrap();
        assert!(test.store.add_request(&mut tx, &new, now()).await.is_err());
    }
}

#[tokio::test]
async fn a_person_finds_their_own_request_and_nobody_elses() {
    for test in stores().await {
        let (incident, ana, ben) = two_people(&test).await;
        let number = send(&test.store, &new_request(incident, Some(ana))).await.number;
        let mine = test.store.request_of_person(incident, ana, &number).await.unwrap().unwrap();
        assert_eq!((mine.text.message.as_str(), mine.lang, mine.state), ("My street is wrong", Lang::Es, RequestState::Open));
        assert!(test.store.request_of_person(incident, ben, &number).await.unwrap().is_none());
        let other = add_test_incident(&test.store, "april-2031", true, now()).await.incident_id;
        assert!(test.store.request_of_person(other, ana, &number).await.unwrap().is_none());
        assert!(test.store.requests_of_person(incident, ben).await.unwrap().is_empty());
        let outside = send(&test.store, &new_request(incident, None)).await.number;
        assert!(test.store.request_of_person(incident, ana, &outside).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn what_was_asked_and_answered_is_sealed() {
    let test = store::testing::sqlite_store().await;
    let (incident, ana, _) = two_people(&test).await;
    let number = send(&test.store, &new_request(incident, Some(ana))).await.number;
    let request = test.store.find_request(&number).await.unwrap().unwrap();
    let mut tx = test.store.write().await.unwrap();
    test.store.answer_request(&mut tx, Answer { request: &request, text: "We changed it", to: None, by: None }, now()).await.unwrap();
    tx.commit().await.unwrap();
    test.store.close().await;
    let folder = std::path::Path::new(test.address.trim_start_matches("sqlite:")).parent().unwrap().to_owned();
    for file in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for secret in ["My street is wrong", "ana@example.org", "We changed it"] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret}");
        }
    }
}

#[tokio::test]
async fn an_answer_is_kept_with_its_mail_and_only_once() {
    for test in stores().await {
        let (incident, ana, _) = two_people(&test).await;
        let number = send(&test.store, &new_request(incident, Some(ana))).await.number;
        let request = test.store.find_request(&number).await.unwrap().unwrap();
        let to = EmailAddress::parse("ana@example.org").unwrap();
        let answer = Answer { request: &request, text: "We changed it", to: Some(&to), by: None };
        let mut outcomes = Vec::new();
        for _ in 0..2 {
            let mut tx = test.store.write().await.unwrap();
            outcomes.push(test.store.answer_request(&mut tx, answer, now()).await.unwrap());
            tx.commit().await.unwrap();
        }
        assert_eq!(outcomes, [AnswerOutcome::Mailed, AnswerOutcome::NotOpen]);
        let answered = test.store.find_request(&number).await.unwrap().unwrap();
        assert_eq!((answered.state, answered.answer.as_deref()), (RequestState::Answered, Some("We changed it")));
        assert_eq!(answered.answered_at, Some(now()));
        let sql = "select cast(count(*) as bigint) from outbox where kind = 'request-answer'";
        let mails: i64 = store::on!(test.store.read(), |db| sqlx::query_scalar(sql).fetch_one(db).await).unwrap();
        assert_eq!(mails, 1);
    }
}

#[tokio::test]
async fn the_list_shows_who_waits_longest_first_and_leaves_out_what_is_done() {
    for test in stores().await {
        let (incident, ana, ben) = two_people(&test).await;
        let first = send(&test.store, &new_request(incident, Some(ana))).await.number;
        let second = send(&test.store, &new_request(incident, Some(ben))).await.number;
        let other = add_test_incident(&test.store, "april-2031", true, now()).await.incident_id;
        let elsewhere = send(&test.store, &new_request(other, None)).await.number;
        let numbers = async |incident, only_open| -> Vec<RequestNumber> {
            let found = test.store.list_requests(incident, only_open, 100).await.unwrap();
            found.into_iter().map(|request| request.number).collect()
        };
        assert_eq!(numbers(None, true).await.len(), 3);
        assert!(numbers(None, true).await.contains(&elsewhere));
        let request = test.store.find_request(&first).await.unwrap().unwrap();
        for is_changed in [true, false] {
            let mut tx = test.store.write().await.unwrap();
            assert_eq!(test.store.close_request(&mut tx, &request, now()).await.unwrap(), is_changed);
            tx.commit().await.unwrap();
        }
        assert_eq!(numbers(Some(incident), true).await, std::slice::from_ref(&second));
        assert_eq!(numbers(Some(incident), false).await.len(), 2);
    }
}

#[tokio::test]
async fn what_nobody_answered_is_counted_by_the_day_it_was_promised_for() {
    for test in stores().await {
        let (incident, ana, _) = two_people(&test).await;
        let late = NewRequest { promised_on: "2031-03-10".to_owned(), ..new_request(incident, None) };
        let answered = new_request(incident, Some(ana));
        for new in [&new_request(incident, Some(ana)), &late, &new_request(incident, None), &answered] {
            send(&test.store, new).await;
        }
        let number = send(&test.store, &answered).await.number;
        let request = test.store.find_request(&number).await.unwrap().unwrap();
        let mut tx = test.store.write().await.unwrap();
        test.store.answer_request(&mut tx, Answer { request: &request, text: "Done.", to: None, by: None }, now()).await.unwrap();
        tx.commit().await.unwrap();
        let waiting = test.store.open_requests_by_day(incident).await.unwrap();
        assert_eq!(waiting, [("2031-03-10".to_owned(), 1), ("2031-03-11".to_owned(), 2)]);
        let elsewhere = add_test_incident(&test.store, "april-2031", true, now()).await.incident_id;
        assert_eq!(test.store.open_requests_by_day(elsewhere).await.unwrap(), []);
    }
}
