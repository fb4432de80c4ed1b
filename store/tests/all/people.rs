use domain::{clock::Timestamp, email::EmailAddress};
use store::testing::{
    add_test_incident,
    listed::{add_listed_people, listed_person},
    stores,
};

fn now() -> Timestamp {
    Timestamp::parse("2031-03-09T14:20:00Z").unwrap()
}

#[tokio::test]
async fn a_family_behind_one_address_is_found_whole_and_in_no_other_incident() {
    for test in stores().await {
        let incident = add_test_incident(&test.store, "march-2031", false, now()).await.incident_id;
        let other = add_test_incident(&test.store, "april-2031", false, now()).await.incident_id;
        let family =
            [listed_person("C-1", Some("home@example.org")), listed_person("C-2", Some("home@example.org")), listed_person("C-3", None)];
        let mut ids = add_listed_people(&test.store, incident, &family, now()).await;
        ids.truncate(2);
        ids.sort();
        let address = EmailAddress::parse(" HOME@example.org").unwrap();
        let found = test.store.people_by_email(incident, &address).await.unwrap();
        assert_eq!(found.iter().map(|person| person.person_id).collect::<Vec<_>>(), ids);
        assert_eq!(found[0].contact.family_name, "Example");
        assert_eq!(found[0].region.as_deref(), Some("US-CA"));
        assert!(test.store.people_by_email(other, &address).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn everybody_is_gone_through_once_in_the_order_of_ids() {
    for test in stores().await {
        let incident = add_test_incident(&test.store, "march-2031", false, now()).await.incident_id;
        let people: Vec<_> = (0..25).map(|at| listed_person(&format!("C-{at}"), None)).collect();
        let mut ids = add_listed_people(&test.store, incident, &people, now()).await;
        ids.sort();
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = test.store.people_after(incident, after, 10).await.unwrap();
            let Some(last) = page.last() else { break };
            after = Some(last.person_id);
            seen.extend(page.iter().map(|person| person.person_id));
        }
        assert_eq!(seen, ids);
        let batch = test.store.people_by_ids(incident, &ids[3..7]).await.unwrap();
        assert_eq!(batch.iter().map(|person| person.person_id).collect::<Vec<_>>(), ids[3..7]);
        let counts = test.store.count_people(incident).await.unwrap();
        assert_eq!((counts.people, counts.with_email, counts.by_letter_only, counts.unreachable), (25, 0, 25, 0));
    }
}
