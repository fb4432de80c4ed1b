use domain::{clock::Timestamp, ids::PersonId, visit::Channel};
use store::{
    OpenError, Store, StoreError,
    keys::{MasterKey, Place, Purpose},
    testing::{TestEntropy, add_test_incident, stores},
};
use uuid::Uuid;

fn now() -> Timestamp {
    Timestamp::parse("2031-03-09T14:20:00Z").unwrap()
}

#[tokio::test]
async fn another_master_key_is_refused_and_changes_nothing() {
    for test in stores().await {
        let incident = add_test_incident(&test.store, "march-2031", true, now()).await;
        let other = MasterKey::generate(&*TestEntropy::fresh());
        let refused = Store::open(&test.address, other, TestEntropy::fresh()).await;
        assert!(matches!(refused, Err(OpenError::WrongKey)));
        let again = Store::open(&test.address, test.master.clone(), TestEntropy::fresh()).await.unwrap();
        assert!(again.incident_keys(incident.incident_id).await.is_ok());
    }
}

#[tokio::test]
async fn a_sealed_value_opens_only_in_its_own_row_table_and_incident() {
    let entropy = TestEntropy::fresh();
    for test in stores().await {
        let mine = add_test_incident(&test.store, "mine", true, now()).await;
        let other = add_test_incident(&test.store, "other", true, now()).await;
        let keys = test.store.incident_keys(mine.incident_id).await.unwrap();
        let place = Place { table: "people", row: Uuid::from_u128(1) };
        let sealed = keys.seal(place, &"Ana", &*entropy).unwrap();
        assert_eq!(keys.open::<String>(place, &sealed).unwrap(), "Ana");
        assert!(!sealed.windows(3).any(|bytes| bytes == b"Ana"));
        let elsewhere = [Place { row: Uuid::from_u128(2), ..place }, Place { table: "requests", ..place }];
        for wrong in elsewhere {
            assert!(matches!(keys.open::<String>(wrong, &sealed), Err(StoreError::Unsealable { .. })));
        }
        let other_keys = test.store.incident_keys(other.incident_id).await.unwrap();
        assert!(other_keys.open::<String>(place, &sealed).is_err());
    }
}

#[tokio::test]
async fn any_flipped_bit_is_refused() {
    let entropy = TestEntropy::fresh();
    let test = store::testing::sqlite_store().await;
    let place = Place { table: "checks", row: Uuid::from_u128(1) };
    let sealed = test.store.system_keys().seal(place, &"ana@example.org", &*entropy).unwrap();
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(test.store.system_keys().open::<String>(place, &changed).is_err(), "byte {at}");
    }
}

#[tokio::test]
async fn texts_of_different_lengths_seal_to_the_same_length() {
    let entropy = TestEntropy::fresh();
    let test = store::testing::sqlite_store().await;
    let place = Place { table: "checks", row: Uuid::from_u128(1) };
    let length = |text: &str| test.store.system_keys().seal(place, &text, &*entropy).unwrap().len();
    assert_eq!(length("a"), length("a much longer text, but below one step"));
}

#[tokio::test]
async fn hashes_for_different_purposes_and_incidents_cannot_be_joined() {
    let test = store::testing::sqlite_store().await;
    let mine = add_test_incident(&test.store, "mine", true, now()).await;
    let other = add_test_incident(&test.store, "other", true, now()).await;
    let mine = test.store.incident_keys(mine.incident_id).await.unwrap();
    let other = test.store.incident_keys(other.incident_id).await.unwrap();
    let parts: [&[u8]; 1] = [b"ana@example.org"];
    assert_eq!(mine.lookup(Purpose::Email, &parts), mine.lookup(Purpose::Email, &parts));
    assert_ne!(mine.lookup(Purpose::Email, &parts), other.lookup(Purpose::Email, &parts));
    assert_ne!(mine.lookup(Purpose::Email, &parts), mine.lookup(Purpose::ExternalId, &parts));
    assert_ne!(mine.lookup(Purpose::Email, &[b"ab", b"c"]), mine.lookup(Purpose::Email, &[b"a", b"bc"]));
    let person = PersonId(Uuid::from_u128(7));
    assert_ne!(mine.invitation_secret(person, 1, Channel::Email, "link"), mine.invitation_secret(person, 2, Channel::Email, "link"));
}

#[test]
fn a_master_key_survives_being_written_down() {
    let key = MasterKey::generate(&*TestEntropy::fresh());
    let line = key.to_line();
    assert_eq!(*MasterKey::parse(&format!("{}\n", *line)).unwrap().to_line(), *line);
    assert!(MasterKey::parse("too short").is_err());
}
