use std::time::Duration;

use domain::{
    clock::Timestamp,
    email::EmailAddress,
    exposure::{Category, Exposure},
    ids::StaffId,
    lang::Lang,
    mail::MailTemplate,
    person::{ContactChange, Kind},
    request::{RequestKind, RequestText},
    visit::Channel,
};
use futures::future::join_all;
use store::{
    contact_changes::{CHANGE_WAITS, ChangeOutcome, StopKey},
    people::{Mark, Search},
    requests::{NewRequest, Queue},
    testing::{
        TestEntropy, TestStore, add_test_incident, look,
        people::{add_test_person, invite_test_person, test_contact, test_person},
        stores,
    },
};

fn now() -> Timestamp {
    Timestamp::parse("2031-03-12T09:00:00Z").unwrap()
}

async fn person(test: &TestStore, name: &str, confirmed: &str) -> domain::person::Person {
    let incident = match test.store.find_incident(&domain::slug::Slug::parse("march-2031").unwrap()).await.unwrap() {
        Some(incident) => incident,
        None => add_test_incident(&test.store, "march-2031", true, now()).await,
    };
    let email = format!("{}@example.org", name.to_lowercase());
    let mut person = test_person(&test.store, incident.incident_id, test_contact(name, Some(&email)), now());
    person.exposure = Exposure::new(
        [Category::parse(confirmed).unwrap()].into_iter().collect(),
        [Category::parse("phone").unwrap()].into_iter().collect(),
    );
    add_test_person(&test.store, &person, now()).await;
    person
}

#[tokio::test]
async fn of_twenty_who_take_a_request_one_has_it_and_only_they_give_it_back() {
    for test in stores().await {
        let (store, ana) = (&test.store, person(&test, "Ana", "ssn").await);
        let new = NewRequest {
            incident_id: ana.incident_id,
            person_id: Some(ana.person_id),
            kind: RequestKind::Help,
            lang: Lang::En,
            text: RequestText::default(),
            promised_on: "2031-03-14".to_owned(),
            form_id: domain::ids::new_uuid(now(), &*TestEntropy::fresh()),
        };
        let mut tx = store.write().await.unwrap();
        let number = store.add_request(&mut tx, &new, now()).await.unwrap().number;
        tx.commit().await.unwrap();
        let asked = store.find_request(&number).await.unwrap().unwrap();
        let entropy = TestEntropy::fresh();
        let agents: Vec<StaffId> = (0..20).map(|_| StaffId::new(now(), &*entropy)).collect();
        let took = join_all(agents.iter().map(|agent| {
            let asked = &asked;
            async move {
                let mut tx = store.write().await.unwrap();
                let took = store.take_request(&mut tx, asked, *agent, None, now()).await.unwrap();
                tx.commit().await.unwrap();
                took
            }
        }))
        .await;
        assert_eq!(took.iter().filter(|took| **took).count(), 1);
        let holder = agents[took.iter().position(|took| *took).unwrap()];
        let counts = store.count_requests(ana.incident_id, "2031-03-15").await.unwrap();
        assert_eq!((counts.open, counts.taken, counts.overdue, counts.answered), (1, 1, 1, 0));
        assert_eq!(store.request_queue(ana.incident_id, Queue::Taken, 0).await.unwrap()[0].taken_by, Some(holder));
        let other = *agents.iter().find(|agent| **agent != holder).unwrap();
        let mut tx = store.write().await.unwrap();
        assert!(!store.give_back_request(&mut tx, &asked, other).await.unwrap());
        assert!(store.take_request(&mut tx, &asked, other, Some(holder), now()).await.unwrap(), "taken over from whom they saw");
        assert!(store.give_back_request(&mut tx, &asked, other).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(store.request_queue(ana.incident_id, Queue::Taken, 0).await.unwrap(), []);
        assert_eq!(store.request_queue(ana.incident_id, Queue::Open, 1).await.unwrap(), [], "there is one page");
    }
}

#[tokio::test]
async fn a_double_goes_where_its_person_is_and_what_was_taken_with_either_is_theirs() {
    for test in stores().await {
        let store = &test.store;
        let (ana, anna) = (person(&test, "Ana", "ssn").await, person(&test, "Anna", "phone").await);
        let (_, secrets) = invite_test_person(store, &anna, Channel::Email).await;
        let incident = ana.incident_id;
        let mut tx = store.write().await.unwrap();
        assert!(!store.merge_people(&mut tx, incident, ana.person_id, ana.person_id, now()).await.unwrap());
        assert!(store.merge_people(&mut tx, incident, ana.person_id, anna.person_id, now()).await.unwrap());
        assert!(!store.merge_people(&mut tx, incident, ana.person_id, anna.person_id, now()).await.unwrap(), "once");
        assert!(!store.merge_people(&mut tx, incident, anna.person_id, ana.person_id, now()).await.unwrap(), "nobody is kept in a double");
        tx.commit().await.unwrap();
        assert!(store.person(incident, anna.person_id).await.unwrap().is_none());
        let kept = store.person(incident, ana.person_id).await.unwrap().unwrap();
        let names: Vec<&str> = kept.exposure.confirmed.iter().map(|category| category.id()).collect();
        assert_eq!((names.len(), kept.exposure.suspected.is_empty()), (2, true), "{names:?}");
        let invitation = store.find_invitation_by_link(secrets.link.as_ref().unwrap()).await.unwrap().unwrap();
        assert_eq!(invitation.person_id, ana.person_id);
        let address = EmailAddress::parse("anna@example.org").unwrap();
        assert_eq!(store.find_people(incident, &Search::Email(address.clone())).await.unwrap(), [ana.person_id]);
        assert!(store.people_by_email(incident, &address).await.unwrap().is_empty(), "no mail goes there");
        assert_eq!(store.doubles_of(incident, ana.person_id).await.unwrap(), [anna.person_id]);
        let notice = {
            let mut tx = store.write().await.unwrap();
            let notice = store.add_notice(&mut tx, incident, "First", "v", now()).await.unwrap();
            tx.commit().await.unwrap();
            notice
        };
        assert_eq!(store.count_unqueued(&notice).await.unwrap(), 1, "a notice reaches one person once");
    }
}

#[tokio::test]
async fn what_staff_say_of_a_person_stands_until_they_take_it_back() {
    for test in stores().await {
        let (store, ana) = (&test.store, person(&test, "Ana", "ssn").await);
        let mut tx = store.write().await.unwrap();
        assert!(store.mark_person(&mut tx, &ana, Mark::Kind(Kind::Deceased), now()).await.unwrap());
        assert!(!store.mark_person(&mut tx, &ana, Mark::Kind(Kind::Deceased), now()).await.unwrap());
        assert!(store.mark_person(&mut tx, &ana, Mark::Moved, now()).await.unwrap());
        assert!(!store.mark_person(&mut tx, &ana, Mark::Moved, now()).await.unwrap());
        tx.commit().await.unwrap();
        let marks = store.person_marks(ana.incident_id, ana.person_id).await.unwrap().unwrap();
        assert_eq!((marks.kind_set_at, marks.moved_at), (Some(now()), Some(now())));
        assert_eq!(store.person(ana.incident_id, ana.person_id).await.unwrap().unwrap().kind, Kind::Deceased);
        let mut tx = store.write().await.unwrap();
        assert!(store.mark_person(&mut tx, &ana, Mark::AddressGood, now()).await.unwrap());
        let reason = store.keep_reason(&mut tx, ana.incident_id, "Her son called").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(store.person_marks(ana.incident_id, ana.person_id).await.unwrap().unwrap().moved_at, None);
        assert_eq!(store.reason(ana.incident_id, reason).await.unwrap().as_deref(), Some("Her son called"));
    }
}

#[tokio::test]
async fn of_twenty_right_codes_at_once_one_proves_a_change_and_of_two_servers_one_does_it() {
    for test in stores().await {
        let (store, ana) = (&test.store, person(&test, "Ana", "ssn").await);
        let change = ContactChange { email: Some("new@example.org".to_owned()), lang: Lang::Es, ..ContactChange::of(&ana) };
        let mut tx = store.write().await.unwrap();
        let code = store.ask_contact_change(&mut tx, ana.incident_id, ana.person_id, &change, now()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let pending = store.pending_change(ana.incident_id, ana.person_id).await.unwrap().unwrap();
        let proven = join_all((0..20).map(|_| async {
            let mut tx = store.write().await.unwrap();
            let outcome = store.prove_contact_change(&mut tx, ana.incident_id, &pending, &code, now()).await.unwrap();
            tx.commit().await.unwrap();
            outcome
        }))
        .await;
        let stops: Vec<_> = proven
            .into_iter()
            .filter_map(|outcome| if let ChangeOutcome::Waits(at, stop) = outcome { Some((at, stop)) } else { None })
            .collect();
        assert_eq!(stops.len(), 1);
        assert_eq!(stops[0].0, now().plus(CHANGE_WAITS));
        let mut tx = store.write().await.unwrap();
        assert!(
            store.ask_contact_change(&mut tx, ana.incident_id, ana.person_id, &change, now()).await.unwrap().is_none(),
            "one at a time"
        );
        tx.commit().await.unwrap();
        let due = now().plus(CHANGE_WAITS);
        assert_eq!(store.do_due_contact_changes(due.minus(Duration::from_secs(1))).await.unwrap(), 0);
        let done: u64 = join_all((0..8).map(|_| async { store.do_due_contact_changes(due).await.unwrap() })).await.into_iter().sum();
        assert_eq!(done, 1);
        let changed = store.person(ana.incident_id, ana.person_id).await.unwrap().unwrap();
        assert_eq!((changed.contact.email.as_deref(), changed.lang, changed.generation), (Some("new@example.org"), Lang::Es, 2));
        let mails = look::mails(store).await;
        let new: Vec<_> = mails.iter().filter(|(_, mail)| mail.template == MailTemplate::InvitationAgain).collect();
        assert_eq!((new.len(), new[0].1.to.as_str(), new[0].1.lang), (1, "new@example.org", Lang::Es));
        let mut tx = store.write().await.unwrap();
        let late = store.stop_change(&mut tx, &StopKey::Link(stops[0].1.link.clone()), due).await.unwrap();
        assert!(late.is_none(), "what is done is not stopped");
    }
}
