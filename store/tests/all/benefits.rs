//! Codes of identity protection: one to a person, the same each time; who comes when there is none waits, and the first is served first.

use std::collections::HashSet;

use domain::{
    benefit::{BenefitState, CodeTrouble, Eligible, Protection},
    clock::{Clock, Timestamp},
    ids::{IncidentId, PersonId, StaffId},
    publishing::PerLang,
    staff::Role,
};
use futures::future::join_all;
use store::{
    Store,
    benefits::{AddedCodes, Benefit, BenefitError, BenefitRefusal, CodeCounts, Given, NewBenefit, Replaced},
    testing::{
        TestClock, add_test_incident,
        people::{add_test_person, test_contact, test_person},
        staff::signed_in,
        stores,
    },
};

const PROMISED: &str = "2031-03-11";

fn now() -> Timestamp {
    TestClock::at("2031-03-09T14:20:00Z").now()
}

fn terms() -> Protection {
    Protection {
        provider: "Example Watch".to_owned(),
        url: "https://watch.example.org/start".to_owned(),
        months: 24,
        enrol_by: "2031-06-30".to_owned(),
        asks: PerLang { en: "name and address".to_owned(), es: "nombre y dirección".to_owned() },
        red: Vec::new(),
        low_at: 1,
    }
}

fn offer() -> NewBenefit {
    NewBenefit { terms: terms(), last_day: Some("2031-05-31".to_owned()), grace_days: 14, eligible: Eligible::default() }
}

async fn written(store: &Store, slug: &str) -> (IncidentId, Benefit, [StaffId; 2]) {
    let incident = add_test_incident(store, slug, false, now()).await.incident_id;
    let by = [signed_in(store, Role::Compliance, None, now()).await.0, signed_in(store, Role::Owner, None, now()).await.0];
    let mut tx = store.write().await.unwrap();
    let id = store.write_benefit(&mut tx, by[0], incident, &offer(), now()).await.unwrap();
    tx.commit().await.unwrap();
    (incident, store.benefit(incident, id).await.unwrap().unwrap(), by)
}

async fn add(store: &Store, benefit: &Benefit, codes: &[&str], takes_shared: bool) -> AddedCodes {
    let mut tx = store.write().await.unwrap();
    let added = store.add_codes(&mut tx, benefit, codes, takes_shared, now()).await.unwrap();
    tx.commit().await.unwrap();
    added
}

async fn person(store: &Store, incident: IncidentId, name: &str) -> PersonId {
    let person = test_person(store, incident, test_contact(name, None), now());
    add_test_person(store, &person, now()).await;
    person.person_id
}

async fn give(store: &Store, benefit: &Benefit, person: PersonId, at: Timestamp) -> Given {
    let mut tx = store.write().await.unwrap();
    let given = store.give_code(&mut tx, benefit, person, PROMISED, at).await.unwrap();
    tx.commit().await.unwrap();
    given
}

fn code(given: &Given) -> Option<&str> {
    match given {
        Given::New(code) | Given::Same(code) => Some(&code.code),
        Given::Waits { .. } => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wrote_an_offer_does_not_open_it_and_it_is_opened_once() {
    for test in stores().await {
        let store = &test.store;
        let (incident, benefit, by) = written(store, "march-2031").await;
        assert_eq!((benefit.state, &benefit.terms), (BenefitState::Draft, &terms()));
        assert!(!benefit.is_open_on("2031-03-09"), "a draft is nobody's");
        let mut tx = store.write().await.unwrap();
        let own = store.open_benefit(&mut tx, by[0], &benefit, now()).await;
        assert!(matches!(own, Err(BenefitError::Refused(BenefitRefusal::Own))));
        store.open_benefit(&mut tx, by[1], &benefit, now()).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.write().await.unwrap();
        let again = store.open_benefit(&mut tx, by[1], &benefit, now()).await;
        assert!(matches!(again, Err(BenefitError::Refused(BenefitRefusal::NotNow))));
        drop(tx);
        let open = store.benefit(incident, benefit.benefit_id).await.unwrap().unwrap();
        for (day, is_open) in [("2031-03-09", true), ("2031-05-31", true), ("2031-06-14", true), ("2031-06-15", false)] {
            assert_eq!(open.is_open_on(day), is_open, "{day}: fourteen days of grace");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_stands_twice_is_not_taken_unless_asked_for_and_no_code_lies_open() {
    for test in stores().await {
        let store = &test.store;
        let (incident, benefit, _) = written(store, "march-2031").await;
        let list = ["CANARY-ONE", "CANARY-TWO", "CANARY-TWO", "CANARY-THREE"];
        assert_eq!(add(store, &benefit, &list, false).await, AddedCodes { added: 2, known: 0, shared: 2 });
        assert_eq!(add(store, &benefit, &list, false).await, AddedCodes { added: 0, known: 2, shared: 2 }, "the same list adds nothing");
        assert_eq!(add(store, &benefit, &list, true).await, AddedCodes { added: 2, known: 2, shared: 0 });
        let counts = store.code_counts(incident, benefit.benefit_id).await.unwrap();
        assert_eq!(counts, CodeCounts { free: 4, ..CodeCounts::default() });
        let sealed: Vec<Vec<u8>> =
            store::on!(store.read(), |db| sqlx::query_scalar("select sealed from activation_codes").fetch_all(db).await).unwrap();
        assert!(sealed.iter().all(|sealed| !String::from_utf8_lossy(sealed).contains("CANARY")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_has_one_code_however_often_they_press_at_once() {
    for test in stores().await {
        let store = &test.store;
        let (incident, benefit, _) = written(store, "march-2031").await;
        let codes: Vec<String> = (0..30).map(|at| format!("CODE-{at}")).collect();
        add(store, &benefit, &codes.iter().map(String::as_str).collect::<Vec<_>>(), false).await;
        let ana = person(store, incident, "Ana").await;
        let given = join_all((0..20).map(|_| give(store, &benefit, ana, now()))).await;
        let first = code(&given[0]).unwrap();
        assert!(given.iter().all(|one| code(one) == Some(first)));
        assert_eq!(given.iter().filter(|one| matches!(one, Given::New(_))).count(), 1, "new once");
        assert_eq!(store.code_counts(incident, benefit.benefit_id).await.unwrap().given, 1);
        assert_eq!(store.code_of(incident, benefit.benefit_id, ana).await.unwrap().unwrap().code, first);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_who_race_for_ten_codes_ten_have_one_each_and_ten_wait_and_are_served_in_their_order() {
    for test in stores().await {
        let store = &test.store;
        let (incident, benefit, _) = written(store, "march-2031").await;
        let codes: Vec<String> = (0..10).map(|at| format!("CODE-{at}")).collect();
        add(store, &benefit, &codes.iter().map(String::as_str).collect::<Vec<_>>(), false).await;
        let mut people = Vec::new();
        for at in 0..20 {
            people.push(person(store, incident, &format!("Person{at}")).await);
        }
        let given = join_all(people.iter().map(|person| give(store, &benefit, *person, now()))).await;
        let had: HashSet<&str> = given.iter().filter_map(code).collect();
        let waiting = given.iter().filter(|one| matches!(one, Given::Waits { is_new: true, .. })).count();
        // On PostgreSQL whoever finds every free row in another's hands waits too: nobody has two, and nobody is lost.
        assert_eq!(had.len() + waiting, 20);
        let counts = store.code_counts(incident, benefit.benefit_id).await.unwrap();
        assert_eq!((counts.given, counts.waiting), (i64::try_from(had.len()).unwrap(), i64::try_from(waiting).unwrap()));

        let more: Vec<String> = (10..30).map(|at| format!("CODE-{at}")).collect();
        add(store, &benefit, &more.iter().map(String::as_str).collect::<Vec<_>>(), false).await;
        let late = person(store, incident, "Late").await;
        assert!(
            matches!(give(store, &benefit, late, now().plus(std::time::Duration::from_secs(1))).await, Given::Waits { .. }),
            "others came first"
        );
        let mut served = Vec::new();
        loop {
            let mut tx = store.write().await.unwrap();
            let some = store.serve_waiters(&mut tx, &benefit, 3, now()).await.unwrap();
            tx.commit().await.unwrap();
            if some.is_empty() {
                break;
            }
            served.extend(some);
        }
        assert_eq!((served.len(), served.last().unwrap().person_id), (waiting + 1, late));
        let counts = store.code_counts(incident, benefit.benefit_id).await.unwrap();
        assert_eq!((counts.given, counts.waiting), (21, 0));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_did_not_work_is_given_to_nobody_else_and_after_three_a_human_looks() {
    for test in stores().await {
        let store = &test.store;
        let (incident, benefit, _) = written(store, "march-2031").await;
        add(store, &benefit, &["A", "B", "C", "D", "E"], false).await;
        let (ana, ben) = (person(store, incident, "Ana").await, person(store, incident, "Ben").await);
        let replace = async |who| {
            let mut tx = store.write().await.unwrap();
            let replaced = store.replace_code(&mut tx, &benefit, who, (CodeTrouble::Used, PROMISED), now()).await.unwrap();
            tx.commit().await.unwrap();
            replaced
        };
        assert_eq!(replace(ana).await, Replaced::HadNone);
        let mut seen = vec![code(&give(store, &benefit, ana, now()).await).unwrap().to_owned()];
        for _ in 0..2 {
            let Replaced::By(Given::New(another)) = replace(ana).await else { panic!("another") };
            seen.push(another.code);
        }
        assert_eq!(replace(ana).await, Replaced::AskAHuman);
        assert_eq!(seen.iter().collect::<HashSet<_>>().len(), 3);
        assert_eq!(store.code_of(incident, benefit.benefit_id, ana).await.unwrap().unwrap().code, seen[2], "the last one stays theirs");
        let bens = give(store, &benefit, ben, now()).await;
        assert!(!seen.iter().any(|one| code(&bens) == Some(one)));
        let counts = store.code_counts(incident, benefit.benefit_id).await.unwrap();
        assert_eq!((counts.free, counts.given, counts.bad), (1, 2, 2));
    }
}
