use domain::{
    clock::Timestamp,
    code::OneTimeCode,
    helper::{HelperContact, HelperKind, MOST_HELPERS},
    lang::Lang,
    person::Person,
    visit::{ONE_TIME_CODE, Proof},
};
use futures::future::join_all;
use store::{
    Store,
    helpers::{Added, Helper, NamingOutcome, NewHelper, WayIn},
    testing::{
        add_test_incident,
        helpers::add_test_helper,
        people::{add_test_person, test_contact, test_person},
        stores,
    },
};

fn now() -> Timestamp {
    Timestamp::parse("2031-03-09T14:20:00Z").unwrap()
}

async fn ana(store: &Store) -> Person {
    let incident = add_test_incident(store, "march-2031", false, now()).await;
    let person = test_person(store, incident.incident_id, test_contact("Ana", Some("ana@example.org")), now());
    add_test_person(store, &person, now()).await;
    person
}

fn new(person: &Person, email: &str) -> NewHelper {
    NewHelper {
        incident_id: person.incident_id,
        person_id: person.person_id,
        kind: HelperKind::Helper,
        contact: HelperContact { name: "Rosa".to_owned(), email: email.to_owned() },
        lang: Lang::En,
        made_by: "the person".to_owned(),
    }
}

async fn named(store: &Store, person: &Person) -> Helper {
    let mut tx = store.write().await.unwrap();
    let helper = add_test_helper(store, &mut tx, person, HelperKind::Helper, now()).await;
    tx.commit().await.unwrap();
    helper
}

/// Whom a helper's link and code let in.
async fn ways(store: &Store, helper: &Helper) -> [Option<WayIn>; 2] {
    let Some(secrets) = store.helper_secrets(helper.incident_id, helper.helper_id).await.unwrap() else { return [None, None] };
    let link = secrets.link.unwrap();
    [store.find_way_in_by_link(&link).await.unwrap(), store.find_way_in_by_code(&secrets.code).await.unwrap()]
}

async fn visit(store: &Store, helper: &Helper) -> String {
    let mut tx = store.write().await.unwrap();
    let way = WayIn::Helper(helper.invitation());
    let (_, cookie) = store.open_visit_by(&mut tx, &way, Some(Proof::MailCode), None, now()).await.unwrap();
    tx.commit().await.unwrap();
    cookie.as_str().to_owned()
}

#[tokio::test]
async fn link_and_code_let_the_helper_in_as_a_helper_and_nothing_of_them_is_stored() {
    for test in stores().await {
        let store = &test.store;
        let person = ana(store).await;
        let helper = named(store, &person).await;
        assert_eq!(ways(store, &helper).await, [Some(WayIn::Helper(helper.invitation())); 2]);
        let visit = store.find_visit(&visit(store, &helper).await, now()).await.unwrap().unwrap();
        assert_eq!((visit.person_id, visit.helper.unwrap().helper_id), (person.person_id, helper.helper_id));
        assert_eq!(visit.helper.unwrap().kind, HelperKind::Helper);
        assert_ne!(visit.holder(), person.person_id.0, "what a helper types is not kept with the person");
        let secrets = store.helper_secrets(helper.incident_id, helper.helper_id).await.unwrap().unwrap();
        let stored: Vec<(Vec<u8>, Vec<u8>)> =
            store::on!(store.read(), |db| sqlx::query_as("select link_hash, sealed from helpers").fetch_all(db).await).unwrap();
        assert!(stored.iter().all(|(hash, _)| hash.as_slice() != secrets.link.as_ref().unwrap().bytes().as_slice()));
        assert!(stored.iter().all(|(_, sealed)| !sealed.windows(4).any(|part| part == b"Rosa" || part == b"rosa")));
    }
}

#[tokio::test]
async fn ending_a_helper_closes_link_code_and_open_visits_and_of_twenty_at_once_one_ends_it() {
    for test in stores().await {
        let store = &test.store;
        let person = ana(store).await;
        let helper = named(store, &person).await;
        let cookie = visit(store, &helper).await;
        let secrets = store.helper_secrets(helper.incident_id, helper.helper_id).await.unwrap().unwrap();
        let ended = join_all((0..20).map(|_| async {
            let mut tx = store.write().await.unwrap();
            let ended = store.end_helper(&mut tx, person.incident_id, person.person_id, helper.helper_id, now()).await.unwrap();
            tx.commit().await.unwrap();
            ended
        }))
        .await;
        assert_eq!(ended.into_iter().filter(|ended| *ended).count(), 1);
        assert_eq!(store.find_visit(&cookie, now()).await.unwrap(), None);
        assert_eq!(store.find_way_in_by_link(&secrets.link.unwrap()).await.unwrap(), None);
        assert_eq!(store.find_way_in_by_code(&secrets.code).await.unwrap(), None);
        assert!(!store.helpers_of(person.incident_id, person.person_id).await.unwrap()[0].is_active());
        // A visit that was being opened meanwhile shows nothing either.
        assert_eq!(store.find_visit(&visit(store, &helper).await, now()).await.unwrap(), None);
    }
}

#[tokio::test]
async fn a_new_generation_closes_the_one_before_and_the_persons_own_does_not_touch_it() {
    for test in stores().await {
        let store = &test.store;
        let person = ana(store).await;
        let helper = named(store, &person).await;
        let mut tx = store.write().await.unwrap();
        store.reissue_invitations(&mut tx, person.incident_id, person.person_id).await.unwrap();
        tx.commit().await.unwrap();
        let cookie = visit(store, &helper).await;
        assert!(store.find_visit(&cookie, now()).await.unwrap().is_some());
        let before = store.helper_secrets(helper.incident_id, helper.helper_id).await.unwrap().unwrap();
        let mut tx = store.write().await.unwrap();
        assert!(store.invite_helper_again(&mut tx, &helper, now()).await.unwrap());
        assert!(!store.invite_helper_again(&mut tx, &helper, now()).await.unwrap(), "once from where they stood");
        tx.commit().await.unwrap();
        assert_eq!(store.find_visit(&cookie, now()).await.unwrap(), None);
        assert_eq!(store.find_way_in_by_link(&before.link.unwrap()).await.unwrap(), None);
        let again = store.helper(helper.incident_id, helper.helper_id).await.unwrap().unwrap();
        assert_eq!(ways(store, &again).await, [Some(WayIn::Helper(again.invitation())); 2]);
    }
}

#[tokio::test]
async fn of_twenty_named_at_once_five_get_in_and_one_address_once() {
    for test in stores().await {
        let store = &test.store;
        let person = ana(store).await;
        let add = async |email: String| {
            let mut tx = store.write().await.unwrap();
            let added = store.add_helper(&mut tx, &new(&person, &email), now()).await.unwrap();
            tx.commit().await.unwrap();
            added
        };
        let same = join_all((0..20).map(|_| add("rosa@example.org".to_owned()))).await;
        assert_eq!(same.iter().filter(|added| matches!(added, Added::Named(_))).count(), 1);
        assert_eq!(same.iter().filter(|added| **added == Added::Already).count(), 19);
        let others = join_all((0..20).map(|at| add(format!("rosa{at}@example.org")))).await;
        assert_eq!(i64::try_from(others.iter().filter(|added| matches!(added, Added::Named(_))).count()).unwrap(), MOST_HELPERS - 1);
        assert!(others.iter().all(|added| *added != Added::Already));
    }
}

#[tokio::test]
async fn six_digits_let_in_whom_the_person_named_once_and_five_wrong_ones_nobody() {
    for test in stores().await {
        let store = &test.store;
        let person = ana(store).await;
        let ask = async || {
            let mut tx = store.write().await.unwrap();
            let code = store.ask_helper(&mut tx, &new(&person, "rosa@example.org"), now()).await.unwrap().unwrap();
            tx.commit().await.unwrap();
            (code, store.asked_helper(person.incident_id, person.person_id).await.unwrap().unwrap())
        };
        let tried = async |asked: &Helper, code: &OneTimeCode, at: Timestamp| {
            let mut tx = store.write().await.unwrap();
            let outcome = store.prove_helper(&mut tx, asked, code, at).await.unwrap();
            tx.commit().await.unwrap();
            outcome
        };
        let (code, asked) = ask().await;
        assert_eq!(ways(store, &asked).await, [None, None], "nobody gets in before the digits");
        assert_eq!(tried(&asked, &code, now().plus(ONE_TIME_CODE)).await, NamingOutcome::Over);
        let (code, asked) = ask().await;
        let wrong = OneTimeCode::parse(if code.as_str() == "000000" { "000001" } else { "000000" }).unwrap();
        for left in [4, 3, 2, 1] {
            assert_eq!(tried(&asked, &wrong, now()).await, NamingOutcome::Wrong(left));
        }
        assert_eq!(tried(&asked, &wrong, now()).await, NamingOutcome::Over);
        assert_eq!(tried(&asked, &code, now()).await, NamingOutcome::Over, "the right one comes too late");
        let (code, asked) = ask().await;
        let outcomes = join_all((0..20).map(|_| tried(&asked, &code, now()))).await;
        assert_eq!(outcomes.iter().filter(|outcome| matches!(outcome, NamingOutcome::Named(_))).count(), 1);
        assert_eq!(ways(store, &asked).await, [Some(WayIn::Helper(asked.invitation())); 2]);
    }
}

#[tokio::test]
async fn who_asked_and_was_not_confirmed_is_swept() {
    for test in stores().await {
        let store = &test.store;
        let person = ana(store).await;
        let mut tx = store.write().await.unwrap();
        store.ask_helper(&mut tx, &new(&person, "rosa@example.org"), now()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        store.sweep(now()).await.unwrap();
        assert!(store.asked_helper(person.incident_id, person.person_id).await.unwrap().is_some());
        store.sweep(now().plus(ONE_TIME_CODE).plus(ONE_TIME_CODE)).await.unwrap();
        assert!(store.asked_helper(person.incident_id, person.person_id).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn more_than_five_people_behind_one_address_are_counted_and_a_family_is_not() {
    for test in stores().await {
        let store = &test.store;
        let incident = add_test_incident(store, "march-2031", false, now()).await;
        for (email, people) in [("family@example.org", 5), ("firm@example.org", 6)] {
            for _ in 0..people {
                let person = test_person(store, incident.incident_id, test_contact("Ana", Some(email)), now());
                add_test_person(store, &person, now()).await;
            }
        }
        assert_eq!(store.shared_addresses(incident.incident_id).await.unwrap(), (1, 6));
        let firm = domain::email::EmailAddress::parse("firm@example.org").unwrap();
        assert_eq!(store.count_sharing(incident.incident_id, &firm).await.unwrap(), 6);
    }
}
