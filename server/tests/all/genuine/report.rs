//! Reports: a request that staff see.

use domain::{request::RequestKind, staff::Role};
use http::StatusCode;
use store::testing::stores;

use crate::support::TestSite;

const FORM_ID: &str = "0190a000-0000-7000-8000-0000000000aa";

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_a_request_that_staff_see_once() {
    for test in stores().await {
        let site = TestSite::on(test);
        let incident = site.incident("march-2031").await;
        let form = format!("form_id={FORM_ID}&word=7K4MQ-2ZXBT&sender=ceo%40example.net&message=They+want+my+card+number");
        let answer = site.post("/genuine/report", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let to = answer.location().unwrap().to_owned();
        assert_eq!(site.post("/genuine/report", &form).await.location(), Some(to.as_str()), "a second press adds nothing");
        let page = site.get(&to).await;
        assert!(page.status == StatusCode::OK && page.body.contains("We have your report"), "{}", page.body);
        assert!(!page.body.contains("card number"), "nothing of what was written");
        let asked = site.test.store.list_requests(Some(incident.incident_id), true, 10).await.unwrap();
        assert_eq!((asked.len(), asked[0].kind, asked[0].person_id), (1, RequestKind::Fake, None));
        for part in ["7K4MQ-2ZXBT", "ceo@example.net", "They want my card number"] {
            assert!(asked[0].text.message.contains(part), "{part}");
        }
        let agent = site.colleague(Role::Agent, Some(incident.incident_id)).await;
        let queue = agent.get("/staff/incidents/march-2031/requests").await;
        assert!(queue.body.contains("This message is not from you"), "{}", queue.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_without_words_comes_back_with_what_was_typed() {
    let site = TestSite::new().await;
    site.incident("march-2031").await;
    let answer = site.post("/genuine/report", &format!("form_id={FORM_ID}&sender=ceo%40example.net&message=+&answer_to=nobody")).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("A few words are enough") && answer.body.contains("We cannot write to this address"), "{}", answer.body);
    assert!(answer.body.contains("ceo@example.net") && answer.body.contains(FORM_ID));
    // Another kind of request is not shown as a report, and a made-up number is nothing.
    assert_eq!(site.get("/genuine/reports/r-0000-0000").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_incident_there_is_nobody_to_report_to_and_the_page_says_so() {
    let site = TestSite::new().await;
    let page = site.get("/genuine/report").await;
    assert!(page.status == StatusCode::OK && page.body.contains("We have no incident now") && !page.body.contains("<form class"));
    assert_eq!(site.post("/genuine/report", "message=x").await.status, StatusCode::NOT_FOUND);
}
