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
