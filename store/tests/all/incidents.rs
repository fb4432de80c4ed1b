use domain::{clock::Timestamp, slug::Slug};
use store::testing::{add_test_incident, stores};

#[tokio::test]
async fn a_draft_is_not_there_for_the_public() {
    let now = Timestamp::parse("2031-03-09T14:20:00Z").unwrap();
    for test in stores().await {
        let incident = add_test_incident(&test.store, "march-2031", true, now).await;
        let found = test.store.published_incident(&Slug::parse("march-2031").unwrap()).await.unwrap();
        assert_eq!(found, Some(incident));
        assert_eq!(test.store.published_incident(&Slug::parse("april-2031").unwrap()).await.unwrap(), None);
    }
}

#[tokio::test]
async fn making_and_publishing_an_incident_is_written_down_once_and_moves_the_revision() {
    let now = Timestamp::parse("2031-03-09T14:20:00Z").unwrap();
    for test in stores().await {
        let store = &test.store;
        let model = add_test_incident(store, "model", false, now).await;
        let incident_id = domain::ids::IncidentId::new(now, &*store::testing::TestEntropy::fresh());
        let slug = Slug::parse("april-2031").unwrap();
        let draft = domain::incident::Incident { incident_id, slug: slug.clone(), published_at: None, ..model };
        assert!(store.add_incident_by("command line", &draft, &[], now).await.unwrap());
        assert_eq!(store.published_incident(&slug).await.unwrap(), None, "not public yet");
        let before = store.publication_revision().await.unwrap();
        assert!(store.publish_incident("command line", incident_id, now).await.unwrap());
        assert!(store.publication_revision().await.unwrap() > before);
        assert!(store.published_incident(&slug).await.unwrap().is_some());
        assert!(store.published_incidents().await.unwrap().iter().any(|incident| incident.slug == slug));
        let after = store.publication_revision().await.unwrap();
        assert!(!store.publish_incident("command line", incident_id, now).await.unwrap(), "it was public already");
        assert_eq!(store.publication_revision().await.unwrap(), after);
        let verdict = store.verify_audit(store::audit::Chain::Incident(incident_id)).await.unwrap();
        assert_eq!((verdict.rows, verdict.first_bad), (2, None));
    }
}
