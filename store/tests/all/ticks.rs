use std::time::Duration;

use domain::clock::Timestamp;
use store::testing::{
    add_test_incident,
    people::{add_test_person, test_contact, test_person},
    stores,
};

fn now() -> Timestamp {
    Timestamp::parse("2031-03-09T14:20:00Z").unwrap()
}

#[tokio::test]
async fn a_tick_is_kept_once_with_its_first_time_and_goes_when_it_is_taken_off() {
    for test in stores().await {
        let incident = add_test_incident(&test.store, "march-2031", true, now()).await.incident_id;
        let ana = test_person(&test.store, incident, test_contact("Ana", None), now());
        let ben = test_person(&test.store, incident, test_contact("Ben", None), now());
        for person in [&ana, &ben] {
            add_test_person(&test.store, person, now()).await;
        }
        for (minute, is_done) in [(0, true), (1, true)] {
            let mut tx = test.store.write().await.unwrap();
            let at = now().plus(Duration::from_secs(60 * minute));
            test.store.set_tick(&mut tx, incident, ana.person_id, "all_two_step", is_done, at).await.unwrap();
            tx.commit().await.unwrap();
        }
        let ticks = test.store.ticks(incident, ana.person_id).await.unwrap();
        assert_eq!(ticks.len(), 1);
        assert_eq!((ticks[0].action_id.as_str(), ticks[0].ticked_at), ("all_two_step", now()));
        assert!(test.store.ticks(incident, ben.person_id).await.unwrap().is_empty(), "Ben ticked nothing");
        for _ in 0..2 {
            let mut tx = test.store.write().await.unwrap();
            test.store.set_tick(&mut tx, incident, ana.person_id, "all_two_step", false, now()).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert!(test.store.ticks(incident, ana.person_id).await.unwrap().is_empty());
    }
}
